// The wall: a mosaic of mixed cards, others on top each day, and facets to choose by. What is chosen stands in the
// address. The order of the day, the facets' answers and the spreads are in the files beside this one.
(() => {
  const { handsOf, deal, today } = Struin.order;
  const { cut, filled } = Struin.spreads;
  const WIDE = matchMedia("(width >= 62rem)");

  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const make = (tag, className, words = "") => Object.assign(document.createElement(tag), { className, textContent: words });

  customElements.define(
    "struin-wall",
    class extends HTMLElement {
      #stop;
      #facets; // name → inputs
      #counts; // input → the element that tells its number
      #index = null; // a promise of the items and their sets
      #order = []; // of the day, as far as it is known: {id, chunk}
      #dealt = 0; // hands
      #wanted = 0; // cards to show
      #turn = 0; // of updates: a later one overtakes
      #touched = false; // something was chosen in the sheet

      connectedCallback() {
        this.#stop = new AbortController();
        const on = (target, names, does) => {
          for (const name of names.split(" ")) target.addEventListener(name, does, { signal: this.#stop.signal });
        };
        const boxes = this.#all(".facet__box");
        this.#facets = new Map(boxes.map((box) => [box.name, []]));
        for (const box of boxes) this.#facets.get(box.name).push(box);
        this.#counts = new Map(boxes.map((box) => [box, box.parentElement.querySelector(".facet__count")]));
        // The numbers only get smaller than they are now; their room stays.
        for (const count of this.#counts.values()) count.style.minWidth = `${count.textContent.length}ch`;
        on(this, "change", () => this.#changed());
        on(this, "submit", (event) => event.preventDefault());
        on(this, "click", (event) => this.#clicked(event));
        on(this, "pointerover focusin", (event) => event.target.closest(".facets, .wall__open") && this.#indexed().catch(() => {}));
        on(this.#sheet, "close", () => this.#closed());
        on(WIDE, "change", () => this.#fit());
        on(document, "struin:stored", ({ detail }) => (!detail.key || ["seen", "done"].includes(detail.key)) && this.#seenChanged());
        on(window, "storage", () => this.#seenChanged());
        on(window, "pageshow", (event) => event.persisted && this.#seenChanged());
        on(window, "popstate", () => this.#readAddress() && this.#start());
        on(window, "pagehide", () => this.#remember());
        this.#fit();
        this.#readAddress();
        this.#mark();
        this.#start();
      }

      disconnectedCallback() {
        this.#stop.abort();
        this.#turn++;
        this.querySelector(".wall__panel").append(this.#form);
      }

      // --- parts

      #one(selector) {
        return this.querySelector(selector);
      }

      #all(selector) {
        return [...this.querySelectorAll(selector)];
      }

      get #form() {
        return this.#one(".facets");
      }

      get #sheet() {
        return this.#one(".sheet");
      }

      get #cards() {
        return this.#one(".wall__cards");
      }

      get #front() {
        return this.classList.contains("wall--front");
      }

      get #page() {
        return Number(this.dataset.page);
      }

      get #chosen() {
        return [...this.#facets.values()].flat().filter((box) => box.checked);
      }

      get #day() {
        return `${Struin.bundle} ${today()}`;
      }

      // --- the address

      /** Sets the boxes as the address says; whether that changed anything. */
      #readAddress() {
        const asked = new URLSearchParams(location.search);
        let changed = false;
        for (const [name, boxes] of this.#facets) {
          const wanted = new Set(asked.getAll(name));
          for (const box of boxes) {
            changed ||= box.checked !== wanted.has(box.value);
            box.checked = wanted.has(box.value);
          }
        }
        return changed;
      }

      /** The query with what is chosen; what others have put there stays. */
      get #query() {
        const kept = [...new URLSearchParams(location.search)].filter(([name]) => !this.#facets.has(name));
        const query = new URLSearchParams([...kept, ...this.#chosen.map((box) => [box.name, box.value])]).toString();
        return query ? `?${query}` : "";
      }

      #replace(address, more) {
        try {
          history.replaceState({ ...history.state, struinWall: more }, "", address);
        } catch {
          // A browser may refuse this to a page from a folder; the choice works all the same.
        }
      }

      #remember() {
        const height = Math.round(this.#cards.getBoundingClientRect().height);
        this.#replace(location.href, { wanted: this.#wanted, height });
      }

      // --- choosing

      #changed() {
        this.#touched = true;
        this.#wanted = this.#page;
        this.#replace(location.pathname + this.#query + location.hash);
        this.#update();
      }

      #clicked(event) {
        const button = event.target.closest("button");
        if (!button) return;
        if (button.matches(".wall__open")) this.#open(button);
        else if (button.matches("[data-close]")) this.#sheet.close();
        else if (button.matches("[data-wipe]")) this.#uncheck(this.#chosen);
        else if (button.matches("[data-more]")) this.#further();
        else if (button.matches(".wall__chip")) this.#uncheckChip(button);
        else if (button.matches(".wall__way")) this.#uncheck(this.#facets.get(button.dataset.facet));
      }

      /** Takes choices away. Where the button itself goes away, the focus goes to the count of what is there now. */
      #uncheck(boxes) {
        const here = document.activeElement;
        for (const box of boxes) box.checked = false;
        this.#changed();
        if (!here?.isConnected || here.closest("[hidden]") || here.disabled || here.closest(".wall__empty")) this.#rest();
      }

      #rest() {
        const place = this.#sheet.open ? this.#sheet.querySelector(".sheet__title") : this.#one(".wall__count");
        place.tabIndex = -1;
        place.focus({ preventScroll: true });
      }

      #uncheckChip(chip) {
        const at = this.#all(".wall__chip").indexOf(chip);
        const box = this.#facets.get(chip.dataset.facet).find((each) => each.value === chip.dataset.value);
        box.checked = false;
        this.#changed();
        const left = this.#all(".wall__chip");
        const next = left[Math.min(at, left.length - 1)];
        if (next) next.focus({ preventScroll: true });
        else this.#rest();
      }

      // --- the form: in the page on a wide screen, in a sheet on a phone

      #fit() {
        const button = this.#one(".wall__open");
        if (WIDE.matches && this.#sheet.open) this.#sheet.close();
        this.#one(WIDE.matches ? ".wall__panel" : ".sheet__body").append(this.#form);
        if (WIDE.matches) {
          button.removeAttribute("aria-haspopup");
          button.setAttribute("aria-expanded", String(this.classList.contains("wall--open")));
        } else {
          button.removeAttribute("aria-expanded");
          button.setAttribute("aria-haspopup", "dialog");
        }
      }

      #open(button) {
        if (!WIDE.matches) {
          this.#touched = false;
          this.#sheet.showModal();
          return;
        }
        const panel = this.#one(".wall__panel");
        const hidden = panel.getBoundingClientRect().bottom < this.#one(".wall__bar").getBoundingClientRect().bottom;
        const open = hidden || !this.classList.contains("wall--open");
        this.classList.toggle("wall--open", open);
        button.setAttribute("aria-expanded", String(open));
        this.#one(".wall__open-words").textContent = open ? this.dataset.fewer : this.dataset.more;
        if (hidden) panel.scrollIntoView({ block: "start" });
      }

      #closed() {
        const { top } = this.#cards.getBoundingClientRect();
        if (this.#touched && (top < 0 || top > innerHeight * 0.7)) this.#one(".wall__on").scrollIntoView({ block: "start" });
      }

      // --- what there is

      /** The items, the set of each option, and the order of the day; loaded when somebody begins to choose. */
      #indexed() {
        this.#index ||= Struin.items().then(
          (items) => this.#indexOf(items),
          (problem) => {
            this.#index = null; // the next choice tries again
            throw problem;
          },
        );
        return this.#index;
      }

      #indexOf(items) {
        const files = [];
        items.forEach((item, at) => (files[item.chunk] ||= []).push(at));
        const hands = handsOf(this.dataset.runs, this.#day);
        const order = hands.flatMap((hand) => deal(hand, (file) => files[file], this.#day));
        const index = { items, order, facets: new Struin.Facets(this.#facets, items) };
        index.facets.saw(Struin.seen.all().map(({ id }) => id));
        return index;
      }

      // --- showing

      /** The first look: as the address says, and as far down as one was when one comes back. */
      async #start() {
        const { wanted, height } = history.state?.struinWall || {};
        this.#wanted = wanted || this.#page;
        if (height) this.#cards.style.minHeight = `${height}px`;
        const plain = this.#front && !this.#chosen.length;
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

      /** Brings everything in step with what is chosen. `still` says at the last moment whether the cards may change. */
      async #update(still = () => true) {
        const turn = ++this.#turn;
        const chosen = this.#chosen;
        this.#showChosen(chosen);
        this.#cards.setAttribute("aria-busy", "true");
        try {
          let shown;
          if (chosen.length || this.#index) {
            const index = await this.#indexed();
            if (turn !== this.#turn) return;
            const left = index.facets.narrow();
            for (const box of this.#counts.keys()) this.#tell(box, left.of(box));
            shown = this.#pick(index, left);
          } else {
            shown = await this.#lieOnTop(this.#wanted);
          }
          if (turn === this.#turn) await this.#hang(shown, turn, still);
        } catch {
          if (turn === this.#turn) this.#say(this.dataset.failed);
        } finally {
          if (turn === this.#turn) this.#cards.removeAttribute("aria-busy");
        }
      }

      #tell(box, count) {
        const place = this.#counts.get(box);
        const words = String(count);
        if (place.textContent !== words) place.textContent = words;
        box.parentElement.classList.toggle("facet__pick--none", !count);
      }

      #pick(index, left) {
        const refs = [];
        for (const at of index.order) {
          if (refs.length === this.#wanted) break;
          if (left.has(at)) refs.push(index.items[at]);
        }
        return { refs, total: left.total, index };
      }

      /** The first cards of the day, for which the items need not be known. */
      async #lieOnTop(count) {
        const hands = handsOf(this.dataset.runs, this.#day);
        while (this.#order.length < count && this.#dealt < hands.length) {
          const hand = hands[this.#dealt];
          const cards = await Promise.all(hand.map((file) => Struin.load(`assets/struin/cards/${file}.js`)));
          if (hand !== hands[this.#dealt]) continue;
          const refs = (file) => Object.keys(cards[hand.indexOf(file)]).map((id) => ({ id, chunk: file }));
          this.#order.push(...deal(hand, refs, this.#day));
          this.#dealt++;
        }
        return { refs: this.#order.slice(0, count), total: Number(this.dataset.total) };
      }

      #showChosen(chosen) {
        const on = chosen.length > 0;
        const number = this.#one(".wall__number");
        number.hidden = !on;
        number.textContent = chosen.length;
        for (const button of this.#all(".wall__on [data-wipe]")) button.hidden = !on;
        this.#sheet.querySelector("[data-wipe]").disabled = !on;
        this.#one(".wall__hint").hidden = on;
        const chips = this.#one(".wall__chips");
        chips.hidden = !on;
        chips.replaceChildren(
          ...chosen.map((box) => {
            const words = box.parentElement.querySelector(".facet__label").textContent;
            const chip = make("button", "wall__chip", words);
            chip.type = "button";
            Object.assign(chip.dataset, { facet: box.name, value: box.value });
            chip.setAttribute("aria-label", fill(this.dataset.remove, { what: words }));
            if (box.dataset.number) chip.classList.add(`p-${box.dataset.number}`);
            const item = document.createElement("li");
            item.append(chip);
            return item;
          }),
        );
      }

      #say(words) {
        for (const place of this.#all("[role=status]")) if (place.textContent !== words) place.textContent = words;
      }

      /** Hangs the cards in spreads; those that hang already stay when more come below them. */
      async #hang({ refs, total, index }, turn, still, from = 0) {
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
        else this.#cards.replaceChildren(this.#empty(index));
        this.#cards.classList.remove("wall__cards--coming");
        this.dataset.day = today();
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
          const filtered = this.#chosen.length || this.#index;
          const index = filtered ? await this.#indexed() : null;
          const shown = index ? this.#pick(index, index.facets.narrow()) : await this.#lieOnTop(this.#wanted);
          const made = turn === this.#turn && (await this.#hang(shown, turn, () => true, from));
          // Who went on by keyboard goes on with the first of the new cards.
          made?.[0]?.querySelector(".card__link")?.focus({ preventScroll: true });
        } catch {
          this.#wanted = from;
          this.#say(this.dataset.failed);
        }
      }

      /** Nothing fits: which facet to let go, and how much there is then. */
      #empty(index) {
        const made = this.#one("[data-empty]").content.cloneNode(true);
        const left = index.facets.narrow();
        const ways = [];
        for (const [name, boxes] of this.#facets) {
          const on = boxes.filter((box) => box.checked);
          const count = left.without(name);
          if (!on.length || !count) continue;
          const labels = on.map((box) => box.parentElement.querySelector(".facet__label").textContent);
          const way = make("button", "button wall__button wall__way");
          way.type = "button";
          way.dataset.facet = name;
          way.textContent = fill(this.dataset.without, { what: `‘${labels.join(", ")}’`, n: count });
          ways.push([count, way]);
        }
        ways.sort((one, other) => other[0] - one[0]);
        const list = made.querySelector(".wall__ways");
        for (const [, way] of ways.slice(0, 3)) {
          const item = document.createElement("li");
          item.append(way);
          list.append(item);
        }
        return made;
      }

      // --- what was seen

      async #seenChanged() {
        this.#mark();
        if (!this.#index) return;
        const index = await this.#index.catch(() => null);
        if (!index) return;
        index.facets.saw(Struin.seen.all().map(({ id }) => id));
        if (this.isConnected) this.#update();
      }

      /** A small mark on all cards and links here that lead to what was seen, or done if it is an exercise. */
      #mark() {
        const root = new URL(Struin.root, location).href;
        const ids = (list) => new Set(list.all().map(({ id }) => id));
        const [seen, done] = [ids(Struin.seen), ids(Struin.done)];
        for (const link of this.parentElement.querySelectorAll(".card__link, .shelf__link")) {
          const id = link.href.slice(root.length).replace(/(\/index\.html|\.html|\/)?([?#].*)?$/, "");
          const card = link.closest(".card") || link;
          const mark = card.querySelector(".wall__mark");
          const words = done.has(id) ? this.dataset.done : seen.has(id) ? this.dataset.seen : "";
          if ((mark?.textContent || "") === words) continue;
          if (!words) mark.remove();
          else if (mark) mark.textContent = words;
          else (card.querySelector(".card__kind, .card__speaker, .card__text") || card).append(" ", make("span", "wall__mark", words));
        }
      }
    },
  );
})();
