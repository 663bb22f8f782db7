// The trainers' finder: what somebody has and wants stands in the form and in the address; what fits hangs below it, by
// kind. The page's own list is used as far as it goes, and the data are loaded when somebody chooses.
(() => {
  const { choices, fill, finderCard } = Struin;

  customElements.define(
    "struin-finder",
    class extends HTMLElement {
      #stop;
      #asked; // the form, and what it says
      #presses; // buttons with a number on them
      #cards = new Map(); // id → its card
      #data = null; // a promise of the finder
      #shown = new Map(); // kind → how many cards it may show
      #turn = 0; // of updates: a later one overtakes

      connectedCallback() {
        this.#stop = new AbortController();
        const on = (target, name, does) => target.addEventListener(name, does, { signal: this.#stop.signal });
        this.#asked = new Struin.FinderAsked(this);
        this.#presses = this.#all(".pick__press");
        for (const card of this.#all(".find")) this.#cards.set(card.dataset.id, card);
        on(this, "submit", (event) => {
          event.preventDefault();
          this.#jump();
        });
        on(this, "input", (event) => event.target.matches(".finder__number") && this.#changed());
        on(this, "change", (event) => this.#settled(event.target));
        on(this, "click", (event) => this.#clicked(event));
        for (const name of ["pointerover", "focusin"]) {
          on(this, name, (event) => event.target.closest(".finder__form, .finder__more") && this.#loaded().catch(() => {}));
        }
        on(window, "popstate", () => this.#start());
        on(window, "pagehide", () => this.#remember());
        this.#offer();
        this.#start();
      }

      disconnectedCallback() {
        this.#stop.abort();
        this.#turn++;
      }

      // --- parts

      #one(selector) {
        return this.querySelector(selector);
      }

      #all(selector) {
        return [...this.querySelectorAll(selector)];
      }

      get #page() {
        return Number(this.dataset.first);
      }

      #remember() {
        const height = Math.round(this.#one(".finder__list").getBoundingClientRect().height);
        choices.replace(location.href, { struinFinder: { shown: [...this.#shown], height } });
      }

      // --- choosing

      #changed() {
        this.#shown.clear();
        choices.replace(location.pathname + this.#asked.query + location.hash, { struinFinder: undefined });
        this.#update();
      }

      #settled(target) {
        if (target.matches(".finder__number")) this.#asked.tidy();
        if (target.matches(".finder__number, .pick__box, .finder__sort")) this.#changed();
      }

      #clicked(event) {
        const button = event.target.closest("button");
        if (!button) return;
        if (button.matches(".pick__press")) this.#press(button);
        else if (button.matches(".pick__chip")) this.#chip(button);
        else if (button.matches(".pick__way")) this.#letGo(() => this.#asked.release(button.dataset.facet));
        else if (button.matches("[data-wipe]")) this.#letGo(() => this.#asked.wipe());
        else if (button.matches("[data-more]")) this.#further(button.closest(".finder__part"));
        else if (button.matches("[data-add]")) Struin.finderSession.addFrom(button, this, this.#asked.values);
      }

      #press(button) {
        const { set, value } = button.dataset;
        const on = button.getAttribute("aria-pressed") === "true";
        this.#asked.set(set, on ? null : Number(value));
        this.#asked.tidy();
        this.#changed();
      }

      /** Takes choices away with a button that goes away itself: the focus goes to the number of what is there now. */
      #letGo(does) {
        does();
        this.#changed();
        this.#one(".finder__count").focus({ preventScroll: true });
      }

      /** To what there is: from the end of the form, or with Enter, which puts a phone's keyboard away. */
      #jump() {
        this.#one(".finder__bar").scrollIntoView({ block: "start" });
        this.#one(".finder__count").focus({ preventScroll: true });
      }

      #chip(button) {
        const { facet, value } = button.dataset;
        const release = () => {
          this.#asked.release(facet, value);
          this.#changed();
        };
        if (!choices.takeOff(this, button, release)) this.#one(".finder__count").focus({ preventScroll: true });
      }

      // --- what fits

      #loaded() {
        this.#data ||= Struin.load("assets/struin/finder.js").then(
          (rows) => {
            const options = new Map([...this.#asked.boxes].map(([name, boxes]) => [name, boxes.map((box) => box.value)]));
            for (const { dataset } of this.#presses) options.set(dataset.set, [...(options.get(dataset.set) || []), dataset.value]);
            return new Struin.Finder(rows, options);
          },
          (problem) => {
            this.#data = null; // the next choice tries again
            throw problem;
          },
        );
        return this.#data;
      }

      async #start() {
        const { shown, height } = history.state?.struinFinder || {};
        const list = this.#one(".finder__list");
        this.#asked.read(location.search);
        this.#shown = new Map(shown);
        if (height) list.style.minHeight = `${height}px`;
        // Without a choice the page has it all, or the first of it.
        const plain = !this.#asked.on.length && !this.#asked.longestFirst;
        if (plain && !this.#shown.size && !this.#data) this.#trim();
        else await this.#update();
        list.style.minHeight = "";
      }

      /** The list as it is in the page, no longer than it would be made. */
      #trim() {
        for (const part of this.#all(".finder__part")) {
          const total = Number(part.querySelector(".finder__many").textContent);
          [...part.querySelectorAll(".find")].slice(this.#page).forEach((card) => card.remove());
          this.#showMore(part, total);
        }
        this.#showChosen();
      }

      async #update() {
        const turn = ++this.#turn;
        const on = this.#asked.on;
        this.#showChosen();
        try {
          const finder = await this.#loaded();
          if (turn !== this.#turn) return;
          const result = finder.match(this.#asked.values);
          this.#tell(result);
          this.#hang(result.found);
          this.#offerWays(result, on);
          this.#say(result.found.length, on.length > 0);
        } catch {
          if (turn === this.#turn) this.#one(".finder__count").textContent = this.dataset.failed;
        }
      }

      #say(found, chosen) {
        const { all, none, foundOne, found: many } = this.dataset;
        const words = !chosen ? all : !found ? none : found === 1 ? foundOne : fill(many, { n: found });
        const place = this.#one(".finder__count");
        if (place.textContent !== words) place.textContent = words;
        this.#one("[data-jump]").textContent = fill(this.dataset.show, { n: found });
      }

      /** How many each option would give. */
      #tell({ count }) {
        for (const box of [...this.#asked.boxes.values()].flat()) choices.tell(box.parentElement, count(box.name, box.value));
        for (const button of this.#presses) choices.tell(button, count(button.dataset.set, button.dataset.value));
      }

      #hang(found) {
        for (const part of this.#all(".finder__part")) {
          const fitting = found.filter((row) => row.kind === part.dataset.kind);
          if (this.#asked.longestFirst) fitting.sort((one, other) => other.minutes - one.minutes);
          const shown = fitting.slice(0, this.#shown.get(part.dataset.kind) || this.#page);
          part.hidden = !fitting.length;
          part.querySelector(".finder__many").textContent = fitting.length;
          part.querySelector(".finder__cards").replaceChildren(...shown.map((row) => this.#card(row)));
          this.#showMore(part, fitting.length);
        }
      }

      #card(row) {
        if (!this.#cards.has(row.id)) {
          const made = finderCard(row, this);
          this.#cards.set(row.id, made);
          this.#offer([made]);
        }
        return this.#cards.get(row.id);
      }

      #showMore(part, total) {
        const left = total - part.querySelectorAll(".find").length;
        const more = part.querySelector(".finder__more");
        const rest = part.querySelector(".finder__rest");
        more.hidden = left <= 0;
        more.firstElementChild.textContent = fill(this.dataset.more, { n: left });
        if (rest) rest.hidden = true; // the button does that here
      }

      async #further(part) {
        const cards = part.querySelector(".finder__cards");
        const first = cards.children.length;
        this.#shown.set(part.dataset.kind, first + this.#page * 2);
        await this.#update();
        // Who went on by keyboard goes on with the first of the new cards.
        cards.children[first]?.querySelector("a").focus({ preventScroll: true });
      }

      #showChosen() {
        const { on, values } = this.#asked;
        this.#one(".finder__on").hidden = !on.length;
        choices.chips(this.#one(".finder__chips"), on, this.dataset.remove);
        for (const button of this.#presses) {
          const { set, value } = button.dataset;
          button.setAttribute("aria-pressed", String(values[set] === Number(value)));
        }
        for (const fold of this.#all(".finder__fold")) {
          const place = fold.querySelector(".finder__on-here");
          const number = fold.querySelectorAll(".pick__box:checked").length;
          place.hidden = !number;
          place.textContent = number;
        }
      }

      /** Nothing fits: which choice to let go, and how much there is then. */
      #offerWays({ found, without }, on) {
        const empty = this.#one(".finder__empty");
        empty.hidden = found.length > 0;
        const said = new Map();
        if (!found.length) for (const { facet, words } of on) said.set(facet, [...(said.get(facet) || []), words]);
        const ways = [...said].map(([facet, words]) => ({ facet, what: words.join(", "), n: without(facet) }));
        empty.querySelector(".finder__one").hidden = !choices.ways(empty.querySelector(".finder__outs"), ways, this.dataset.without);
      }

      // --- into a session

      /** Shows the buttons, which work only with this script. */
      #offer(cards = [...this.#cards.values()]) {
        for (const card of cards) for (const button of card.querySelectorAll("[data-add]")) button.hidden = false;
      }
    },
  );
})();
