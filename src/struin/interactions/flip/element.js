// Cards that turn over. Done once every card has been turned.
customElements.define(
  "struin-flip",
  class extends Struin.Interaction {
    #seen = new Set();

    get #cards() {
      return [...this.querySelectorAll(".flip")];
    }
    get looks() {
      return false;
    }

    /** The keys of the cards that show their back. */
    get response() {
      return this.#cards.filter((card) => card.firstElementChild.open).map((card) => card.dataset.card);
    }
    set response(value) {
      const open = Array.isArray(value) ? value : [];
      this.#seen.clear();
      for (const card of this.#cards) {
        card.firstElementChild.open = open.includes(card.dataset.card);
        if (card.firstElementChild.open) this.#seen.add(card);
      }
      this.#showAfter();
    }

    ready(signal) {
      const turn = (event) => {
        const front = event.target.closest(".flip__front");
        if (!front) return;
        event.preventDefault();
        this.#turn(front.closest(".flip"));
      };
      this.part("ask").addEventListener("click", turn, { signal });
      this.#showAfter();
    }

    async #turn(card) {
      if (card.dataset.turning !== undefined) return;
      card.dataset.turning = "";
      await this.#swing(card, 0, 90);
      const details = card.firstElementChild;
      details.open = !details.open;
      if (details.open) this.#seen.add(card);
      this.changed();
      if (this.#seen.size === this.#cards.length && !this.done) {
        this.finish();
        this.say(this.word("all"));
      }
      this.#showAfter();
      await this.#swing(card, -90, 0);
      delete card.dataset.turning;
    }

    /** Half of a turn; nothing for who wants things to stand still. */
    #swing(card, from, to) {
      if (matchMedia("(prefers-reduced-motion: reduce)").matches) return null;
      const frames = [from, to].map((angle) => ({ transform: `perspective(50rem) rotateY(${angle}deg)` }));
      return card.animate(frames, { duration: 150, easing: to ? "ease-in" : "ease-out" }).finished.catch(() => {});
    }

    #showAfter() {
      const after = this.part("flips-after");
      after?.toggleAttribute("data-closed", !this.done && this.#seen.size < this.#cards.length);
    }

    describe() {
      const words = (card, part) => card.querySelector(part).textContent.replace(/\s+/g, " ").trim();
      return this.#cards
        .filter((card) => card.firstElementChild.open)
        .map((card) => ({ label: words(card, ".flip__text"), answer: words(card, ".flip__back") }));
    }
  },
);
