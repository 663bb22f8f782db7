// The page where a session is built: what it shows, and what people do on it. The work is in the files beside this one.
// What people typed is only ever put on the page as text, or as the value of a field.
(() => {
  const R = Struin.rundown;
  const { changes, wordsOf, Adding, Blocks, Coming, Draft, Fields, Plans, Rows, Sharing, Sheet, Shelf } = Struin.session;

  customElements.define(
    "struin-session",
    class extends HTMLElement {
      #stock = null; // the bundle's exercises and stories by id, once they are there
      #restore = null; // brings back what was thrown away last
      #stop;

      /** The plan as it is now; not to be changed. */
      get plan() {
        return this.draft.plan;
      }

      connectedCallback() {
        this.#stop = new AbortController();
        const { signal } = this.#stop;
        this.words = wordsOf(this);
        this.#assemble();
        for (const part of [this.adding, this.sharing, this.shelf, this.coming]) part.listen(signal);
        this.#listen(signal);
        this.draft.take(R.get(R.active) ?? R.plans()[0] ?? R.fresh());
        this.#show();
        this.coming.address(location.hash);
        R.stock().then(
          (rows) => {
            const formerly = rows.flatMap((row) => (row.formerly ?? []).map((id) => [id, row]));
            this.#stock = new Map([...formerly, ...rows.map((row) => [row.id, row])]);
            this.adding.fill(rows);
            this.#show();
            this.plans.meet(this.#stock, (row) => this.blocks.put(row));
          },
          () => this.#notice("failed", true),
        );
        this.#makeDraggable();
      }

      disconnectedCallback() {
        this.#stop.abort();
        this.sortable?.destroy();
      }

      #find(selector) {
        return this.querySelector(selector);
      }

      #assemble() {
        const { words } = this;
        const say = (text, restore = null) => this.#say(text, restore);
        const show = () => this.#show();
        const search = () => this.#find("[data-adding] input").focus();
        const kept = () => {
          this.#mayRestore(null); // what was thrown away before this change comes back by undoing twice
          show();
        };
        const draft = (this.draft = new Draft(words, { show, kept }));
        this.rows = new Rows(this.#find("[data-blocks]"), this.#find("template[data-row]"), words);
        const stock = (id) => this.#stock?.get(id);
        const blocks = (this.blocks = new Blocks(draft, this.rows, words, { say, show, search, stock, undo: () => this.#step("undo") }));
        this.sheet = new Sheet(this.#find(".sheet"), words, {
          rest: (index) => blocks.addOwn("break", index),
          goTo: (key) => blocks.focus(key, "open"),
        });
        this.fields = new Fields(words, {
          plan: () => draft.plan,
          say,
          set: (field, value, what) => draft.change(changes.set(field, value), words("did_field", { what }), field),
          setBlock: (key, field, value) => blocks.set(key, field, value),
          minutes: (key, minutes) => blocks.minutes(key, minutes),
        });
        this.adding = new Adding(this.#find("[data-adding]"), words, (row) => blocks.put(row));
        this.sharing = new Sharing(this.#find("[data-sharing]"), { plan: () => draft.plan, say, words });
        const tell = (faults, plan) => this.coming.tell(faults, plan);
        const plans = (this.plans = new Plans(this, draft, words, { say, show, tell }));
        this.shelf = new Shelf(this.#find("[data-shelf]"), words, {
          open: (id) => plans.open(id),
          copy: (id) => plans.copy(id),
          remove: (id) => plans.remove(id),
        });
        this.coming = new Coming(this, words, { look: (found) => plans.receive(found), begin: (id) => plans.beginWith(id) });
      }

      // --- what is shown

      #show() {
        const { plan, slots, shared } = this.draft;
        const stock = (id) => (this.#stock ? (this.#stock.get(id) ?? null) : undefined);
        this.classList.toggle("session--shared", shared);
        this.rows.show(plan, slots, stock, shared);
        this.sheet.show(plan, slots, stock, shared);
        this.adding.mark(plan);
        this.#showSteps();
        this.#showShelf();
        this.#notice("blocked", !shared && plan.blocks.length > 0 && !Struin.store.lasts(`plan:${plan.id}`));
        this.sharing.refresh();
        document.dispatchEvent(new CustomEvent("struin:plan", { detail: { plan } }));
      }

      #showShelf() {
        this.shelf.show(this.draft.shared ? null : this.plan.id);
      }

      #showSteps() {
        const { history, shared } = this.draft;
        for (const [name, words] of [
          ["undo", history.undoable],
          ["redo", history.redoable],
        ]) {
          const button = this.#find(`[data-do=${name}]`);
          button.setAttribute("aria-disabled", String(words === null || shared));
          button.title = words === null ? "" : this.words(`${name}_what`, { what: words });
        }
      }

      #say(text, restore = null) {
        const bar = this.#find(".session__said");
        bar.classList.remove("session__said--on");
        bar.getBoundingClientRect(); // so that it begins anew, and is in sight before it is filled
        bar.classList.toggle("session__said--on", Boolean(text));
        this.#mayRestore(restore);
        this.#find("[data-said]").textContent = text;
      }

      #mayRestore(restore) {
        this.#restore = restore;
        this.#find("[data-restore]").hidden = !restore;
      }

      #notice(name, on) {
        this.#find(`[data-notice=${name}]`).hidden = !on;
      }

      // --- what people do

      #listen(signal) {
        const on = (target, type, does) => target.addEventListener(type, does, { signal });
        on(this, "click", (event) => this.#click(event));
        on(this, "input", ({ target }) => this.fields.input(target));
        on(this, "change", ({ target }) => {
          this.draft.history.seal();
          this.fields.settle(target);
        });
        on(this, "focusout", () => this.draft.history.seal());
        on(this, "keydown", (event) => event.key === "Enter" && event.target.matches("textarea[data-line]") && event.preventDefault());
        on(document, "keydown", (event) => this.#keys(event));
        on(document, "pointerdown", ({ target }) => {
          for (const menu of this.querySelectorAll("details.session__menu[open]")) if (!menu.contains(target)) menu.open = false;
        });
        on(window, "storage", ({ key }) => {
          if (key !== null && !key.includes(":plan")) return;
          this.draft.adopt();
          this.#showShelf();
        });
        on(window, "hashchange", () => this.coming.address(location.hash));
        on(window, "pageshow", (event) => event.persisted && this.draft.adopt());
        on(document, "visibilitychange", () => !document.hidden && this.draft.adopt());
      }

      #click(event) {
        const pressed = event.target.closest("button, a:is([data-begin-with], [data-jump], [data-run])");
        if (!pressed || pressed.getAttribute("aria-disabled") === "true") return;
        if (pressed.localName === "a") event.preventDefault();
        const { do: does, own, part, beginWith } = pressed.dataset;
        const key = pressed.closest("[data-key]")?.dataset.key;
        if (beginWith) this.plans.beginWith(beginWith);
        else if (pressed.matches("[data-jump]")) this.#find("[data-adding] input").focus();
        else if (pressed.matches("[data-run]")) this.#run(pressed.href);
        else if (own) this.blocks.addOwn(own);
        else if (key && part) this.blocks.press(key, part);
        else if (does === "undo" || does === "redo") this.#step(does);
        else if (does === "new") this.plans.begin();
        else if (does === "keep") this.plans.keep();
        else if (does === "back") this.plans.back();
        else if (does === "restore") this.#restore?.();
      }

      #step(name) {
        if (this.draft.shared) return;
        const what = this.draft.step(name);
        if (what === null) return this.#say(this.words(`${name}_none`));
        this.fields.refresh(document.activeElement);
        this.#say(this.words(`${name}_done`, { what }));
      }

      /** Begins the session: the plan goes along to the trainer's page, also where nothing can be kept. */
      async #run(href) {
        location.assign(href.replace(/#.*$/, "") + (await R.address(this.plan)));
      }

      /** Undo and redo by keys; in a text field those belong to what is typed there. Escape closes a panel. */
      #keys(event) {
        if (event.key === "Escape") {
          const menu = event.target.closest?.("details[open]");
          if (!menu || !this.contains(menu)) return;
          menu.open = false;
          menu.querySelector("summary").focus();
        }
        if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
        if (event.target.closest?.("textarea, input:is([type=text], [type=search], [type=url], :not([type]))")) return;
        const key = event.key.toLowerCase();
        const name = key === "z" ? (event.shiftKey ? "redo" : "undo") : key === "y" ? "redo" : null;
        if (!name) return;
        event.preventDefault();
        this.#step(name);
      }

      #makeDraggable() {
        Struin.load("assets/struin/sortable.js").then(
          () => {
            if (!this.isConnected) return;
            this.sortable = Sortable.create(this.rows.list, {
              handle: "[data-part=grip]",
              draggable: "li",
              animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 160,
              forceFallback: true, // looks the same in every browser, and works by touch
              fallbackOnBody: true,
              fallbackTolerance: 4,
              ghostClass: "block--target",
              fallbackClass: "block--dragged",
              onEnd: ({ item, newDraggableIndex }) => this.blocks.move(item.dataset.key, newDraggableIndex),
            });
          },
          () => {}, // the buttons do the same
        );
      }
    },
  );
})();
