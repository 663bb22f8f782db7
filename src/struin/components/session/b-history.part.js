// What can be undone, and done again. A step is a whole plan as it was, with words for what was done to it.
(() => {
  const MOST = 200;

  class History {
    #past = [];
    #future = [];

    /** Writes down the plan as it was before `words` was done. Steps with the same `merge` right after each other are one. */
    push(plan, words, merge = null) {
      this.#future = [];
      if (merge !== null && this.#past.at(-1)?.merge === merge) return;
      this.#past.push({ plan, words, merge });
      if (this.#past.length > MOST) this.#past.shift();
    }

    /** What comes next is a step of its own, whatever it is. */
    seal() {
      const last = this.#past.at(-1);
      if (last) last.merge = null;
    }

    get undoable() {
      return this.#past.at(-1)?.words ?? null;
    }

    get redoable() {
      return this.#future.at(-1)?.words ?? null;
    }

    /** {plan, words} of the step before `now`, or null. */
    undo(now) {
      const step = this.#past.pop();
      if (step) this.#future.push({ plan: now, words: step.words, merge: null });
      return step ?? null;
    }

    redo(now) {
      const step = this.#future.pop();
      if (step) this.#past.push({ plan: now, words: step.words, merge: null });
      return step ?? null;
    }
  }

  Struin.session.History = History;
})();
