// Leaves at once: everything is hidden before the other page begins to load, and this page does not stay in the
// list of the back button. Shift three times does the same, as on GOV.UK. What the browser remembers is not wiped.
(() => {
  const TIMES = 3;
  const WITHIN = 5000; // ms between the first press and the last

  customElements.define(
    "struin-exit",
    class extends HTMLElement {
      #stop;
      #pressed = 0;
      #used = false; // the Shift that is down now made a capital
      #timer = 0;
      #title = "";

      connectedCallback() {
        this.#stop = new AbortController();
        const { signal } = this.#stop;
        this.querySelector("a").addEventListener("click", (event) => this.#clicked(event), { signal });
        document.addEventListener("keydown", (event) => this.#down(event), { signal, capture: true });
        document.addEventListener("keyup", (event) => this.#up(event), { signal, capture: true });
        document.addEventListener("pointerdown", (event) => (this.#used ||= event.shiftKey), { signal, capture: true });
        // The page may come back whole from the browser's memory: then it must not stay blank.
        addEventListener("pageshow", () => this.#show(), { signal });
      }

      disconnectedCallback() {
        this.#stop.abort();
        clearTimeout(this.#timer);
      }

      #clicked(event) {
        event.preventDefault();
        this.#leave();
      }

      /** A Shift that came alone counts; one that made a capital, or a selection, does not. */
      #down(event) {
        if (event.key === "Shift") return;
        if (event.shiftKey) this.#used = true;
        if (this.#pressed) this.#reset("");
      }

      #up(event) {
        if (event.key !== "Shift") return;
        const alone = !this.#used && !event.ctrlKey && !event.metaKey && !event.altKey;
        this.#used = false;
        if (!alone) return;
        this.#pressed += 1;
        if (this.#pressed === TIMES) {
          this.#leave();
          return;
        }
        if (this.#pressed === 1) this.#timer = setTimeout(() => this.#reset(this.dataset.late), WITHIN);
        this.#lights();
        this.#say(this.#pressed === 1 ? this.dataset.more : this.dataset.once);
      }

      #leave() {
        this.#reset(this.dataset.going);
        this.#title ||= document.title;
        document.documentElement.classList.add("struin-gone");
        const { href, hostname } = this.querySelector("a");
        document.title = hostname;
        location.replace(href);
      }

      #show() {
        document.documentElement.classList.remove("struin-gone");
        if (this.#title) document.title = this.#title;
        this.#title = "";
        this.#reset("");
      }

      #reset(words) {
        clearTimeout(this.#timer);
        this.#pressed = 0;
        this.#lights();
        this.#say(words);
      }

      #lights() {
        const lights = this.querySelector(".leave__lights");
        lights.hidden = this.#pressed === 0;
        [...lights.children].forEach((light, at) => light.classList.toggle("leave__on", at < this.#pressed));
      }

      #say(words) {
        this.querySelector("[role=status]").textContent = words;
      }
    },
  );
})();
