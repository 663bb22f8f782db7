// A text with gaps. Where one chooses, the native list lies unseen over the words, which may take more than a line.
customElements.define(
  "struin-gap",
  class extends Struin.Interaction {
    get #gaps() {
      return [...this.querySelectorAll(".gap")];
    }
    #field(gap) {
      return gap.querySelector(".gap__field");
    }
    /** What stands in a gap, in words. */
    #words(gap) {
      const field = this.#field(gap);
      return field.selectedOptions ? (field.value && field.selectedOptions[0].textContent) : field.value.trim();
    }

    /** {gap: what was typed, or the key of what was chosen}. */
    get response() {
      const filled = this.#gaps.filter((gap) => this.#words(gap));
      return filled.length ? Object.fromEntries(filled.map((gap) => [gap.dataset.gap, this.#field(gap).value])) : null;
    }
    set response(value) {
      const given = value && typeof value === "object" ? value : {};
      for (const gap of this.#gaps) {
        const field = this.#field(gap);
        this.fill(field, Object.hasOwn(given, gap.dataset.gap) && given[gap.dataset.gap]);
        if (field.selectedIndex < 0) field.value = "";
      }
      this.#draw();
    }

    ready(signal) {
      const ask = this.part("ask");
      ask.addEventListener("input", () => this.#draw(), { signal });
      const enter = (event) => {
        if (event.key !== "Enter" || event.isComposing || event.target.localName !== "input") return;
        event.preventDefault();
        if (!this.checked) this.look();
      };
      ask.addEventListener("keydown", enter, { signal });
    }

    #draw() {
      for (const gap of this.#gaps) {
        const shown = gap.querySelector(".gap__shown");
        if (shown) shown.textContent = this.#field(gap).selectedOptions[0].textContent;
        gap.toggleAttribute("data-filled", Boolean(this.#words(gap)));
      }
    }

    check() {
      const gaps = this.#gaps;
      const said = new Map([...this.querySelectorAll(".gaps-said__one")].map((one) => [one.dataset.key, one]));
      const asked = gaps.map((gap) => ({
        fitting: said.get(gap.dataset.gap).dataset.fitting.split("|"),
        typed: this.#field(gap).localName === "input",
      }));
      const result = Struin.scoring.gap(asked, gaps.map((gap) => this.#field(gap).value));
      gaps.forEach((gap, at) => {
        const { fit, meant } = result.each[at];
        if (fit === "open") return;
        gap.dataset.fit = fit;
        const mark = document.createElement("p");
        mark.className = "gaps-notes__fit";
        mark.textContent = this.word(fit, { n: at + 1, given: this.#words(gap), meant });
        let note = this.feedback(gap.dataset.gap, this.part("notes"));
        if (!note) {
          note = document.createElement("div");
          note.className = "interaction__feedback";
          note.dataset.shown = "";
          note.tabIndex = -1;
          this.part("notes").append(note);
        }
        note.dataset.fit = fit;
        note.prepend(mark);
      });
      return { ...result, said: this.word(result.correct ? "right" : "partly", { n: result.fitting, all: gaps.length }) };
    }

    uncheck() {
      super.uncheck();
      for (const gap of this.#gaps) delete gap.dataset.fit;
    }

    /** The whole text, with what was filled in between brackets. */
    describe() {
      const copy = this.querySelector(".gaps").cloneNode(true);
      this.#gaps.forEach((gap, at) => {
        const [number, place] = copy.querySelectorAll(".gap")[at].children;
        number.remove();
        place.replaceWith(`[${this.#words(gap) || "…"}]`);
      });
      return this.answered ? [{ label: "", answer: copy.textContent.trim() }] : [];
    }
  },
);
