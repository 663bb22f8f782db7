// Opens the search window: by a click on anything with `data-struin-search`, or by the key /. What the window needs
// is loaded only then.
(() => {
  const SCRIPT = "assets/struin/search/dialog.js";
  const EDITABLE = "input:not([type=radio], [type=checkbox], [type=button], [type=submit]), textarea, select, [contenteditable]";

  customElements.define(
    "struin-search",
    class extends HTMLElement {
      connectedCallback() {
        this.leaving = new AbortController();
        const { signal } = this.leaving;
        document.addEventListener("click", (event) => this.clicked(event), { signal });
        document.addEventListener("keydown", (event) => this.pressed(event), { signal });
      }

      disconnectedCallback() {
        this.leaving.abort();
      }

      clicked(event) {
        const opener = event.target.closest?.("[data-struin-search]");
        if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        this.open(opener.dataset.struinSearch, opener);
      }

      pressed(event) {
        if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
        if (event.target.closest?.(EDITABLE) || document.querySelector("dialog:modal")) return;
        event.preventDefault();
        this.open("", null);
      }

      /** Opens the window, with a word in it if one is given. Without it (no connection) an opener that is a link is followed. */
      async open(term, opener) {
        try {
          const make = await Struin.load(SCRIPT);
          this.window ??= make(this);
          await (await this.window).open(term || "");
        } catch (error) {
          this.window = undefined; // the next try begins anew
          if (opener?.href) location.assign(opener.href);
          else throw error;
        }
      }
    },
  );
})();
