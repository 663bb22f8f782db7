// The trainers' finder: what somebody has and wants stands in the form and in the address; what fits hangs below it, by
// kind. The page's own list is used as far as it goes, and the data are loaded when somebody chooses.
(() => {
  const { cardOf, fill } = Struin.finderCard;
  const MOST = { from: 480, to: 480, people: 500 };

  const make = (tag, className, words = "") => Object.assign(document.createElement(tag), { className, textContent: words });

  customElements.define(
    "struin-finder",
    class extends HTMLElement {
      #stop;
      #boxes; // name → inputs
      #numbers; // name → the field
      #presses; // buttons with a number on them
      #cards = new Map(); // id → its card
      #data = null; // a promise of the finder
      #shown = new Map(); // kind → how many cards it may show
      #turn = 0; // of updates: a later one overtakes

      connectedCallback() {
        this.#stop = new AbortController();
        const on = (target, name, does) => target.addEventListener(name, does, { signal: this.#stop.signal });
        this.#boxes = new Map();
        for (const box of this.#all(".pick__box")) this.#boxes.set(box.name, [...(this.#boxes.get(box.name) || []), box]);
        this.#numbers = new Map(this.#all(".finder__number").map((field) => [field.name, field]));
        this.#presses = this.#all(".pick__press");
        for (const card of this.#all(".find")) this.#cards.set(card.dataset.id, card);
        // The numbers only get smaller than they are now; their room stays.
        for (const count of this.#all(".pick__count")) count.style.minWidth = `${count.textContent.length}ch`;
        on(this, "submit", (event) => event.preventDefault());
        on(this, "input", (event) => event.target.matches(".finder__number") && this.#changed());
        on(this, "change", (event) => this.#settled(event.target));
        on(this, "click", (event) => this.#clicked(event));
        for (const name of ["pointerover", "focusin"]) {
          on(this, name, (event) => event.target.closest(".finder__form, .finder__more") && this.#loaded().catch(() => {}));
        }
        on(window, "popstate", () => this.#start());
        on(window, "pagehide", () => this.#remember());
        // The script of the plan may come after this one.
        if (document.readyState === "complete") this.#offer();
        else on(document, "DOMContentLoaded", () => this.#offer());
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

      get #sort() {
        return this.#one(".finder__sort");
      }

      #number(name) {
        const digits = this.#numbers.get(name).value.replace(/\D/g, "");
        return digits ? Math.min(Math.max(Number(digits), 1), MOST[name]) : null;
      }

      /** What is asked for; whoever writes the ends the other way round means the same. */
      get #asked() {
        let [from, to] = [this.#number("from"), this.#number("to")];
        if (from !== null && to !== null && from > to) [from, to] = [to, from];
        const values = (boxes) => new Set(boxes.filter((box) => box.checked).map((box) => box.value));
        const chosen = new Map([...this.#boxes].map(([name, boxes]) => [name, values(boxes)]));
        return { from, to, people: this.#number("people"), chosen };
      }

      /** What is on, in words: {name, words, value, number?}; `minutes` is one for both ends. */
      #on(asked) {
        const { from, to, people } = asked;
        const found = [];
        if (from !== null || to !== null) {
          const [words, values] =
            from === null ? [this.dataset.to, { n: to }]
            : to === null ? [this.dataset.from, { n: from }]
            : [this.dataset.between, { least: from, most: to }];
          found.push({ name: "minutes", words: fill(words, values) });
        }
        if (people !== null) found.push({ name: "people", words: fill(this.dataset.people, { n: people }) });
        for (const boxes of this.#boxes.values()) {
          for (const box of boxes.filter((each) => each.checked)) {
            const label = box.parentElement;
            const colour = [...label.classList].find((name) => /^p-\d$/.test(name));
            found.push({ name: box.name, value: box.value, words: label.querySelector(".pick__label").textContent, colour });
          }
        }
        return found;
      }

      // --- the address

      #readAddress() {
        const asked = new URLSearchParams(location.search);
        for (const [name, boxes] of this.#boxes) {
          const wanted = new Set(asked.getAll(name));
          for (const box of boxes) box.checked = wanted.has(box.value);
        }
        for (const [name, field] of this.#numbers) field.value = (asked.get(name) || "").replace(/\D/g, "").slice(0, 3);
        this.#tidy();
        this.#sort.value = asked.get("sort") === "long" ? "long" : "";
      }

      /** The query with what is asked; what others have put there stays. */
      get #query() {
        const own = new Set([...this.#boxes.keys(), ...this.#numbers.keys(), "sort"]);
        const query = new URLSearchParams([...new URLSearchParams(location.search)].filter(([name]) => !own.has(name)));
        const { from, to, people, chosen } = this.#asked;
        for (const [name, value] of Object.entries({ from, to, people })) if (value !== null) query.append(name, value);
        for (const [name, values] of chosen) for (const value of values) query.append(name, value);
        if (this.#sort.value) query.append("sort", this.#sort.value);
        const words = query.toString();
        return words ? `?${words}` : "";
      }

      #replace(address, more) {
        try {
          history.replaceState({ ...history.state, struinFinder: more }, "", address);
        } catch {
          // A browser may refuse this to a page from a folder; the choice works all the same.
        }
      }

      #remember() {
        const height = Math.round(this.#one(".finder__list").getBoundingClientRect().height);
        this.#replace(location.href, { shown: [...this.#shown], height });
      }

      // --- choosing

      #changed() {
        this.#shown.clear();
        this.#replace(location.pathname + this.#query + location.hash);
        this.#update();
      }

      #settled(target) {
        if (target.matches(".finder__number")) this.#tidy();
        if (target.matches(".finder__number, .pick__box, .finder__sort")) this.#changed();
      }

      /** The fields as they are understood: only numbers, within what can be, the smaller one first. */
      #tidy() {
        const { from, to, people } = this.#asked;
        for (const [name, value] of Object.entries({ from, to, people })) this.#numbers.get(name).value = value ?? "";
      }

      #clicked(event) {
        const button = event.target.closest("button");
        if (!button) return;
        if (button.matches(".pick__press")) this.#press(button);
        else if (button.matches(".finder__chip")) this.#chip(button);
        else if (button.matches(".finder__out")) this.#letGo(() => this.#release(button.dataset.facet));
        else if (button.matches("[data-jump]")) this.#jump();
        else if (button.matches("[data-wipe]")) this.#letGo(() => this.#wipe());
        else if (button.matches("[data-more]")) this.#further(button.closest(".finder__part"));
        else if (button.matches("[data-add]")) this.#add(button);
      }

      #press(button) {
        const { set, value } = button.dataset;
        const field = this.#numbers.get(set);
        const on = button.getAttribute("aria-pressed") === "true";
        field.value = on ? "" : value;
        if (!on && set === "to" && this.#number("from") > Number(value)) this.#numbers.get("from").value = "";
        this.#tidy();
        this.#changed();
      }

      #release(name, value) {
        if (name === "minutes") for (const end of ["from", "to"]) this.#numbers.get(end).value = "";
        else if (name === "people") this.#numbers.get(name).value = "";
        else for (const box of this.#boxes.get(name)) if (value === undefined || box.value === value) box.checked = false;
      }

      #wipe() {
        for (const name of ["minutes", "people", ...this.#boxes.keys()]) this.#release(name);
      }

      /** Takes choices away with a button that goes away itself: the focus goes to the number of what is there now. */
      #letGo(does) {
        does();
        this.#changed();
        this.#one(".finder__count").focus({ preventScroll: true });
      }

      #jump() {
        this.#one(".finder__bar").scrollIntoView({ block: "start" });
        this.#one(".finder__count").focus({ preventScroll: true });
      }

      #chip(button) {
        const at = this.#all(".finder__chip").indexOf(button);
        this.#release(button.dataset.facet, button.dataset.value);
        this.#changed();
        const left = this.#all(".finder__chip");
        (left[Math.min(at, left.length - 1)] || this.#one(".finder__count")).focus({ preventScroll: true });
      }

      // --- what fits

      #loaded() {
        this.#data ||= Struin.load("assets/struin/finder.js").then(
          (rows) => {
            const options = new Map([...this.#boxes].map(([name, boxes]) => [name, boxes.map((box) => box.value)]));
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
        this.#readAddress();
        this.#shown = new Map(shown);
        if (height) list.style.minHeight = `${height}px`;
        // Without a choice the page has it all, or the first of it.
        if (!this.#query && !this.#shown.size && !this.#data) this.#trim();
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
        const asked = this.#asked;
        this.#showChosen(asked);
        try {
          const finder = await this.#loaded();
          if (turn !== this.#turn) return;
          const result = finder.match(asked);
          this.#tell(result);
          this.#hang(result.found);
          this.#offerWays(result, asked);
          this.#say(result.found.length, this.#on(asked).length > 0);
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
        const tell = (place, number, option) => {
          const words = String(number);
          if (place.textContent !== words) place.textContent = words;
          option.toggleAttribute("data-none", !number);
        };
        for (const boxes of this.#boxes.values()) {
          for (const box of boxes) {
            const label = box.parentElement;
            tell(label.querySelector(".pick__count"), count(box.name, box.value), label);
          }
        }
        for (const button of this.#presses) {
          tell(button.querySelector(".pick__count"), count(button.dataset.set, button.dataset.value), button);
        }
      }

      #hang(found) {
        const long = this.#sort.value === "long";
        for (const part of this.#all(".finder__part")) {
          const fitting = found.filter((row) => row.kind === part.dataset.kind);
          if (long) fitting.sort((one, other) => other.minutes - one.minutes);
          const shown = fitting.slice(0, this.#shown.get(part.dataset.kind) || this.#page);
          part.hidden = !fitting.length;
          part.querySelector(".finder__many").textContent = fitting.length;
          part.querySelector(".finder__cards").replaceChildren(...shown.map((row) => this.#card(row)));
          this.#showMore(part, fitting.length);
        }
      }

      #card(row) {
        if (!this.#cards.has(row.id)) {
          const made = cardOf(row, this);
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

      #showChosen(asked = this.#asked) {
        const on = this.#on(asked);
        this.#one(".finder__on").hidden = !on.length;
        this.#one(".finder__chips").replaceChildren(
          ...on.map(({ name, words, value, colour }) => {
            const chip = make("button", "finder__chip", words);
            chip.type = "button";
            chip.dataset.facet = name;
            if (value !== undefined) chip.dataset.value = value;
            if (colour) chip.classList.add(colour);
            chip.setAttribute("aria-label", fill(this.dataset.remove, { what: words }));
            const item = document.createElement("li");
            item.append(chip);
            return item;
          }),
        );
        for (const button of this.#presses) {
          const { set, value } = button.dataset;
          button.setAttribute("aria-pressed", String(asked[set] === Number(value)));
        }
        for (const fold of this.#all(".finder__fold")) {
          const place = fold.querySelector(".finder__on-here");
          const number = fold.querySelectorAll(".pick__box:checked").length;
          place.hidden = !number;
          place.textContent = number;
        }
      }

      /** Nothing fits: which choice to let go, and how much there is then. */
      #offerWays({ found, without }, asked) {
        const empty = this.#one(".finder__empty");
        empty.hidden = found.length > 0;
        const said = new Map();
        if (!found.length) for (const { name, words } of this.#on(asked)) said.set(name, [...(said.get(name) || []), words]);
        const ways = [...said].map(([name, words]) => [name, words.join(", "), without(name)]).filter(([, , count]) => count);
        ways.sort((one, other) => other[2] - one[2]);
        empty.querySelector(".finder__outs").replaceChildren(
          ...ways.map(([name, what, n]) => {
            const way = make("button", "button finder__button finder__out", fill(this.dataset.without, { what, n }));
            way.type = "button";
            way.dataset.facet = name;
            const item = document.createElement("li");
            item.append(way);
            return item;
          }),
        );
      }

      // --- into a session

      /** Shows the buttons where there is a plan to put something in. */
      #offer(cards = [...this.#cards.values()]) {
        if (!Struin.plan) return;
        for (const card of cards) for (const button of card.querySelectorAll("[data-add]")) button.hidden = false;
      }

      /** The plan that the button puts things in, as it is now: how many blocks, and their minutes. */
      get #plan() {
        const { store } = Struin;
        const blocks = store.get(`plan:${store.get("plans:active", null)}`, null)?.blocks || [];
        return { n: blocks.length, minutes: blocks.reduce((sum, block) => sum + block.minutes, 0) };
      }

      #add(button) {
        const card = button.closest(".find");
        const { id, minutes } = card.dataset;
        const what = card.querySelector(".find__link").textContent;
        const { already, lasts, undo } = Struin.plan.add({ id, title: what, minutes: Number(minutes) });
        const plan = this.#plan;
        const { added, addedOne } = this.dataset;
        const words = already ? this.dataset.already : !lasts ? this.dataset.brief : plan.n === 1 ? addedOne : added;
        for (const old of this.#all(".find__said")) old.remove();
        const line = this.#one("[data-said-words]").content.firstElementChild.cloneNode(true);
        const say = (text) => {
          line.firstElementChild.textContent = text;
          this.#one("[data-said]").textContent = text;
        };
        // What this browser does not keep goes along in the address.
        if (!already && !lasts) line.querySelector("a").hash = `met=${id}`;
        const back = line.querySelector("[data-undo]");
        back.hidden = already;
        back.onclick = () => {
          undo();
          button.focus();
          say(fill(this.dataset.gone, { what }));
          for (const each of line.querySelectorAll("a, button")) each.remove();
        };
        button.parentElement.after(line);
        say(fill(words, { what, ...plan }));
      }
    },
  );
})();
