// What stands on the sheet around the blocks: name and goal, the end, what to have ready, and what to mind.
(() => {
  const R = Struin.rundown;

  class Sheet {
    /** `root` is the sheet; `does` has rest(index), which puts a break in, and goTo(key). */
    constructor(root, words, does) {
      Object.assign(this, { root, words, does });
    }

    /** Shows a plan; `stock(id)` as in `cautions`. */
    show(plan, slots, stock, fixed) {
      for (const field of this.root.querySelectorAll("[data-field]")) {
        const value = String(plan[field.dataset.field] ?? "");
        if (field.value !== value && field !== document.activeElement) field.value = value;
        field.readOnly = fixed;
        Struin.session.fit(field);
      }
      const find = (name) => this.root.querySelector(`[data-${name}]`);
      find("empty").hidden = plan.blocks.length > 0 || fixed;
      find("total").hidden = !plan.blocks.length;
      find("end").textContent = plan.blocks.length ? R.clock(slots.at(-1).end) : "";
      const blocks = this.words.count("blocks", plan.blocks.length);
      find("length").textContent = this.words("total", { length: this.words.lasting(R.total(plan)), blocks });
      this.#fill(find("material"), R.material(plan.blocks.map((block) => stock(block.item))), (each) => each);
      this.#fill(find("cautions"), Struin.session.cautions(plan, slots, stock), (each) => this.#caution(each, plan));
    }

    /** A list that is made again only when it says something else. */
    #fill(list, values, make) {
      list.closest("section").hidden = !values.length;
      const key = JSON.stringify(values);
      if (list.dataset.key === key) return;
      list.dataset.key = key;
      list.replaceChildren(
        ...values.map((value) => {
          const item = document.createElement("li");
          item.append(make(value));
          return item;
        }),
      );
    }

    #caution({ code, values, key, index }, plan) {
      const made = document.createDocumentFragment();
      made.append(`${this.words(`caution_${code}`, values)} `);
      const button = (words, does) => {
        const each = Object.assign(document.createElement("button"), { type: "button", className: "session__small", textContent: words });
        each.addEventListener("click", does);
        made.append(each);
      };
      const title = plan.blocks.find((block) => block.key === key)?.title || this.words("untitled_block");
      if (code === "sitting") button(this.words("put_break", { title }), () => this.does.rest(index));
      else if (key) button(this.words("go_to"), () => this.does.goTo(key));
      return made;
    }
  }

  Struin.session.Sheet = Sheet;
})();
