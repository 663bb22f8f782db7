// The layer for team leaders. On a principle's page it moves their part forward, or folds it at its own place; on other
// items it is a mark that stands out when the layer is on.
(() => {
  const NAME = "leaders";

  customElements.define(
    "struin-leaders",
    class extends HTMLElement {
      #stop;
      #home; // where the part stood in the page
      #part;
      #fold;

      connectedCallback() {
        this.#stop = new AbortController();
        const { signal } = this.#stop;
        this.#part = this.querySelector("input") && document.querySelector(".page--principle .leaders");
        if (this.#part && !this.#fold) this.#prepare();
        this.querySelector("input")?.addEventListener("change", (event) => this.#chosen(event.target.checked), { signal });
        document.addEventListener("struin:stored", () => this.#show(), { signal });
        addEventListener("storage", () => this.#show(), { signal });
        addEventListener("pageshow", (event) => event.persisted && this.#show(), { signal });
        this.#show();
      }

      disconnectedCallback() {
        this.#stop.abort();
      }

      get #on() {
        return Struin.store.get(NAME, false) === true;
      }

      /** The heading becomes what opens and closes the part; a mark keeps its place in the page. */
      #prepare() {
        this.#home = document.createComment("");
        this.#part.before(this.#home);
        const heading = this.#part.querySelector("h2");
        const list = this.#part.querySelector("ol");
        list.id = "struin-leaders-list";
        this.#fold = document.createElement("button");
        this.#fold.type = "button";
        this.#fold.className = "leaders__fold";
        this.#fold.setAttribute("aria-controls", list.id);
        this.#fold.append(...heading.childNodes);
        heading.append(this.#fold);
        this.#fold.addEventListener("click", () => this.#open(list.classList.contains("leaders__closed")));
      }

      #open(open) {
        this.#part.querySelector("ol").classList.toggle("leaders__closed", !open);
        this.#fold.setAttribute("aria-expanded", String(open));
      }

      #chosen(on) {
        if (on) Struin.store.set(NAME, true);
        else Struin.store.remove(NAME);
        const brief = on && !Struin.store.lasts(NAME) ? ` ${this.dataset.brief}` : "";
        this.querySelector("[role=status]").textContent = this.dataset[on ? "on" : "off"] + brief;
      }

      #show() {
        const on = this.#on;
        this.classList.toggle("for-leaders--on", on);
        if (!this.#part) return;
        this.querySelector("input").checked = on;
        const forward = this.contains(this.#part);
        if (on && !forward) this.querySelector("[data-place]").append(this.#part);
        if (!on && forward) this.#home.after(this.#part);
        if (on !== forward || !this.#fold.hasAttribute("aria-expanded")) this.#open(on);
        this.#part.classList.toggle("leaders--forward", on);
        this.#mark(on);
      }

      /** Cards on this page that are also for team leaders say so. */
      #mark(on) {
        for (const label of document.querySelectorAll(".card__leaders")) label.remove();
        if (!on) return;
        const known = new Set(this.dataset.cards.split(" ").filter(Boolean));
        for (const link of document.querySelectorAll(".group .card a[href]")) {
          if (!known.has(link.getAttribute("href"))) continue;
          const label = document.createElement("span");
          label.className = "card__leaders";
          label.textContent = this.dataset.also;
          link.closest(".card").append(label);
        }
      }
    },
  );
})();
