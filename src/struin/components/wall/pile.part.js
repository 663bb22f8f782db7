// Which cards hang on the wall: the first ones of the day, or of what was chosen. What it gives are references, {id, chunk},
// or the items themselves.
(() => {
  const { handsOf, deal, today } = Struin.order;

  class Pile {
    #runs;
    #total;
    #facets;
    #index = null; // a promise of the items, their order of the day and their sets
    #order = []; // of the day, as far as it is known without the items
    #dealt = 0; // hands

    /** `runs` and `total` as in the wall's data; `facets` are the boxes of each facet, by its name. */
    constructor({ runs, total }, facets) {
      this.#runs = runs;
      this.#total = Number(total);
      this.#facets = facets;
    }

    /** Whether somebody chose before: from then on every card comes from the index. */
    get isIndexed() {
      return Boolean(this.#index);
    }

    get #day() {
      return `${Struin.bundle} ${today()}`;
    }

    /** The items, the set of each option, and the order of the day; loaded when somebody begins to choose. */
    load() {
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
      const hands = handsOf(this.#runs, this.#day);
      const order = hands.flatMap((hand) => deal(hand, (file) => files[file], this.#day));
      const index = { items, order, facets: new Struin.Facets(this.#facets, items) };
      index.facets.saw(Struin.seen.all().map(({ id }) => id));
      return index;
    }

    /** Takes in what was seen meanwhile; whether that may change what fits. */
    async saw() {
      const index = await this.#index?.catch(() => null);
      index?.facets.saw(Struin.seen.all().map(({ id }) => id));
      return Boolean(index);
    }

    /** The first cards of what is chosen: {refs, total, left: see Facets}. */
    async chosen(count) {
      const { items, order, facets } = await this.load();
      const left = facets.narrow();
      const refs = [];
      for (const at of order) {
        if (refs.length === count) break;
        if (left.has(at)) refs.push(items[at]);
      }
      return { refs, total: left.total, left };
    }

    /** The first cards of the day, for which the items need not be known: {refs, total}. */
    async top(count) {
      const hands = handsOf(this.#runs, this.#day);
      while (this.#order.length < count && this.#dealt < hands.length) {
        const hand = hands[this.#dealt];
        const cards = await Promise.all(hand.map((file) => Struin.load(`assets/struin/cards/${file}.js`)));
        if (hand !== hands[this.#dealt]) continue;
        const refs = (file) => Object.keys(cards[hand.indexOf(file)]).map((id) => ({ id, chunk: file }));
        this.#order.push(...deal(hand, refs, this.#day));
        this.#dealt++;
      }
      return { refs: this.#order.slice(0, count), total: this.#total };
    }
  }

  Struin.Pile = Pile;
})();
