// What each option of the wall's facets answers to. Items are numbered in the order of the data; each option is a set of
// bits over those numbers, so that a choice among ten thousand is a matter of milliseconds.
(() => {
  const bits = (size) => new Uint32Array((size + 31) >>> 5);
  const put = (set, at) => {
    set[at >>> 5] |= 1 << (at & 31);
  };
  const has = (set, at) => (set[at >>> 5] >>> (at & 31)) & 1;
  const both = (one, other) => one.map((word, at) => word & other[at]);
  const either = (one, other) => one.map((word, at) => word | other[at]);
  /** How many are in both. */
  const overlap = (one, other) => {
    let count = 0;
    for (let at = 0; at < one.length; at++) {
      let word = one[at] & other[at];
      word -= (word >>> 1) & 0x55555555;
      word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
      count += (((word + (word >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
    }
    return count;
  };

  // Which options an item answers to; facets.py counts the same way.
  const answers = {
    kind: (item) => [item.collection],
    principle: (item) => item.principles.map(String),
    theme: (item) => item.themes,
    audience: (item) => item.audience,
    minutes: (item, options) => {
      const limits = options.filter((option) => option !== "more");
      const fitting = limits.filter((option) => (item.minutes || 0) <= Number(option));
      return fitting.length ? fitting : ["more"];
    },
    together: (item, options) => (item.together === "either" ? options : [item.together || "alone"]),
    unseen: () => [],
  };

  /** The options and their sets. An option is the box that one ticks for it. */
  class Facets {
    #facets;
    #sets = new Map(); // option → the items that answer to it
    #all;
    #at; // id → the item's number

    /** @param {Map<string, HTMLInputElement[]>} facets  the options of each facet, by its name */
    constructor(facets, items) {
      this.#facets = facets;
      this.#all = bits(items.length);
      this.#at = new Map(items.map((item, at) => [item.id, at]));
      items.forEach((_, at) => put(this.#all, at));
      for (const [name, boxes] of facets) {
        const own = new Map(boxes.map((box) => [box.dataset.number || box.value, bits(items.length)]));
        const options = [...own.keys()];
        items.forEach((item, at) => {
          for (const answer of answers[name](item, options)) if (own.has(answer)) put(own.get(answer), at);
        });
        for (const box of boxes) this.#sets.set(box, own.get(box.dataset.number || box.value));
      }
    }

    /** Tells which items were seen, for the facet `unseen`. */
    saw(ids) {
      for (const box of this.#facets.get("unseen") || []) {
        const unseen = this.#all.slice();
        for (const id of ids) {
          const at = this.#at.get(id);
          if (at !== undefined && has(unseen, at)) unseen[at >>> 5] ^= 1 << (at & 31);
        }
        this.#sets.set(box, unseen);
      }
    }

    /** What the ticked boxes leave: how many in all, which, and what a box or the rest without a facet would give. */
    narrow() {
      const masks = new Map();
      for (const [name, boxes] of this.#facets) {
        const on = boxes.filter((box) => box.checked).map((box) => this.#sets.get(box));
        masks.set(name, on.length ? on.reduce(either) : this.#all);
      }
      const left = (without) =>
        [...masks].reduce((rest, [name, mask]) => (name === without || mask === this.#all ? rest : both(rest, mask)), this.#all);
      const others = new Map([...masks.keys()].map((name) => [name, left(name)]));
      const found = left(null);
      return {
        total: overlap(found, this.#all),
        has: (at) => has(found, at),
        of: (box) => overlap(this.#sets.get(box), others.get(box.name)),
        without: (name) => overlap(others.get(name), this.#all),
      };
    }
  }

  Struin.Facets = Facets;
})();
