// One card at a time, by mood, minutes and company; first what was not seen. The choices stand in the address.
(() => {
  const NAMES = ["mood", "minutes", "together"];

  /** Whether an item fits the inputs that are chosen. What has no minutes is short; what says nothing is read alone. */
  const fits = (item, chosen) => {
    const words = (name) => (chosen.mood.dataset[name] || "").split(" ").filter(Boolean);
    const [themes, kinds] = [words("themes"), words("kinds")];
    if (themes.length && !themes.some((theme) => item.themes.includes(theme))) return false;
    if (kinds.length && !kinds.includes(item.collection)) return false;
    const minutes = chosen.minutes.value;
    if (minutes === "more" && !(item.minutes > Number(chosen.minutes.dataset.above))) return false;
    if (Number(minutes) && (item.minutes || 0) > Number(minutes)) return false;
    const together = item.together || "alone";
    return chosen.together.value === "any" || together === "either" || together === chosen.together.value;
  };

  customElements.define(
    "struin-mood",
    class extends HTMLElement {
      #stop;
      #shown = new Set(); // ids that this page has shown since it was opened
      #now = null;
      #turn = 0;
      #told = false; // that there is nothing new any more, for these choices

      connectedCallback() {
        this.#stop = new AbortController();
        const { signal } = this.#stop;
        this.querySelector(".mood__live").hidden = false;
        this.querySelector(".mood__plain").hidden = true;
        const most = [...this.querySelectorAll("[name=struin-minutes]")].map((each) => Number(each.value) || 0);
        this.querySelector("[name=struin-minutes][value=more]").dataset.above = Math.max(...most);
        this.#readAddress();
        this.addEventListener("change", () => this.#changed(), { signal });
        this.querySelector("[data-next]").addEventListener("click", () => this.#next(), { signal });
        this.#next();
      }

      disconnectedCallback() {
        this.#stop.abort();
      }

      get #chosen() {
        return Object.fromEntries(NAMES.map((name) => [name, this.querySelector(`[name=struin-${name}]:checked`)]));
      }

      #readAddress() {
        const asked = new URLSearchParams(location.search);
        const anchor = location.hash.match(/^#struin-mood-([a-z]+)$/);
        if (anchor) asked.set("mood", anchor[1]);
        for (const name of NAMES) {
          const inputs = [...this.querySelectorAll(`[name=struin-${name}]`)];
          const input = inputs.find((each) => each.value === asked.get(name));
          if (input) input.checked = true;
        }
      }

      #changed() {
        const chosen = Object.entries(this.#chosen).filter(([, input]) => input.value !== "any");
        const query = new URLSearchParams(chosen.map(([name, input]) => [name, input.value])).toString();
        try {
          history.replaceState(history.state, "", location.pathname + (query ? `?${query}` : ""));
        } catch {
          // A page from a folder may not change its address; the choice works all the same.
        }
        this.#told = false;
        this.#next();
        // On a phone the choices are below the card: what they bring must be in sight.
        const found = this.querySelector(".mood__found");
        if (found.getBoundingClientRect().bottom < 0.4 * innerHeight) found.scrollIntoView({ block: "start" });
      }

      async #next() {
        const turn = ++this.#turn;
        const said = this.querySelector(".mood__said");
        const found = this.querySelector(".mood__found");
        const ways = this.querySelector(".mood__ways");
        const place = this.querySelector(".mood__card");
        found.setAttribute("aria-busy", "true");
        try {
          const items = await Struin.items();
          const fitting = items.filter((item) => fits(item, this.#chosen));
          const { item, words } = this.#choose(items, fitting);
          const card = item ? await Struin.card(item) : null;
          if (turn !== this.#turn) return; // another choice was made meanwhile
          this.#now = item;
          place.replaceChildren(...(card ? [card] : []));
          ways.hidden = !item;
          if (item) {
            this.#shown.add(item.id);
            this.querySelector("[data-go]").href = Struin.root + item.url;
          }
          const title = card?.querySelector(".card__link")?.textContent.trim() || "";
          said.replaceChildren();
          if (words) said.append(Object.assign(document.createElement("span"), { textContent: `${words} ` }));
          const heard = Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: title });
          if (title) said.append(heard);
        } catch {
          if (turn !== this.#turn) return;
          place.replaceChildren();
          ways.hidden = false;
          said.textContent = this.dataset.failed;
        } finally {
          if (turn === this.#turn) found.removeAttribute("aria-busy");
        }
      }

      /** New ones first; then what was seen but not shown here; when all was shown, from the beginning. */
      #choose(items, fitting) {
        if (!fitting.length) return { item: null, words: this.dataset.nothing };
        const { pick, seen } = Struin.surprise;
        const known = seen();
        const fresh = pick(fitting, this.#now, new Set([...known, ...this.#shown]));
        if (fresh) return { item: fresh, words: "" };
        const again = items.every((each) => known.has(each.id)) ? this.dataset.all : this.dataset.again;
        const old = pick(fitting, this.#now, this.#shown);
        if (old) {
          const words = this.#told ? "" : again;
          this.#told = true;
          return { item: old, words };
        }
        this.#told = true;
        for (const each of fitting) this.#shown.delete(each.id);
        return { item: pick(fitting, this.#now, new Set()) || fitting[0], words: again };
      }
    },
  );
})();
