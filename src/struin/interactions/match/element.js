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
      const chosen = (event) => {
        const own = event.target.closest("[data-card]");
        if (event.target.matches(".match__select")) this.#takeFrom(own);
        this.#draw();
      };
      const ask = this.part("ask");
      ask.addEventListener("input", chosen, { signal, capture: true });
      ask.addEventListener("pointerdown", (event) => this.#drag(event, signal), { signal });
    }

    #takeFrom(own) {
      const value = this.#chosen(own);
      for (const card of this.#cards) if (card !== own && this.#chosen(card) === value) this.#choose(card, "");
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
    #drag(event, signal) {
      const held = event.target.closest(".match__card, .match__target");
      const handle = event.target.closest(event.pointerType === "mouse" ? ".match__grip, legend, .match__target" : ".match__grip");
      if (!held || !handle || event.button || !event.isPrimary) return;
      event.preventDefault();
      const places = held.matches(".match__card") ? ".match__zone" : ".match__row";
      const zones = this.part("ask").querySelector("[data-zones]");
      const from = { x: event.pageX, y: event.pageY };
      const at = { x: event.clientX, y: event.clientY };
      const over = new AbortController();
      const listen = { signal: AbortSignal.any([signal, over.signal]) };
      let place = null;
      const follow = () => {
        held.style.transform = `translate(${at.x + scrollX - from.x}px, ${at.y + scrollY - from.y}px)`;
        const under = document.elementsFromPoint(at.x, at.y).map((each) => each.closest(places));
        const found = under.find((each) => each && this.contains(each)) || null;
        place?.removeAttribute("data-over");
        found?.setAttribute("data-over", "");
        place = found;
      };
      const scroll = () => {
        if (over.signal.aborted) return;
        const pull = zones ? 0 : at.y < 80 ? -9 : at.y > innerHeight - 110 ? 9 : 0;
        if (pull) {
          scrollBy({ top: pull, behavior: "instant" });
          follow();
        }
        requestAnimationFrame(scroll);
      };
      const end = (keep) => {
        if (over.signal.aborted) return;
        over.abort();
        held.style.transform = "";
        delete held.dataset.held;
        place?.removeAttribute("data-over");
        if (zones) zones.hidden = true;
        if (keep && place) this.#lay(zones ? held : place, (zones ? place : held).dataset.target);
      };
      held.setPointerCapture(event.pointerId);
      held.dataset.held = "";
      if (zones) zones.hidden = false;
      held.addEventListener("pointermove", ({ clientX, clientY }) => { Object.assign(at, { x: clientX, y: clientY }); follow(); }, listen);
      held.addEventListener("pointerup", () => end(true), listen);
      held.addEventListener("lostpointercapture", () => end(false), listen);
      document.addEventListener("keydown", ({ key }) => key === "Escape" && end(false), listen);
      scroll();
    }

    #lay(card, target) {
      this.#choose(card, target);
      if (card.matches(".match__row")) this.#takeFrom(card);
      this.#draw();
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
