// Tells the page around this one how high it is, whenever that changes. Nothing else goes there: no answer, no name.
customElements.define(
  "struin-embed",
  class extends HTMLElement {
    #watch;

    connectedCallback() {
      if (parent === window) return;
      this.#watch = new ResizeObserver(() => {
        parent.postMessage({ struin: { height: Math.ceil(this.getBoundingClientRect().height) } }, "*");
      });
      this.#watch.observe(this);
    }

    disconnectedCallback() {
      this.#watch?.disconnect();
    }
  },
);
