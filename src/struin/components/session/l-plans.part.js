// From one plan to another: one's own, a copy, a new one, one that is ready made, one that somebody shared.
(() => {
  const R = Struin.rundown;
  const { copyOf, same } = Struin.session;

  const leaveAddress = () => {
    if (location.hash) history.replaceState(history.state, "", location.pathname + location.search);
  };

  class Plans {
    /** `root` is the whole; `does` has say(text, restore), show() and tell(faults, plan), which tells what is wrong. */
    constructor(root, draft, words, does) {
      Object.assign(this, { root, draft, words, does });
    }

    #find(selector) {
      return this.root.querySelector(selector);
    }

    #titleOf(plan) {
      return plan.title || this.words("untitled");
    }

    #turnTo(plan, shared = false) {
      this.draft.take(plan, shared);
      this.#find("[data-shared]").hidden = !shared;
      this.does.show();
    }

    /** Away from what stood in the address, and from what was said of it. */
    #leave() {
      leaveAddress();
      this.does.tell([]);
    }

    open(id) {
      const plan = R.get(id);
      if (!plan) return this.does.show();
      this.#leave();
      R.active = id;
      this.#turnTo(plan);
      this.does.say(this.words("opened", { title: this.#titleOf(plan) }));
    }

    begin() {
      this.#leave();
      this.#turnTo(R.fresh());
      this.does.say(this.words("new_plan"));
      this.#find("[data-shelf]").open = false;
      this.#find("[data-field=title]").focus();
    }

    /** Back from a plan that somebody shared to one's own. */
    back() {
      this.#leave();
      this.#turnTo(R.get(this.draft.own) ?? R.plans()[0] ?? R.fresh());
    }

    /** Keeps the plan that somebody shared. */
    keep() {
      this.#adoptNew(this.draft.plan, this.words("kept_shared"));
    }

    /** Keeps a plan as one of one's own, with an id that no other has. */
    #adoptNew(plan, said) {
      const own = { ...copyOf(plan), id: R.newId(), at: Date.now() };
      R.save(own);
      R.active = own.id;
      leaveAddress();
      this.#turnTo(own);
      this.does.say(said);
    }

    copy(id) {
      const plan = R.get(id);
      if (!plan) return;
      const title = this.words("copy_title", { title: this.#titleOf(plan) }).slice(0, R.MOST.title);
      this.#adoptNew({ ...plan, title }, this.words("copied_plan", { title }));
    }

    remove(id) {
      const plan = R.get(id);
      if (!plan) return;
      R.remove(id);
      const title = this.#titleOf(plan);
      const wasHere = !this.draft.shared && id === this.draft.plan.id;
      if (wasHere) this.#turnTo(R.plans()[0] ?? R.fresh());
      else this.does.show();
      this.does.say(this.words("removed_plan", { title }), () => {
        R.save(plan);
        if (wasHere) this.open(id);
        else this.does.show();
        this.does.say(this.words("restored_plan", { title }));
      });
      (this.#find("[data-plans] button") ?? this.#find("[data-do=new]")).focus();
    }

    /** A plan that somebody shared, by link or file. It is looked at first. */
    receive({ plan, faults }) {
      this.does.tell(faults, plan);
      if (plan) this.#turnTo(plan, true);
      this.#find(plan ? "[data-shared]" : "[data-faults]").focus();
    }

    /** Opens a copy of a ready-made session. A copy that nobody changed yet is opened again, not made again. */
    async beginWith(id) {
      const found = await R.details(id).catch(() => null);
      if (!found?.blocks) return this.does.tell([{ code: "gone" }]);
      const plan = R.fresh({ title: found.title, goal: found.goal, start: found.start, blocks: found.blocks });
      const untouched = R.plans().find((each) => same({ ...each, id: "" }, { ...plan, id: "" }));
      if (untouched) return this.open(untouched.id);
      this.does.tell([]);
      this.#adoptNew(plan, this.words("begun", { title: plan.title }));
    }

    /** Puts in an item that came along in the address, since the page before this one could not keep it. */
    meet(stock, put) {
      const id = /^#met=([a-z0-9-]+\/[a-z0-9-]+)$/.exec(location.hash)?.[1];
      const row = id && stock.get(id);
      if (!row || this.draft.plan.blocks.some((block) => block.item === id)) return;
      leaveAddress();
      put(row);
    }
  }

  Struin.session.Plans = Plans;
})();
