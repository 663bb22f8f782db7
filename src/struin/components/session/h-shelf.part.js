// The plans that are kept in this browser: open one, begin another, copy one, throw one away.
(() => {
  const R = Struin.rundown;

  /** "2026-12-01" as people write it. */
  const day = (date) => {
    if (!date) return "";
    const options = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
    return new Intl.DateTimeFormat(document.documentElement.lang, options).format(new Date(`${date}T00:00:00Z`));
  };

  class Shelf {
    /** `root` holds the list; `does` has open(id), copy(id) and remove(id). */
    constructor(root, words, does) {
      Object.assign(this, { root, words, does });
      this.list = root.querySelector("[data-plans]");
      this.template = root.querySelector("template");
    }

    listen(signal) {
      this.root.addEventListener("toggle", () => this.show(this.current), { signal });
      this.list.addEventListener("click", (event) => this.#press(event), { signal });
    }

    /** Shows what there is, when it is open; `current` is the id of the plan on the page. */
    show(current) {
      this.current = current;
      const count = Struin.store.names().filter((name) => name.startsWith("plan:")).length;
      this.root.querySelector("[data-plan-count]").textContent = count || "";
      if (!this.root.open) return;
      const plans = R.plans();
      this.root.querySelector("[data-none]").hidden = plans.length > 0;
      const had = document.activeElement?.closest?.("li")?.dataset.id;
      const what = document.activeElement?.dataset?.does;
      this.list.replaceChildren(...plans.map((plan) => this.#make(plan, plan.id === current)));
      if (had && what) this.list.querySelector(`[data-id="${CSS.escape(had)}"] [data-does=${what}]`)?.focus();
    }

    #make(plan, isCurrent) {
      const made = this.template.content.firstElementChild.cloneNode(true);
      const title = plan.title || this.words("untitled");
      made.dataset.id = plan.id;
      made.classList.toggle("kept-plan--now", isCurrent);
      const [open, copy, remove] = ["open", "copy", "remove"].map((name) => made.querySelector(`[data-does=${name}]`));
      open.textContent = title;
      if (isCurrent) open.setAttribute("aria-current", "true");
      copy.setAttribute("aria-label", this.words("plan_copy_of", { title }));
      remove.setAttribute("aria-label", this.words("plan_remove_of", { title }));
      const facts = [day(plan.date), this.words.lasting(R.total(plan)), this.words.count("blocks", plan.blocks.length)];
      made.querySelector("[data-facts]").textContent = facts.filter(Boolean).join(" · ");
      return made;
    }

    #press(event) {
      const pressed = event.target.closest("button");
      if (pressed) this.does[pressed.dataset.does](pressed.closest("li").dataset.id);
    }
  }

  Struin.session.Shelf = Shelf;
})();
