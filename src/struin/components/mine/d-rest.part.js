// All that has a name but no place of its own on the page, whoever keeps it.
(() => {
  /** The ids of items that something kept names, wherever they stand in it. */
  const named = (value, known, found = new Set()) => {
    if (typeof value === "string" && known.has(value)) found.add(value);
    else if (value && typeof value === "object") {
      for (const [key, each] of Object.entries(value)) {
        if (known.has(key)) found.add(key);
        named(each, known, found);
      }
    }
    return found;
  };

  const rowOf = (page, name) => {
    const value = Struin.store.get(name, null);
    const word = page.querySelector(`[data-stored="${CSS.escape(name.split(/[:/.]/)[0])}"]`)?.content.textContent;
    const row = page.row("rest");
    row.dataset.name = name;
    row.querySelector(".rest__name").textContent = word || name;
    for (const each of row.querySelectorAll("[data-title]")) each.textContent = word || name;
    row.querySelector(".rest__data").textContent = typeof value === "string" ? value : JSON.stringify(value, null, 1);
    const links = [...named(value, page.items)].map((id) => {
      const { title, url } = page.items.get(id);
      const entry = document.createElement("li");
      entry.append(Object.assign(document.createElement("a"), { href: Struin.root + url, textContent: title }));
      return entry;
    });
    row.querySelector(".rest__items").replaceChildren(...links);
    return row;
  };

  /** Shows what is kept under these names. */
  Struin.mine.showRest = (page, names) => {
    const rows = names.map((name) => rowOf(page, name));
    page.querySelector("[data-rest]").hidden = !rows.length;
    const list = page.querySelector("[data-list=rest]");
    const same = (row, at) => list.children[at]?.dataset.name === row.dataset.name && list.children[at].textContent === row.textContent;
    if (rows.length !== list.children.length || !rows.every(same)) list.replaceChildren(...rows);
  };
})();
