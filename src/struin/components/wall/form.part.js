// The wall's form: in the page on a wide screen, in a sheet on a phone.
(() => {
  const WIDE = matchMedia("(width >= 62rem)");

  class Form {
    #wall;
    #form;

    constructor(wall) {
      this.#wall = wall;
      this.#form = wall.querySelector(".facets");
      this.sheet = wall.querySelector(".sheet");
      this.touched = false; // something was chosen since the sheet came up
    }

    listen(signal) {
      this.sheet.addEventListener("close", () => this.#closed(), { signal });
      WIDE.addEventListener("change", () => this.#fit(), { signal });
      this.#fit();
    }

    /** Puts the form back in its place in the page. */
    leave() {
      this.#one(".wall__panel").append(this.#form);
    }

    #one(selector) {
      return this.#wall.querySelector(selector);
    }

    #fit() {
      const button = this.#one(".wall__open");
      if (WIDE.matches && this.sheet.open) this.sheet.close();
      this.#one(WIDE.matches ? ".wall__panel" : ".sheet__body").append(this.#form);
      if (WIDE.matches) {
        button.removeAttribute("aria-haspopup");
        button.setAttribute("aria-expanded", String(this.#wall.classList.contains("wall--open")));
      } else {
        button.removeAttribute("aria-expanded");
        button.setAttribute("aria-haspopup", "dialog");
      }
    }

    /** What the button does: more of the form, or less; on a phone the sheet. */
    open(button) {
      if (!WIDE.matches) {
        this.touched = false;
        this.sheet.showModal();
        return;
      }
      const panel = this.#one(".wall__panel");
      const hidden = panel.getBoundingClientRect().bottom < this.#one(".wall__bar").getBoundingClientRect().bottom;
      const open = hidden || !this.#wall.classList.contains("wall--open");
      this.#wall.classList.toggle("wall--open", open);
      button.setAttribute("aria-expanded", String(open));
      this.#one(".wall__open-words").textContent = open ? this.#wall.dataset.fewer : this.#wall.dataset.more;
      if (hidden) panel.scrollIntoView({ block: "start" });
    }

    #closed() {
      const { top } = this.#one(".wall__cards").getBoundingClientRect();
      if (this.touched && (top < 0 || top > innerHeight * 0.7)) this.#one(".wall__on").scrollIntoView({ block: "start" });
    }
  }

  Struin.WallForm = Form;
})();
