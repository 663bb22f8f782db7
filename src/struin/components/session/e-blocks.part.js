// What is done to blocks, each with the words for it: for undoing, and for who cannot see what happened.
(() => {
  const R = Struin.rundown;
  const { changes, stepped } = Struin.session;
  const PAUSE = 15; // minutes of a break that is put in
  const STEP = 10; // and of a step of one's own

  class Blocks {
    /**
     * `rows` shows them; `does` has say(text, restore), undo(), show(), stock(id), and search(), which goes to where one
     * finds something to put in.
     */
    constructor(draft, rows, words, does) {
      Object.assign(this, { draft, rows, words, does });
    }

    get #all() {
      return this.draft.plan.blocks;
    }

    #titleOf(key) {
      return this.draft.block(key)?.title || this.words("untitled_block");
    }

    #clock(index) {
      return R.clock(this.draft.slots[index].start);
    }

    /** Words about a change, and until when the session lasts now. */
    #until(text) {
      const { slots, plan } = this.draft;
      return `${text} ${this.words("until", { time: R.clock(slots.at(-1)?.end ?? R.time(plan.start)) })}`;
    }

    focus(key, part) {
      const element = this.rows.part(key, part);
      element?.focus();
      element?.closest("li").scrollIntoView({ block: "nearest" });
    }

    put({ id, title, minutes }, index) {
      this.#add({ item: id, title, minutes }, index);
    }

    addOwn(own, index) {
      const minutes = own === "break" ? PAUSE : STEP;
      const key = this.#add({ own, title: this.words(`own_${own}`), minutes }, index);
      if (!key) return;
      if (own === "step") {
        this.focus(key, "name");
        this.rows.part(key, "name").select();
      } else if (index !== undefined) this.focus(key, "open");
    }

    #isFull() {
      const full = this.#all.length >= R.MOST.blocks;
      if (full) this.does.say(this.words("full", { n: R.MOST.blocks }));
      return full;
    }

    #add(block, index) {
      if (this.draft.shared || this.#isFull()) return null;
      const before = new Set(this.#all.map(({ key }) => key));
      this.draft.change(changes.add(block, index), this.words("did_add", block));
      const added = this.#all.findIndex(({ key }) => !before.has(key));
      this.does.say(this.#until(this.words("added", { title: block.title, time: this.#clock(added) })));
      return this.#all[added].key;
    }

    move(key, index) {
      const title = this.#titleOf(key);
      if (!this.draft.change(changes.move(key, index), this.words("did_move", { title }))) {
        this.does.show(); // whoever dragged it finds it where it was
        return;
      }
      const at = this.draft.index(key);
      this.does.say(this.words("moved", { title, n: at + 1, all: this.#all.length, time: this.#clock(at) }));
    }

    #remove(key) {
      const title = this.#titleOf(key);
      const index = this.draft.index(key);
      if (!this.draft.change(changes.remove(key), this.words("did_remove", { title }))) return;
      this.does.say(this.words("removed", { title }), () => this.does.undo());
      const next = this.#all[Math.min(index, this.#all.length - 1)];
      if (next) this.focus(next.key, "open");
      else this.does.search();
    }

    #duplicate(key) {
      if (this.#isFull()) return;
      const block = this.draft.block(key);
      const index = this.draft.index(key);
      this.draft.change(changes.duplicate(key), this.words("did_copy", block));
      this.does.say(this.#until(this.words("duplicated", block)));
      this.focus(this.#all[index + 1].key, "open");
    }

    minutes(key, wanted) {
      const block = this.draft.block(key);
      if (!block || wanted === block.minutes) return;
      const did = this.words("did_minutes", { title: this.#titleOf(key), n: wanted });
      this.draft.change(changes.setBlock(key, "minutes", wanted), did, `minutes ${key}`);
    }

    set(key, field, value) {
      const did = this.words(`did_${field}`, { title: this.#titleOf(key) });
      this.draft.change(changes.setBlock(key, field, value), did, `${field} ${key}`);
    }

    #unfold(key) {
      const open = this.rows.part(key, "more").hidden;
      this.rows.part(key, "more").hidden = !open;
      this.rows.part(key, "open").setAttribute("aria-expanded", String(open));
      for (const name of ["do", "note"]) Struin.session.fit(this.rows.part(key, name));
    }

    /** A button of a row, by its name in `data-part`. */
    press(key, part) {
      const index = this.draft.index(key);
      const block = this.draft.block(key);
      if (!block) return;
      const stretch = this.does.stock(block.item)?.stretch;
      if (part === "up") this.move(key, index - 1);
      else if (part === "down") this.move(key, index + 1);
      else if (part === "less") this.minutes(key, stepped(block.minutes, -1, stretch));
      else if (part === "more_minutes") this.minutes(key, stepped(block.minutes, 1, stretch));
      else if (part === "remove") this.#remove(key);
      else if (part === "at_clear") this.set(key, "at", null);
      else if (part === "pause") this.addOwn("break", index + 1);
      else if (part === "copy") this.#duplicate(key);
      else if (part === "open") this.#unfold(key);
    }
  }

  Struin.session.Blocks = Blocks;
})();
