// The bar says how many items are kept, and which of its pages one is on. Its links work without this.
customElements.define(
  "struin-bar",
  class extends HTMLElement {
    #stop;

    connectedCallback() {
      const link = this.querySelector("[data-kept]");
      const count = link.querySelector(".dock__count");
      const show = () => {
        const number = Struin.kept.all().length;
        count.textContent = number > 999 ? "999+" : String(number);
        count.hidden = number === 0;
      };
      for (const each of this.querySelectorAll("a[href]")) {
        if (each.pathname === location.pathname) each.setAttribute("aria-current", "page");
      }
      this.#stop = new AbortController();
      const { signal } = this.#stop;
      document.addEventListener("struin:stored", show, { signal });
      addEventListener("storage", show, { signal });
      addEventListener("pageshow", show, { signal });
      show();
    }

    disconnectedCallback() {
      this.#stop.abort();
    }
  },
);
