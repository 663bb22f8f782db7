// The wall: a mosaic of mixed cards, others on top each day, and facets to choose by. What is chosen stands in the
// address. Which cards hang, in what order and how are in the files beside this one.
(() => {
  const { choices, fill } = Struin;
  const { cut, filled } = Struin.spreads;

  customElements.define(
    "struin-wall",
    class extends HTMLElement {
      #stop;
      #facets; // name → inputs
      #form;
      #pile;
      #wanted = 0; // cards to show
      #turn = 0; // of updates: a later one overtakes

      connectedCallback() {
        this.#stop = new AbortController();
        const { signal } = this.#stop;
        const on = (target, names, does) => {
          for (const name of names.split(" ")) target.addEventListener(name, does, { signal });
        };
        this.#facets = choices.facetsOf(this);
        this.#pile = new Struin.Pile(this.dataset, this.#facets);
        this.#form = new Struin.WallForm(this);
        on(this, "change", () => this.#changed());
        on(this, "submit", (event) => event.preventDefault());
        on(this, "click", (event) => this.#clicked(event));
        on(this, "pointerover focusin", (event) => event.target.closest(".facets, .wall__open") && this.#pile.load().catch(() => {}));
        on(document, "struin:stored", ({ detail }) => (!detail.key || ["seen", "done"].includes(detail.key)) && this.#seenChanged());
        on(window, "storage", () => this.#seenChanged());
        on(window, "pageshow", (event) => event.persisted && this.#seenChanged());
        on(window, "popstate", () => this.#readAddress() && this.#start());
        on(window, "pagehide", () => this.#remember());
        this.#form.listen(signal);
        this.#readAddress();
        this.#mark();
        this.#start();
      }

      disconnectedCallback() {
        this.#stop.abort();
        this.#turn++;
        this.#form.leave();
      }

      // --- parts

      #one(selector) {
        return this.querySelector(selector);
      }

      #all(selector) {
        return [...this.querySelectorAll(selector)];
      }

      get #cards() {
        return this.#one(".wall__cards");
      }

      get #page() {
        return Number(this.dataset.page);
      }

      get #chosen() {
        return [...this.#facets.values()].flat().filter((box) => box.checked);
      }

      // --- the address

      #readAddress() {
        return choices.read(this.#facets, new URLSearchParams(location.search));
      }

      get #query() {
        return choices.query([...this.#facets.keys()], this.#chosen.map((box) => [box.name, box.value]));
      }

      #remember() {
        const height = Math.round(this.#cards.getBoundingClientRect().height);
        choices.replace(location.href, { struinWall: { wanted: this.#wanted, height } });
      }

      // --- choosing

      #changed() {
        this.#form.touched = true;
        this.#wanted = this.#page;
        choices.replace(location.pathname + this.#query + location.hash, { struinWall: undefined });
        this.#update();
      }

      #clicked(event) {
        const button = event.target.closest("button");
        if (!button) return;
        if (button.matches(".wall__open")) this.#form.open(button);
        else if (button.matches("[data-close]")) this.#form.sheet.close();
        else if (button.matches("[data-wipe]")) this.#uncheck(this.#chosen);
        else if (button.matches("[data-more]")) this.#further();
        else if (button.matches(".pick__chip")) this.#uncheckChip(button);
        else if (button.matches(".pick__way")) this.#uncheck(this.#facets.get(button.dataset.facet));
      }

      /** Takes choices away. Where the button itself goes away, the focus goes to the count of what is there now. */
      #uncheck(boxes) {
        const here = document.activeElement;
        for (const box of boxes) box.checked = false;
        this.#changed();
        if (!here?.isConnected || here.closest("[hidden]") || here.disabled || here.closest(".wall__empty")) this.#rest();
      }

      #rest() {
        const { sheet } = this.#form;
        const place = sheet.open ? sheet.querySelector(".sheet__title") : this.#one(".wall__count");
        place.tabIndex = -1;
        place.focus({ preventScroll: true });
      }

      #uncheckChip(chip) {
        const { facet, value } = chip.dataset;
        const uncheck = () => {
          this.#facets.get(facet).find((each) => each.value === value).checked = false;
          this.#changed();
        };
        if (!choices.takeOff(this, chip, uncheck)) this.#rest();
      }

      // --- showing

      /** The first look: as the address says, and as far down as one was when one comes back. */
      async #start() {
        const { wanted, height } = history.state?.struinWall || {};
        this.#wanted = wanted || this.#page;
        if (height) this.#cards.style.minHeight = `${height}px`;
        const plain = this.classList.contains("wall--front") && !this.#chosen.length;
        const visible = () => this.#cards.getBoundingClientRect().top < innerHeight;
        const before = visible() || Boolean(height);
        if (plain && !before) {
          await new Promise((ready) => (window.requestIdleCallback || setTimeout)(ready));
          if (!this.isConnected || this.#chosen.length) return;
        }
        // Whoever looks at the wall already keeps what hangs there.
        await this.#update(() => !plain || before || !visible());
        this.#cards.style.minHeight = "";
      }

      /** The cards that are wanted: of what is chosen, or those on top. */
      #wantedCards() {
        const filtered = this.#chosen.length || this.#pile.isIndexed;
        return filtered ? this.#pile.chosen(this.#wanted) : this.#pile.top(this.#wanted);
      }

      /** Brings everything in step with what is chosen. `still` says at the last moment whether the cards may change. */
      async #update(still = () => true) {
        const turn = ++this.#turn;
        this.#showChosen();
        this.#cards.setAttribute("aria-busy", "true");
        try {
          const shown = await this.#wantedCards();
          if (turn !== this.#turn) return;
          const { left } = shown;
          if (left) for (const box of [...this.#facets.values()].flat()) choices.tell(box.parentElement, left.of(box));
          await this.#hang(shown, turn, still);
        } catch {
          if (turn === this.#turn) this.#say(this.dataset.failed);
        } finally {
          if (turn === this.#turn) this.#cards.removeAttribute("aria-busy");
        }
      }

      #showChosen() {
        const chosen = this.#chosen;
        const on = chosen.length > 0;
        const number = this.#one(".wall__number");
        number.hidden = !on;
        number.textContent = chosen.length;
        for (const button of this.#all(".wall__on [data-wipe]")) button.hidden = !on;
        this.#form.sheet.querySelector("[data-wipe]").disabled = !on;
        this.#one(".wall__hint").hidden = on;
        const list = this.#one(".wall__chips");
        list.hidden = !on;
        const chips = chosen.map((box) => ({ words: choices.labelOf(box), facet: box.name, value: box.value, number: box.dataset.number }));
        choices.chips(list, chips, this.dataset.remove);
      }

      #say(words) {
        for (const place of this.#all("[role=status]")) if (place.textContent !== words) place.textContent = words;
      }

      /** Hangs the cards in spreads; those that hang already stay when more come below them. */
      async #hang({ refs, total, left }, turn, still, from = 0) {
        const [spreads, sizes] = [[], this.dataset.sizes.split(",")];
        for (let first = from; first < refs.length; first += this.#page) {
          spreads.push(...cut(refs.slice(first, first + this.#page), sizes, Math.ceil(first / 6)));
        }
        const made = await Promise.all(spreads.map(filled));
        if (turn !== this.#turn) return null;
        const filtered = this.#chosen.length > 0;
        const words = filtered ? fill(this.dataset.found, { n: total }) : this.dataset.all;
        this.#say(words);
        this.#one("[data-close]").textContent = fill(this.dataset.show, { n: total });
        if (!still()) return null;
        if (from) this.#cards.append(...made);
        else if (refs.length) this.#cards.replaceChildren(...made);
        else this.#cards.replaceChildren(this.#empty(left));
        this.#cards.classList.remove("wall__cards--coming");
        this.dataset.day = Struin.order.today();
        this.#showMore(refs.length, total, filtered);
        this.#mark();
        return made;
      }

      #showMore(shown, total, filtered) {
        const more = this.#one(".wall__more");
        if (more) {
          more.hidden = shown >= total;
          more.querySelector(".wall__shown").textContent = fill(this.dataset.shown, { n: shown, total });
        }
        const onward = this.#one("[data-onward]");
        if (onward) {
          const further = filtered && shown < total;
          onward.href = this.dataset.home + (further ? this.#query : "");
          onward.textContent = further ? fill(this.dataset.show, { n: total }) : this.dataset.everything;
        }
      }

      async #further() {
        const turn = ++this.#turn;
        const from = this.#wanted;
        this.#wanted += this.#page;
        try {
          const shown = await this.#wantedCards();
          const made = turn === this.#turn && (await this.#hang(shown, turn, () => true, from));
          // Who went on by keyboard goes on with the first of the new cards.
          made?.[0]?.querySelector(".card__link")?.focus({ preventScroll: true });
        } catch {
          this.#wanted = from;
          this.#say(this.dataset.failed);
        }
      }

      /** Nothing fits: which facet to let go, and how much there is then. */
      #empty(left) {
        const made = this.#one("[data-empty]").content.cloneNode(true);
        const on = [...this.#facets].map(([facet, boxes]) => [facet, boxes.filter((box) => box.checked)]);
        const ways = on
          .filter(([, boxes]) => boxes.length)
          .map(([facet, boxes]) => ({ facet, what: `‘${boxes.map(choices.labelOf).join(", ")}’`, n: left.without(facet) }));
        choices.ways(made.querySelector(".wall__ways"), ways, this.dataset.without, 3);
        return made;
      }

      // --- what was seen

      async #seenChanged() {
        this.#mark();
        if ((await this.#pile.saw()) && this.isConnected) this.#update();
      }

      #mark() {
        Struin.markSeen(this.parentElement, this.dataset);
      }
    },
  );
})();
