// Statements to weigh; whoever has chosen finds a thought under each.
customElements.define(
  "struin-statements",
  class extends Struin.Interaction {
    get #lines() {
      return [...this.querySelectorAll(".statements__line")];
    }
    #inputs(line) {
      return [...line.querySelectorAll(".statements__input")];
    }

    /** {key of a statement: key of a label}. */
    get response() {
      const chosen = this.#lines.map((line) => [line.dataset.line, this.#inputs(line).find((input) => input.checked)?.value]);
      return Object.fromEntries(chosen.filter(([, label]) => label));
    }
    set response(value) {
      for (const line of this.#lines) {
        for (const input of this.#inputs(line)) input.checked = input.value === value?.[line.dataset.line];
      }
    }

    get follows() {
      return true;
    }

    check() {
      const { response } = this;
      for (const line of this.#lines) {
        if (response[line.dataset.line]) this.feedback(line.dataset.line, line);
      }
      const n = this.#lines.length - Object.keys(response).length;
      return { correct: null, said: this.word(n ? "open" : "said", { n }) };
    }

    describe() {
      return this.#lines.map((line) => ({
        label: line.querySelector("legend").textContent.trim(),
        answer: this.#inputs(line).find((input) => input.checked)?.parentElement.textContent.trim() ?? "",
      }));
    }
  },
);
