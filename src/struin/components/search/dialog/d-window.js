// The search window. What was searched for is kept nowhere.
(() => {
  const { wordsOf, marked, byPagefind, byItems } = Struin.searching;
  const AT_ONCE = 10;
  const PAUSE = 120; // ms between the last key and the search

  const engine = async (parts) => {
    if (!Struin.offline) {
      try {
        return await byPagefind(parts);
      } catch {
        // No index, or a policy without WebAssembly: better titles than nothing.
      }
    }
    return byItems();
  };

  class SearchWindow {
    constructor(dialog) {
      this.dialog = dialog;
      this.words = dialog.dataset;
      this.field = dialog.querySelector(".search__field");
      this.status = dialog.querySelector("[data-status]");
      this.list = dialog.querySelector("[data-results]");
      this.more = dialog.querySelector("[data-more]");
      this.filters = [...dialog.querySelectorAll("[data-facet]")];
      this.kinds = new Map(this.of("kind").map((button) => [button.dataset.value, button.dataset.one]));
      /** @type {Choice} */
      this.choice = { kind: null, principle: null };
      this.latest = 0;

      dialog.querySelector("form").addEventListener("submit", (event) => this.submitted(event));
      dialog.addEventListener("input", () => this.soon());
      dialog.addEventListener("click", (event) => this.clicked(event));
      dialog.addEventListener("keydown", (event) => this.pressed(event));
    }

    of = (facet) => this.filters.filter((button) => button.dataset.facet === facet);
    links = () => [...this.list.querySelectorAll("a")];

    open(term) {
      if (!this.dialog.open) this.dialog.showModal();
      if (term) this.field.value = term;
      this.field.focus();
      this.field.select();
      return this.shownFor === this.asked() ? undefined : this.run();
    }

    /** What the window asks for, to compare. */
    asked() {
      return JSON.stringify([this.field.value.trim(), this.choice]);
    }

    soon() {
      clearTimeout(this.timer);
      this.list.setAttribute("aria-busy", "true");
      this.timer = setTimeout(() => this.run(), PAUSE);
    }

    /** Searches for what the window says now. Of two searches at once, only the later is shown. */
    async run() {
      clearTimeout(this.timer);
      const turn = (this.latest += 1);
      const term = this.field.value.trim();
      const shownFor = this.asked();
      this.list.setAttribute("aria-busy", "true");
      if (!this.engine) {
        this.status.textContent = this.words.loading;
        this.engine = engine(Number(this.words.parts));
        this.engine.catch(() => (this.engine = undefined));
      }
      const { find, whole } = await this.engine;
      const { hits, counts } = await find(term, this.choice);
      if (turn !== this.latest) return;
      const asked = Boolean(term || this.choice.kind || this.choice.principle);
      this.showCounts(counts);
      this.rest = asked ? [...hits] : [];
      const first = await this.take();
      if (turn !== this.latest) return;
      const focused = this.list.contains(document.activeElement) ? document.activeElement.href : null;
      this.list.replaceChildren(...first);
      // The same result keeps the focus; if it is gone, one is back where one asked.
      if (focused !== null) (this.links().find((link) => link.href === focused) || this.field).focus();
      this.shownFor = shownFor;
      this.status.textContent = asked ? this.said(hits.length) : whole ? "" : this.words.offline;
      this.dialog.querySelector("[data-empty]").hidden = asked && hits.length > 0;
      this.dialog.querySelector("[data-clear]").parentElement.hidden = !(this.choice.kind || this.choice.principle);
      this.list.setAttribute("aria-busy", "false");
    }

    said(count) {
      if (!count) return this.words.none;
      return (count === 1 ? this.words.one : this.words.other).replace("{count}", count);
    }

    /** The next few results as list items. */
    async take() {
      const hits = await Promise.all(this.rest.splice(0, AT_ONCE).map((hit) => hit()));
      this.more.parentElement.hidden = this.rest.length === 0;
      return hits.map((hit) => this.shown(hit));
    }

    /** @param {Hit} hit */
    shown(hit) {
      const link = document.createElement("a");
      link.className = `hit p-${Number(hit.principle) || 0}`;
      link.href = Struin.root + hit.url;
      const part = (name, pieces) => {
        const span = document.createElement("span");
        span.className = `hit__${name}`;
        for (const { text, marked: isMarked } of pieces) {
          const mark = isMarked ? document.createElement("mark") : null;
          if (mark) mark.textContent = text;
          span.append(mark || text);
        }
        // Between the parts, so that they are not read as one word.
        link.append(span, " ");
      };
      part("kind", [{ text: this.kinds.get(hit.kind) || "", marked: false }]);
      part("title", marked(hit.title, wordsOf(this.field.value)));
      part("text", hit.excerpt);
      const item = document.createElement("li");
      item.append(link);
      return item;
    }

    showCounts(counts) {
      for (const button of this.filters) {
        const { facet, value } = button.dataset;
        button.querySelector("[data-number]").textContent = counts[facet][value] || 0;
        button.setAttribute("aria-pressed", String(this.choice[facet] === value));
      }
      const chosen = this.filters.filter((button) => this.choice[button.dataset.facet] === button.dataset.value);
      this.dialog.querySelector("[data-chosen]").textContent = chosen
        .map((button) => button.firstChild.textContent.trim())
        .join(", ");
    }

    submitted(event) {
      event.preventDefault();
      this.run().then(() => this.links()[0]?.focus());
    }

    async clicked(event) {
      const button = event.target.closest("button");
      if (event.target === this.dialog || button?.matches("[data-close]")) {
        this.dialog.close(); // the browser gives the focus back
      } else if (button?.matches("[data-facet]")) {
        const { facet, value } = button.dataset;
        this.choice[facet] = this.choice[facet] === value ? null : value;
        await this.run();
      } else if (button?.matches("[data-try]")) {
        this.field.value = button.dataset.try;
        this.field.focus();
        await this.run();
      } else if (button?.matches("[data-clear]")) {
        this.choice = { kind: null, principle: null };
        this.field.focus();
        await this.run();
      } else if (button?.matches("[data-more]")) {
        const next = await this.take();
        this.list.append(...next);
        next[0]?.querySelector("a").focus();
      }
    }

    pressed(event) {
      const links = this.links();
      const at = links.indexOf(document.activeElement);
      if (at < 0 && !(event.target === this.field && event.key === "ArrowDown")) return;
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
      if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      if (to < 0) this.field.focus();
      else links[Math.min(to, links.length - 1)]?.focus();
    }
  }

  Struin.provide("assets/struin/search/dialog.js", async (home) => {
    const template = document.createElement("template");
    template.innerHTML = await Struin.load("assets/struin/search/window.js"); // made by our templates, at build
    home.replaceChildren(template.content);
    return new SearchWindow(home.firstElementChild);
  });
})();
