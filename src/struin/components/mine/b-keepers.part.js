// What somebody keeps, with notes. What they typed is put on the page as text.
(() => {
  const noteOf = (entry) => (typeof entry?.note === "string" ? entry.note : "");
  const keptUnder = (id) => Struin.kept.all().find((entry) => entry.id === id);

  class Keepers {
    #page;
    #list;
    #editing = null; // the id of what is being written about

    /** `page` is the whole: it has the items, makes rows, and tells what happened. */
    constructor(page) {
      this.#page = page;
      this.#list = page.querySelector("[data-list=kept]");
    }

    show(kept) {
      const present = new Map([...this.#list.children].map((row) => [row.dataset.id, row]));
      const rows = kept.map((entry) => {
        const row = present.get(entry.id) || this.#make(entry);
        this.#fill(row, entry);
        return row;
      });
      const { children } = this.#list;
      // Rows that stay are not moved: focus and what is being typed stay where they are.
      if (rows.length !== children.length || rows.some((row, at) => row !== children[at])) this.#list.replaceChildren(...rows);
    }

    #make(entry) {
      const { items } = this.#page;
      const row = this.#page.row("kept");
      const title = this.#page.titleOf(entry);
      row.dataset.id = entry.id;
      for (const each of row.querySelectorAll("[data-title]")) each.textContent = title;
      const item = items.get(entry.id);
      const place = row.querySelector(".keeper__card");
      const bare = (words) => Object.assign(document.createElement("p"), { className: "keeper__bare", textContent: words });
      if (!item) {
        place.append(bare(title));
        row.querySelector("[data-lost]").hidden = items.size === 0;
      } else {
        Struin.card(item).then(
          (card) => place.replaceChildren(card),
          () => place.replaceChildren(bare(item.title)),
        );
      }
      return row;
    }

    #fill(row, entry) {
      const words = noteOf(entry);
      const note = row.querySelector(".keeper__note");
      const editing = this.#editing === entry.id;
      note.textContent = words;
      note.hidden = editing || !words;
      row.querySelector(".keeper__edit").hidden = !editing;
      row.querySelector("[data-ways]").hidden = editing;
      row.querySelector("[data-words]").textContent = words ? this.#page.dataset.change : this.#page.dataset.write;
    }

    #row(id) {
      return [...this.#list.children].find((row) => row.dataset.id === id);
    }

    #focus(id) {
      this.#row(id)?.querySelector("[data-edit]").focus();
    }

    edit(id) {
      this.#editing = id;
      this.#page.show();
      const text = this.#row(id).querySelector("textarea");
      text.value = noteOf(keptUnder(id));
      text.focus();
    }

    edited(id) {
      this.#editing = null;
      this.#page.show();
      this.#focus(id);
    }

    save(id) {
      const note = this.#row(id).querySelector("textarea").value.trim();
      Struin.store.set("kept", Struin.kept.all().map((entry) => (entry.id === id ? { ...entry, note } : entry)));
      this.edited(id);
      this.#page.say(Struin.store.lasts("kept") ? this.#page.dataset.noted : this.#page.dataset.brief);
    }

    remove(id) {
      const before = Struin.kept.all();
      const at = before.findIndex((entry) => entry.id === id);
      if (at < 0) return;
      Struin.kept.remove(id);
      this.#page.offer(this.#page.dataset.removed.replace("{title}", () => this.#page.titleOf(before[at])), () => {
        const now = Struin.kept.all().filter((entry) => entry.id !== id);
        Struin.store.set("kept", [...now.slice(0, at), before[at], ...now.slice(at)]);
        this.#focus(id);
      });
    }
  }

  Struin.mine.Keepers = Keepers;
})();
