// While a recording plays, the sentence that is heard is marked in the text of the page. A caption is found by counting
// signs, since the text is what is read; if the two do not fit (the text was changed since), nothing is marked.
(() => {
  const TEXT = ".page .story__text, .page .quote__words, .page .prose";
  const NAME = "struin-sound";

  /** The text nodes of the page's text and the number of signs in them that are no room. */
  const nodesOf = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const nodes = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node);
    return nodes;
  };

  /** For each piece the ranges that it takes in the nodes. */
  const rangesOf = (nodes, lengths) => {
    const found = lengths.map(() => []);
    let piece = 0;
    let left = lengths[0];
    for (const node of nodes) {
      let from = -1;
      let end = 0;
      const close = () => {
        if (from < 0) return;
        const range = document.createRange();
        range.setStart(node, from);
        range.setEnd(node, end);
        found[piece].push(range);
        from = -1;
      };
      for (let at = 0; at < node.length; at += 1) {
        if (/\s/.test(node.data[at])) continue;
        if (left === 0) {
          close();
          piece += 1;
          if (piece === lengths.length) return null;
          left = lengths[piece];
        }
        if (from < 0) from = at;
        end = at + 1;
        left -= 1;
      }
      close();
    }
    return piece === lengths.length - 1 && left === 0 ? found : null;
  };

  customElements.define(
    NAME,
    class extends HTMLElement {
      #stop;

      connectedCallback() {
        const player = this.querySelector("audio");
        const text = document.querySelector(TEXT);
        const pieces = (this.dataset.pieces || "").split(";").map((piece) => piece.split(" ").map(Number));
        if (!player || !text || !this.dataset.pieces || typeof Highlight !== "function" || !CSS.highlights) return;
        const ranges = rangesOf(
          nodesOf(text),
          pieces.map((piece) => piece[2]),
        );
        if (!ranges) return;
        this.#stop = new AbortController();
        const { signal } = this.#stop;
        const mark = () => {
          const now = player.currentTime;
          const at = player.ended ? -1 : pieces.findIndex(([from, to]) => from <= now && now < to);
          if (at < 0) CSS.highlights.delete(NAME);
          else CSS.highlights.set(NAME, new Highlight(...ranges[at]));
        };
        for (const type of ["timeupdate", "ended", "emptied"]) player.addEventListener(type, mark, { signal });
      }

      disconnectedCallback() {
        this.#stop?.abort();
        CSS.highlights?.delete(NAME);
      }
    },
  );
})();
