// Which exercises and sessions fit what somebody has and wants, and how many each other choice would leave. A row fails
// at no facet (it fits), at one (it would fit without that one), or at more (no single choice brings it back): one look
// at each row is enough to count everything. rows.py answers the same way.
(() => {
  const LISTS = ["form", "level", "setting", "kind", "principle", "theme"];

  const lasts = (row, least, most) => (least === null || row.most >= least) && (most === null || row.least <= most);
  const takes = (row, people) => !row.people || (row.people[0] <= people && people <= row.people[1]);

  class Finder {
    #rows;
    #facets; // [{name, values, own: the options of each row, as numbers}]
    #to;
    #people;

    /**
     * @param {object[]} rows  as in assets/struin/finder.js
     * @param {Map<string, string[]>} options  the values that are offered, by facet; of `to` and `people` as well
     */
    constructor(rows, options) {
      this.#rows = rows;
      this.#to = (options.get("to") || []).map(Number);
      this.#people = (options.get("people") || []).map(Number);
      this.#facets = LISTS.filter((name) => options.has(name)).map((name) => {
        const values = options.get(name);
        const at = new Map(values.map((value, number) => [value, number]));
        const own = rows.map((row) => [row[name]].flat().map((value) => at.get(value)).filter((each) => each !== undefined));
        return { name, values, own };
      });
    }

    /**
     * @param {{from: number|null, to: number|null, people: number|null, chosen: Map<string, Set<string>>}} asked
     * @returns {{found: object[], count: (name: string, value: string) => number, without: (name: string) => number}}
     *   `found` in the order of the rows; `count` is what an option holds beside the other facets; `without` is what
     *   there would be without a facet (`minutes`, `people`, or one of the lists)
     */
    match({ from, to, people, chosen }) {
      const facets = this.#facets.map(({ name, values, own }) => {
        const set = chosen.get(name);
        const on = set?.size ? values.map((value) => set.has(value)) : null;
        return { name, own, on, counts: new Array(values.length).fill(0) };
      });
      const byMinutes = new Array(this.#to.length).fill(0);
      const byPeople = new Array(this.#people.length).fill(0);
      const found = [];
      const lost = new Map(); // facet → rows that fail at that one only
      this.#rows.forEach((row, at) => {
        const long = !lasts(row, from, to);
        const small = people !== null && !takes(row, people);
        let misses = long + small;
        let missed = long ? "minutes" : "people";
        for (const { name, own, on } of facets) {
          if (misses > 1) return;
          if (!on || own[at].some((option) => on[option])) continue;
          misses += 1;
          missed = name;
        }
        if (misses > 1) return;
        if (misses) lost.set(missed, (lost.get(missed) || 0) + 1);
        else found.push(row);
        for (const { name, own, counts } of facets) {
          if (!misses || missed === name) for (const option of own[at]) counts[option] += 1;
        }
        if (!misses || missed === "minutes") {
          this.#to.forEach((most, each) => (byMinutes[each] += lasts(row, from !== null && from <= most ? from : null, most)));
        }
        if (!misses || missed === "people") this.#people.forEach((many, each) => (byPeople[each] += takes(row, many)));
      });
      const tables = new Map(facets.map(({ name, counts }) => [name, counts]));
      tables.set("to", byMinutes).set("people", byPeople);
      const place = (name, value) =>
        name === "to" ? this.#to.indexOf(Number(value))
        : name === "people" ? this.#people.indexOf(Number(value))
        : this.#facets.find((each) => each.name === name).values.indexOf(value);
      return {
        found,
        count: (name, value) => tables.get(name)[place(name, value)],
        without: (name) => found.length + (lost.get(name) || 0),
      };
    }
  }

  Struin.Finder = Finder;
})();
