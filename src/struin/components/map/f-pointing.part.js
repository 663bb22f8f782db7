// The place that one points at or stands on: what it is called, and the link that leads to it.
(() => {
  const { clamp } = Struin.map;

  class Pointing {
    at = 0; // the place that keys stand on
    pointed = null; // the place that a pointer or a key is at
    items = null; // by id, once asked for
    ties = null;

    constructor(map) {
      this.map = map;
      this.links = [...map.querySelectorAll(".map__place:not(.map__place--hover)")];
      this.hover = map.querySelector(".map__place--hover");
    }

    get #places() {
      return this.map.chart.places;
    }

    /** The link that has the focus, if it is that of a place. */
    get focused() {
      return this.links.find((link) => link === document.activeElement);
    }

    /** Fetches what places are called and what they are tied to. */
    async learn() {
      if (this.items) return;
      try {
        const [items, ties] = await Promise.all([Struin.items(), Struin.load("assets/struin/map-ties.js")]);
        this.items = new Map(items.map((item) => [item.id, item]));
        this.ties = ties;
        this.words = Object.fromEntries([...this.map.querySelectorAll("template[data-kind]")].map((each) => [each.dataset.kind, each.dataset.word]));
      } catch {
        this.map.say(this.map.dataset.failed);
      }
    }

    #write(link, index) {
      const place = this.#places[index];
      const item = this.items?.get(place.id);
      if (!item) return false;
      link.href = Struin.root + item.url;
      link.dataset.place = place.id;
      link.className = link.className.replace(/ ?p-\d/, "") + ` p-${item.principles[0] || 0}`;
      link.querySelector(".map__kind").textContent = this.words[place.kind];
      link.querySelector(".map__title").textContent = item.title;
      link.querySelector(".map__line").textContent = item.summary;
      link.querySelector(".map__was").textContent = this.map.isLit(place) ? this.map.dataset.seen : "";
      return true;
    }

    /** Puts the label beside its place. */
    put() {
      const shown = this.focused || (this.pointed === null ? null : this.hover);
      for (const link of [...this.links, this.hover]) link.classList.toggle("map__place--shown", link === shown);
      if (!shown || this.pointed === null) return;
      const { view } = this.map;
      const [x, y] = view.screen(this.#places[this.pointed]);
      const { offsetWidth: w, offsetHeight: h } = shown;
      const away = Math.max(9 * view.k, 12) + 6;
      const top = y - away - h > 8 ? y - away - h : Math.min(y + away, view.h - h - 8);
      shown.style.setProperty("transform", `translate(${Math.round(clamp(x - w / 2, 12, view.w - w - 12))}px, ${Math.round(Math.max(8, top))}px)`);
    }

    /** Points at a place with the pointer; null for none. */
    async point(index) {
      if (index === this.pointed || this.focused) return;
      this.pointed = index;
      this.map.ask();
      if (index === null) return;
      await this.learn();
      if (this.pointed === index && this.#write(this.hover, index)) this.map.ask();
    }

    letGo() {
      this.pointed = null;
      this.map.ask();
    }

    /** Stands on a place: its link takes the focus. Two links take turns, so that each step is told. */
    async stand(index) {
      await this.learn();
      if (this.map.isGone) return;
      const other = this.links.find((link) => link !== document.activeElement) || this.links[0];
      if (!this.#write(other, index)) return;
      this.at = this.pointed = index;
      for (const link of this.links) link.tabIndex = link === other ? 0 : -1;
      other.classList.add("map__place--shown");
      other.focus({ preventScroll: true });
      this.map.travel.bring(this.#places[index]);
      this.map.ask();
    }

    /** Come here by Tab: what the link says is true already, the map only has to show it. */
    arrive(link) {
      this.at = this.pointed = this.map.chart.index.get(link.dataset.place) ?? 0;
      this.map.travel.bring(this.#places[this.at]);
      this.map.ask();
      this.learn().then(() => {
        this.#write(link, this.at);
        this.map.ask();
      });
    }

    /** Stands on the place in a direction, straight ahead before aside, if there is one. */
    step(dx, dy) {
      const from = this.#places[this.at];
      let best = -1;
      let least = Infinity;
      this.#places.forEach((place, index) => {
        const ahead = (place.x - from.x) * dx + (place.y - from.y) * dy;
        const aside = Math.abs((place.x - from.x) * dy + (place.y - from.y) * dx);
        const cost = ahead + 2.2 * aside;
        if (index !== this.at && ahead > 0.5 && ahead > aside * 0.45 && cost < least) [best, least] = [index, cost];
      });
      if (best >= 0) this.stand(best);
    }

    /** Goes to the page of a place. */
    async enter(index) {
      await this.learn();
      const item = this.items?.get(this.#places[index].id);
      if (!item) return;
      this.map.travel.remember();
      location.href = Struin.root + item.url;
    }
  }

  Struin.map.Pointing = Pointing;
})();
