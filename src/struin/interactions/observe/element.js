// A picture to look at. A tap marks the nearest place that something is said about; the list does the same.
customElements.define(
  "struin-observe",
  class extends Struin.Interaction {
    get #boxes() {
      return [...this.querySelectorAll(".observe__box")];
    }
    get #own() {
      return this.querySelector("textarea");
    }
    #mark(key) {
      return this.querySelector(`[data-mark="${CSS.escape(key)}"]`);
    }
    #words(box) {
      return box.parentElement.querySelector(".observe__text").textContent.trim();
    }
    /** Nothing is right or wrong: who goes on marking after looking, goes on reading. */
    get follows() {
      return true;
    }

    /** {points: the keys of what was marked, own: what was noted}. */
    get response() {
      const points = this.#boxes.filter((box) => box.checked).map((box) => box.value);
      return points.length || this.#own.value.trim() ? { points, own: this.#own.value } : null;
    }
    set response(value) {
      const points = Array.isArray(value?.points) ? value.points : [];
      for (const box of this.#boxes) box.checked = points.includes(box.value);
      this.fill(this.#own, value?.own);
      this.#tell("");
      this.#draw();
    }

    ready(signal) {
      const ask = this.part("ask");
      ask.addEventListener("input", ({ target }) => {
        if (target.matches(".observe__box")) this.#tell("");
        this.#draw();
      }, { signal });
      this.part("picture").addEventListener("click", (event) => this.#point(event), { signal });
      // Whoever goes through the list sees in the picture where that is.
      const near = ({ type, target }) => {
        const point = target.closest(".observe__point");
        if (point) this.#mark(point.dataset.point).toggleAttribute("data-near", ["pointerover", "focusin"].includes(type));
      };
      for (const type of ["pointerover", "pointerout", "focusin", "focusout"]) ask.addEventListener(type, near, { signal });
    }

    #draw() {
      for (const box of this.#boxes) this.#mark(box.value).toggleAttribute("data-marked", box.checked);
    }

    #tell(words) {
      this.part("told").textContent = words;
    }

    /** Marks the place nearest to a tap, or takes the mark away; a finger's breadth aside is near enough. */
    #point(event) {
      const { left, top, width, height } = this.part("picture").getBoundingClientRect();
      const far = (box) => {
        const { x, y } = this.#mark(box.value).dataset;
        return Math.hypot(left + (width * x) / 100 - event.clientX, top + (height * y) / 100 - event.clientY);
      };
      const [nearest] = this.#boxes.sort((one, other) => far(one) - far(other));
      if (far(nearest) > Math.max(28, width * 0.07)) {
        this.#tell(this.word("nothing"));
        return;
      }
      nearest.checked = !nearest.checked;
      this.#draw();
      this.changed();
      const words = `${this.#mark(nearest.value).textContent}. ${this.#words(nearest)}`;
      this.#tell(nearest.checked ? words : `${words} ${this.word("away")}`);
      if (this.checked && nearest.checked) this.feedback(nearest.value, this.part("told"));
    }

    check() {
      const points = this.response?.points || [];
      for (const key of points) this.feedback(key, this.querySelector(`[data-point="${CSS.escape(key)}"]`));
      return { correct: null, said: this.word("seen", { n: points.length, all: this.#boxes.length }) };
    }

    describe() {
      const marked = this.#boxes.filter((box) => box.checked).map((box) => ({ label: "", answer: this.#words(box) }));
      return [...marked, { label: this.querySelector(".observe__own .observe-how").textContent, answer: this.#own.value.trim() }];
    }
  },
);
