// What a type of exercise says of itself, and what it may use. It says so as a subclass of `Struin.Interaction`, which
// brings this to life; see interactions/choice for the smallest.
(() => {
  /** How a type tells right from wrong: pure functions by the name of the type, tested without a page. */
  Struin.scoring = Struin.scoring || {};

  const isEmpty = (value) =>
    value === null || value === undefined || value === "" ||
    (typeof value === "object" && Object.values(value).every(isEmpty));

  Struin.Type = class extends HTMLElement {
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
  };
})();
