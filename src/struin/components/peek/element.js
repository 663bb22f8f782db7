// A look at what is behind a link to another item, from what is on the page already: after a moment on it with the
// mouse or the keyboard. It can be pointed at itself, Esc closes it, and a finger never opens it (WCAG 1.4.13).
(() => {
  const PAUSE = 350; // ms on a link before it means something
  const GRACE = 250; // ms to get from the link to what it shows
  const GAP = 8; // px between them
  const EDGE = 12; // px that stay free at the sides of the screen
  const ID = "struin-peek";

  const address = (link) => link.href.split("#")[0];
  const part = (name, className, words) =>
    Object.assign(document.createElement(name), { className, textContent: words });

  customElements.define(
    "struin-peek",
    class extends HTMLElement {
      #stop;
      #known = new Map();
      #timer = 0;
      #link = null; // what is shown now
      #x = 0;
      #card;

      connectedCallback() {
        for (const item of this.querySelector("template").content.children) {
          this.#known.set(new URL(item.dataset.to, location.href).href, item);
        }
        this.#card = part("div", "peek", "");
        this.#card.id = ID;
        this.#card.role = "tooltip";
        this.#card.hidden = true;
        (document.querySelector("main") || document.body).append(this.#card);
        this.#stop = new AbortController();
        const { signal } = this.#stop;
        const on = (type, does) => document.addEventListener(type, does, { signal });
        on("pointerover", (event) => this.#over(event));
        on("pointerout", (event) => !event.relatedTarget && this.#link && this.#later(() => this.#hide(), GRACE));
        on("focusin", (event) => this.#focus(event));
        on("focusout", () => this.#later(() => this.#hide(), 0));
        document.addEventListener("keydown", (event) => event.key === "Escape" && this.#escape(event), {
          signal,
          capture: true, // before what else Esc may close
        });
        on("pointerdown", () => this.#hide());
        addEventListener("resize", () => this.#hide(), { signal });
        addEventListener("pagehide", () => this.#hide(), { signal });
      }

      disconnectedCallback() {
        this.#stop.abort();
        this.#hide();
        this.#card.remove();
      }

      /** The link to a known item that an event is about; cards show all of it already. */
      #of(event) {
        const link = event.target.closest?.(".page a[href]");
        return link && !link.closest(".card, .doors") && this.#known.has(address(link)) ? link : null;
      }

      #over(event) {
        if (event.pointerType !== "mouse") return;
        const link = this.#of(event);
        this.#x = event.clientX;
        if (link && link !== this.#link) this.#later(() => this.#show(link), PAUSE);
        else if (link || this.#card.contains(event.target)) clearTimeout(this.#timer);
        else if (this.#link && this.#link !== document.activeElement) this.#later(() => this.#hide(), GRACE);
        else if (!this.#link) clearTimeout(this.#timer);
      }

      #focus(event) {
        const link = this.#of(event);
        if (!link?.matches(":focus-visible")) return;
        this.#x = 0;
        this.#later(() => this.#show(link), PAUSE);
      }

      #escape(event) {
        clearTimeout(this.#timer);
        if (!this.#link) return;
        event.stopPropagation();
        this.#hide();
      }

      #later(does, time) {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(does, time);
      }

      #show(link) {
        this.#hide();
        const item = this.#known.get(address(link));
        const { p, kind, title, facts } = item.dataset;
        const line = part("p", "peek__kind", kind);
        if (facts) line.append(part("span", "peek__facts", facts));
        this.#card.className = `peek p-${Number(p)}`;
        this.#card.replaceChildren(line, part("p", "peek__title", title), part("p", "peek__text", item.textContent));
        this.#card.hidden = false;
        this.#link = link;
        link.setAttribute("aria-describedby", ID);
        this.#place(link);
      }

      #hide() {
        clearTimeout(this.#timer);
        this.#link?.removeAttribute("aria-describedby");
        this.#link = null;
        this.#card.hidden = true;
      }

      /** At the line of the link that is pointed at, below it or above; it goes along when the page is scrolled. */
      #place(link) {
        const rects = [...link.getClientRects()];
        const rect = rects.find((each) => each.left <= this.#x && this.#x <= each.right) || rects[0];
        const { offsetWidth: width, offsetHeight: height, style } = this.#card;
        const room = document.documentElement.clientWidth;
        const left = Math.max(EDGE, Math.min(rect.left, room - width - EDGE));
        const below = rect.bottom + GAP + height <= innerHeight || rect.top - GAP - height < 0;
        style.setProperty("left", `${left + scrollX}px`);
        style.setProperty("top", `${(below ? rect.bottom + GAP : rect.top - GAP - height) + scrollY}px`);
      }
    },
  );
})();
