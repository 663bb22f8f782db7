// Where somebody went, the last first.
(() => {
  const FIRST = 30; // before somebody asks for more

  class Trail {
    #page;
    #list;
    #all = false; // the whole is shown

    constructor(page) {
      this.#page = page;
      this.#list = page.querySelector("[data-list=seen]");
    }

    show(seen) {
      const { items, dataset } = this.#page;
      const format = new Intl.DateTimeFormat(document.documentElement.lang || "nl", { dateStyle: "medium", timeStyle: "short" });
      const shown = this.#all ? seen : seen.slice(0, FIRST);
      this.#list.replaceChildren(...shown.map((entry) => this.#make(entry, format)));
      this.#page.querySelector("[data-more]").hidden = shown.length === seen.length;
      const known = seen.filter((entry) => items.has(entry.id)).length;
      const words = Struin.fill(dataset.progress, { n: known, all: items.size });
      this.#page.querySelector("[data-progress-words]").textContent = known ? words : "";
    }

    #make(entry, format) {
      const { items, dataset } = this.#page;
      const row = this.#page.row("seen");
      const item = items.get(entry.id);
      const link = row.querySelector("a");
      link.textContent = this.#page.titleOf(entry);
      if (item) link.href = Struin.root + item.url;
      row.querySelector("[data-lost]").hidden = Boolean(item) || items.size === 0;
      const kind = (name) => this.#page.querySelector(`[data-kind="${CSS.escape(name)}"]`)?.content.textContent || "";
      const done = item && Struin.done.has(item.id) ? `, ${dataset.done}` : "";
      row.querySelector(".step-back__kind").textContent = item ? kind(item.collection) + done : "";
      const time = new Date(Number(entry.at));
      if (entry.at && !Number.isNaN(time.getTime())) {
        const when = Object.assign(document.createElement("time"), { dateTime: time.toISOString() });
        when.textContent = format.format(time);
        row.querySelector("[data-when]").append(when);
      }
      return row;
    }

    showAll() {
      const first = this.#list.children.length;
      this.#all = true;
      this.#page.show();
      this.#list.children[first]?.querySelector("a").focus();
    }
  }

  Struin.mine.Trail = Trail;
})();
