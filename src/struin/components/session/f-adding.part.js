// Finding exercises and stories to put in: by words, by minutes, by how many people there are.
(() => {
  const FIRST = 8;
  const MORE = 16;

  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();

  /** What a row says, folded; once for each, since there may be thousands. */
  const said = new WeakMap();
  const saidBy = (row) => {
    if (!said.has(row)) said.set(row, { title: folded(row.title), all: folded(`${row.title} ${row.summary} ${row.kind}`) });
    return said.get(row);
  };

  /** The rows of the bundle that fit; what has all words in its title comes first. */
  const search = (rows, { text = "", minutes = 0, people = 0, kind = "" }) => {
    const wanted = folded(text).split(/\s+/).filter(Boolean);
    const hits = [];
    rows.forEach((row, order) => {
      if (kind && row.collection !== kind) return;
      if (minutes && (row.stretch?.[0] ?? row.minutes) > minutes) return;
      if (people && row.group && row.group[1] > 1 && (people < row.group[0] || people > row.group[1])) return;
      const { title, all } = saidBy(row);
      if (!wanted.every((word) => all.includes(word))) return;
      const inTitle = wanted.filter((word) => title.includes(word)).length;
      hits.push({ row, order, rank: wanted.length ? inTitle + (title.startsWith(wanted[0]) ? 1 : 0) : 0 });
    });
    return hits.sort((one, other) => other.rank - one.rank || one.order - other.order).map((hit) => hit.row);
  };

  class Adding {
    #rows = [];
    #shown = FIRST;
    #counts = new Map();

    /** `root` holds the form and the list; `words` gives texts; `put(row)` puts one in the plan. */
    constructor(root, words, put) {
      Object.assign(this, { root, words, put });
      this.list = root.querySelector("[data-found]");
      this.template = root.querySelector("template");
      this.status = root.querySelector("[data-found-count]");
      this.more = root.querySelector("[data-found-more]");
    }

    listen(signal) {
      const form = this.root.querySelector("form");
      form.addEventListener("submit", (event) => event.preventDefault(), { signal });
      form.addEventListener("input", () => this.#again(), { signal });
      this.more.addEventListener("click", () => this.#showMore(), { signal });
      this.list.addEventListener("click", (event) => this.#press(event), { signal });
    }

    /** What there is to choose from. Exercises first: those are what a session is made of. */
    fill(rows) {
      this.#rows = [...rows].sort((one, other) => one.collection.localeCompare(other.collection));
      this.#show();
    }

    /** How often each item is in the plan: {id: number}. */
    mark(plan) {
      this.#counts = new Map();
      for (const { item } of plan.blocks) if (item) this.#counts.set(item, (this.#counts.get(item) ?? 0) + 1);
      for (const each of this.list.children) this.#markOne(each);
    }

    #again() {
      this.#shown = FIRST;
      this.#show();
    }

    #showMore() {
      const before = this.list.children.length;
      this.#shown += MORE;
      this.#show();
      this.list.children[before]?.querySelector("button").focus();
    }

    get #asked() {
      const { text, minutes, people, kind } = Object.fromEntries(new FormData(this.root.querySelector("form")));
      return { text, kind, minutes: Number(minutes) || 0, people: Number(people) || 0 };
    }

    #show() {
      const found = search(this.#rows, this.#asked);
      this.list.replaceChildren(...found.slice(0, this.#shown).map((row) => this.#make(row)));
      this.more.hidden = found.length <= this.#shown;
      this.status.textContent = this.words(found.length === 1 ? "found_one" : found.length ? "found" : "found_none", { n: found.length });
    }

    #make(row) {
      const made = this.template.content.firstElementChild.cloneNode(true);
      const set = (name, text) => Object.assign(made.querySelector(`[data-part=${name}]`), { textContent: text });
      made.className = `find p-${row.number ?? 0}`;
      made.dataset.id = row.id;
      set("title", row.title);
      set("summary", row.summary);
      const people = row.group && row.group[1] > 1 ? this.words("group", { least: row.group[0], most: row.group[1] }) : "";
      set("facts", [row.kind, this.words.lasting(row.minutes), people].filter(Boolean).join(" · "));
      Object.assign(set("look", this.words("look")), { href: Struin.root + row.url }).setAttribute("aria-label", this.words("look_at", { title: row.title }));
      this.#markOne(made);
      return made;
    }

    #markOne(made) {
      const times = this.#counts.get(made.dataset.id) ?? 0;
      const part = made.querySelector("[data-part=times]");
      part.hidden = !times;
      part.textContent = times ? this.words(times === 1 ? "times_one" : "times", { n: times }) : "";
    }

    #press(event) {
      const pressed = event.target.closest("button");
      const row = pressed && this.#rows.find((each) => each.id === pressed.closest("li").dataset.id);
      if (row) this.put(row);
    }
  }

  Object.assign(Struin.session, { Adding, search });
})();
