// Searching in the titles and summaries of all items: on a page from a folder, or when Pagefind does not come.
(() => {
  const { FACETS, wordsOf, answers, marked } = Struin.searching;

  /** @returns {Promise<Engine>} see b-pagefind.js */
  const byItems = async () => {
    const items = await Struin.items();
    const rows = items.map((item) => ({
      item,
      title: wordsOf(item.title),
      summary: wordsOf(item.summary),
      values: { kind: [item.collection], principle: item.principles.map(String) },
    }));
    /** How well a row answers: 0 is not at all. All words have to be there; one in the title counts more. */
    const score = (row, asked) => {
      let sum = 1;
      for (const each of asked) {
        const inTitle = row.title.some((word) => answers(word, each));
        if (!inTitle && !row.summary.some((word) => answers(word, each))) return 0;
        sum += inTitle ? 3 : 1;
      }
      return sum;
    };
    return {
      whole: false,
      async find(term, choice) {
        const asked = wordsOf(term);
        const answering = rows.map((row) => ({ row, score: score(row, asked) })).filter((each) => each.score);
        const fits = (row, facet) => !choice[facet] || row.values[facet].includes(choice[facet]);
        const counts = Object.fromEntries(FACETS.map((facet) => [facet, {}]));
        for (const { row } of answering) {
          for (const facet of FACETS) {
            if (!FACETS.every((other) => other === facet || fits(row, other))) continue;
            for (const value of row.values[facet]) counts[facet][value] = (counts[facet][value] || 0) + 1;
          }
        }
        const hits = answering
          .filter(({ row }) => FACETS.every((facet) => fits(row, facet)))
          .sort((one, other) => other.score - one.score)
          .map(({ row: { item } }) => async () => ({
            url: item.url,
            title: item.title,
            kind: item.collection,
            principle: String(item.principles[0] ?? ""),
            excerpt: marked(item.summary, asked),
          }));
        return { hits, counts };
      },
    };
  };

  Struin.searching.byItems = byItems;
})();
