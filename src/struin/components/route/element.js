// Following a trail: on its own page what is next, on every other page a strip with the way on, or the way back.
// What is kept, under `route`: {id: the trail, at: the index of the last stop, seen: [ids], left: true once left}.
(() => {
  const ID = /^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/;
  const { fill } = Struin;

  /** The route that is kept, or null; whatever stands in the browser's storage may be anything. */
  const kept = () => {
    const found = Struin.store.get("route", null);
    if (!found || typeof found !== "object" || !ID.test(found.id)) return null;
    const seen = Array.isArray(found.seen) ? found.seen.filter((id) => ID.test(id)) : [];
    return { id: found.id, at: Number.isInteger(found.at) && found.at >= 0 ? found.at : 0, seen, left: found.left === true };
  };

  const keep = (route) => {
    if (JSON.stringify(route) !== JSON.stringify(kept())) Struin.store.set("route", route);
  };

  customElements.define(
    "struin-route",
    class extends HTMLElement {
      #stop;
      #recorded = null; // the trail in which this page was written down as the last stop

      connectedCallback() {
        this.#stop = new AbortController();
        const { signal } = this.#stop;
        const show = () => (this.dataset.trail ? this.#page() : this.#strip());
        document.addEventListener("struin:stored", (event) => [null, "route", "seen", "done"].includes(event.detail.key) && show(), { signal });
        addEventListener("storage", show, { signal });
        addEventListener("pageshow", (event) => {
          if (!event.persisted) return;
          this.#recorded = null;
          show();
        }, { signal });
        if (this.dataset.trail) this.#listen(signal);
        else this.#listenStrip(signal);
        show();
        // What was seen under the old name of a stop is taken along with the list of items, and then shown.
        if ("moved" in this.dataset && Struin.seen.all().length) Struin.items().catch(() => {});
      }

      disconnectedCallback() {
        this.#stop.abort();
        document.documentElement.classList.remove("on-route");
        for (const mark of document.querySelectorAll(".route__seen")) mark.remove();
      }

      // --- on the trail's own page

      #stops() {
        return [...document.querySelectorAll(".stop[data-route-stop]")];
      }

      #listen(signal) {
        const start = (index, again) => {
          const route = kept();
          const mine = route && route.id === this.dataset.trail && !again;
          keep({ id: this.dataset.trail, at: index, seen: mine ? route.seen : [], left: false });
        };
        this.querySelector("a").addEventListener("click", (event) => start(Number(event.currentTarget.dataset.index || 0), event.currentTarget.dataset.again), { signal });
        this.#stops().forEach((stop, index) => {
          stop.addEventListener("click", (event) => event.target.closest("a[href]") && start(index), { signal });
        });
      }

      #page() {
        const stops = this.#stops();
        const ids = stops.map((stop) => stop.dataset.routeStop);
        const route = kept();
        const mine = route && route.id === this.dataset.trail ? route : null;
        const been = (id) => mine?.seen.includes(id) ?? false;
        const number = ids.filter((id) => been(id) || Struin.seen.has(id)).length;
        stops.forEach((stop, index) => {
          const seen = been(ids[index]) || Struin.seen.has(ids[index]);
          stop.classList.toggle("stop--seen", seen);
          const mark = stop.querySelector(".route__seen");
          const words = Struin.done.has(ids[index]) ? this.dataset.done : this.dataset.seen;
          if (seen && !mark) {
            const made = document.createElement("span");
            made.className = "route__seen";
            made.textContent = words;
            stop.querySelector(".stop__number").append(" ", made);
          } else if (!seen && mark) mark.remove();
          else if (mark && mark.textContent !== words) mark.textContent = words;
        });
        // On from where one was; what was skipped comes after the last.
        const order = ids.map((_, step) => ((mine ? mine.at : 0) + step) % ids.length);
        const next = mine ? order.find((index) => !been(ids[index])) : 0;
        const link = this.querySelector("a");
        const again = next === undefined;
        link.dataset.index = again ? 0 : next;
        link.toggleAttribute("data-again", again);
        if (again) link.dataset.again = "1";
        link.href = stops[again ? 0 : next].querySelector("a[href]").href;
        const begun = mine && mine.seen.length > 0;
        link.textContent = again ? this.dataset.again : begun ? fill(this.dataset.continue, { number: next + 1 }) : this.dataset.begin;
        const forgets = Struin.store.off || Struin.store.blocked;
        const progress = number === ids.length ? this.dataset.all : number ? fill(this.dataset.progress, { seen: number, total: ids.length }) : "";
        const status = `${progress} ${forgets ? this.dataset.notKept : this.dataset.kept}`.trim();
        const place = this.querySelector(".route__status");
        if (place.textContent !== status) place.textContent = status;
      }

      // --- on every other page

      #listenStrip(signal) {
        const gone = this.querySelector(".strip__gone");
        this.querySelector(".strip__leave").addEventListener("click", () => {
          const route = kept();
          gone.hidden = false;
          gone.firstElementChild.textContent = this.dataset.left;
          gone.lastElementChild.textContent = this.dataset.resume;
          if (route) keep({ ...route, left: true });
          gone.lastElementChild.focus();
        }, { signal });
        gone.lastElementChild.addEventListener("click", () => {
          const route = kept();
          gone.hidden = true;
          this.querySelector(".strip__row").hidden = false;
          if (route) keep({ ...route, left: false });
          this.querySelector(".strip__next").focus();
        }, { signal });
      }

      async #strip() {
        const route = kept();
        const row = this.querySelector(".strip__row");
        const gone = this.querySelector(".strip__gone");
        const here = Struin.item;
        let trail = null;
        if (route && !route.left && route.id !== here) {
          try {
            trail = await Struin.load(`assets/struin/trails/${route.id.split("/")[1]}.js`);
          } catch {
            // Renamed, and then it is known by now; or no longer there, or no connection: then the strip stays away.
            const moved = await Struin.items().then(kept, () => null);
            if (moved && moved.id !== route.id) return this.#strip();
          }
        }
        if (!this.isConnected) return;
        if (trail && trail.stops.length) this.#fill(trail, route, here);
        row.hidden = !trail;
        this.hidden = !trail && gone.hidden;
        document.documentElement.classList.toggle("on-route", !this.hidden);
      }

      #fill(trail, route, here) {
        const { stops } = trail;
        const index = stops.findIndex((stop) => stop.id === here);
        const on = index >= 0;
        const at = Math.min(on ? index : route.at, stops.length - 1);
        // Once, when it is opened: two tabs at two stops would else go on correcting each other.
        const now = kept();
        if (on && this.#recorded !== route.id && now?.id === route.id && !now.left) {
          this.#recorded = route.id;
          keep({ ...now, at, seen: [...new Set([...now.seen, here])] });
        }
        const place = { number: at + 1, total: stops.length };
        const where = this.querySelector(".strip__where");
        where.href = Struin.root + trail.url;
        where.querySelector("b").textContent = trail.title;
        where.querySelector(".strip__stop").textContent = on ? fill(this.dataset.where, place) : "";
        where.querySelector(".strip__count").textContent = on ? `${at + 1}/${stops.length}` : "↩";
        const next = this.querySelector(".strip__next");
        const target = on ? stops[at + 1] : stops[at];
        const words = on ? (target ? this.dataset.next : this.dataset.last) : this.dataset.off;
        next.firstElementChild.textContent = words;
        next.lastElementChild.textContent = !target ? this.dataset.whole : on ? target.title : fill(this.dataset.back, place);
        next.href = Struin.root + (target || trail).url;
        this.classList.toggle("strip--off", !on);
      }
    },
  );
})();
