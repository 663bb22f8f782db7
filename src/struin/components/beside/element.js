// Lays a second item beside the one on this page. Which one is in the address after the #, so that a reload and a
// shared link show the same. The second comes from its own page on the same server; a page that was opened from a
// folder may not read its neighbours, so there it goes into a second window beside this one.
(() => {
  const ID = /^[a-z0-9-]{1,64}\/[a-z0-9-]{1,100}$/;
  const HASH = /^#ernaast=(.+)$/;
  const OWN = "struin-beside-"; // begins every id in the second item
  const POINTERS = ["aria-labelledby", "aria-describedby", "aria-controls", "for", "id", "name"];
  // What belongs to the page around an item, not to the item.
  const AROUND = ".actions, .doors, .ties, .doors ~ *, script, template, struin-leaders, .passport__edit, .footnote-backref";

  /** The item of another page, made fit to stand on this one. */
  const fitted = (item, address) => {
    for (const each of item.querySelectorAll(AROUND)) each.remove();
    for (const each of item.querySelectorAll("[href], [src]")) {
      const name = each.hasAttribute("href") ? "href" : "src";
      const written = each.getAttribute(name);
      if (written.startsWith("#")) each.setAttribute(name, `#${OWN}${written.slice(1)}`);
      else each.setAttribute(name, new URL(written, address).href);
    }
    for (const name of POINTERS) {
      for (const each of item.querySelectorAll(`[${name}]`)) {
        const ids = each.getAttribute(name).split(/\s+/).filter(Boolean);
        each.setAttribute(name, ids.map((id) => OWN + id).join(" "));
      }
    }
    for (const each of item.querySelectorAll("h1, h2, h3, h4")) {
      each.setAttribute("aria-level", String(Number(each.localName[1]) + 1));
    }
    return document.importNode(item, true);
  };

  customElements.define(
    "struin-beside",
    class extends HTMLElement {
      #stop;
      #second = null;

      connectedCallback() {
        this.#stop = new AbortController();
        const { signal } = this.#stop;
        this.querySelector(".beside__button").addEventListener("click", () => this.#toggle(), { signal });
        this.addEventListener("click", (event) => this.#chosen(event.target.closest("[data-id]")), { signal });
        document.addEventListener("keydown", (event) => event.key === "Escape" && this.#escape(event), { signal });
        addEventListener("hashchange", () => this.#follow(true), { signal });
        this.#follow(false);
      }

      disconnectedCallback() {
        this.#stop.abort();
        this.#clear();
      }

      // --- choosing

      get #list() {
        return this.querySelector(".beside__list");
      }

      #toggle(open = this.#list.hidden) {
        this.#list.hidden = !open;
        this.querySelector(".beside__button").setAttribute("aria-expanded", String(open));
        if (open) this.#kept();
      }

      /** What was kept can be laid beside too; what the doors offer already is left out. */
      async #kept() {
        const part = this.querySelector("[data-kept]");
        const there = [...this.querySelectorAll("[data-id]")].filter((each) => !part.contains(each));
        const near = new Set([Struin.item, ...there.map((each) => each.dataset.id)]);
        const ids = Struin.kept.all().map((entry) => entry.id).filter((id) => !near.has(id)).reverse().slice(0, 12);
        const known = new Map(ids.length ? (await Struin.items().catch(() => [])).map((item) => [item.id, item]) : []);
        const rows = ids.filter((id) => known.has(id)).map((id) => {
          const row = document.createElement("li");
          const button = Object.assign(document.createElement("button"), { type: "button" });
          button.className = `beside__choice p-${Number(known.get(id).principles[0])}`;
          button.dataset.id = id;
          button.append(Object.assign(document.createElement("b"), { textContent: known.get(id).title }));
          row.append(button);
          return row;
        });
        part.querySelector("ul").replaceChildren(...rows);
        part.hidden = !rows.length;
      }

      #chosen(button) {
        if (!button) return;
        this.#toggle(false);
        const { id } = button.dataset;
        if (Struin.offline) this.#window(id);
        if (location.hash === `#ernaast=${id}`) this.#follow(true);
        else location.hash = `ernaast=${id}`;
      }

      #escape(event) {
        if (event.defaultPrevented || document.querySelector(":popover-open, dialog:modal")) return;
        if (!this.#list.hidden) {
          this.#toggle(false);
          this.querySelector(".beside__button").focus();
        } else if (this.#second?.contains(document.activeElement)) {
          this.#close();
        }
      }

      // --- showing

      /** Shows what the address says. A jump within the page leaves what lies there. */
      #follow(moved) {
        const id = location.hash.match(HASH)?.[1] || "";
        if (ID.test(id) && id !== Struin.item) this.#lay(id, moved);
        else if (!location.hash) this.#clear();
      }

      #address(id) {
        return new URL(this.dataset.address.replace("ITEM", id), location.href).href;
      }

      async #lay(id, moved) {
        this.#clear();
        const address = this.#address(id);
        const second = this.querySelector("template").content.firstElementChild.cloneNode(true);
        this.#second = second;
        const open = second.querySelector("a");
        open.href = address;
        second.querySelector("button").addEventListener("click", () => this.#close());
        let words = "";
        if (Struin.offline) {
          words = this.dataset.window;
          open.addEventListener("click", (event) => {
            event.preventDefault();
            this.#window(id);
          });
        } else {
          const item = await this.#fetched(address).catch(() => null);
          if (this.#second !== second) return; // something else was chosen in the meantime
          if (item) second.append(item);
          else words = this.dataset.failed;
        }
        second.querySelector(".second__words").textContent = words;
        second.querySelector(".second__words").hidden = !words;
        const title = second.querySelector("h1");
        if (title) second.setAttribute("aria-label", `${this.dataset.name}: ${title.textContent.trim()}`);
        const page = this.closest(".page");
        page.after(second);
        page.parentElement.classList.add("struin--beside");
        if (!moved) return;
        this.#say(title ? this.dataset.laid.replace("{title}", title.textContent.trim()) : words);
        const first = title || second.querySelector(".second__words");
        first.tabIndex = -1;
        first.focus();
      }

      async #fetched(address) {
        const answer = await fetch(address);
        if (!answer.ok) throw new Error(answer.statusText);
        const other = new DOMParser().parseFromString(await answer.text(), "text/html");
        const item = other.querySelector("main .page");
        if (!item) throw new Error(address);
        this.#styles(other, address);
        return fitted(item, address);
      }

      /** The other page may need a style that this one does not have yet. */
      #styles(other, address) {
        const have = new Set([...document.querySelectorAll("link[rel=stylesheet]")].map((link) => link.href));
        for (const link of other.querySelectorAll("link[rel=stylesheet]")) {
          const { href } = new URL(link.getAttribute("href"), address);
          if (have.has(href)) continue;
          document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
        }
      }

      /** A second window on the right half of the screen. */
      #window(id) {
        const { availWidth: width, availHeight: height } = screen;
        const half = Math.round(width / 2);
        open(this.#address(id), "struin-ernaast", `popup,left=${width - half},top=0,width=${half},height=${height}`);
      }

      #close() {
        history.replaceState(history.state, "", location.pathname + location.search);
        this.#clear();
        this.#say(this.dataset.gone);
        this.querySelector(".beside__button").focus();
      }

      #clear() {
        this.#second?.parentElement?.classList.remove("struin--beside");
        this.#second?.remove();
        this.#second = null;
      }

      #say(words) {
        this.querySelector("[role=status]").textContent = words;
      }
    },
  );
})();
