// What all exercises share: answers are kept in this browser and nowhere else, feedback comes when it is asked for,
// everything can be wiped, and taken along. A type is a subclass; see interactions/choice for the smallest.
(() => {
  /** How a type tells right from wrong: pure functions by the name of the type, tested without a page. */
  Struin.scoring = Struin.scoring || {};

  const isEmpty = (value) =>
    value === null || value === undefined || value === "" ||
    (typeof value === "object" && Object.values(value).every(isEmpty));

  /** Text that somebody typed, as Markdown that says just that: no tag, link or heading comes of it. */
  const asMarkdown = (text) => text.replace(/[\\`*_{}[\]()<>#+\-.!|~&=:^]/g, "\\$&");

  const FORMATS = {
    md: {
      type: "text/markdown",
      title: (text) => `# ${asMarkdown(text)}`,
      part: (text) => `## ${asMarkdown(text)}`,
      line: ({ label, answer }) => `${label ? `**${asMarkdown(label)}**\n\n` : ""}> ${asMarkdown(answer).replace(/\n/g, "\n> ")}`,
    },
    txt: {
      type: "text/plain",
      title: (text) => `${text}\n${"=".repeat(Math.min(text.length, 70))}`,
      part: (text) => text,
      line: ({ label, answer }) => (label ? `${label}\n  ${answer}` : `  ${answer}`),
    },
  };

  Struin.Interaction = class extends HTMLElement {
    #stop;
    // What is kept: {version, item, response, at, done, checked}.
    #record = null;
    #wiped = null;
    #checked = false;
    #saying = 0;

    // --- what a type says

    /** What was answered, as plain JSON; setting it puts it on the page, whatever it is and wherever it comes from. */
    get response() {
      return null;
    }
    set response(value) {}
    /** Shows feedback, and gives {correct: true | false | null, said: for who can't see it, focus: where to go}. */
    check() {
      return { correct: null };
    }
    /** Takes the feedback away again. */
    uncheck() {
      for (const each of this.querySelectorAll("[data-shown]")) each.remove();
    }
    /** Empties the answer. */
    reset() {
      this.response = null;
    }
    /** The answer in words, for taking along: [{label, answer}]. */
    describe() {
      return [];
    }
    /** Called once the element is on the page; `signal` ends with it: for listeners. */
    ready(signal) {}
    /** Whether there is a button for looking; without it a type says itself when it is done, by `finish()`. */
    get looks() {
      return true;
    }
    /** Whether what is said stays, and goes along, when the answer changes: for types where nothing is right or wrong. */
    get follows() {
      return false;
    }
    /** Whether there is something to look at. */
    get answered() {
      return !isEmpty(this.response);
    }

    // --- what a type may use

    part(name) {
      return this.querySelector(`[data-part="${name}"]`);
    }
    word(name, values = {}) {
      const text = this.dataset[`word${name[0].toUpperCase()}${name.slice(1)}`] || "";
      return Struin.fill(text, values);
    }
    /** What the exercise says aloud; said again, it is heard again. */
    say(words) {
      const place = this.part("said");
      place.textContent = "";
      clearTimeout(this.#saying);
      if (words) this.#saying = setTimeout(() => (place.textContent = words), 50);
    }
    /** Puts what was kept in a field of text, if it is text and as far as it fits. */
    fill(field, text) {
      field.value = typeof text === "string" ? text.slice(0, field.maxLength) : "";
    }
    /** The feedback of an answer, put at the end of `place` as a copy; the copy, or null if there is none. */
    feedback(key, place) {
      const found = this.part("answers")?.querySelector(`[data-key="${CSS.escape(key)}"] [data-feedback]`);
      if (!found) return null;
      const copy = found.cloneNode(true);
      copy.classList.add("interaction__feedback");
      copy.dataset.shown = "";
      copy.tabIndex = -1;
      place.append(copy);
      return copy;
    }
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
      this.#offerCode();
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
      if (button?.dataset.take) this.#take(button.dataset.take);
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

    // --- taking along

    /** The code for another site, on the item's own page only; from a folder on a stick there is no address to give. */
    #offerCode() {
      const embed = this.part("embed");
      if (!embed || Struin.offline || Struin.item !== this.dataset.item) return;
      const code = this.part("code");
      code.value = code.value.replace("{url}", new URL(embed.dataset.href, location).href);
      embed.hidden = false;
    }

    #copy(text, told) {
      const { done, failed } = this.part("take").dataset;
      (navigator.clipboard?.writeText(text) || Promise.reject()).then(
        () => (told.textContent = done),
        () => (told.textContent = failed),
      );
    }

    #take(how) {
      if (how === "print") {
        print();
        return;
      }
      if (how === "code") {
        this.#copy(this.part("code").value, this.part("coded"));
        return;
      }
      const name = how === "copy" ? "txt" : how;
      const text = this.#written(FORMATS[name], this.part("take").dataset.title);
      if (how === "copy") {
        this.#copy(text, this.part("taken"));
        return;
      }
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: `${FORMATS[name].type};charset=utf-8` }));
      link.download = `${this.dataset.item.split("/").pop()}.${name}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    }

    #written(format, title) {
      const parts = [format.title(title)];
      for (const each of this.#all) {
        const lines = each.describe().filter(({ answer }) => answer);
        if (!lines.length) continue;
        const prompt = each.querySelector(".interaction__prompt")?.textContent.replace(/\s+/g, " ").trim();
        if (prompt) parts.push(format.part(prompt));
        parts.push(...lines.map(format.line));
      }
      return `${parts.join("\n\n")}\n`;
    }
  };
})();
