// The page where a session is built. Every change is made to the newest version of the plan that this browser keeps and
// is kept at once, so that two tabs do not take each other's work away; what another tab did is a step one can undo.
// What people typed is only ever put on the page as text, or as the value of a field.
(() => {
  const R = Struin.rundown;
  const { changes, stepped, wordsOf, Adding, Coming, Fields, History, Rows, Sharing, Sheet, Shelf } = Struin.session;
  const PAUSE = 15; // minutes of a break that is put in
  const same = (one, other) => JSON.stringify({ ...one, at: 0 }) === JSON.stringify({ ...other, at: 0 });
  const copyOf = (plan) => JSON.parse(JSON.stringify(plan));

  customElements.define(
    "struin-session",
    class extends HTMLElement {
      #plan;
      #shared = false; // whether the plan is somebody else's, and not kept here
      #own = null; // the id of the own plan to go back to
      #slots = [];
      #stock = null; // the bundle's exercises and stories by id, once they are there
      #histories = new Map();
      #restore = null; // brings back what was thrown away last
      #stop;

      /** The plan as it is now; not to be changed. */
      get plan() {
        return this.#plan;
      }

      connectedCallback() {
        this.#stop = new AbortController();
        const { signal } = this.#stop;
        this.words = wordsOf(this);
        this.say = (text, restore = null) => this.#say(text, restore);

        this.rows = new Rows(this.#find("[data-blocks]"), this.#find("template[data-row]"), this.words);
        this.sheet = new Sheet(this.#find(".sheet"), this.words, {
          rest: (index) => this.#addOwn("break", index),
          goTo: (key) => this.#focus(key, "open"),
        });
        this.fields = new Fields(this.words, {
          plan: () => this.#plan,
          say: this.say,
          set: (field, value, what) => this.#change(changes.set(field, value), this.words("did_field", { what }), field),
          setBlock: (key, field, value) => this.#setBlock(key, field, value),
          minutes: (key, minutes) => this.#minutes(key, minutes),
        });
        this.adding = new Adding(this.#find("[data-adding]"), this.words, (row) => this.#put(row));
        this.sharing = new Sharing(this.#find("[data-sharing]"), { plan: () => this.#plan, say: this.say, words: this.words });
        this.shelf = new Shelf(this.#find("[data-shelf]"), this.words, {
          open: (id) => this.#open(id),
          copy: (id) => this.#copyPlan(id),
          remove: (id) => this.#removePlan(id),
        });
        this.coming = new Coming(this, this.words, { look: (found) => this.#receive(found), begin: (id) => this.#begin(id) });
        for (const part of [this.adding, this.sharing, this.shelf, this.coming]) part.listen(signal);
        this.#listen(signal);
        this.#plan = R.get(R.active) ?? R.plans()[0] ?? R.fresh();
        this.#show();
        this.#arrive();
        R.stock().then(
          (rows) => {
            const formerly = rows.flatMap((row) => (row.formerly ?? []).map((id) => [id, row]));
            this.#stock = new Map([...formerly, ...rows.map((row) => [row.id, row])]);
            this.adding.fill(rows);
            this.#show();
            this.#metItem();
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

      // --- what is shown

      #show() {
        const plan = this.#plan;
        const stock = (id) => (this.#stock ? (this.#stock.get(id) ?? null) : undefined);
        this.#slots = R.schedule(plan);
        this.classList.toggle("session--shared", this.#shared);
        this.rows.show(plan, this.#slots, stock, this.#shared);
        this.sheet.show(plan, this.#slots, stock, this.#shared);
        this.adding.mark(plan);
        this.#steps();
        this.shelf.show(this.#shared ? null : plan.id);
        this.#notice("blocked", !this.#shared && plan.blocks.length > 0 && !Struin.store.lasts(`plan:${plan.id}`));
        this.sharing.refresh();
        document.dispatchEvent(new CustomEvent("struin:plan", { detail: { plan } }));
      }

      #steps() {
        for (const [name, words] of [
          ["undo", this.#history.undoable],
          ["redo", this.#history.redoable],
        ]) {
          const button = this.#find(`[data-do=${name}]`);
          button.setAttribute("aria-disabled", String(words === null || this.#shared));
          button.title = words === null ? "" : this.words(`${name}_what`, { what: words });
        }
      }

      #titleOf(key) {
        return this.#plan.blocks.find((block) => block.key === key)?.title || this.words("untitled_block");
      }

      #say(text, restore = null) {
        const bar = this.#find(".session__said");
        bar.classList.remove("session__said--on");
        bar.getBoundingClientRect(); // so that it begins anew, and is in sight before it is filled
        bar.classList.toggle("session__said--on", Boolean(text));
        this.#restore = restore;
        this.#find("[data-restore]").hidden = !restore;
        this.#find("[data-said]").textContent = text;
      }

      #notice(name, on) {
        this.#find(`[data-notice=${name}]`).hidden = !on;
      }

      #focus(key, part) {
        const element = this.rows.part(key, part);
        element?.focus();
        element?.closest("li").scrollIntoView({ block: "nearest" });
      }

      // --- changes

      get #history() {
        const { id } = this.#plan;
        if (!this.#histories.has(id)) this.#histories.set(id, new History());
        return this.#histories.get(id);
      }

      /** Takes over what another tab did to this plan in the meantime. */
      #adopt() {
        if (this.#shared) return;
        const kept = R.get(this.#plan.id);
        if (!kept || kept.at <= this.#plan.at || same(kept, this.#plan)) return;
        this.#history.push(this.#plan, this.words("did_elsewhere"));
        this.#plan = kept;
        this.#show();
      }

      /** Makes a change; `did` are words for it. Changes of one field in a row, with the same `merge`, are one step. */
      #change(does, did, merge = null) {
        if (this.#shared) return false;
        this.#adopt();
        const after = does(copyOf(this.#plan));
        if (!after || same(after, this.#plan)) return false;
        this.#history.push(this.#plan, did, merge);
        this.#keep(after);
        return true;
      }

      #keep(plan) {
        this.#plan = { ...plan, at: Math.max(Date.now(), this.#plan.at + 1) };
        this.#restore = null; // what was thrown away before this change comes back by undoing twice
        this.#find("[data-restore]").hidden = true;
        R.save(this.#plan);
        R.active = this.#plan.id;
        this.#show();
      }

      #step(name) {
        if (this.#shared) return;
        this.#adopt();
        const step = this.#history[name](this.#plan);
        if (!step) return this.#say(this.words(`${name}_none`));
        this.#keep(step.plan);
        this.fields.refresh(document.activeElement);
        this.#say(this.words(`${name}_done`, { what: step.words }));
      }

      /** What stands at the end of words about a change: until when the session lasts now. */
      #until(text) {
        return `${text} ${this.words("until", { time: R.clock(this.#slots.at(-1)?.end ?? R.time(this.#plan.start)) })}`;
      }

      #put({ id, title, minutes }, index) {
        this.#addBlock({ item: id, title, minutes }, index);
      }

      #addOwn(own, index) {
        const minutes = own === "break" ? PAUSE : 10;
        const key = this.#addBlock({ own, title: this.words(`own_${own}`), minutes }, index);
        if (!key) return;
        if (own === "step") {
          this.#focus(key, "name");
          this.rows.part(key, "name").select();
        } else if (index !== undefined) this.#focus(key, "open");
      }

      #addBlock(block, index) {
        if (this.#shared) return null;
        if (this.#plan.blocks.length >= R.MOST.blocks) {
          this.#say(this.words("full", { n: R.MOST.blocks }));
          return null;
        }
        const before = new Set(this.#plan.blocks.map(({ key }) => key));
        this.#change(changes.add(block, index), this.words("did_add", block));
        const added = this.#plan.blocks.findIndex(({ key }) => !before.has(key));
        this.#say(this.#until(this.words("added", { title: block.title, time: R.clock(this.#slots[added].start) })));
        return this.#plan.blocks[added].key;
      }

      #move(key, index) {
        const title = this.#titleOf(key);
        if (!this.#change(changes.move(key, index), this.words("did_move", { title }))) {
          this.#show(); // whoever dragged it finds it where it was
          return;
        }
        const at = this.#plan.blocks.findIndex((block) => block.key === key);
        this.#say(this.words("moved", { title, n: at + 1, all: this.#plan.blocks.length, time: R.clock(this.#slots[at].start) }));
      }

      #remove(key) {
        const title = this.#titleOf(key);
        const index = this.#plan.blocks.findIndex((block) => block.key === key);
        if (!this.#change(changes.remove(key), this.words("did_remove", { title }))) return;
        this.#say(this.words("removed", { title }), () => this.#step("undo"));
        const next = this.#plan.blocks[Math.min(index, this.#plan.blocks.length - 1)];
        if (next) this.#focus(next.key, "open");
        else this.#find("[data-adding] input").focus();
      }

      #minutes(key, wanted) {
        const block = this.#plan.blocks.find((each) => each.key === key);
        if (!block || wanted === block.minutes) return;
        const did = this.words("did_minutes", { title: this.#titleOf(key), n: wanted });
        this.#change(changes.setBlock(key, "minutes", wanted), did, `minutes ${key}`);
      }

      // --- other plans

      #turnTo(plan, { shared = false } = {}) {
        if (shared && !this.#shared) this.#own = this.#plan.id;
        this.#shared = shared;
        this.#plan = plan;
        this.#find("[data-shared]").hidden = !shared;
        this.#show();
      }

      #open(id) {
        const plan = R.get(id);
        if (!plan) return this.#show();
        this.#leaveAddress();
        this.coming.tell([]);
        R.active = id;
        this.#turnTo(plan);
        this.#say(this.words("opened", { title: plan.title || this.words("untitled") }));
      }

      #new() {
        this.#leaveAddress();
        this.coming.tell([]);
        this.#turnTo(R.fresh());
        this.#say(this.words("new_plan"));
        this.#find("[data-shelf]").open = false;
        this.#find("[data-field=title]").focus();
      }

      /** Keeps a plan as one of one's own, with an id that no other has. */
      #adoptNew(plan, said) {
        const own = { ...copyOf(plan), id: R.newId(), at: Date.now() };
        R.save(own);
        R.active = own.id;
        this.#leaveAddress();
        this.#turnTo(own);
        this.#say(said);
      }

      #copyPlan(id) {
        const plan = R.get(id);
        if (!plan) return;
        const title = this.words("copy_title", { title: plan.title || this.words("untitled") }).slice(0, R.MOST.title);
        this.#adoptNew({ ...plan, title }, this.words("copied_plan", { title }));
      }

      #removePlan(id) {
        const plan = R.get(id);
        if (!plan) return;
        R.remove(id);
        const title = plan.title || this.words("untitled");
        const wasHere = !this.#shared && id === this.#plan.id;
        if (wasHere) this.#turnTo(R.plans()[0] ?? R.fresh());
        else this.#show();
        this.#say(this.words("removed_plan", { title }), () => {
          R.save(plan);
          if (wasHere) this.#open(id);
          else this.#show();
          this.#say(this.words("restored_plan", { title }));
        });
        (this.#find("[data-plans] button") ?? this.#find("[data-do=new]")).focus();
      }

      // --- what comes in

      /** Looks at the address: a shared plan, a ready-made session, or nothing. */
      async #arrive() {
        await this.coming.address(location.hash);
      }

      /** A plan that somebody shared, by link or file. It is looked at first. */
      #receive({ plan, faults }) {
        this.coming.tell(faults, plan);
        if (plan) this.#turnTo(plan, { shared: true });
        this.#find(plan ? "[data-shared]" : "[data-faults]").focus();
      }

      /** Opens a copy of a ready-made session. A copy that nobody changed yet is opened again, not made again. */
      async #begin(id) {
        const found = await R.details(id).catch(() => null);
        if (!found?.blocks) return this.coming.tell([{ code: "gone" }]);
        const plan = R.fresh({ title: found.title, goal: found.goal, start: found.start, blocks: found.blocks });
        const untouched = R.plans().find((each) => same({ ...each, id: "" }, { ...plan, id: "" }));
        if (untouched) return this.#open(untouched.id);
        this.coming.tell([]);
        this.#adoptNew(plan, this.words("begun", { title: plan.title }));
      }

      /** An item that came along in the address, since the page before this one could not keep it. */
      #metItem() {
        const id = /^#met=([a-z0-9-]+\/[a-z0-9-]+)$/.exec(location.hash)?.[1];
        const row = id && this.#stock.get(id);
        if (!row || this.#plan.blocks.some((block) => block.item === id)) return;
        this.#leaveAddress();
        this.#put(row);
      }

      #leaveAddress() {
        if (location.hash) history.replaceState(history.state, "", location.pathname + location.search);
      }

      // --- what people do

      #listen(signal) {
        const on = (target, type, does) => target.addEventListener(type, does, { signal });
        on(this, "click", (event) => this.#click(event));
        on(this, "input", ({ target }) => this.fields.input(target));
        on(this, "change", ({ target }) => {
          this.#history.seal();
          this.fields.settle(target);
        });
        on(this, "focusout", () => this.#history.seal());
        on(this, "keydown", (event) => event.key === "Enter" && event.target.matches("textarea[data-line]") && event.preventDefault());
        on(document, "keydown", (event) => this.#keys(event));
        on(document, "pointerdown", ({ target }) => {
          for (const menu of this.querySelectorAll("details.session__menu[open]")) if (!menu.contains(target)) menu.open = false;
        });
        on(window, "storage", ({ key }) => {
          if (key !== null && !key.includes(":plan")) return;
          this.#adopt();
          this.shelf.show(this.#shared ? null : this.#plan.id);
        });
        on(window, "hashchange", () => this.#arrive());
        on(window, "pageshow", (event) => event.persisted && this.#adopt());
        on(document, "visibilitychange", () => !document.hidden && this.#adopt());
      }

      #click(event) {
        const pressed = event.target.closest("button, a[data-begin-with], a[data-jump], a[data-run]");
        if (!pressed || pressed.getAttribute("aria-disabled") === "true") return;
        const { do: does, own } = pressed.dataset;
        const key = pressed.closest("[data-key]")?.dataset.key;
        if (pressed.matches("[data-begin-with]")) {
          event.preventDefault();
          this.#begin(pressed.dataset.beginWith);
        } else if (pressed.matches("[data-jump]")) {
          event.preventDefault();
          this.#find("[data-adding] input").focus();
        } else if (pressed.matches("[data-run]")) {
          event.preventDefault();
          this.#run(pressed.href);
        } else if (own) this.#addOwn(own);
        else if (key && pressed.dataset.part) this.#press(key, pressed.dataset.part);
        else if (does) this.#doPage(does);
      }

      /** Begins the session: the plan goes along to the trainer's page, also where nothing can be kept. */
      async #run(href) {
        location.assign(href.replace(/#.*$/, "") + (await R.address(this.#plan)));
      }

      #doPage(does) {
        if (does === "undo" || does === "redo") this.#step(does);
        else if (does === "new") this.#new();
        else if (does === "keep") this.#adoptNew(this.#plan, this.words("kept_shared"));
        else if (does === "back") {
          this.#leaveAddress();
          this.coming.tell([]);
          this.#turnTo(R.get(this.#own) ?? R.plans()[0] ?? R.fresh());
        } else if (does === "restore") this.#restore?.();
      }

      #press(key, part) {
        const index = this.#plan.blocks.findIndex((block) => block.key === key);
        const block = this.#plan.blocks[index];
        if (!block) return;
        const stretch = this.#stock?.get(block.item)?.stretch;
        if (part === "up") this.#move(key, index - 1);
        else if (part === "down") this.#move(key, index + 1);
        else if (part === "less") this.#minutes(key, stepped(block.minutes, -1, stretch));
        else if (part === "more_minutes") this.#minutes(key, stepped(block.minutes, 1, stretch));
        else if (part === "remove") this.#remove(key);
        else if (part === "at_clear") this.#setBlock(key, "at", null);
        else if (part === "pause") this.#addOwn("break", index + 1);
        else if (part === "copy") {
          if (this.#plan.blocks.length >= R.MOST.blocks) return this.#say(this.words("full", { n: R.MOST.blocks }));
          this.#change(changes.duplicate(key), this.words("did_copy", block));
          this.#say(this.#until(this.words("duplicated", block)));
          this.#focus(this.#plan.blocks[index + 1].key, "open");
        } else if (part === "open") {
          const open = this.rows.part(key, "more").hidden;
          this.rows.part(key, "more").hidden = !open;
          this.rows.part(key, "open").setAttribute("aria-expanded", String(open));
          for (const name of ["do", "note"]) Struin.session.fit(this.rows.part(key, name));
        }
      }

      #setBlock(key, field, value) {
        const did = this.words(`did_${field}`, { title: this.#titleOf(key) });
        this.#change(changes.setBlock(key, field, value), did, `${field} ${key}`);
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
              onEnd: ({ item, newDraggableIndex }) => this.#move(item.dataset.key, newDraggableIndex),
            });
          },
          () => {}, // the buttons do the same
        );
      }
    },
  );
})();
