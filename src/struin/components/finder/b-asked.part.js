// What is asked for: the fields and boxes of the form, what they mean in words, and how they stand in the address.
(() => {
  const { choices, fill } = Struin;
  const MOST = { from: 480, to: 480, people: 500 };

  class Asked {
    /** @type {Map<string, HTMLInputElement[]>} the boxes of each facet */
    boxes;
    /** @type {Map<string, HTMLInputElement>} the fields `from`, `to` and `people` */
    numbers;
    #words;
    #sort;

    /** @param {HTMLElement} finder  holds the form, and the words in its data */
    constructor(finder) {
      this.#words = finder.dataset;
      this.#sort = finder.querySelector(".finder__sort");
      this.numbers = new Map([...finder.querySelectorAll(".finder__number")].map((field) => [field.name, field]));
      this.boxes = choices.facetsOf(finder);
    }

    #number(name) {
      const digits = this.numbers.get(name).value.replace(/\D/g, "");
      return digits ? Math.min(Math.max(Number(digits), 1), MOST[name]) : null;
    }

    /** Numbers or null, and the values that are chosen. Whoever writes the ends the other way round means the same. */
    get values() {
      let [from, to] = [this.#number("from"), this.#number("to")];
      if (from !== null && to !== null && from > to) [from, to] = [to, from];
      const checked = (boxes) => new Set(boxes.filter((box) => box.checked).map((box) => box.value));
      const chosen = new Map([...this.boxes].map(([name, boxes]) => [name, checked(boxes)]));
      return { from, to, people: this.#number("people"), chosen };
    }

    get longestFirst() {
      return this.#sort.value === "long";
    }

    /** What is on, as {facet, words, value, number: of its principle}; both ends of the minutes are one. */
    get on() {
      const { from, to, people } = this.values;
      const words = this.#words;
      const found = [];
      if (from !== null && to !== null) found.push({ facet: "minutes", words: fill(words.between, { least: from, most: to }) });
      else if (to !== null) found.push({ facet: "minutes", words: fill(words.to, { n: to }) });
      else if (from !== null) found.push({ facet: "minutes", words: fill(words.from, { n: from }) });
      if (people !== null) found.push({ facet: "people", words: fill(words.people, { n: people }) });
      for (const box of [...this.boxes.values()].flat().filter((each) => each.checked)) {
        found.push({ facet: box.name, value: box.value, words: choices.labelOf(box), number: box.dataset.number });
      }
      return found;
    }

    /** Sets everything as a query says. */
    read(query) {
      const asked = new URLSearchParams(query);
      choices.read(this.boxes, asked);
      for (const [name, field] of this.numbers) field.value = (asked.get(name) || "").replace(/\D/g, "").slice(0, 3);
      this.tidy();
      this.#sort.value = asked.get("sort") === "long" ? "long" : "";
    }

    /** The query with what is asked; what others have put there stays. */
    get query() {
      const { from, to, people, chosen } = this.values;
      const numbers = Object.entries({ from, to, people }).filter(([, value]) => value !== null);
      const boxes = [...chosen].flatMap(([name, values]) => [...values].map((value) => [name, value]));
      const order = this.#sort.value ? [["sort", this.#sort.value]] : [];
      return choices.query([...this.boxes.keys(), ...this.numbers.keys(), "sort"], [...numbers, ...boxes, ...order]);
    }

    /** The fields as they are understood: only numbers, within what can be, the smaller one first. */
    tidy() {
      const { from, to, people } = this.values;
      for (const [name, value] of Object.entries({ from, to, people })) this.numbers.get(name).value = value ?? "";
    }

    /** Sets a number; the other end of the minutes goes where it would turn the two round. */
    set(name, value) {
      this.numbers.get(name).value = value ?? "";
      if (name === "to" && value !== null && this.#number("from") > value) this.numbers.get("from").value = "";
    }

    /** Lets go of a facet, or of one of its values. */
    release(name, value) {
      if (name === "minutes") for (const end of ["from", "to"]) this.set(end, null);
      else if (name === "people") this.set(name, null);
      else for (const box of this.boxes.get(name)) if (value === undefined || box.value === value) box.checked = false;
    }

    wipe() {
      for (const name of ["minutes", "people", ...this.boxes.keys()]) this.release(name);
    }
  }

  Struin.FinderAsked = Asked;
})();
