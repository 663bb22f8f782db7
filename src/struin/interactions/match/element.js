// Cards to lay with what they belong with. A pair is chosen from a list, a group by a button of its own; both can be
// dragged too. The list of a pair lies unseen over the place where the chosen half shows.
customElements.define(
  "struin-match",
  class extends Struin.Interaction {
    get #cards() {
      return [...this.querySelectorAll("[data-card]")];
    }
    #card(key) {
      return this.#cards.find((card) => card.dataset.card === key);
    }
    #chosen(card) {
      return card.querySelector(".match__select, .match__radio:checked")?.value || "";
    }
    #choose(card, value) {
      for (const radio of card.querySelectorAll(".match__radio")) radio.checked = radio.value === value;
      const select = card.querySelector(".match__select");
      if (!select) return;
      select.value = value;
      if (select.selectedIndex < 0) select.value = "";
    }

    /** {card: target}, of the cards that lie somewhere. */
    get response() {
      const laid = this.#cards.map((card) => [card.dataset.card, this.#chosen(card)]).filter(([, target]) => target);
      return laid.length ? Object.fromEntries(laid) : null;
    }
    set response(value) {
      const given = value && typeof value === "object" ? value : {};
      for (const card of this.#cards) {
        const { card: key } = card.dataset;
        this.#choose(card, Object.hasOwn(given, key) ? String(given[key]) : "");
      }
      this.#draw();
    }

    ready(signal) {
      for (const grip of this.querySelectorAll("[data-grip]")) grip.hidden = false;
      // Before the base keeps the answer: half a pair lies in one place only.
      const chosen = ({ target }) => this.#settle(target.closest("[data-card]"));
      const ask = this.part("ask");
      ask.addEventListener("input", chosen, { signal, capture: true });
      ask.addEventListener("pointerdown", (event) => this.#drag(event), { signal });
    }

    #settle(own) {
      const value = this.#chosen(own);
      if (own.matches(".match__row")) {
        for (const card of this.#cards) if (card !== own && this.#chosen(card) === value) this.#choose(card, "");
      }
      this.#draw();
    }

    /** Shows what lies where, in pairs. */
    #draw() {
      const given = this.response || {};
      for (const shown of this.querySelectorAll(".match__shown")) {
        const key = given[shown.closest("[data-card]").dataset.card];
        const target = key && this.querySelector(`.match__target[data-target="${CSS.escape(key)}"]`);
        const parts = target ? [...target.querySelectorAll(".match__letter, .match__words")] : [];
        if (target) shown.replaceChildren(...parts.map((part) => part.cloneNode(true)));
        else shown.textContent = shown.dataset.choose;
        shown.parentElement.toggleAttribute("data-laid", Boolean(target));
      }
      const used = Object.values(given);
      for (const target of this.querySelectorAll(".match__target")) {
        target.toggleAttribute("data-used", used.includes(target.dataset.target));
      }
    }

    /** A mouse takes a card anywhere; a finger by its grip, or the page would not scroll. */
    #drag(event) {
      const held = event.target.closest(".match__card, .match__target");
      const handle = event.pointerType === "mouse" ? ".match__grip, legend, .match__target" : ".match__grip";
      if (!held || event.button || !event.target.closest(handle)) return;
      event.preventDefault();
      const grouped = held.matches(".match__card");
      let place;
      const hover = (next) => {
        place?.removeAttribute("data-over");
        place = next;
        place?.setAttribute("data-over", "");
      };
      const hold = (holding) => {
        for (const each of [this, held]) each.toggleAttribute("data-held", holding);
      };
      held.onpointermove = ({ clientX, clientY, pageX, pageY }) => {
        held.style.transform = `translate(${pageX - event.pageX}px, ${pageY - event.pageY}px)`;
        if (!grouped) scrollBy(0, clientY < 80 ? -12 : clientY > innerHeight - 110 ? 12 : 0);
        const under = document.elementsFromPoint(clientX, clientY);
        hover(under.map((each) => each.closest(grouped ? ".match__zone" : ".match__row")).find((each) => each && this.contains(each)));
      };
      held.onpointerup = () => place && this.#lay(grouped ? held : place, (grouped ? place : held).dataset.target);
      held.onlostpointercapture = () => {
        held.onpointermove = held.onpointerup = held.onlostpointercapture = null;
        held.style.transform = "";
        hover();
        hold(false);
      };
      held.setPointerCapture(event.pointerId);
      hold(true);
    }

    #lay(card, target) {
      this.#choose(card, target);
      this.#settle(card);
      this.changed();
      this.say(this.word("laid", { what: this.#words(target) }));
    }

    #words(target) {
      const found = this.querySelector(`[data-target="${CSS.escape(target)}"]:is(.match__target, .match__zone)`);
      return (found.querySelector(".match__words") || found).textContent.trim();
    }

    check() {
      const said = [...this.querySelectorAll(".match-said__one")];
      const right = Object.fromEntries(said.map((one) => [one.dataset.key, one.dataset.target]));
      const result = Struin.scoring.match(right, this.response || {});
      for (const key of [...result.fits, ...result.misfits]) {
        const card = this.#card(key);
        const fits = result.fits.includes(key);
        const mark = document.createElement("p");
        mark.className = "match__fit";
        mark.textContent = this.word(fits ? "fits" : "misfits");
        card.dataset.fits = fits;
        const copy = this.feedback(key, card);
        if (copy) copy.prepend(mark);
        else {
          mark.dataset.shown = "";
          mark.tabIndex = -1;
          card.append(mark);
        }
      }
      return { ...result, said: this.word(result.correct ? "right" : "partly", { n: result.fits.length, all: said.length }) };
    }

    uncheck() {
      super.uncheck();
      for (const card of this.#cards) delete card.dataset.fits;
    }

    describe() {
      const text = (card) => card.querySelector(".match__text").textContent.trim();
      return Object.entries(this.response || {}).map(([card, target]) => ({ label: text(this.#card(card)), answer: this.#words(target) }));
    }
  },
);
