// One answer, or several. What is said about an answer appears under it, once one looks.
customElements.define(
  "struin-choice",
  class extends Struin.Interaction {
    get #inputs() {
      return [...this.querySelectorAll(".option__input")];
    }

    /** The keys of the chosen answers. */
    get response() {
      return this.#inputs.filter((input) => input.checked).map((input) => input.value);
    }
    set response(value) {
      const chosen = Array.isArray(value) ? value : [];
      for (const input of this.#inputs) input.checked = chosen.includes(input.value);
    }

    check() {
      const chosen = this.response;
      const right = [...this.querySelectorAll("[data-right]")].map((each) => each.dataset.key);
      const result = Struin.scoring.choice(right, chosen);
      for (const key of chosen) {
        const place = this.querySelector(`[data-option="${CSS.escape(key)}"]`);
        const fits = right.includes(key);
        const mark = document.createElement("p");
        mark.className = "option__fit";
        mark.textContent = this.word(fits ? "fits" : "misfits");
        place.dataset.fits = fits;
        this.feedback(key, place)?.prepend(mark);
      }
      const word = result.correct ? "right" : result.extra === chosen.length ? "wrong" : result.extra ? "partly" : "more";
      return { ...result, said: this.word(word) };
    }

    uncheck() {
      super.uncheck();
      for (const option of this.querySelectorAll("[data-fits]")) delete option.dataset.fits;
    }

    describe() {
      const chosen = this.#inputs.filter((input) => input.checked);
      return chosen.map((input) => ({ label: "", answer: input.nextElementSibling.textContent.trim() }));
    }
  },
);
