// What was taken away can be had back for a while; then it is forgotten here too.
(() => {
  const SECONDS = 20; // to think better of it

  class Toast {
    #root;
    #undo = null;
    #timer = 0;

    constructor(root) {
      this.#root = root;
    }

    /** Time stands still while somebody is at it. */
    listen(signal) {
      for (const name of ["pointerenter", "focusin"]) this.#root.addEventListener(name, () => clearTimeout(this.#timer), { signal });
      for (const name of ["pointerleave", "focusout"]) this.#root.addEventListener(name, () => this.#wait(), { signal });
      signal.addEventListener("abort", () => clearTimeout(this.#timer));
    }

    offer(words, undo) {
      this.#undo = undo;
      this.#root.querySelector(".toast__words").textContent = words;
      this.#root.hidden = false;
      this.#wait();
    }

    #wait() {
      clearTimeout(this.#timer);
      if (this.#undo) this.#timer = setTimeout(() => this.withdraw(), SECONDS * 1000);
    }

    withdraw() {
      clearTimeout(this.#timer);
      this.#undo = null;
      this.#root.hidden = true;
    }

    /** Has it all back. */
    undo() {
      const undo = this.#undo;
      this.withdraw();
      undo?.();
    }

    focus() {
      this.#root.querySelector(".toast__button").focus();
    }

    get holdsFocus() {
      return this.#root.contains(document.activeElement);
    }
  }

  Struin.mine = { Toast };
})();
