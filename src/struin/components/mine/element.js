// Shows everything that is kept in this browser, and takes it away. Its lists are in the files beside this one.
(() => {
  const { Keepers, Toast, Trail, showRest } = Struin.mine;
  const LISTS = ["kept", "seen"];

  /** Everything that is kept under these names, so that it can be put back. */
  const snapshot = (names) => names.map((name) => [name, Struin.store.get(name, null)]);

  const putBack = (kept) => {
    for (const [name, value] of kept) if (value !== null) Struin.store.set(name, value);
  };

  customElements.define(
    "struin-mine",
    class extends HTMLElement {
      #stop;
      #ready = false; // the items came, or will not

      connectedCallback() {
        this.#stop = new AbortController();
        const { signal } = this.#stop;
        this.items = new Map();
        this.keepers = new Keepers(this);
        this.trail = new Trail(this);
        this.toast = new Toast(this.#one(".toast"));
        this.toast.listen(signal);
        this.addEventListener("click", (event) => this.#clicked(event), { signal });
        this.#one(".switch__input").addEventListener("change", (event) => this.#switched(event), { signal });
        document.addEventListener("struin:stored", () => this.show(), { signal });
        for (const name of ["storage", "pageshow"]) addEventListener(name, () => this.show(), { signal });
        this.#load();
      }

      disconnectedCallback() {
        this.#stop.abort();
      }

      async #load() {
        try {
          this.items = new Map((await Struin.items()).map((item) => [item.id, item]));
        } catch {
          this.#one("[data-failed]").hidden = false;
        }
        this.#ready = true;
        this.show();
      }

      #one(selector) {
        return this.querySelector(selector);
      }

      // --- for its lists

      row(name) {
        return this.#one(`[data-row=${name}]`).content.cloneNode(true).firstElementChild;
      }

      titleOf(entry) {
        const title = this.items.get(entry.id)?.title || entry.title;
        return typeof title === "string" ? title : entry.id;
      }

      say(words) {
        this.#one(":scope > [role=status]").textContent = words;
      }

      /** Tells that something was taken away, with a way back that has the focus. */
      offer(words, undo) {
        this.#offer(words, undo);
        this.toast.focus();
      }

      show() {
        if (!this.#ready) return;
        const { store } = Struin;
        const kept = Struin.kept.all().reverse();
        const seen = Struin.seen.all().reverse();
        this.#one("[data-blocked]").hidden = !store.blocked;
        this.#one("[data-off-notice]").hidden = !store.off;
        this.#one("[data-full]").hidden = store.blocked || store.off || LISTS.every((name) => store.lasts(name));
        this.#one(".switch__input").checked = store.off;
        this.#one(".switch__input").disabled = store.blocked;
        for (const [name, entries] of [["kept", kept], ["seen", seen]]) {
          this.#one(`[data-empty=${name}]`).hidden = entries.length > 0;
          this.#one(`[data-filled=${name}]`).hidden = entries.length === 0;
        }
        this.keepers.show(kept);
        this.trail.show(seen);
        showRest(this, store.names().filter((name) => !LISTS.includes(name)));
        Struin.share?.onPaper(this.#one("[data-paper]"), kept, this.items);
      }

      // --- doing

      #clicked(event) {
        const button = event.target.closest("button");
        if (!button) return;
        const id = button.closest("[data-id]")?.dataset.id;
        const does = button.dataset;
        if ("print" in does) window.print();
        else if ("more" in does) this.trail.showAll();
        else if ("edit" in does) this.keepers.edit(id);
        else if ("cancel" in does) this.keepers.edited(id);
        else if ("save" in does) this.keepers.save(id);
        else if ("remove" in does) this.keepers.remove(id);
        else if ("wipeAll" in does) this.#wipeAll();
        else if (does.wipe) this.#wipe(does.wipe);
        else if ("wipe" in does) this.#wipe(button.closest("[data-name]").dataset.name);
        else if (button.closest(".toast")) this.#undo();
      }

      #wipe(name) {
        const before = snapshot([name]);
        Struin.store.remove(name);
        this.offer(this.dataset.wiped, () => putBack(before));
      }

      #wipeAll() {
        const before = snapshot(Struin.store.names());
        Struin.store.clear();
        this.#offer(this.dataset.wiped, () => putBack(before));
      }

      #switched(event) {
        if (event.target.checked) {
          const before = snapshot(Struin.store.names());
          Struin.store.off = true;
          this.#offer(this.dataset.off, () => {
            Struin.store.off = false;
            putBack(before);
          });
        } else {
          this.toast.withdraw();
          Struin.store.off = false;
          this.say(this.dataset.on);
        }
      }

      #offer(words, undo) {
        this.toast.offer(words, undo);
        this.say(words);
      }

      #undo() {
        const inside = this.toast.holdsFocus;
        this.toast.undo();
        this.show();
        if (inside && !this.contains(document.activeElement)) this.#one("h2").focus();
        this.say(this.dataset.back);
      }
    },
  );
})();
