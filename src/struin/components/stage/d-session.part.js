// One window of a running session: its plan, its run, and what other windows tell about them.
(() => {
  const { fresh, isRun, newer, mended, isOld, steps, known, view, move, Line } = Struin.stage;
  const AGAIN = 10_000; // ms after which windows ask each other how it goes, should one have missed something

  /** {id, link} of the part of an address from `#` on: `#plan=<id>`, with `&in=s1.…` where nothing can be kept. */
  const asked = (hash) => {
    if (Struin.rundown.isLink(hash)) return { id: null, link: hash };
    const values = new URLSearchParams(hash.slice(1));
    return { id: values.get("plan"), link: values.has("in") ? `#${values.get("in")}` : null };
  };

  class Session {
    /** `shown(view)` is called with every change and every second; `peers()` when a window comes or goes. */
    constructor(part, { shown, peers, faults }) {
      Object.assign(this, { part, shown, peers, faults });
      this.plan = null;
      this.wanted = null; // the plan that is being read
      this.run = fresh;
      this.steps = [];
      this.known = new Map();
      this.others = new Map(); // by their name: how often it was asked since they answered
      this.again = () => this.open();
      this.look = () => document.visibilityState === "visible" && this.catchUp();
      this.leave = () => this.line?.send("gone");
    }

    get key() {
      return `stage:${this.plan.id}`;
    }

    get hears() {
      return Boolean(this.line?.channel);
    }

    /** Whether there should be a session, but only another window knows it. */
    get waits() {
      return Boolean(this.id) && !this.wanted;
    }

    /** Whether a window of the other sort is open, as far as one can know. */
    get accompanied() {
      return [...this.others.values()].some((asked) => asked < 3);
    }

    start() {
      addEventListener("hashchange", this.again);
      addEventListener("pagehide", this.leave);
      addEventListener("pageshow", this.look);
      addEventListener("focus", this.look);
      document.addEventListener("visibilitychange", this.look);
      this.open();
    }

    stop() {
      removeEventListener("hashchange", this.again);
      removeEventListener("pagehide", this.leave);
      removeEventListener("pageshow", this.look);
      removeEventListener("focus", this.look);
      document.removeEventListener("visibilitychange", this.look);
      clearTimeout(this.timer);
      this.line?.close();
      this.line = null;
    }

    /** Finds the plan that the address names, else the one that was last built. */
    async open() {
      let { id, link } = asked(location.hash);
      id ??= link ? null : Struin.rundown.active;
      let plan = id ? Struin.rundown.get(id) : null;
      if (!plan && link) {
        const found = await Struin.rundown.fromLink(link);
        if (found.faults.length) this.faults(found.faults);
        plan = found.plan && { ...found.plan, id: id ?? found.plan.id, at: 0 };
      }
      if (plan && asked(location.hash).id !== plan.id) history.replaceState(history.state, "", await Struin.rundown.address(plan));
      this.line?.close();
      this.line = null;
      clearTimeout(this.timer);
      Object.assign(this, { plan: null, wanted: null, run: fresh, steps: [], id: plan?.id ?? id });
      this.others.clear();
      if (this.id && /^[\w-]{1,40}$/.test(this.id)) {
        this.line = new Line(this.id, this.part, { told: (each) => this.told(each), stored: () => this.catchUp() });
      }
      if (plan) await this.take(plan);
      this.catchUp();
      this.tick();
    }

    /** Makes a plan the one that is run. */
    async take(plan) {
      this.wanted = plan;
      const found = await known(plan);
      if (this.wanted !== plan) return; // a newer one came meanwhile
      Object.assign(this, { plan, known: found, steps: steps(plan, found) });
      const kept = Struin.store.get(this.key, null);
      if (isRun(kept) && newer(kept, this.run)) this.run = kept;
      this.run = mended(this.run, this.steps);
      if (isOld(this.run, Date.now())) this.run = { ...fresh, revision: this.run.revision + 1, by: this.line?.by ?? "" };
      this.show();
    }

    /** Looks at what is kept, and asks the other windows. */
    catchUp() {
      if (this.plan) {
        const plan = Struin.rundown.get(this.plan.id);
        if (plan && plan.at > this.wanted.at) this.take(plan);
        const kept = Struin.store.get(this.key, null);
        if (isRun(kept)) this.adopt(kept);
      }
      this.asked = Date.now();
      for (const [name, asked] of this.others) this.others.set(name, asked + 1);
      this.line?.send("ask");
      this.peers();
      this.show();
    }

    async told({ type, part, by, run, plan }) {
      if (part !== this.part) {
        if (type === "gone") this.others.delete(by);
        else this.others.set(by, 0);
        this.peers();
      }
      if (type === "ask") {
        if (this.plan) this.tell();
        else this.line.send("here");
      }
      if (type !== "run") return;
      const theirs = Struin.rundown.read(plan).plan;
      if (theirs && theirs.id === this.id && (!this.wanted || theirs.at > this.wanted.at)) await this.take(theirs);
      if (!isRun(run)) return;
      if (newer(this.run, run)) this.tell(); // they are behind
      else this.adopt(run);
    }

    tell() {
      this.line?.send("run", { run: this.run, plan: this.plan });
    }

    adopt(run) {
      if (!newer(run, this.run)) return;
      this.run = mended(run, this.steps);
      this.show();
    }

    /** Moves on: "next", "back", "to" (an index), "pause", "more" (minutes), "blank", "code", "again". */
    move(name, value) {
      if (!this.plan) return;
      const around = { plan: this.plan, steps: this.steps, now: Date.now(), by: this.line?.by ?? "" };
      const made = move(this.run, name, around, value);
      if (made === this.run) return;
      this.run = made;
      Struin.store.set(this.key, made);
      this.tell();
      this.show();
    }

    get view() {
      return this.plan ? view(this.run, this.plan, this.steps, Date.now()) : null;
    }

    details(step) {
      const item = step && this.plan.blocks[step.block].item;
      return item ? (this.known.get(item) ?? null) : null;
    }

    show() {
      this.shown(this.view);
    }

    /** At every full second the windows look at the clock, all at the same moment. */
    tick() {
      clearTimeout(this.timer);
      const now = Date.now();
      this.timer = setTimeout(
        () => {
          if (Date.now() - this.asked >= AGAIN) this.catchUp();
          else this.show();
          this.tick();
        },
        1000 - (now % 1000),
      );
    }
  }

  /** Keeps the device from going to sleep while a session goes on, where a browser can. */
  class Awake {
    async set(wanted) {
      this.wanted = wanted;
      if (!wanted) {
        this.lock?.release().catch(() => {});
        this.lock = null;
      } else if (!this.lock && !this.asking && document.visibilityState === "visible" && navigator.wakeLock) {
        this.asking = true;
        try {
          this.lock = await navigator.wakeLock.request("screen");
          this.lock.addEventListener("release", () => (this.lock = null));
          if (!this.wanted) this.set(false);
        } catch {
          // A battery that is nearly empty, say: then it goes without.
        }
        this.asking = false;
      }
    }
  }

  Object.assign(Struin.stage, { Session, Awake });
})();
