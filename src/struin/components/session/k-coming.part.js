// A plan comes in: by the address, as a file that is picked or dropped, or as a link that is pasted. And what is told of
// one that could not be read as it should.
(() => {
  const R = Struin.rundown;
  const MOST_BYTES = 2_000_000;
  const READY = /^#van=([a-z0-9-]+\/[a-z0-9-]+)$/;

  /** The part from `#` on of whatever somebody pasted, if it means to be a session; else "". */
  const hashIn = (text) => /#(?:s\d*\.?[\w-]*|van=[\w/-]+)/.exec(text.trim())?.[0] ?? "";

  const ofFile = async (file) => {
    if (file.size > MOST_BYTES) return { plan: null, faults: [{ code: "foreign", values: {} }] };
    return R.fromFile(await file.text());
  };

  class Coming {
    /** `does` has look({plan, faults}) for what somebody handed over, and begin(id) for a ready-made session. */
    constructor(root, words, does) {
      Object.assign(this, { root, words, does });
      this.part = root.querySelector("[data-faults]");
    }

    listen(signal) {
      const on = (target, type, does) => target.addEventListener(type, does, { signal });
      const find = (selector) => this.root.querySelector(selector);
      on(find("[data-open-file]"), "change", ({ target }) => {
        this.#file(target.files[0]);
        target.value = "";
      });
      on(find("[data-do=read]"), "click", () => this.#text(find("[data-paste]").value));
      on(find("[data-do=close-faults]"), "click", () => this.tell([]));
      on(document, "paste", (event) => this.#paste(event));
      const holdsFile = (event) => event.dataTransfer?.types.includes("Files");
      on(document, "dragover", (event) => holdsFile(event) && event.preventDefault());
      on(document, "drop", (event) => {
        if (!holdsFile(event)) return;
        event.preventDefault();
        this.#file(event.dataTransfer.files[0]);
      });
    }

    /** Looks at the part of an address from `#` on; most mean nothing. */
    async address(hash) {
      const ready = READY.exec(hash)?.[1];
      if (ready) await this.does.begin(ready);
      else if (R.isLink(hash)) this.does.look(await R.fromLink(hash));
    }

    /** Tells what is wrong with what came in; nothing when there are no faults. `plan` is what could be read of it. */
    tell(faults, plan = null) {
      this.part.hidden = !faults.length;
      this.part.querySelector("[data-faults-heading]").textContent = this.words(plan ? "faults_some" : "faults_none");
      const text = (fault) => (fault.code === "gone" ? this.words("gone") : R.words(fault));
      const item = (fault) => Object.assign(document.createElement("li"), { textContent: text(fault) });
      this.part.querySelector("ul").replaceChildren(...faults.map(item));
    }

    async #text(text) {
      const hash = hashIn(text);
      if (hash) await this.address(hash);
      else this.does.look(R.fromFile(text));
    }

    async #file(file) {
      if (file) this.does.look(await ofFile(file));
    }

    #paste(event) {
      if (event.target.closest?.("input, textarea")) return;
      const file = event.clipboardData?.files[0];
      const text = event.clipboardData?.getData("text") ?? "";
      if (file) this.#file(file);
      else if (hashIn(text)) this.#text(text);
    }
  }

  Struin.session.Coming = Coming;
})();
