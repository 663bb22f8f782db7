// Verras me: the link inside goes to something that was not seen yet, if possible of another kind and principle.
// Without this script, or on a connection that fails, it leads to the page where one chooses oneself.
(() => {
  const any = (list) => list[Math.floor(Math.random() * list.length)];

  /**
   * One of the items that were not seen, as unlike `from` as there is; null when all were seen.
   * @param {Item[]} items
   * @param {Item | undefined} from
   * @param {Set<string>} seen  ids that are not new
   */
  const pick = (items, from, seen) => {
    const fresh = items.filter((item) => !seen.has(item.id) && item.id !== from?.id);
    const other = (item) => item.collection !== from?.collection;
    const elsewhere = (item) => item.principles[0] !== from?.principles[0];
    const best = [(item) => other(item) && elsewhere(item), (item) => other(item) || elsewhere(item), () => true]
      .map((fits) => fresh.filter(fits))
      .find((found) => found.length);
    return best ? any(best) : null;
  };

  const seen = () => new Set(Struin.seen.all().map((entry) => entry.id));

  Struin.surprise = { pick, seen };

  customElements.define(
    "struin-surprise",
    class extends HTMLElement {
      #stop;

      connectedCallback() {
        this.#stop = new AbortController();
        this.addEventListener("click", (event) => this.#clicked(event), { signal: this.#stop.signal });
        // Come back by the browser's own button, and the page is as it was left.
        addEventListener("pageshow", () => this.#link.removeAttribute("aria-busy"), { signal: this.#stop.signal });
      }

      disconnectedCallback() {
        this.#stop.abort();
      }

      get #link() {
        return this.querySelector("a");
      }

      async #clicked(event) {
        const link = event.target.closest("a");
        if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        if (link.getAttribute("aria-busy") === "true") return;
        link.setAttribute("aria-busy", "true");
        let target = link.href;
        try {
          const items = await Struin.items();
          const next = pick(items, items.find((item) => item.id === Struin.item), seen());
          if (next) target = Struin.root + next.url;
        } catch {
          // The page where one chooses is an answer too.
        }
        location.assign(target);
      }
    },
  );
})();
