// The button that puts an item in a session, and what is said of it.
customElements.define(
  "struin-plan",
  class extends HTMLElement {
    #undo;

    connectedCallback() {
      this.onclick = ({ target }) => {
        if (target.matches("[data-add], [data-again]")) this.#add(target.matches("[data-again]"));
        else if (target.matches("[data-undo]")) {
          this.#undo();
          this.#show("gone", {});
          this.querySelector("[data-add]").focus();
        }
      };
    }

    #add(again) {
      const { id, title, minutes } = this.dataset;
      const { already, lasts, undo } = Struin.plan.add({ id, title, minutes: Number(minutes) }, again);
      this.#undo = undo;
      this.#show(already ? "already" : lasts ? "said" : "brief", { see: true, undo: !already, again: already });
      // What this browser does not keep goes along in the address.
      this.querySelector("a").hash = already || lasts ? "" : `met=${id}`;
      if (again) this.querySelector("[data-undo]").focus();
    }

    #show(words, { see, undo, again }) {
      this.querySelector("[role=status]").textContent = this.dataset[words];
      this.querySelector("a").hidden = !see;
      this.querySelector("[data-undo]").hidden = !undo;
      this.querySelector("[data-again]").hidden = !again;
    }
  },
);
