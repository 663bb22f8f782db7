// A marked term shows its meaning in place. It is a link to the page with all terms; here it becomes a button with a
// native popover right behind it, so that Esc, a tap beside it and a screen reader do what they always do.
(() => {
  const GAP = 8; // px between the term and its meaning
  const EDGE = 12; // px that stay free at the sides of the screen
  let number = 0;

  customElements.define(
    "struin-glossary",
    class extends HTMLElement {
      #link = null;
      #button;
      #note;

      connectedCallback() {
        // A copy of one that was a button already: first it is a link again.
        const copied = this.querySelector(".term__note a");
        if (copied) {
          const again = Object.assign(document.createElement("a"), { className: "term", href: copied.href });
          again.append(...this.querySelector("button").childNodes);
          this.replaceChildren(again);
        }
        const link = this.querySelector("a");
        if (!link || !("popover" in this)) return; // then the link is good enough
        this.#link = link;
        this.#button = document.createElement("button");
        this.#button.type = "button";
        this.#button.className = "term";
        this.#button.append(...link.childNodes);
        this.#note = this.#made(link);
        this.#button.popoverTargetElement = this.#note;
        link.replaceWith(this.#button, this.#note);
      }

      disconnectedCallback() {
        if (!this.#link) return;
        this.#link.append(...this.#button.childNodes);
        this.#note.remove();
        this.#button.replaceWith(this.#link);
        this.#link = null;
      }

      /** The note with the meaning. It is in the paragraph, so it is made of what may be there. */
      #made(link) {
        const words = document.querySelector("[data-struin-glossary]")?.dataset || {};
        const note = document.createElement("span");
        note.id = `struin-term-${(number += 1)}`;
        note.className = "term__note";
        note.popover = "auto";
        note.role = "note";
        const name = Object.assign(document.createElement("b"), { textContent: this.dataset.name });
        const means = Object.assign(document.createElement("span"), { textContent: this.dataset.means });
        const row = Object.assign(document.createElement("span"), { className: "term__row" });
        const all = Object.assign(document.createElement("a"), { href: link.href, textContent: words.all || "…" });
        const close = Object.assign(document.createElement("button"), { type: "button", textContent: words.close || "×" });
        close.popoverTargetElement = note;
        close.popoverTargetAction = "hide";
        row.append(all, close);
        note.append(name, means, row);
        note.addEventListener("toggle", (event) => event.newState === "open" && this.#place());
        note.addEventListener("beforetoggle", (event) => event.newState === "open" && this.#place());
        return note;
      }

      /** Below the term, or above it where there is no room; it goes along when the page is scrolled. */
      #place() {
        const { style } = this.#note;
        const rects = this.#button.getClientRects();
        const first = rects[0];
        const last = rects[rects.length - 1];
        const width = this.#note.offsetWidth;
        const height = this.#note.offsetHeight;
        const room = document.documentElement.clientWidth;
        const left = Math.max(EDGE, Math.min(last.left, room - width - EDGE));
        const below = last.bottom + GAP + height <= innerHeight || first.top - GAP - height < 0;
        style.setProperty("left", `${left + scrollX}px`);
        style.setProperty("top", `${(below ? last.bottom + GAP : first.top - GAP - height) + scrollY}px`);
      }
    },
  );
})();
