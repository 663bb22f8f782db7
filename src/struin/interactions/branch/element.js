// A story that unfolds scene by scene. The way one came stays on the page, and one can go back to any point of it.
customElements.define(
  "struin-branch",
  class extends Struin.Interaction {
    #choices = [];
    // Of the book: {id: its section}.
    #scenes = {};
    #leads = {};
    #first;

    ready(signal) {
      this.#scenes = {};
      for (const scene of this.querySelectorAll("[data-scene]")) {
        const { scene: id } = scene.dataset;
        this.#first = Object.keys(this.#scenes)[0] ?? id;
        this.#scenes[id] = scene;
        this.#leads[id] = {};
        for (const choice of scene.querySelectorAll("[data-to]")) this.#leads[id][choice.dataset.choice] = choice.dataset.to;
      }
      this.querySelector("[data-walk]").hidden = this.querySelector("[data-foot]").hidden = false;
      // Beside the button that wipes.
      this.part("buttons").prepend(this.querySelector("[data-back]"), this.querySelector("[data-restart]"));
      this.addEventListener("click", (event) => this.#pressed(event), { signal });
    }

    /** The keys of the choices, in the order in which they were made. */
    get response() {
      return this.#choices;
    }
    set response(value) {
      const choices = Array.isArray(value) ? value.filter((key) => typeof key === "string") : [];
      this.#choices = choices;
      this.#choices = this.#way.slice(0, -1).map((step) => step.choice);
      this.#show();
    }

    get looks() {
      return false;
    }
    get answered() {
      return this.#choices.length > 0;
    }

    get #way() {
      return Struin.scoring.branch(this.#leads, this.#first, this.#choices);
    }
    get #ends() {
      return Object.keys(this.#scenes).filter((id) => !Object.keys(this.#leads[id]).length);
    }
    /** The endings that were reached, now or before. */
    get #seen() {
      const kept = Array.isArray(this.memory) ? this.memory : [];
      return this.#ends.filter((id) => kept.includes(id) || this.#way.at(-1).scene === id);
    }
    #title(id) {
      return this.#scenes[id].querySelector(".branch__name").textContent.trim();
    }

    #pressed(event) {
      const pressed = event.target.closest("button");
      if (!pressed) return;
      const { at, choose, back, restart } = pressed.dataset;
      if (choose) this.#go([...this.#choices, choose]);
      else if (at) this.#go(this.#choices.slice(0, at));
      else if (back !== undefined) this.#go(this.#choices.slice(0, -1));
      else if (restart !== undefined) this.#go([]);
    }

    #go(choices) {
      this.response = choices;
      this.changed();
      const seen = this.#seen;
      const end = this.#ends.includes(this.#way.at(-1).scene);
      if (end) {
        this.memory = seen;
        this.finish();
        this.say(this.word("atEnd", { n: seen.length, all: this.#ends.length }));
      }
      const title = [...this.querySelectorAll("[data-walk] .branch__title")].at(-1);
      title.focus({ preventScroll: true });
      title.scrollIntoView({ block: "start" });
    }

    /** Puts the scenes of the way on the page, and what was seen of the endings under them. */
    #show() {
      const way = this.#way;
      const walk = this.querySelector("[data-walk]");
      // What stands already stays: only what is new comes in.
      const same = [...walk.children].findIndex((each, n) => each.dataset.step !== `${way[n]?.scene} ${way[n]?.choice}`);
      const from = same < 0 ? walk.children.length : same;
      while (walk.children.length > from) walk.lastChild.remove();
      way.slice(from).forEach((step, n) => walk.append(this.#scene(step, from + n)));
      this.dataset.walked = way.length > 1;
      const seen = this.#seen;
      const end = this.#ends.includes(way.at(-1).scene);
      this.querySelector("[data-count]").textContent = this.word("seen", { n: seen.length, all: this.#ends.length });
      this.querySelector("[data-endings]").replaceChildren(
        ...this.#ends.map((id) => {
          const item = document.createElement("li");
          const words = document.createElement("span");
          words.textContent = seen.includes(id) ? this.#title(id) : this.word("unseen");
          item.append(words);
          item.className = seen.includes(id) ? "branch__ending branch__ending--seen" : "branch__ending";
          return item;
        }),
      );
      this.querySelector("[data-back]").hidden = this.querySelector("[data-restart]").hidden = way.length < 2;
      const after = this.part("after");
      if (after) {
        after.hidden = !end;
        if (end) after.replaceChildren(...this.querySelector("[data-after]").cloneNode(true).childNodes);
      }
    }

    /** A scene as a copy without ids: its choices as buttons, or the one that was made. */
    #scene({ scene, choice }, at) {
      const copy = this.#scenes[scene].cloneNode(true);
      for (const each of [copy, ...copy.querySelectorAll("[id]")]) each.removeAttribute("id");
      const title = copy.querySelector(".branch__title");
      title.tabIndex = -1;
      copy.setAttribute("aria-label", this.#title(scene));
      copy.removeAttribute("aria-labelledby");
      copy.removeAttribute("data-scene");
      copy.dataset.step = `${scene} ${choice}`;
      for (const each of copy.querySelectorAll("[data-to]")) {
        const words = each.querySelector(".branch__words");
        if (!choice) {
          const button = document.createElement("button");
          button.type = "button";
          button.className = "branch__choice";
          button.dataset.choose = each.dataset.choice;
          button.append(words);
          each.replaceWith(button);
        } else if (each.dataset.choice === choice) {
          const [said, again] = [document.createElement("p"), document.createElement("button")];
          said.className = "branch__chosen";
          const before = document.createElement("span");
          before.className = "branch__before";
          before.textContent = `${this.word("chosen")} `;
          said.append(before, words);
          again.type = "button";
          again.className = "interaction__button interaction__button--quiet branch__again";
          again.dataset.at = at;
          again.textContent = this.word("otherwise");
          each.replaceWith(said, again);
        } else each.parentElement.remove();
      }
      return copy;
    }

    describe() {
      if (!this.answered) return [];
      const steps = this.#way.slice(0, -1).map(({ scene, choice }) => ({
        label: this.#title(scene),
        answer: this.#scenes[scene].querySelector(`[data-choice="${CSS.escape(choice)}"] .branch__words`).textContent.trim(),
      }));
      const last = this.#way.at(-1).scene;
      return [...steps, { label: this.#ends.includes(last) ? this.word("end") : "", answer: this.#title(last) }];
    }
  },
);
