// A plan goes out as a link or a file.
(() => {
  const R = Struin.rundown;

  /** Where the bundle stands for others: its published address if it says so, else where it is read now. */
  const here = () => {
    const canonical = document.querySelector("link[rel=canonical]");
    return (canonical && !Struin.offline ? canonical.href : location.href).replace(/[?#].*$/, "");
  };

  /** A name for a file, of letters that every system takes. */
  const fileName = (title) => {
    const plain = title.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "sessie";
  };

  const download = (plan) => {
    const address = URL.createObjectURL(new Blob([R.toFile(plan)], { type: "application/json" }));
    const link = Object.assign(document.createElement("a"), { href: address, download: `${fileName(plan.title)}.struin.json` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  };

  /** The panel that makes the link. */
  class Sharing {
    /** `root` is the panel; `plan()` gives the plan; `say` tells what happened. */
    constructor(root, { plan, say, words }) {
      Object.assign(this, { root, plan, say, words });
      this.field = root.querySelector("[data-link]");
    }

    listen(signal) {
      const on = (selector, does) => this.root.querySelector(selector).addEventListener("click", does, { signal });
      on("[data-copy]", () => this.#copy());
      on("[data-send]", () => this.#send());
      on("[data-file]", () => {
        download(this.plan());
        this.say(this.words("file_made"));
      });
      this.field.addEventListener("focus", () => this.field.select(), { signal });
      this.root.addEventListener("toggle", () => this.refresh(), { signal });
      this.root.querySelector("[data-send]").hidden = typeof navigator.share !== "function";
      this.root.querySelector("[data-folder]").hidden = !Struin.offline;
    }

    /** The link follows the plan as long as the panel is open. */
    async refresh() {
      if (!this.root.open) return;
      const plan = this.plan();
      this.root.querySelector("[data-notes]").hidden = !plan.blocks.some((block) => block.note || block.do);
      const link = here() + (await R.toLink(plan));
      if (this.plan() === plan) this.field.value = link;
    }

    async #copy() {
      await this.refresh();
      try {
        await navigator.clipboard.writeText(this.field.value);
        this.say(this.words("copied"));
      } catch {
        this.field.select();
        this.say(this.words("select"));
      }
    }

    async #send() {
      try {
        await navigator.share({ title: this.plan().title, url: this.field.value });
      } catch {
        // The person changed their mind: nothing happened, and nothing has to be said.
      }
    }
  }

  Struin.session.Sharing = Sharing;
})();
