// Own words, and an example beside them once there are any.
customElements.define(
  "struin-reflect",
  class extends Struin.Interaction {
    get #text() {
      return this.querySelector("textarea");
    }

    /** What was written. */
    get response() {
      return this.#text.value;
    }
    set response(value) {
      this.fill(this.#text, value);
    }

    get follows() {
      return true;
    }
    get answered() {
      return this.response.trim() !== "";
    }

    check() {
      const beside = this.part("beside");
      if (beside.hidden) {
        const title = document.createElement("p");
        title.className = "reflect__title";
        title.tabIndex = -1;
        title.textContent = this.part("answers").querySelector("summary").textContent;
        beside.replaceChildren(title, ...this.querySelector("[data-examples]").cloneNode(true).children);
        beside.hidden = false;
      }
      return { correct: null, said: this.word("said"), focus: beside.firstChild };
    }

    uncheck() {
      if (!this.checked) this.part("beside").hidden = true;
    }

    describe() {
      return [{ label: "", answer: this.response.trim() }];
    }
  },
);
