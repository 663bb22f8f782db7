// What all exercises share: answers are kept in this browser and nowhere else, feedback comes when it is asked for, and
// everything can be wiped.
(() => {
  Struin.Interaction = class extends Struin.Type {
    #stop;
    // What is kept: {version, item, response, at, done, checked}.
    #record = null;
    #wiped = null;
    #checked = false;

    /** To be called when the answer has changed by other means than a field. */
    changed() {
      this.#wiped = null;
      const stays = this.#checked && this.follows && this.answered;
      if (stays) {
        this.uncheck();
        this.check();
      } else if (this.#checked) this.#uncheck();
      this.say("");
      this.#save({ checked: stays });
      this.#tell(null);
    }
    /** Done without a button for looking. */
    finish(result = { correct: null }) {
      this.#save({ done: true });
      this.#tell(result);
    }
    /** Whether feedback is shown now. */
    get checked() {
      return this.#checked;
    }
    /** Whether feedback was asked for, now or before. */
    get done() {
      return Boolean(this.#record?.done);
    }
    get key() {
      return `answers:${this.dataset.item}/${this.dataset.id}`;
    }
    /** What is kept of this exercise beside the answer, for a type that remembers more (such as earlier answers). */
    get memory() {
      return this.#record?.memory;
    }
    set memory(value) {
      this.#save({ memory: value });
    }

    // --- life

    connectedCallback() {
      this.#stop = new AbortController();
      const { signal } = this.#stop;
      this.addEventListener("click", (event) => this.#clicked(event), { signal });
      this.part("ask").addEventListener("input", () => this.changed(), { signal });
      this.addEventListener("toggle", () => this.#stepHints(), { signal, capture: true });
      // Whoever comes back to a page that the browser had put aside may have wiped everything meanwhile.
      addEventListener("pageshow", (event) => event.persisted && this.#restore(), { signal });
      this.part("buttons").hidden = false;
      Struin.along.offerCode(this);
      this.ready(signal);
      this.#stepHints();
      this.#restore();
    }

    disconnectedCallback() {
      this.#stop.abort();
    }

    #restore() {
      const kept = Struin.store.get(this.key, null);
      this.#record = kept && typeof kept === "object" && !Array.isArray(kept) ? kept : null;
      if (this.#checked) this.#uncheck();
      try {
        if (this.#record) this.response = this.#record.response;
        else this.reset();
      } catch {
        // What was kept makes no sense.
        this.reset();
      }
      const notice = this.part("notice");
      notice.hidden = true;
      if (this.#record && this.#record.version !== this.dataset.version) {
        notice.textContent = this.word("changed");
        notice.hidden = false;
        this.#save({ checked: false });
      } else if (this.#record?.checked && this.answered) this.#check();
      this.#show();
    }

    #save(more) {
      const record = { ...this.#record, ...more, version: this.dataset.version, item: this.dataset.item, response: this.response, at: Date.now() };
      this.#record = record;
      Struin.store.set(this.key, record);
      this.#show();
    }

    /** Buttons and lines as they are right now. */
    #show() {
      const answered = this.answered || this.done;
      for (const [what, shown] of [
        ["check", this.looks && !this.#checked],
        ["again", this.looks && this.#checked],
        ["wipe", answered],
        ["undo", Boolean(this.#wiped)],
      ]) {
        this.querySelector(`[data-do=${what}]`).hidden = !shown;
      }
      const kept = this.part("kept");
      kept.hidden = !answered;
      kept.textContent = Struin.store.lasts(this.key) && !Struin.store.off ? this.word("kept") : this.word("unkept");
      const all = this.#all;
      const take = all.at(-1)?.querySelector("[data-part=take]");
      if (take) take.hidden = !all.some((each) => each.answered);
      // Those of another type may not have come to life yet.
      if (!all.every((each) => each instanceof Struin.Interaction)) return;
      if (all.every((each) => each.done)) {
        if (!Struin.done.has(this.dataset.item)) Struin.done.add(this.dataset.item);
      } else if (Struin.done.has(this.dataset.item)) Struin.done.remove(this.dataset.item);
    }

    /** The exercises of the same item on this page. */
    get #all() {
      return [...document.querySelectorAll(`.interaction[data-item="${CSS.escape(this.dataset.item)}"]`)];
    }

    #tell(result) {
      const { item, id } = this.dataset;
      const detail = { item, id, type: this.localName.slice("struin-".length), response: this.response, result };
      this.dispatchEvent(new CustomEvent("struin:response", { bubbles: true, detail }));
    }

    // --- buttons

    #clicked(event) {
      const button = event.target.closest("button");
      if (button?.dataset.take) Struin.along.take(button.dataset.take, this, this.#all);
      else if (button?.dataset.do === "check") this.look();
      else if (button?.dataset.do === "again") this.#again();
      else if (button?.dataset.do === "wipe") this.#wipe();
      else if (button?.dataset.do === "undo") this.#undo();
    }

    /** What the button for looking does; Enter in a field may do the same. */
    look() {
      if (!this.answered) {
        this.say(this.word("empty"));
        return;
      }
      const result = this.#check();
      this.#wiped = null;
      this.#save({ done: true, checked: true });
      this.say(result.said);
      (result.focus || this.querySelector("[data-shown]") || this.querySelector("[data-do=again]")).focus();
      this.#tell(result);
    }

    #check() {
      this.#checked = true;
      this.dataset.checked = "";
      const result = this.check();
      const after = this.part("after");
      if (after) {
        after.replaceChildren(...this.querySelector("[data-after]").cloneNode(true).childNodes);
        after.hidden = false;
      }
      return result;
    }

    #uncheck() {
      this.#checked = false;
      delete this.dataset.checked;
      this.uncheck();
      if (this.part("answers")) this.part("answers").open = false;
      if (this.part("after")) this.part("after").hidden = true;
    }

    #again() {
      this.#uncheck();
      this.say("");
      this.#save({ checked: false });
      const ask = this.part("ask");
      (ask.querySelector("input:checked") || ask.querySelector(":is(input, textarea, select, button):not([hidden])"))?.focus();
    }

    #wipe() {
      this.#wiped = this.#record;
      if (this.#checked) this.#uncheck();
      Struin.store.remove(this.key);
      this.#record = null;
      this.reset();
      this.part("notice").hidden = true;
      for (const hint of this.querySelectorAll("[data-hint]")) hint.open = false;
      this.#show();
      this.say(this.word("wiped"));
      this.querySelector("[data-do=undo]").focus();
      this.#tell(null);
    }

    #undo() {
      Struin.store.set(this.key, this.#wiped);
      this.#wiped = null;
      this.say("");
      this.#restore();
      this.querySelector("[data-do=wipe]").focus();
      this.#tell(null);
    }

    /** One hint at a time: the next can be opened once the one before it has been. */
    #stepHints() {
      let shown = true;
      for (const hint of this.querySelectorAll("[data-hint]")) {
        hint.hidden = !shown;
        if (!hint.open) shown = false;
      }
    }
  };
})();
