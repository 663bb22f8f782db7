// The map to walk around on: a canvas that draws the same lines and marks as the picture on the page, moved by
// pointer, wheel, two fingers and keys. Names of islands stay links; so does the place one stands on.
(() => {
  const CLOSEST = 16; // pixels for a unit of the map, at most
  const MARK = 11; // units: how high a mark is about
  const READABLE = 13; // pixels for a unit, from which titles stand beside places
  const TALLEST = 4; // lines of a title
  const SPECK = 0.45; // pixels for a unit, up to which a mark is no more than a speck
  const VAST = 5; // pixels for a unit, from which marks are drawn instead of copied: few are in view
  const ROOM = { side: 12, top: 14, below: 76 }; // pixels around the islands, as in the style
  const clamp = (value, least, most) => Math.min(Math.max(value, least), Math.max(least, most));
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  customElements.define(
    "struin-map",
    class extends HTMLElement {
      #stop;
      #frame = 0;
      #view = null; // {x, y: the middle, in units of the map as it lies; k: pixels for a unit}
      #places = []; // {id, kind, island, x, y (as it lies), wx, wy (as it was laid)}
      #order = []; // places from back to front
      #sheet = null; // marks of one size, drawn once
      #items = null; // by id, once asked for
      #ties = null;
      #seen = new Set();
      #only = false; // what was visited stands out
      #at = 0; // the place that keys stand on
      #pointed = null; // the place that a pointer or a key is at

      async connectedCallback() {
        this.#stop = new AbortController();
        const { signal } = this.#stop;
        this.stage = this.querySelector(".map__stage");
        this.canvas = this.querySelector("canvas");
        this.picture = this.querySelector(".map__picture");
        this.links = [...this.querySelectorAll(".map__place:not(.map__place--hover)")];
        this.hover = this.querySelector(".map__place--hover");
        this.names = [...this.querySelectorAll(".map__name")];
        this.#showSeen();
        this.tools = Object.fromEntries([...this.querySelectorAll("[data-do]")].map((tool) => [tool.dataset.do, tool]));
        let data;
        try {
          data = await Struin.load("assets/struin/map.js");
        } catch {
          this.#say(this.dataset.failed);
          return;
        }
        if (signal.aborted || !data.x.length || !this.links.length) return;
        // In steps, so that whoever scrolls or types meanwhile need not wait.
        const steps = [() => this.#read(data), () => this.#colours(), () => this.#measure(), () => this.#prepare(this.#places), () => this.#live()];
        for (const step of [...steps, () => this.#open(signal)]) {
          await new Promise((done) => setTimeout(done));
          if (signal.aborted) return;
          step();
        }
      }

      disconnectedCallback() {
        this.#stop.abort();
        this.run = this.tall = null;
        cancelAnimationFrame(this.#frame);
        this.#frame = 0;
      }

      // --- what is drawn

      #read(data) {
        const { x, y, width, height } = this.picture.viewBox.baseVal;
        this.frame ||= { x, y, width, height }; // once: from then on the picture counts in pixels
        const names = data.names.split(" ");
        this.#places = data.x.map((at, index) => {
          const kind = data.kinds[data.kind[index]];
          const island = data.island[index];
          return { id: `${kind}/${names[index]}`, kind, island, wx: at / 10, wy: data.y[index] / 10, x: 0, y: 0 };
        });
        const paths = (selector) => [...this.picture.querySelectorAll(selector)].map((path) => new Path2D(path.getAttribute("d")));
        this.ferries = paths(".map__ferry");
        this.boats = [...this.picture.querySelectorAll(".map__boat")].map((boat) => {
          const { e, f } = boat.parentNode.transform.baseVal.consolidate().matrix;
          return { path: new Path2D(boat.getAttribute("d")), wx: e, wy: f };
        });
        this.lands = [...this.picture.querySelectorAll(".map__island")].map((element) => {
          const line = (name) => new Path2D(element.querySelector(name).getAttribute("d"));
          return { element, land: line(".map__ground"), rocks: line(".map__rocks"), beach: line(".map__beach") };
        });
        this.marks = {};
        for (const mark of this.picture.querySelectorAll("defs > g")) {
          this.marks[mark.id.replace("struin-mark-", "")] = [...mark.children].map((part) => ({
            part: part.dataset.part, path: new Path2D(part.getAttribute("d")),
          }));
        }
        this.index = new Map(this.#places.map((place, index) => [place.id, index]));
        this.islands = this.names.map((name) => ({
          link: name, wx: Number(name.dataset.x), wy: Number(name.dataset.y),
          south: Number(name.dataset.south), east: Number(name.dataset.east),
        }));
      }

      #colours() {
        const own = getComputedStyle(this);
        const get = (style, name) => style.getPropertyValue(name).trim();
        this.colour = Object.fromEntries(["water", "near", "far", "wave", "ink", "paper", "light", "lit", "glow"].map((name) => [name, get(own, `--map-${name}`)]));
        this.colour.text = own.color;
        for (const land of this.lands) {
          const style = getComputedStyle(land.element);
          land.tint = get(style, "--c-tint");
          land.mid = get(style, "--c-mid");
          land.deep = get(style, "--c-deep");
        }
        this.type = own.fontFamily;
        this.#sheet = null;
      }

      #live() {
        this.classList.add("map--live");
        this.canvas.hidden = false;
        for (const part of this.querySelectorAll(".map__live, .map__tools, .map__how")) part.hidden = false;
        this.picture.querySelector(".map__drawn").style.setProperty("display", "none");
        this.stage.tabIndex = 0;
        this.stage.setAttribute("role", "application");
        this.stage.setAttribute("aria-label", this.dataset.label);
        this.stage.setAttribute("aria-describedby", "struin-map-how");
        this.#showSeen();
        this.#fit();
        const kept = history.state?.struinMap;
        if (Array.isArray(kept) && kept.length === 4 && kept.every(Number.isFinite) && kept[3] === Number(this.tall)) {
          this.#view = { x: kept[0], y: kept[1], k: kept[2] };
        }
        this.#keepInside();
        this.#draw();
      }

      #open(signal) {
        const again = () => {
          if (this.stage.clientWidth === this.w && this.stage.clientHeight === this.h) return;
          this.#measure();
          this.#fit();
          this.#keepInside();
          this.#ask();
        };
        const watch = new ResizeObserver(again);
        watch.observe(this.stage);
        const painted = new MutationObserver(() => { this.#colours(); this.#ask(); });
        painted.observe(document.body, { attributes: true, attributeFilter: ["data-md-color-scheme"] });
        signal.addEventListener("abort", () => { watch.disconnect(); painted.disconnect(); });
        for (const query of ["(forced-colors: active)", "(prefers-color-scheme: dark)"]) {
          matchMedia(query).addEventListener("change", () => { this.#colours(); this.#ask(); }, { signal });
        }
        const seen = () => { this.#showSeen(); this.#ask(); };
        document.addEventListener("struin:stored", seen, { signal });
        addEventListener("storage", seen, { signal });
        addEventListener("pageshow", (event) => event.persisted && seen(), { signal });
        this.#listen(signal);
      }

      /** How large the stage is, and which way the sea lies in it. */
      #measure() {
        const { clientWidth: w, clientHeight: h } = this.stage;
        const ratio = Math.min(devicePixelRatio || 1, 2);
        const tall = h > w;
        if (tall !== this.tall) {
          this.tall = tall;
          for (const each of [...this.#places, ...this.islands, ...this.boats]) [each.x, each.y] = this.#lie(each.wx, each.wy);
          this.waves = this.#upright(this.picture.querySelector(".map__waves"));
          for (const land of this.lands) land.grass = this.#upright(land.element.querySelector(".map__grass"));
          this.#order = this.#places.map((_, index) => index).sort((a, b) => this.#places[a].y - this.#places[b].y);
          this.#view = null;
        }
        this.w = w;
        this.h = h;
        this.ratio = ratio;
        const { x, y, width, height } = this.frame;
        const [left, top] = tall ? [-y - height, x] : [x, y];
        const [right, bottom] = tall ? [-y, x + width] : [x + width, y + height];
        this.least = Math.min((w - 2 * ROOM.side) / (right - left), (h - ROOM.top - ROOM.below) / (bottom - top));
        this.middle = { x: (left + right) / 2, y: (top + bottom) / 2 + (ROOM.below - ROOM.top) / 2 / this.least };
        this.box = { left, right, top, bottom };
        if (!this.#view) this.#view = { ...this.middle, k: this.least };
      }

      /** Makes the canvas as large as was measured, and names take pixels for units. */
      #fit() {
        this.canvas.width = Math.round(this.w * this.ratio);
        this.canvas.height = Math.round(this.h * this.ratio);
        this.picture.setAttribute("viewBox", `0 0 ${this.w} ${this.h}`);
      }

      /** Many times the same small drawing, each upright where it lies now. */
      #upright(element) {
        const drawn = element.getAttribute("d").split("M").slice(1).map((each) => /^([-\d.]+) ([-\d.]+)(.*)$/.exec(each));
        return new Path2D(drawn.map(([, x, y, line]) => `M${this.#lie(Number(x), Number(y)).join(" ")}${line}`).join(""));
      }

      #lie(x, y) {
        return this.tall ? [-y, x] : [x, y];
      }

      #screen(place) {
        const { x, y, k } = this.#view;
        return [(place.x - x) * k + this.w / 2, (place.y - y) * k + this.h / 2];
      }

      /** Draws at the next frame. */
      #ask() {
        this.#frame ||= requestAnimationFrame(() => {
          this.#frame = 0;
          this.#draw();
        });
      }

      #draw() {
        const context = this.canvas.getContext("2d");
        const { ratio, w, h, colour } = this;
        const { x, y, k } = this.#view;
        context.setTransform(1, 0, 0, 1, 0, 0);
        context.fillStyle = colour.water;
        context.fillRect(0, 0, this.canvas.width, this.canvas.height);
        const s = k * ratio;
        const left = (w / 2) * ratio;
        const top = (h / 2) * ratio;
        // The sea as it was laid, turned a quarter on a tall stage; what stands upright is turned back already.
        const turned = () => context.setTransform(0, s, -s, 0, left - x * s, top - y * s);
        const straight = () => context.setTransform(s, 0, 0, s, left - x * s, top - y * s);
        const laid = this.tall ? turned : straight;
        straight();
        context.lineJoin = context.lineCap = "round";
        // From far away a line would be thinner than one sees, from close by as thick as a pole.
        const pen = (units, most = 2.4) => clamp(units, 0.8 / k, most / k);
        const stroke = (paths, style, width, dash = []) => {
          context.strokeStyle = style;
          context.lineWidth = width;
          context.setLineDash(dash);
          for (const path of paths) context.stroke(path);
          context.setLineDash([]);
        };
        const coasts = this.lands.map((land) => land.land);
        stroke([this.waves], colour.wave, pen(0.9));
        laid();
        const shoal = Math.max(1, 3 / k);
        stroke(coasts, colour.far, 26 * shoal);
        stroke(coasts, colour.near, 12 * shoal);
        context.globalAlpha = 0.75;
        stroke(this.ferries, colour.text, pen(0.8), [0.1, clamp(3.4, 4 / k, 9 / k)]);
        context.globalAlpha = 1;
        for (const land of this.lands) {
          context.fillStyle = land.tint;
          context.fill(land.land);
          context.globalAlpha = 0.6;
          stroke([land.beach], land.mid, pen(0.6, 1.8), [5, 1.6, 2.4, 2]);
          straight();
          if (k > 0.9) stroke([land.grass], land.mid, pen(0.45, 1.8));
          laid();
          context.globalAlpha = 1;
          context.fill(land.rocks);
          stroke([land.land, land.rocks], colour.ink, pen(1, 3));
        }
        context.setTransform(ratio, 0, 0, ratio, 0, 0);
        if (k > 0.6) for (const boat of this.boats) this.#boat(context, boat);
        this.#drawTies(context);
        this.#drawPlaces(context);
        if (k >= READABLE && this.#items) this.#drawTitles(context);
        this.#putNames();
        this.#putLabel();
        this.tools.in.disabled = k >= this.most * 0.999;
        this.tools.out.disabled = k <= this.least * 1.001;
      }

      get most() {
        return Math.max(CLOSEST, this.least * 3);
      }

      #boat(context, boat) {
        const [x, y] = this.#screen(boat);
        context.save();
        context.translate(x, y);
        context.scale(this.#view.k, this.#view.k);
        context.fillStyle = this.colour.paper;
        context.strokeStyle = this.colour.ink;
        context.lineWidth = Math.min(0.7, 2.4 / this.#view.k);
        context.fill(boat.path);
        context.stroke(boat.path);
        context.restore();
      }

      /** Draws the marks that places need on a sheet, once for a size. All before the first is copied: to copy from
          a drawing that changes in between is slow. */
      #prepare(places) {
        const { k } = this.#view;
        if (k < SPECK || k >= VAST) return;
        const step = 2 ** (Math.round(Math.log2(k * this.ratio) * 2) / 2);
        if (this.#sheet?.step !== step) {
          const cell = Math.ceil(24 * step) + 2;
          const made = document.createElement("canvas");
          made.width = cell * this.lands.length * 2;
          made.height = cell * Object.keys(this.marks).length;
          this.#sheet = { step, cell, made, pen: made.getContext("2d"), rows: Object.keys(this.marks), done: new Set() };
        }
        const { cell, pen, done } = this.#sheet;
        for (const place of places) {
          const lit = this.#seen.has(place.id);
          const key = `${place.kind} ${place.island} ${lit}`;
          if (done.has(key)) continue;
          done.add(key);
          const [left, top] = this.#cell(place, lit);
          pen.setTransform(step, 0, 0, step, left + cell / 2, top + cell / 2);
          this.#mark(pen, place.kind, place.island, lit, step);
        }
      }

      #cell(place, lit) {
        const { cell, rows } = this.#sheet;
        return [(place.island * 2 + Number(lit)) * cell, rows.indexOf(place.kind) * cell];
      }

      #put(context, place, lit, x, y) {
        const { k } = this.#view;
        const { cell, step, made } = this.#sheet;
        const [left, top] = this.#cell(place, lit);
        const size = (cell / step) * k;
        context.drawImage(made, left, top, cell, cell, x - size / 2, y - size / 2, size, size);
      }

      #mark(context, kind, island, lit, scale) {
        const { colour } = this;
        const land = this.lands[island];
        const alpha = context.globalAlpha;
        if (lit) {
          context.fillStyle = colour.glow;
          for (const [radius, strength] of [[8.8, 0.28], [7.2, 0.4], [5.6, 0.85]]) {
            context.globalAlpha = alpha * strength;
            context.beginPath();
            context.arc(0, 0, radius, 0, 7);
            context.fill();
          }
          context.globalAlpha = alpha;
        }
        if (scale < 0.7) {
          context.fillStyle = lit ? colour.lit : land.deep;
          context.beginPath();
          context.arc(0, 0, lit ? 3.6 : 2.6, 0, 7);
          context.fill();
          return;
        }
        const large = kind === "principles" ? 1.5 : 1.08;
        context.scale(large, large);
        context.lineJoin = "round";
        context.strokeStyle = colour.ink;
        context.lineWidth = clamp(1.5 / scale, 0.16, 0.7);
        for (const { part, path } of this.marks[kind]) {
          context.fillStyle = part === "light" ? (lit ? colour.lit : colour.light) : part === "paper" ? colour.paper : land[part];
          context.fill(path);
          context.stroke(path);
        }
      }

      #drawPlaces(context) {
        const { k } = this.#view;
        const across = this.w / 2 / k + MARK;
        const down = this.h / 2 / k + MARK;
        const inView = this.#order.map((index) => this.#places[index]).filter((place) =>
          Math.abs(place.x - this.#view.x) < across && Math.abs(place.y - this.#view.y) < down);
        this.#prepare(inView);
        for (const place of inView) {
          const [x, y] = this.#screen(place);
          const lit = this.#seen.has(place.id);
          context.globalAlpha = this.#only && !lit ? 0.22 : 1;
          if (k < SPECK) {
            const size = lit ? Math.max(9 * k, 3) : Math.max(5 * k, 1.5);
            context.fillStyle = lit ? this.colour.lit : this.lands[place.island].deep;
            context.fillRect(x - size / 2, y - size / 2, size, size);
          } else if (k < VAST) this.#put(context, place, lit, x, y);
          else {
            context.save();
            context.translate(x, y);
            context.scale(k, k);
            this.#mark(context, place.kind, place.island, lit, k * this.ratio);
            context.restore();
          }
        }
        context.globalAlpha = 1;
        if (this.#pointed !== null) {
          const [x, y] = this.#screen(this.#places[this.#pointed]);
          context.strokeStyle = this.colour.text;
          context.lineWidth = 2.5;
          context.beginPath();
          context.arc(x, y - 0.3 * k, Math.max(8.2 * k, 9), 0, 7);
          context.stroke();
        }
      }

      #drawTies(context) {
        if (this.#pointed === null || !this.#ties) return;
        const [x, y] = this.#screen(this.#places[this.#pointed]);
        context.strokeStyle = this.colour.text;
        context.lineWidth = 1.8;
        context.setLineDash([1, 6]);
        for (const index of this.#ties[this.#pointed]) {
          const [ox, oy] = this.#screen(this.#places[index]);
          context.beginPath();
          context.moveTo(x, y);
          context.quadraticCurveTo((x + ox) / 2 + (oy - y) * 0.12, (y + oy) / 2 - (ox - x) * 0.12, ox, oy);
          context.stroke();
          context.save();
          context.setLineDash([]);
          context.beginPath();
          context.arc(ox, oy, Math.max(6 * this.#view.k, 6), 0, 7);
          context.stroke();
          context.restore();
        }
        context.setLineDash([]);
      }

      #drawTitles(context) {
        const { k } = this.#view;
        context.font = `600 14px ${this.type}`;
        context.textAlign = "center";
        context.fillStyle = this.colour.text;
        context.lineWidth = 4;
        for (const place of this.#places) {
          const [x, y] = this.#screen(place);
          if (x < -90 || y < -90 || x > this.w + 90 || y > this.h + 60) continue;
          const lines = [""];
          for (const word of (this.#items.get(place.id)?.title || "").split(" ")) {
            const last = lines.length - 1;
            if (lines[last].length + word.length < 17) lines[last] = `${lines[last]} ${word}`.trim();
            else lines.push(word);
          }
          context.strokeStyle = this.lands[place.island].tint;
          lines.slice(0, TALLEST).forEach((line, number) => {
            context.strokeText(line, x, y + 5.4 * k + 14 + number * 16);
            context.fillText(line, x, y + 5.4 * k + 14 + number * 16);
          });
        }
      }

      #putNames() {
        const { k } = this.#view;
        for (const island of this.islands) {
          const [x, y] = this.#screen(island);
          const under = (this.tall ? island.east : island.south) * k;
          island.link.setAttribute("transform", `translate(${x.toFixed(1)} ${(y + under + 22).toFixed(1)})`);
          island.link.querySelector("text").setAttribute("y", "0");
        }
      }

      // --- the place one points at or stands on

      #shown() {
        const focused = this.links.find((link) => link === document.activeElement);
        return focused || (this.#pointed === null ? null : this.hover);
      }

      #putLabel() {
        const shown = this.#shown();
        for (const link of [...this.links, this.hover]) link.classList.toggle("map__place--shown", link === shown);
        if (!shown || this.#pointed === null) return;
        const [x, y] = this.#screen(this.#places[this.#pointed]);
        const { offsetWidth: w, offsetHeight: h } = shown;
        const away = Math.max(9 * this.#view.k, 12) + 6;
        const top = y - away - h > 8 ? y - away - h : Math.min(y + away, this.h - h - 8);
        shown.style.setProperty("transform", `translate(${Math.round(clamp(x - w / 2, 12, this.w - w - 12))}px, ${Math.round(Math.max(8, top))}px)`);
      }

      async #learn() {
        if (this.#items) return;
        try {
          const [items, ties] = await Promise.all([Struin.items(), Struin.load("assets/struin/map-ties.js")]);
          this.#items = new Map(items.map((item) => [item.id, item]));
          this.#ties = ties;
          this.words = Object.fromEntries([...this.querySelectorAll("template[data-kind]")].map((each) => [each.dataset.kind, each.dataset.word]));
        } catch {
          this.#say(this.dataset.failed);
        }
      }

      #write(link, index) {
        const place = this.#places[index];
        const item = this.#items?.get(place.id);
        if (!item) return false;
        link.href = Struin.root + item.url;
        link.dataset.place = place.id;
        link.className = link.className.replace(/ ?p-\d/, "") + ` p-${item.principles[0] || 0}`;
        link.querySelector(".map__kind").textContent = this.words[place.kind];
        link.querySelector(".map__title").textContent = item.title;
        link.querySelector(".map__line").textContent = item.summary;
        link.querySelector(".map__was").textContent = this.#seen.has(place.id) ? this.dataset.seen : "";
        return true;
      }

      /** Points at a place with the pointer; null for none. */
      async #point(index) {
        if (index === this.#pointed || this.links.includes(document.activeElement)) return;
        this.#pointed = index;
        this.#ask();
        if (index === null) return;
        await this.#learn();
        if (this.#pointed === index && this.#write(this.hover, index)) this.#ask();
      }

      /** Stands on a place: its link takes the focus. Two links take turns, so that each step is told. */
      async #stand(index) {
        await this.#learn();
        if (this.#stop.signal.aborted) return;
        const other = this.links.find((link) => link !== document.activeElement) || this.links[0];
        if (!this.#write(other, index)) return;
        this.#at = this.#pointed = index;
        for (const link of this.links) link.tabIndex = link === other ? 0 : -1;
        other.classList.add("map__place--shown");
        other.focus({ preventScroll: true });
        this.#bring(this.#places[index]);
        this.#ask();
      }

      /** The place in a direction, straight ahead before aside; -1 if there is none. */
      #towards(dx, dy) {
        const from = this.#places[this.#at];
        let best = -1;
        let least = Infinity;
        this.#places.forEach((place, index) => {
          const ahead = (place.x - from.x) * dx + (place.y - from.y) * dy;
          const aside = Math.abs((place.x - from.x) * dy + (place.y - from.y) * dx);
          const cost = ahead + 2.2 * aside;
          if (index !== this.#at && ahead > 0.5 && ahead > aside * 0.45 && cost < least) [best, least] = [index, cost];
        });
        return best;
      }

      #near(x, y, reach) {
        let best = null;
        let least = Math.max(reach, 6 * this.#view.k) ** 2;
        this.#places.forEach((place, index) => {
          const [px, py] = this.#screen(place);
          const far = (px - x) ** 2 + (py - y) ** 2;
          if (far < least) [best, least] = [index, far];
        });
        return best;
      }

      // --- moving

      #keepInside() {
        const view = this.#view;
        view.k = clamp(view.k, this.least, this.most);
        const whole = view.k <= this.least * 1.001;
        view.x = whole ? this.middle.x : clamp(view.x, this.box.left, this.box.right);
        view.y = whole ? this.middle.y : clamp(view.y, this.box.top, this.box.bottom);
      }

      #pan(dx, dy) {
        this.#view.x -= dx / this.#view.k;
        this.#view.y -= dy / this.#view.k;
        this.#keepInside();
        this.#ask();
      }

      /** Zooms while the point (x, y) of the stage stays where it is. */
      #zoom(factor, x = this.w / 2, y = this.h / 2) {
        const view = this.#view;
        const k = clamp(view.k * factor, this.least, this.most);
        const shift = 1 / view.k - 1 / k;
        view.x += (x - this.w / 2) * shift;
        view.y += (y - this.h / 2) * shift;
        view.k = k;
        this.#keepInside();
        if (k >= READABLE) this.#learn().then(() => this.#ask());
        this.#ask();
      }

      /** Goes to a view, gliding where motion is welcome. */
      #glide(change) {
        const start = { ...this.#view };
        change();
        const end = { ...this.#view };
        if (calm.matches) return;
        this.#view = start;
        const begun = performance.now();
        const run = (this.run = {});
        const step = (now) => {
          if (this.run !== run || this.#stop.signal.aborted) return;
          const part = Math.min((now - begun) / 220, 1);
          const eased = 1 - (1 - part) ** 3;
          for (const name of ["x", "y", "k"]) this.#view[name] = start[name] + (end[name] - start[name]) * eased;
          this.#ask();
          if (part < 1) requestAnimationFrame(step);
        };
        requestAnimationFrame(step);
      }

      #bring(place) {
        const [x, y] = this.#screen(place);
        const room = Math.min(110, this.w / 4, this.h / 4);
        const dx = x < room ? room - x : x > this.w - room ? this.w - room - x : 0;
        const dy = y < room ? room - y : y > this.h - room ? this.h - room - y : 0;
        if (dx || dy) this.#glide(() => this.#pan(dx, dy));
      }

      #step(action) {
        this.run = null;
        // Towards where one stands, else towards the nearest place: the middle of the stage may be open water.
        const from = this.#screen(this.#places[this.#pointed ?? this.#nearestToMiddle()]);
        if (action === "in") this.#glide(() => this.#zoom(1.6, ...from));
        if (action === "out") this.#glide(() => this.#zoom(1 / 1.6, ...from));
        if (action === "whole") this.#glide(() => { this.#view = { ...this.middle, k: this.least }; this.#ask(); });
        const end = action === "whole" ? this.least : clamp(this.#view.k * (calm.matches ? 1 : action === "in" ? 1.6 : 1 / 1.6), this.least, this.most);
        this.#say(fill(this.dataset.zoomed, { percent: Math.round((end / this.least) * 100) }));
      }

      #remember() {
        const { x, y, k } = this.#view;
        history.replaceState({ ...history.state, struinMap: [x, y, k, Number(this.tall)] }, "");
      }

      // --- what one does

      #listen(signal) {
        const { stage } = this;
        const on = (target, type, act, options = {}) => target.addEventListener(type, act, { signal, ...options });
        const spot = (event) => {
          const box = stage.getBoundingClientRect();
          return [event.clientX - box.left, event.clientY - box.top];
        };
        const onLink = (event) => event.target.closest("a, button");
        let drag = null;
        let kind = "mouse";

        on(stage, "pointerdown", (event) => {
          kind = event.pointerType;
          this.run = null;
          // One finger scrolls the page, as everywhere; two move the map.
          if (kind === "touch" || event.button !== 0 || onLink(event)) return;
          drag = { x: event.clientX, y: event.clientY, moved: false };
        });
        on(stage, "pointermove", (event) => {
          if (event.pointerType === "touch") return;
          if (drag) {
            const dx = event.clientX - drag.x;
            const dy = event.clientY - drag.y;
            if (!drag.moved && Math.hypot(dx, dy) < 5) return;
            if (!drag.moved) stage.setPointerCapture(event.pointerId);
            Object.assign(drag, { x: event.clientX, y: event.clientY, moved: true });
            this.#point(null);
            this.#pan(dx, dy);
          } else if (!onLink(event)) this.#point(this.#near(...spot(event), 14));
        });
        on(stage, "pointerleave", (event) => event.pointerType !== "touch" && !drag && this.#point(null));
        for (const type of ["pointerup", "pointercancel"]) on(stage, type, () => setTimeout(() => { drag = null; }));
        on(stage, "click", (event) => {
          if (onLink(event) || drag?.moved) return;
          const [x, y] = spot(event);
          const found = this.#near(x, y, kind === "touch" ? 26 : 14);
          if (found === null) {
            if (this.links.includes(document.activeElement)) stage.focus({ preventScroll: true });
            if (kind === "touch") this.#point(null);
            if (kind === "touch" && this.#view.k < this.least * 1.5) this.#glide(() => this.#zoom(2.4, x, y));
          } else if (kind === "touch") this.#stand(found);
          else this.#enter(found);
        });
        on(this, "click", (event) => {
          const { action = event.target.closest("[data-do]")?.dataset.do } = {};
          if (event.target.closest(".map__place, .map__name")) this.#remember();
          if (action === "been") this.#toggle();
          else if (action) this.#step(action);
        });

        on(stage, "wheel", (event) => {
          const meant = event.ctrlKey || event.metaKey || stage.contains(document.activeElement);
          const end = event.deltaY > 0 ? this.#view.k <= this.least * 1.001 : this.#view.k >= this.most * 0.999;
          if (!meant) this.#hint(this.dataset.wheel);
          if (!meant || (end && !event.ctrlKey)) return; // the page goes on
          event.preventDefault();
          const pixels = event.deltaY * (event.deltaMode === 1 ? 30 : 1);
          this.#zoom(Math.exp(-clamp(pixels, -240, 240) * (event.ctrlKey && event.deltaMode === 0 && Math.abs(pixels) < 40 ? 0.012 : 0.0022)), ...spot(event));
        }, { passive: false });

        let fingers = null;
        const two = (event) => {
          const box = stage.getBoundingClientRect();
          const [a, b] = event.touches;
          return { x: (a.clientX + b.clientX) / 2 - box.left, y: (a.clientY + b.clientY) / 2 - box.top, far: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) };
        };
        on(stage, "touchstart", (event) => {
          fingers = event.touches.length === 2 ? two(event) : null;
          if (fingers) event.preventDefault();
        }, { passive: false });
        on(stage, "touchmove", (event) => {
          if (event.touches.length === 1 && this.#view.k > this.least * 1.2) this.#hint(this.dataset.touch);
          if (event.touches.length !== 2 || !fingers) return;
          if (event.cancelable) event.preventDefault();
          const now = two(event);
          this.#pan(now.x - fingers.x, now.y - fingers.y);
          this.#zoom(now.far / Math.max(fingers.far, 1), now.x, now.y);
          fingers = now;
        }, { passive: false });
        on(stage, "touchend", () => { fingers = null; });

        const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
        on(stage, "keydown", (event) => {
          if (event.ctrlKey || event.metaKey || event.altKey) return;
          const zoom = { "+": "in", "=": "in", "-": "out", _: "out", 0: "whole" }[event.key];
          const way = arrows[event.key];
          const standing = this.links.includes(document.activeElement);
          if (zoom) this.#step(zoom);
          else if (way && standing && !event.shiftKey) {
            const next = this.#towards(...way);
            if (next >= 0) this.#stand(next);
          } else if (way) this.#glide(() => this.#pan(-way[0] * this.w * 0.16, -way[1] * this.h * 0.16));
          else if (event.key === "Enter" && event.target === stage) this.#stand(this.#nearestToMiddle());
          else if (event.key === "Escape" && this.#pointed !== null) {
            this.#pointed = null;
            if (standing) stage.focus({ preventScroll: true });
            this.#ask();
          } else return;
          event.preventDefault();
        });
        for (const link of this.links) {
          on(link, "focus", () => {
            // Come here by Tab: what it says is true already, the map only has to show it.
            this.#at = this.#pointed = this.index.get(link.dataset.place) ?? 0;
            this.#bring(this.#places[this.#at]);
            this.#ask();
            this.#learn().then(() => {
              this.#write(link, this.#at);
              this.#ask();
            });
          });
          on(link, "blur", () => {
            this.#pointed = null;
            this.#ask();
          });
        }
        for (const island of this.islands) {
          on(island.link, "focus", () => this.#bring(island));
        }
      }

      #nearestToMiddle() {
        return this.#near(this.w / 2, this.h / 2, 1e6) ?? 0;
      }

      async #enter(index) {
        await this.#learn();
        const item = this.#items?.get(this.#places[index].id);
        if (!item) return;
        this.#remember();
        location.href = Struin.root + item.url;
      }

      #toggle() {
        this.#only = !this.#only;
        this.tools.been.setAttribute("aria-pressed", String(this.#only));
        this.#ask();
      }

      #showSeen() {
        this.#seen = new Set(Struin.seen.all().map((entry) => entry.id));
        const total = this.#places.length;
        if (total) {
          const number = this.#places.filter((place) => this.#seen.has(place.id)).length;
          const said = fill(number ? this.dataset.been : this.dataset.beenNone, { number, total });
          const count = this.querySelector(".map__count");
          if (count.textContent !== said) count.textContent = said;
        }
        for (const link of document.querySelectorAll(".places [data-item]")) {
          const mark = link.querySelector(".places__seen");
          const seen = this.#seen.has(link.dataset.item);
          if (seen && !mark) {
            const made = document.createElement("span");
            made.className = "places__seen";
            made.textContent = this.dataset.seen;
            link.append(" ", made);
          } else if (!seen && mark) mark.remove();
        }
      }

      #say(words) {
        this.querySelector("[data-said]").textContent = words;
      }

      #hint(words) {
        const hint = this.querySelector(".map__hint");
        hint.textContent = words;
        hint.hidden = false;
        clearTimeout(this.fading);
        this.fading = setTimeout(() => { hint.hidden = true; }, 1800);
      }
    },
  );
})();
