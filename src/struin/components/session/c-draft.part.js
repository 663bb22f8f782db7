// The plan in work. Every change is made to the newest version of it that this browser keeps and is kept at once, so that
// two tabs do not take each other's work away; what another tab did is a step one can undo.
(() => {
  const R = Struin.rundown;
  const { History } = Struin.session;

  const copyOf = (plan) => JSON.parse(JSON.stringify(plan));

  /** Whether two plans differ in nothing but when they were kept. */
  const same = (one, other) => JSON.stringify({ ...one, at: 0 }) === JSON.stringify({ ...other, at: 0 });

  class Draft {
    plan = null; // as it is now; not to be changed
    slots = []; // when its blocks begin and end
    shared = false; // whether it is somebody else's, and not kept here
    own = null; // the id of the own plan to go back to
    #histories = new Map(); // by the id of a plan

    /** `does` has show(), called when there is another plan or version to show, and kept() after every change. */
    constructor(words, does) {
      Object.assign(this, { words, does });
    }

    /** Takes up a plan: one's own, or somebody else's, which is not kept here and cannot be changed. */
    take(plan, shared = false) {
      if (shared && !this.shared) this.own = this.plan.id;
      this.shared = shared;
      this.#set(plan);
    }

    #set(plan) {
      this.plan = plan;
      this.slots = R.schedule(plan);
    }

    index(key) {
      return this.plan.blocks.findIndex((block) => block.key === key);
    }

    block(key) {
      return this.plan.blocks[this.index(key)];
    }

    get history() {
      const { id } = this.plan;
      if (!this.#histories.has(id)) this.#histories.set(id, new History());
      return this.#histories.get(id);
    }

    /** Takes over what another tab did to this plan in the meantime. */
    adopt() {
      if (this.shared) return;
      const kept = R.get(this.plan.id);
      if (!kept || kept.at <= this.plan.at || same(kept, this.plan)) return;
      this.history.push(this.plan, this.words("did_elsewhere"));
      this.#set(kept);
      this.does.show();
    }

    /**
     * Makes a change (see `changes`); `did` are words for it. Changes of one field in a row, with the same `merge`, are
     * one step. Whether anything changed.
     */
    change(does, did, merge = null) {
      if (this.shared) return false;
      this.adopt();
      const after = does(copyOf(this.plan));
      if (!after || same(after, this.plan)) return false;
      this.history.push(this.plan, did, merge);
      this.#keep(after);
      return true;
    }

    #keep(plan) {
      this.#set({ ...plan, at: Math.max(Date.now(), this.plan.at + 1) });
      R.save(this.plan);
      R.active = this.plan.id;
      this.does.kept();
    }

    /** "undo" or "redo"; the words for what that was, or null if there is nothing. */
    step(name) {
      this.adopt();
      const step = this.history[name](this.plan);
      if (step) this.#keep(step.plan);
      return step?.words ?? null;
    }
  }

  Object.assign(Struin.session, { Draft, copyOf, same });
})();
