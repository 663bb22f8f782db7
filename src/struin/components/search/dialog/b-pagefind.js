// Searching by Pagefind's index of the items' own words.
(() => {
  const { FACETS, wordsOf, marked, fromMarkup } = Struin.searching;

  /**
   * @typedef {object} Hit  One result, ready to show. Excerpts are pieces of text, marked or not.
   * @property {string} url  relative to the site's root
   * @property {string} title
   * @property {string} kind
   * @property {string} principle  the number of its home
   * @property {Piece[]} excerpt
   * @typedef {{text: string, marked: boolean}} Piece
   * @typedef {{kind: string | null, principle: string | null}} Choice
   * @typedef {{hits: (() => Promise<Hit>)[], counts: Record<string, Record<string, number>>}} Found
   * @typedef {{whole: boolean, find: (term: string, choice: Choice) => Promise<Found>}} Engine
   */

  /** @returns {Promise<Engine>} */
  const byPagefind = async (parts) => {
    const home = new URL(`${Struin.root}pagefind/`, document.baseURI);
    const pagefind = await import(new URL("pagefind.js", home).href);
    await pagefind.options({ excerptLength: 26 });
    await pagefind.init();
    // A large bundle is indexed in parts.
    const others = Array.from({ length: parts - 1 }, (_, i) => new URL(`part-${i + 2}/`, home).pathname);
    await Promise.all(others.map((part) => pagefind.mergeIndex(part)));
    await pagefind.filters(); // from now on every search tells the counts

    const ask = (term, choice) => {
      const filters = Object.fromEntries(Object.entries(choice).filter(([, value]) => value));
      return pagefind.search(term || null, { filters });
    };
    const hit = (result, term) => async () => {
      const data = await result.data();
      const excerpt = fromMarkup(data.excerpt);
      if (!data.raw_content.startsWith(data.plain_excerpt)) excerpt.unshift({ text: "… ", marked: false });
      return {
        url: data.raw_url.replace(/^\//, ""),
        title: data.meta.title,
        kind: data.filters.kind[0],
        principle: (data.filters.principle || [""])[0],
        excerpt: excerpt.some((piece) => piece.marked) ? excerpt : marked(data.meta.summary, wordsOf(term)),
      };
    };
    return {
      whole: true,
      async find(term, choice) {
        // A facet's counts tell what each of its values would give, so they are made without its own choice.
        const without = (facet) => (choice[facet] ? ask(term, { ...choice, [facet]: null }) : found);
        const found = ask(term, choice);
        const [all, ...facets] = await Promise.all([found, ...FACETS.map(without)]);
        return {
          hits: all.results.map((result) => hit(result, term)),
          counts: Object.fromEntries(FACETS.map((facet, i) => [facet, facets[i].filters[facet] || {}])),
        };
      },
    };
  };

  Struin.searching.byPagefind = byPagefind;
})();
