// What the room sees: one step, large. The beamer's window fills with it, and the trainer's shows it small. Nothing that
// is meant for the trainer comes in here.
(() => {
  const { say, count, clock, put, where, whole, unreachable, spell, draw } = Struin.stage;
  const LEAST = 0.55; // of the size of letters, for the longest texts; the style keeps them readable
  const ROUND = 2 * Math.PI * 46; // the length of the ring around the time

  /** A sentence to a line: a room reads them one by one. An abbreviation at worst breaks a line. */
  const sentences = (text) =>
    text
      .replace(/([.!?…][’”)]?)\s+(?=[‘“(]?[\p{Lu}\d])/gu, "$1\n")
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean);

  const element = (name, text, parent) => {
    const made = document.createElement(name);
    made.textContent = text;
    parent.append(made);
  };

  class Slide {
    /** `details` tells what the bundle knows of a step. */
    constructor(host, details) {
      this.details = details;
      this.emblems = document.querySelector("template[data-emblems]").content;
      const template = document.querySelector("template[data-slide]");
      host.replaceChildren(template.content.cloneNode(true));
      this.root = host.querySelector(".slide");
      this.watch = new ResizeObserver(() => this.fit());
      this.watch.observe(this.root);
      document.fonts.ready.then(() => this.fit());
    }

    part(name) {
      return this.root.querySelector(`[data-slot="${name}"]`);
    }

    show(view) {
      const { run, step, phase } = view;
      const code = this.codeOf(view);
      const sign = JSON.stringify([phase, step, code, view.plan.title, view.plan.goal, view.paused && run.paused]);
      if (sign !== this.sign) {
        this.sign = sign;
        this.fill(view, code);
      }
      this.root.dataset.blank = run.blank;
      this.time(view);
    }

    /** The address of the code that stands large, or null. A self-check is done on a phone. */
    codeOf({ run, step, phase }) {
      const details = phase === "step" ? this.details(step) : null;
      return details && (run.code || step.kind === "check") ? whole(details.url) : null;
    }

    fill(view, code) {
      const { step, phase } = view;
      const details = phase === "step" ? this.details(step) : null;
      this.root.dataset.look = phase === "step" ? step.kind : phase;
      this.root.dataset.code = Boolean(code);
      this.root.className = `slide p-${details?.number ?? 0}`;
      const emblem = details?.number ? this.emblems.querySelector(`[data-emblem="${details.number}"]`) : null;
      this.part("emblem").replaceChildren(...(emblem ? [emblem.firstElementChild.cloneNode(true)] : []));
      const words = this.words(view);
      put(this.part("kind"), words.kind);
      put(this.part("title"), words.title);
      const text = this.part("text");
      text.replaceChildren();
      for (const line of words.lines) element("p", line, text);
      const questions = this.part("questions");
      questions.replaceChildren();
      for (const question of step?.questions ?? []) element("li", question, questions);
      questions.hidden = !questions.firstChild;
      this.part("six").hidden = phase === "step";
      if (phase !== "step" && !this.part("six").firstChild) this.part("six").append(this.emblems.cloneNode(true));
      this.root.setAttribute("aria-label", words.title);
      this.paint(code);
      this.fit();
    }

    words({ phase, step, plan, start }) {
      if (phase === "before") {
        const lines = [plan.goal, say("start_at", { time: clock(start) })].filter(Boolean);
        return { kind: "", title: plan.title || say("untitled"), lines };
      }
      if (phase === "ended") return { kind: plan.title, title: say("ended"), lines: [say("ended_more")] };
      const kinds = { break: say("break"), story: say("story"), check: say("check") };
      const lines = step.kind === "check" ? sentences(say("check_do")) : sentences(step.text);
      const kind = where(step) || kinds[step.kind] || "";
      return { kind: kind === step.title ? "" : kind, title: step.title, lines };
    }

    async paint(address) {
      const figure = this.part("code");
      this.address = address;
      figure.hidden = !address;
      if (!address) return;
      spell(this.part("address"), address);
      if (unreachable() === "folder") {
        this.part("drawing").replaceChildren();
        put(this.part("address"), say("no_phones"));
        return;
      }
      try {
        const drawing = await draw(address, say("address", { address }));
        if (this.address === address) this.part("drawing").replaceChildren(drawing);
      } catch {
        this.part("drawing").replaceChildren(); // the letters remain
      }
      this.fit();
    }

    /** Only what changes with the clock. */
    time(view) {
      const { step, state, left, given, paused } = view;
      const box = this.part("time");
      box.hidden = view.phase !== "step" || state === "none";
      this.root.dataset.state = box.hidden ? "none" : state;
      this.root.dataset.paused = paused;
      const rest = step?.kind === "break";
      if (!box.hidden) {
        put(this.part("count"), count(left));
        const share = Math.max(0, Math.min(1, left / given));
        this.part("ring").setAttribute("stroke-dasharray", `${(share * ROUND).toFixed(2)} ${ROUND.toFixed(2)}`);
      }
      const told = paused ? say("paused") : state === "soon" || state === "over" ? say(rest ? `${state}_break` : state) : "";
      put(this.part("told"), view.phase === "step" && (paused || !box.hidden) ? told : "");
      put(this.part("until"), rest && !paused && state !== "over" ? say("until", { time: clock(view.until) }) : "");
    }

    /** Letters as large as the text allows. What is too long even then can be scrolled. */
    fit() {
      this.shrink("--fit-title", this.root.querySelector(".slide__side"));
      const main = this.part("main");
      const long = !this.shrink("--fit", main);
      this.root.dataset.long = long;
      if (long) main.tabIndex = 0;
      else main.removeAttribute("tabindex");
    }

    shrink(name, box) {
      for (let size = 1; size >= LEAST; size -= 0.05) {
        this.root.style.setProperty(name, size.toFixed(2));
        if (box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1) return true;
      }
      return false;
    }

    close() {
      this.watch.disconnect();
    }
  }

  Struin.stage.Slide = Slide;
})();
