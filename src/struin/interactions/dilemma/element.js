// A choice and the reason for it. Then the others speak; one may choose again while they do.
customElements.define(
  "struin-dilemma",
  class extends Struin.Interaction {
    get #inputs() {
      return [...this.querySelectorAll(".dilemma__input")];
    }
    get #why() {
      return this.querySelector("textarea");
    }

    /** {choice: the key of the chosen one, why: own words}. */
    get response() {
      return { choice: this.#inputs.find((input) => input.checked)?.value ?? null, why: this.#why.value };
    }
    set response(value) {
      for (const input of this.#inputs) input.checked = input.value === value?.choice;
      this.fill(this.#why, value?.why);
    }

    get follows() {
      return true;
    }

    check() {
      const { choice } = this.response;
      if (choice) this.feedback(choice, this.querySelector(`[data-option="${CSS.escape(choice)}"]`));
      const heard = this.part("heard");
      if (heard.hidden) {
        heard.replaceChildren(...this.querySelector("[data-voices]").cloneNode(true).childNodes);
        heard.hidden = false;
        heard.querySelector("p").tabIndex = -1;
      }
      // What was chosen before the others spoke: it may shift, and that is worth seeing.
      if (choice && !this.memory) this.memory = { first: choice };
      const first = this.#text(this.memory?.first);
      const shifted = this.part("shifted");
      shifted.hidden = !first || this.memory.first === choice;
      shifted.textContent = this.word("shifted", { text: first });
      return { correct: null, said: this.word("said"), focus: heard.querySelector("p") };
    }

    uncheck() {
      super.uncheck();
      this.part("shifted").hidden = true;
      // They go on speaking while somebody thinks again: taken away only with the rest.
      if (!this.checked) this.part("heard").hidden = true;
    }

    #text(key) {
      return this.#inputs.find((input) => input.value === key)?.nextElementSibling.textContent.trim() ?? "";
    }

    describe() {
      const { choice, why } = this.response;
      return [
        { label: this.word("chosen"), answer: this.#text(choice) },
        { label: this.querySelector(".dilemma__why label").textContent, answer: why.trim() },
      ];
    }
  },
);
