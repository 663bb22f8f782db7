// Words as the search compares them: for marking what was found, and for searching without an index.
(() => {
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const wordsOf = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) || [];

  /** A word without what Dutch changes at its end: verhalen and verhaal, brieven and brief become one. */
  const stem = (word) => {
    const short = word.length > 4 ? word.replace(/(?:en|s|e)$/, "") : word;
    return short
      .replace(/([aeou])\1/g, "$1")
      .replace(/([bdfgklmnprst])\1$/, "$1")
      .replace(/v$/, "f")
      .replace(/z$/, "s");
  };

  const answers = (word, asked) => word.startsWith(asked) || stem(word).startsWith(stem(asked));

  /** A text in pieces, the words that answer to one of the words asked for marked. */
  const marked = (text, asked) => {
    const pieces = text.match(/[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+/gu) || [];
    return pieces.map((piece) => ({
      text: piece,
      marked: asked.some((each) => wordsOf(piece).some((word) => answers(word, each))),
    }));
  };

  /** Pagefind's excerpt holds no tags but `mark`, and `<` and `>` of the text as entities. */
  const fromMarkup = (markup) =>
    markup
      .split(/(<mark>.*?<\/mark>)/s)
      .filter(Boolean)
      .map((part) => ({
        text: part.replace(/<\/?mark>/g, "").replace(/&lt;/g, "<").replace(/&gt;/g, ">"),
        marked: part.startsWith("<mark>"),
      }));

  Struin.searching = { FACETS: ["kind", "principle"], wordsOf, answers, marked, fromMarkup };
})();
