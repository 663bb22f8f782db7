// Keeps the item of this page with a note, and leads back to the item that was seen before it.
// What somebody typed is only ever put on a page as text.
(() => {
  const ID = /^[a-z0-9-]+\/[a-z0-9-]+$/;

  customElements.define(
    "struin-kept",
    class extends HTMLElement {
      #stop;
      #removed = null; // the entry that was taken away last, for who did not mean to

      connectedCallback() {
        this.#stop = new AbortController();
        const { signal } = this.#stop;
        const on = (selector, type, does) => this.querySelector(selector).addEventListener(type, does, { signal });
        on(".keep__row button", "click", () => this.#toggle());
        on(".keep__undo", "click", () => this.#undo());
        on("[data-save]", "click", () => this.#save());
        on(".keep__text", "input", () => this.#say(".keep__state", this.#dirty ? this.dataset.unsaved : ""));
        document.addEventListener("struin:stored", () => this.#show(), { signal });
        addEventListener("storage", () => this.#show(), { signal });
        addEventListener("pageshow", (event) => event.persisted && this.#arrive(), { signal });
        this.#arrive();
        const { note } = this.#entry || {};
        if (note) this.querySelector("details").open = true;
      }

      disconnectedCallback() {
        this.#stop.abort();
      }

      /** The page is in sight, perhaps again. Its title goes along in the trail, so that the way back has a name. */
      #arrive() {
        const url = this.dataset.href.replace(/^(\.\.?\/)+/, "");
        Struin.seen.add(Struin.item, { title: this.dataset.title, url });
        this.#show();
        const trail = Struin.seen.all();
        const before = trail[trail.findIndex((entry) => entry.id === Struin.item) - 1];
        const back = this.querySelector(".keep__back");
        back.hidden = !(before && ID.test(before.id) && typeof before.title === "string" && typeof before.url === "string");
        if (back.hidden) return;
        back.href = Struin.root + before.url.replace(/^[/\\]+/, "");
        back.querySelector("[data-back]").textContent = before.title;
      }

      get #entry() {
        return Struin.kept.all().find((entry) => entry.id === Struin.item);
      }

      get #dirty() {
        return this.querySelector("textarea").value !== (this.#entry?.note || "");
      }

      #show() {
        const entry = this.#entry;
        const text = this.querySelector("textarea");
        this.querySelector(".keep__row button").setAttribute("aria-pressed", String(Boolean(entry)));
        this.querySelector(".keep__all").hidden = !entry;
        this.querySelector("details").hidden = !entry;
        if (entry) this.querySelector(".keep__undo").hidden = true;
        // What is being typed here stays, whatever another tab did.
        if (document.activeElement !== text) text.value = typeof entry?.note === "string" ? entry.note : "";
      }

      #toggle() {
        const entry = this.#entry;
        if (entry) {
          this.#removed = entry;
          Struin.kept.remove(Struin.item);
          this.querySelector(".keep__undo").hidden = false;
          this.#say("[role=status]", this.dataset.gone);
        } else {
          Struin.kept.add(Struin.item, { title: this.dataset.title });
          this.querySelector("details").open = true;
          this.#say("[role=status]", this.#lasting ? this.dataset.said : this.dataset.brief);
        }
      }

      #undo() {
        const { note } = this.#removed;
        Struin.kept.add(Struin.item, { title: this.dataset.title, note });
        this.querySelector(".keep__row button").focus();
        this.#say("[role=status]", this.#lasting ? this.dataset.said : this.dataset.brief);
      }

      #save() {
        const note = this.querySelector("textarea").value.trim();
        const kept = Struin.kept.all();
        Struin.store.set("kept", kept.map((entry) => (entry.id === Struin.item ? { ...entry, note } : entry)));
        this.#say(".keep__state", this.#lasting ? this.dataset.noted : this.dataset.brief);
      }

      /** Whether what was kept last will still be there on the next page. */
      get #lasting() {
        return Struin.store.lasts("kept");
      }

      #say(selector, words) {
        this.querySelector(selector).textContent = words;
      }
    },
  );
})();
