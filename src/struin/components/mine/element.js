// Shows everything that is kept in this browser, and takes it away. What somebody typed is put on the page as text.
(() => {
  const FIRST = 30; // of the trail, before somebody asks for more
  const SECONDS = 20; // to think better of it
  const LISTS = ["kept", "seen"];

  /** Everything that is kept under these names, so that it can be put back. */
  const snapshot = (names) => names.map((name) => [name, Struin.store.get(name, null)]);

  const putBack = (kept) => {
    for (const [name, value] of kept) if (value !== null) Struin.store.set(name, value);
  };

  /** The ids of items that something kept names, wherever they stand in it. */
  const named = (value, known, found = new Set()) => {
    if (typeof value === "string" && known.has(value)) found.add(value);
    else if (value && typeof value === "object") {
      for (const [key, each] of Object.entries(value)) {
        if (known.has(key)) found.add(key);
        named(each, known, found);
      }
    }
    return found;
  };

  customElements.define(
    "struin-mine",
    class extends HTMLElement {
      #stop;
      #items = new Map();
      #ready = false; // the items came, or will not
      #all = false; // the whole trail is shown
      #editing = null;
      #undo = null;
      #timer = 0;

      connectedCallback() {
        this.#stop = new AbortController();
        const { signal } = this.#stop;
        this.addEventListener("click", (event) => this.#clicked(event), { signal });
        this.#one(".switch__input").addEventListener("change", (event) => this.#switched(event), { signal });
        for (const name of ["struin:stored", "storage", "pageshow"]) {
          (name === "struin:stored" ? document : window).addEventListener(name, () => this.#show(), { signal });
        }
        const toast = this.#one(".toast");
        for (const name of ["pointerenter", "focusin"]) toast.addEventListener(name, () => clearTimeout(this.#timer), { signal });
        for (const name of ["pointerleave", "focusout"]) toast.addEventListener(name, () => this.#wait(), { signal });
        this.#load();
      }

      disconnectedCallback() {
        this.#stop.abort();
        clearTimeout(this.#timer);
      }

      async #load() {
        try {
          this.#items = new Map((await Struin.items()).map((item) => [item.id, item]));
        } catch {
          this.#one("[data-failed]").hidden = false;
        }
        this.#ready = true;
        this.#show();
      }

      // --- showing

      #one(selector) {
        return this.querySelector(selector);
      }

      #row(name) {
        return this.#one(`[data-row=${name}]`).content.cloneNode(true).firstElementChild;
      }

      #title(entry) {
        const title = this.#items.get(entry.id)?.title || entry.title;
        return typeof title === "string" ? title : entry.id;
      }

      #show() {
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
        this.#showKept(kept);
        this.#showTrail(seen);
        this.#showRest();
        Struin.share?.onPaper(this.#one("[data-paper]"), kept, this.#items);
      }

      #showKept(kept) {
        const list = this.#one("[data-list=kept]");
        const present = new Map([...list.children].map((row) => [row.dataset.id, row]));
        const rows = kept.map((entry) => {
          const row = present.get(entry.id) || this.#newKeeper(entry);
          this.#fillKeeper(row, entry);
          return row;
        });
        // Rows that stay are not moved: focus and what is being typed stay where they are.
        if (rows.length !== list.children.length || rows.some((row, at) => row !== list.children[at])) list.replaceChildren(...rows);
      }

      #newKeeper(entry) {
        const row = this.#row("kept");
        row.dataset.id = entry.id;
        for (const each of row.querySelectorAll("[data-title]")) each.textContent = this.#title(entry);
        const item = this.#items.get(entry.id);
        const place = row.querySelector(".keeper__card");
        const bare = (words) => Object.assign(document.createElement("p"), { className: "keeper__bare", textContent: words });
        if (!item) {
          place.append(bare(this.#title(entry)));
          row.querySelector("[data-lost]").hidden = this.#items.size === 0;
        } else {
          Struin.card(item).then(
            (card) => place.replaceChildren(card),
            () => place.replaceChildren(bare(item.title)),
          );
        }
        return row;
      }

      #fillKeeper(row, entry) {
        const words = typeof entry.note === "string" ? entry.note : "";
        const note = row.querySelector(".keeper__note");
        const editing = this.#editing === entry.id;
        note.textContent = words;
        note.hidden = editing || !words;
        row.querySelector(".keeper__edit").hidden = !editing;
        row.querySelector("[data-ways]").hidden = editing;
        row.querySelector("[data-words]").textContent = words ? this.dataset.change : this.dataset.write;
      }

      #showTrail(seen) {
        const format = new Intl.DateTimeFormat(document.documentElement.lang || "nl", { dateStyle: "medium", timeStyle: "short" });
        const shown = this.#all ? seen : seen.slice(0, FIRST);
        const rows = shown.map((entry) => {
          const row = this.#row("seen");
          const item = this.#items.get(entry.id);
          const link = row.querySelector("a");
          link.textContent = this.#title(entry);
          if (item) link.href = Struin.root + item.url;
          row.querySelector("[data-lost]").hidden = Boolean(item) || this.#items.size === 0;
          row.querySelector(".step-back__kind").textContent = item ? this.#kind(item.collection) + (Struin.done.has(item.id) ? `, ${this.dataset.done}` : "") : "";
          const time = new Date(Number(entry.at));
          if (entry.at && !Number.isNaN(time.getTime())) {
            const when = Object.assign(document.createElement("time"), { dateTime: time.toISOString() });
            when.textContent = format.format(time);
            row.querySelector("[data-when]").append(when);
          }
          return row;
        });
        this.#one("[data-list=seen]").replaceChildren(...rows);
        this.#one("[data-more]").hidden = shown.length === seen.length;
        const known = seen.filter((entry) => this.#items.has(entry.id)).length;
        const words = this.dataset.progress.replace("{n}", known).replace("{all}", this.#items.size);
        this.#one("[data-progress-words]").textContent = known ? words : "";
      }

      #kind(collection) {
        return this.#one(`[data-kind="${CSS.escape(collection)}"]`)?.content.textContent || "";
      }

      /** All that has a name but no place above, whoever keeps it. */
      #showRest() {
        const names = Struin.store.names().filter((name) => !LISTS.includes(name));
        const rows = names.map((name) => {
          const value = Struin.store.get(name, null);
          const word = this.#one(`[data-stored="${CSS.escape(name.split(/[:/.]/)[0])}"]`)?.content.textContent;
          const row = this.#row("rest");
          row.dataset.name = name;
          row.querySelector(".rest__name").textContent = word || name;
          for (const each of row.querySelectorAll("[data-title]")) each.textContent = word || name;
          row.querySelector(".rest__data").textContent = typeof value === "string" ? value : JSON.stringify(value, null, 1);
          const links = [...named(value, this.#items)].map((id) => {
            const { title, url } = this.#items.get(id);
            const entry = document.createElement("li");
            entry.append(Object.assign(document.createElement("a"), { href: Struin.root + url, textContent: title }));
            return entry;
          });
          row.querySelector(".rest__items").replaceChildren(...links);
          return row;
        });
        this.#one("[data-rest]").hidden = !rows.length;
        const list = this.#one("[data-list=rest]");
        const same = (row, at) => list.children[at]?.dataset.name === row.dataset.name && list.children[at].textContent === row.textContent;
        if (rows.length !== list.children.length || !rows.every(same)) list.replaceChildren(...rows);
      }

      // --- doing

      #clicked(event) {
        const button = event.target.closest("button");
        if (!button) return;
        const id = button.closest("[data-id]")?.dataset.id;
        const does = button.dataset;
        if ("print" in does) window.print();
        else if ("more" in does) this.#more();
        else if ("edit" in does) this.#edit(id);
        else if ("cancel" in does) this.#edited(id);
        else if ("save" in does) this.#save(id);
        else if ("remove" in does) this.#remove(id);
        else if ("wipeAll" in does) this.#wipeAll();
        else if (does.wipe) this.#wipe(does.wipe);
        else if ("wipe" in does) this.#wipe(button.closest("[data-name]").dataset.name);
        else if (button.closest(".toast")) this.#undone();
      }

      #more() {
        const list = this.#one("[data-list=seen]");
        const first = list.children.length;
        this.#all = true;
        this.#show();
        list.children[first]?.querySelector("a").focus();
      }

      #keeper(id) {
        return [...this.#one("[data-list=kept]").children].find((row) => row.dataset.id === id);
      }

      #edit(id) {
        this.#editing = id;
        this.#show();
        const text = this.#keeper(id).querySelector("textarea");
        const { note } = Struin.kept.all().find((entry) => entry.id === id) || {};
        text.value = typeof note === "string" ? note : "";
        text.focus();
      }

      #edited(id) {
        this.#editing = null;
        this.#show();
        this.#keeper(id)?.querySelector("[data-edit]").focus();
      }

      #save(id) {
        const note = this.#keeper(id).querySelector("textarea").value.trim();
        Struin.store.set("kept", Struin.kept.all().map((entry) => (entry.id === id ? { ...entry, note } : entry)));
        this.#edited(id);
        this.#say(Struin.store.lasts("kept") ? this.dataset.noted : this.dataset.brief);
      }

      #remove(id) {
        const before = Struin.kept.all();
        const at = before.findIndex((entry) => entry.id === id);
        if (at < 0) return;
        Struin.kept.remove(id);
        this.#offer(this.dataset.removed.replace("{title}", () => this.#title(before[at])), () => {
          const now = Struin.kept.all().filter((entry) => entry.id !== id);
          Struin.store.set("kept", [...now.slice(0, at), before[at], ...now.slice(at)]);
          this.#keeper(id)?.querySelector("[data-edit]").focus();
        });
        this.#one(".toast__button").focus();
      }

      #wipe(name) {
        const before = snapshot([name]);
        Struin.store.remove(name);
        this.#offer(this.dataset.wiped, () => putBack(before));
        this.#one(".toast__button").focus();
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
          this.#withdraw();
          Struin.store.off = false;
          this.#say(this.dataset.on);
        }
      }

      // --- thinking better of it

      #offer(words, undo) {
        this.#undo = undo;
        this.#one(".toast__words").textContent = words;
        this.#one(".toast").hidden = false;
        this.#say(words);
        this.#wait();
      }

      #wait() {
        clearTimeout(this.#timer);
        if (this.#undo) this.#timer = setTimeout(() => this.#withdraw(), SECONDS * 1000);
      }

      /** What was wiped is now forgotten here too. */
      #withdraw() {
        clearTimeout(this.#timer);
        this.#undo = null;
        this.#one(".toast").hidden = true;
      }

      #undone() {
        const undo = this.#undo;
        const inside = this.#one(".toast").contains(document.activeElement);
        this.#withdraw();
        undo?.();
        this.#show();
        if (inside && !this.contains(document.activeElement)) this.#one("h2").focus();
        this.#say(this.dataset.back);
      }

      #say(words) {
        this.#one(":scope > [role=status]").textContent = words;
      }
    },
  );
})();
