// Steps to put in order: by two buttons each, or by dragging. What moves keeps the focus; its neighbours go around it.
customElements.define(
  "struin-order",
  class extends Struin.Interaction {
    // The keys as they lay at first.
    #start;
    #moved = false;

    get #list() {
      return this.querySelector(".order");
    }
    get #steps() {
      return [...this.#list.children];
    }
    get #keys() {
      return this.#steps.map((step) => step.dataset.step);
    }

    /** The keys in their order, once something was moved. */
    get response() {
      return this.#moved ? this.#keys : null;
    }
    set response(value) {
      const known = (Array.isArray(value) ? value : []).filter((key) => this.#start.includes(key));
      const steps = new Map(this.#steps.map((step) => [step.dataset.step, step]));
      this.#list.append(...[...new Set([...known, ...this.#start])].map((key) => steps.get(key)));
      this.#moved = known.length > 0;
      this.#edges();
    }

    ready(signal) {
      this.#start ??= this.#keys;
      for (const field of this.querySelectorAll(".order__number")) field.hidden = true;
      for (const moves of this.querySelectorAll("[data-moves]")) moves.hidden = false;
      const press = (event) => {
        const button = event.target.closest(".order__move");
        if (button) this.#move(button.closest(".order__step"), Number(button.dataset.by));
      };
      this.#list.addEventListener("click", press, { signal });
      this.#list.addEventListener("pointerdown", (event) => this.#drag(event), { signal });
    }

    #move(step, by) {
      const other = by < 0 ? step.previousElementSibling : step.nextElementSibling;
      if (!other) return;
      const were = [step, other].map((each) => each.getBoundingClientRect().top);
      this.#pass(step, other);
      this.#settle(step);
      if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
      [step, other].forEach((each, at) => {
        const from = were[at] - each.getBoundingClientRect().top;
        each.animate([{ transform: `translateY(${from}px)` }, { transform: "none" }], { duration: 180, easing: "ease-out" });
      });
    }

    /** Lets a neighbour pass to the other side; the step itself stays in the page, so it keeps focus and pointer. */
    #pass(step, other) {
      if (other === step.nextElementSibling) step.before(other);
      else step.after(other);
    }

    #settle(step) {
      this.#moved = true;
      this.#edges();
      this.changed();
      this.say(this.word("place", { n: this.#steps.indexOf(step) + 1, all: this.#start.length }));
    }

    #edges() {
      this.toggleAttribute("data-moved", this.#moved);
      for (const step of this.#steps) {
        const [up, down] = step.querySelectorAll(".order__move");
        up.setAttribute("aria-disabled", !step.previousElementSibling);
        down.setAttribute("aria-disabled", !step.nextElementSibling);
      }
    }

    /** A mouse takes a step anywhere; a finger by its grip, or the page would not scroll. */
    #drag(event) {
      const step = event.target.closest(".order__step");
      const handle = event.pointerType === "mouse" ? ".order__grip, .order__text" : ".order__grip";
      if (!step || event.button || !event.target.closest(handle)) return;
      event.preventDefault();
      const before = this.#keys.join();
      const top = step.offsetTop;
      step.onpointermove = ({ clientY, pageY }) => {
        scrollBy(0, clientY < 80 ? -12 : clientY > innerHeight - 110 ? 12 : 0);
        const away = () => pageY - event.pageY - (step.offsetTop - top);
        const next = () => (away() > 0 ? step.nextElementSibling : step.previousElementSibling);
        for (let other = next(); other && Math.abs(away()) > other.offsetHeight / 2; other = next()) this.#pass(step, other);
        step.style.transform = `translateY(${away()}px)`;
      };
      step.onlostpointercapture = () => {
        step.onpointermove = step.onlostpointercapture = null;
        step.style.transform = "";
        delete step.dataset.held;
        if (this.#keys.join() !== before) this.#settle(step);
      };
      step.setPointerCapture(event.pointerId);
      step.dataset.held = "";
    }

    check() {
      const right = [...this.querySelectorAll(".order-said__one")].map((one) => one.dataset.key);
      const result = Struin.scoring.order(right, this.#keys);
      for (const step of this.#steps) {
        const key = step.dataset.step;
        const fit = ["earlier", "later"].find((word) => result[word].includes(key)) || "fits";
        const mark = document.createElement("p");
        mark.className = "order__fit";
        mark.textContent = this.word(fit);
        step.dataset.fit = fit;
        const copy = this.feedback(key, step);
        if (copy) copy.prepend(mark);
        else {
          mark.dataset.shown = "";
          mark.tabIndex = -1;
          step.append(mark);
        }
      }
      const word = result.correct ? "right" : "partly";
      return { ...result, said: this.word(word, { n: result.stays.length, all: right.length }) };
    }

    uncheck() {
      super.uncheck();
      for (const step of this.#steps) delete step.dataset.fit;
    }

    describe() {
      if (!this.#moved) return [];
      const words = (step) => step.querySelector(".order__text").textContent.trim();
      return this.#steps.map((step, at) => ({ label: "", answer: `${at + 1}. ${words(step)}` }));
    }
  },
);
