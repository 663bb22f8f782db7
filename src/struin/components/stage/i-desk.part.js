// The trainer's window.
(() => {
  const { Session, Awake, Slide, MINUTE, say, count, clock, minutes, drift, put, where, unreachable, whole } =
    Struin.stage;
  const MORE = 5; // minutes

  const item = (text) => {
    const made = document.createElement("li");
    made.textContent = text;
    return made;
  };

  class Desk {
    constructor(host) {
      this.host = host;
      this.session = new Session("desk", {
        shown: (view) => this.show(view),
        peers: () => this.peers(),
        faults: (faults) => this.fault(faults),
      });
      this.awake = new Awake();
      this.gone = new AbortController();
    }

    find(selector) {
      return this.host.querySelector(selector);
    }

    slot(name) {
      return this.find(`[data-slot="${name}"]`);
    }

    start() {
      this.host.addEventListener(
        "click",
        (event) => {
          const button = event.target.closest("[data-do], [data-to], [data-screen]");
          if (!button) return;
          if ("screen" in button.dataset) this.open(event, button);
          else if (button.dataset.to) this.session.move("to", Number(button.dataset.to));
          else this.act(button.dataset.do);
        },
        { signal: this.gone.signal },
      );
      put(this.slot("local"), this.slot("local").dataset[unreachable()] ?? "");
      this.session.start();
    }

    stop() {
      this.gone.abort();
      this.slide?.close();
      this.session.stop();
      this.awake.set(false);
    }

    act(name) {
      if (name === "ask-again" || name === "not-again") this.sure(name === "ask-again");
      else if (name === "again") {
        this.session.move("again");
        this.sure(false);
        this.slot("title").focus();
      } else this.session.move(name, MORE);
    }

    sure(asked) {
      this.slot("sure").hidden = !asked;
      const button = this.find("[data-do=ask-again]");
      button.hidden = asked;
      (asked ? this.find("[data-do=not-again]") : button).focus();
    }

    /** A window of its own; a browser that will not have that opens the link. */
    open(event, link) {
      const opened = window.open(link.href, `struin-scherm-${this.session.id}`, "popup,width=1280,height=720");
      if (!opened) return;
      event.preventDefault();
      opened.focus();
    }

    fault(faults) {
      const box = this.slot("faults");
      for (const each of faults) {
        const line = document.createElement("p");
        line.textContent = Struin.rundown.words(each);
        box.append(line);
      }
      box.hidden = false;
    }

    peers() {
      const { accompanied, hears } = this.session;
      const state = this.slot("state");
      put(state, hears ? state.dataset[accompanied ? "here" : "gone"] : "");
      state.dataset.open = accompanied;
      const link = this.find("[data-screen]");
      put(link, accompanied ? link.dataset.again : link.dataset.open);
    }

    show(view) {
      const there = Boolean(view?.steps.length);
      this.find(".stage__bare").hidden = there;
      this.slot("empty").hidden = there;
      this.slot("how").hidden = this.session.waits;
      this.slot("waiting").hidden = !this.session.waits;
      this.slot("live").hidden = !there;
      if (!there) return;
      this.slide ??= new Slide(this.slot("preview"), (step) => this.session.details(step));
      this.slide.show(view);
      this.awake.set(view.phase === "step");
      const { run, plan, step, phase, paused } = view;
      const sign = JSON.stringify([phase, run.key, run.begun, run.anchor, view.steps, plan.at]);
      if (sign !== this.sign) {
        const moved = this.sign !== undefined;
        this.sign = sign;
        this.fill(view);
        if (moved) this.tell(view);
      }
      this.clock(view);
      this.buttons(run, phase, paused, view.last, this.session.details(step));
    }

    tell({ phase, step, took }) {
      const at = phase === "step" ? say("now_told", { title: step.title, where: where(step) }) : "";
      this.find("[role=status]").textContent = (phase === "ended" ? say("done", { minutes: minutes(took) }) : at).replace(/, $/, "");
    }

    buttons(run, phase, paused, last, details) {
      const next = this.find("[data-do=next]");
      put(next, phase === "before" ? next.dataset.begin : last ? next.dataset.finish : next.dataset.next);
      this.off(next, phase === "ended");
      this.off(this.find("[data-do=back]"), phase === "before" || (run.index === 0 && phase === "step"));
      const pause = this.find("[data-do=pause]");
      put(pause, paused ? pause.dataset.resume : pause.dataset.pause);
      for (const each of [pause, this.find("[data-do=more]")]) this.off(each, phase !== "step");
      this.find("[data-do=blank]").setAttribute("aria-pressed", run.blank);
      const code = this.find("[data-do=code]");
      code.hidden = !details || details.worksheet !== null;
      if (code.hidden && code === document.activeElement) this.slot("title").focus();
      code.setAttribute("aria-pressed", run.code);
      this.find(".desk__again").hidden = phase === "before";
      this.host.dataset.paused = paused;
    }

    /** Whoever was on a button that stops working goes on at the step. */
    off(button, off) {
      if (off && button === document.activeElement) this.slot("title").focus();
      button.disabled = off;
    }

    /** What stays the same for as long as a step lasts. */
    fill(view) {
      const { phase, step, next, plan } = view;
      const details = phase === "step" ? this.session.details(step) : null;
      const block = phase === "step" ? plan.blocks[step.block] : null;
      this.host.className = `stage stage--desk desk p-${details?.number ?? 0}`;
      put(this.slot("session"), plan.title);
      const of = block ? say("block_of", { n: step.block + 1, all: plan.blocks.length }) : "";
      put(this.slot("where"), block ? [of, where(step)].filter(Boolean).join(" · ") : "");
      put(this.slot("title"), phase === "before" ? plan.title || say("untitled") : phase === "ended" ? say("ended") : step.title);
      const told = step?.kind === "story" && details; // from its first line to its last
      const text = phase === "before" ? plan.goal : block && !told ? step.text : "";
      const gone = step?.kind === "gone" ? [say("gone")] : [];
      this.slot("text").replaceChildren(...[...gone, ...text.split("\n")].filter(Boolean).map(this.paragraph));
      put(this.slot("note"), (block && step.note) || "");
      put(this.slot("own"), [block?.note, details && block?.do !== step.text ? block?.do : ""].filter(Boolean).join("\n"));
      this.slot("notes").hidden = this.slot("note").hidden && this.slot("own").hidden;
      this.list("asked", "questions", (block && step.questions) || []);
      put(this.slot("safety"), details?.safety ?? "");
      this.slot("safe").hidden = this.slot("safety").hidden;
      this.list("things", "material", details?.material ?? []);
      this.list("others", "variations", details?.variations ?? []);
      this.slot("story").replaceChildren(told ? Struin.rundown.html(details.body) : "");
      this.slot("story").hidden = !told;
      const open = this.find("[data-open]:not([data-screen])");
      open.parentElement.hidden = !details;
      if (details) open.href = whole(details.url);
      const coming = this.slot("coming");
      const name = next && [next.title, where(next)].filter(Boolean).join(" · ");
      put(coming, name ?? (phase === "ended" ? "" : coming.dataset.nothing));
      put(this.slot("first"), next ? next.text || next.questions[0] || "" : "");
      this.find(".desk__next").hidden = phase === "ended";
      this.course(view);
      this.link(plan);
    }

    paragraph(text) {
      const made = document.createElement("p");
      made.textContent = text;
      return made;
    }

    list(box, name, texts) {
      this.slot(name).replaceChildren(...texts.map(item));
      this.slot(box).hidden = !texts.length;
    }

    /** The blocks with their times, each a button that goes there. */
    course({ plan, steps, step, phase, run }) {
      const slots = Struin.rundown.schedule(plan);
      const start = Struin.rundown.time(plan.start) ?? 0;
      const list = this.slot("list");
      const rows = plan.blocks.map((block, at) => {
        const row = document.createElement("li");
        const button = document.createElement("button");
        const classes = ["visually-hidden", "desk__block-time", "desk__block-name", "desk__block-length"];
        const [to, time, title, length] = classes.map((name) => {
          const part = document.createElement("span");
          part.className = name;
          return part;
        });
        const moment = run.anchor === null ? null : run.anchor + (slots[at].start - start) * MINUTE;
        time.textContent = moment === null ? Struin.rundown.clock(slots[at].start) : clock(moment);
        title.textContent = block.title;
        length.textContent = say("minutes", { n: block.minutes });
        to.textContent = list.dataset.to.replace("{n}", at + 1);
        for (const part of [to, time, title, length]) button.append(part, " ");
        button.type = "button";
        button.className = `desk__block p-${this.session.known.get(block.item)?.number ?? 0}`;
        button.dataset.to = steps.findIndex((each) => each.block === at);
        if (phase === "before") button.disabled = true;
        if (phase === "step" && step.block === at) button.setAttribute("aria-current", "step");
        row.append(button);
        return row;
      });
      const focused = [...list.querySelectorAll("button")].indexOf(document.activeElement);
      list.replaceChildren(...rows);
      if (focused >= 0) list.querySelectorAll("button")[focused]?.focus();
    }

    /** What changes with the clock. */
    clock(view) {
      const { phase, step, plan, run, now, start, state, left, elapsed, given, paused } = view;
      const running = phase === "step";
      const told = running && !paused && ["soon", "over"].includes(state) ? `${run.key} ${state}` : "";
      if (told && told !== this.told) this.find("[role=status]").textContent = say(step.kind === "break" ? `${state}_break` : state);
      this.told = told;
      this.host.dataset.state = running ? state : "none";
      put(this.slot("hour"), clock(now));
      put(this.slot("count"), running && state !== "none" && left > 0 ? count(left) : "");
      const over = state === "over" ? say("over_by", { time: count(-left, Math.floor) }) : "";
      put(this.slot("told"), !running ? "" : paused ? say("paused") : state === "soon" ? say("soon") : over);
      const none = state === "none" ? `${say("no_time")} ` : "";
      const of = running ? `${none}${say("spent", { time: count(elapsed, Math.floor) })}` : "";
      put(this.slot("spent"), running && given > 0 ? `${of} ${say("of", { time: count(given) })}` : of);
      if (phase === "before") {
        const n = start > now ? Math.ceil((start - now) / MINUTE) : Math.floor((now - start) / MINUTE);
        const near = Math.abs(start - now) <= 90 * MINUTE;
        const words = !near || !n ? say("begins", { time: clock(start) }) : say(now > start ? "late" : "to_go", { n });
        put(this.slot("drift"), words);
        put(this.slot("ready"), near && n ? say("begins", { time: clock(start) }) : "");
      } else {
        put(this.slot("drift"), running ? drift(view.drift) : say("done", { minutes: minutes(view.took) }));
        const slot = Struin.rundown.schedule(plan).at(-1);
        const end = run.anchor + (slot.end - (Struin.rundown.time(plan.start) ?? 0)) * MINUTE;
        const ready = running ? `${say("ready_at", { time: clock(view.ready) })}, ${say("planned_at", { time: clock(end) })}` : "";
        put(this.slot("ready"), ready);
      }
      this.slot("drift").dataset.drift = running && Math.abs(view.drift) >= MINUTE ? (view.drift > 0 ? "behind" : "ahead") : "";
      const shifted = running && run.anchor === run.begun && clock(run.begun) !== plan.start;
      put(this.slot("shifted"), shifted ? say("shifted", { begun: clock(run.begun), start: plan.start }) : "");
    }

    async link(plan) {
      if (this.linked === plan) return;
      this.linked = plan;
      const hash = await Struin.rundown.address(plan);
      const link = this.find("[data-screen]");
      const [short, packed] = hash.split("&in=");
      // The other window asks this one for the plan, if it can: a room can read the address of the screen.
      link.href = link.href.replace(/#.*$/, "") + (this.session.hears ? short : hash);
      const build = this.find("[data-build]");
      build.href = build.href.replace(/#.*$/, "") + (packed ? `#${packed}` : "");
      if (!packed) Struin.rundown.active = plan.id; // so that the builder shows this one
      this.slot("stays").hidden = !hash.includes("&in=");
    }
  }

  Struin.stage.Desk = Desk;
})();
