// A small mark on all cards and links around the wall that lead to what was seen, or done if it is an exercise.
(() => {
  /** @param {{seen: string, done: string}} words */
  Struin.markSeen = (place, words) => {
    const root = new URL(Struin.root, location).href;
    const ids = (list) => new Set(list.all().map(({ id }) => id));
    const [seen, done] = [ids(Struin.seen), ids(Struin.done)];
    for (const link of place.querySelectorAll(".card__link, .shelf__link")) {
      const id = link.href.slice(root.length).replace(/(\/index\.html|\.html|\/)?([?#].*)?$/, "");
      const card = link.closest(".card") || link;
      const mark = card.querySelector(".wall__mark");
      const said = done.has(id) ? words.done : seen.has(id) ? words.seen : "";
      if ((mark?.textContent || "") === said) continue;
      if (!said) mark.remove();
      else if (mark) mark.textContent = said;
      else {
        const made = Object.assign(document.createElement("span"), { className: "wall__mark", textContent: said });
        (card.querySelector(".card__kind, .card__speaker, .card__text") || card).append(" ", made);
      }
    }
  };
})();
