// The beamer's window: the slide, keys to run a session without the trainer's window, and tools that show themselves
// only to a hand that moves.
(() => {
  const { Session, Awake, Slide, say, where } = Struin.stage;
  const SHOWN = 4000; // ms that the tools stay after the last movement
  const KEYS = { ArrowRight: "next", PageDown: "next", " ": "next", ArrowLeft: "back", PageUp: "back", ".": "blank" };
  const LETTERS = { p: "pause", b: "blank", q: "code", f: "full", "?": "help" };

  class Screen {
    constructor(host) {
      this.host = host;
      this.session = new Session("screen", {
        shown: (view) => this.show(view),
        peers: () => {},
        faults: () => {},
      });
      this.awake = new Awake();
      this.gone = new AbortController();
    }

    find(selector) {
      return this.host.querySelector(selector);
    }

    start() {
      const { signal } = this.gone;
      document.addEventListener("keydown", (event) => this.key(event), { signal });
      for (const type of ["pointermove", "pointerdown", "focusin"]) {
        document.addEventListener(type, () => this.wake(), { signal });
      }
      this.host.addEventListener("click", ({ target }) => this.act(target.closest("[data-do]")?.dataset.do), { signal });
      this.session.start();
      this.wake();
    }

    stop() {
      this.gone.abort();
      clearTimeout(this.resting);
      this.slide?.close();
      this.session.stop();
      this.awake.set(false);
    }

    wake() {
      this.host.dataset.awake = "true";
      clearTimeout(this.resting);
      this.resting = setTimeout(() => (this.host.dataset.awake = "false"), SHOWN);
    }

    key(event) {
      if (event.altKey || event.ctrlKey || event.metaKey || this.find("dialog").open) return;
      if (event.target.closest?.("a, button, input") && [" ", "Enter"].includes(event.key)) return;
      const letters = this.find("[data-letters]").checked;
      const name = KEYS[event.key] ?? (letters ? LETTERS[event.key.toLowerCase()] : null);
      if (!name || (name === "blank" && event.key === "." && !letters)) return;
      event.preventDefault();
      if (!event.repeat) this.act(name);
    }

    act(name) {
      if (name === "help") this.find("dialog").showModal();
      else if (name === "full") this.full();
      else if (name) this.session.move(name);
    }

    full() {
      const asked = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.();
      asked?.catch(() => {}); // not in a frame, and not on every phone: then the window stays as it is
    }

    show(view) {
      const there = Boolean(view?.steps.length);
      this.find(".stage__bare").hidden = there;
      this.find("[data-slot=empty]").hidden = there;
      this.find("[data-slot=how]").hidden = this.session.waits;
      this.find("[data-slot=waiting]").hidden = !this.session.waits;
      this.find("[data-slot=room]").hidden = !there;
      this.find(".stage__tools").hidden = !there;
      if (!there) return;
      this.slide ??= new Slide(this.find("[data-slot=room]"), (step) => this.session.details(step));
      this.slide.show(view);
      this.awake.set(view.phase === "step");
      this.tell(view);
      this.link(view.plan);
    }

    /** A change is told once to who cannot see it; the time is not. */
    tell(view) {
      const { run, step, phase, plan } = view;
      const at = { before: plan.title || say("untitled"), ended: say("ended"), step: step && [step.title, where(step)].filter(Boolean).join(", ") };
      const now = run.blank ? say("blank_told") : at[phase];
      if (now === this.said) return;
      if (this.said !== undefined) this.find("[role=status]").textContent = now;
      this.said = now;
    }

    /** Only its name: whoever looks along need not have the notes, not even packed. */
    link({ id }) {
      const link = this.find("[data-desk]");
      const href = `${link.href.replace(/#.*$/, "")}#plan=${id}`;
      if (link.href !== href) link.href = href;
    }
  }

  Struin.stage.Screen = Screen;
})();
