// The map to walk around on: a canvas that draws the same lines and marks as the picture on the page, moved by
// pointer, wheel, two fingers and keys. Names of islands stay links; so does the place one stands on.
(() => {
  const { Chart, Marks, Pointing, Travel, View, drawPlaces, drawSea, listen } = Struin.map;

  customElements.define(
    "struin-map",
    class extends HTMLElement {
      #stop;
      #frame = 0;
      #seen = new Set();
      only = false; // what was visited stands out

      async connectedCallback() {
        this.#stop = new AbortController();
        const { signal } = this.#stop;
        this.stage = this.querySelector(".map__stage");
        this.canvas = this.querySelector("canvas");
        this.picture = this.querySelector(".map__picture");
        this.pointing = new Pointing(this);
        this.#showSeen();
        this.tools = Object.fromEntries([...this.querySelectorAll("[data-do]")].map((tool) => [tool.dataset.do, tool]));
        let data;
        try {
          data = await Struin.load("assets/struin/map.js");
        } catch {
          this.say(this.dataset.failed);
          return;
        }
        if (signal.aborted || !data.x.length || !this.pointing.links.length) return;
        // In steps, so that whoever scrolls or types meanwhile need not wait.
        const steps = [
          () => this.#read(data),
          () => this.chart.dye(this),
          () => this.view.measure(this.stage),
          () => this.marks.prepare(this.chart.places),
          () => this.#live(),
          () => this.#open(signal),
        ];
        for (const step of steps) {
          await new Promise((done) => setTimeout(done));
          if (signal.aborted) return;
          step();
        }
      }

      disconnectedCallback() {
        this.#stop.abort();
        this.travel?.stop();
        cancelAnimationFrame(this.#frame);
        this.#frame = 0;
      }

      get isGone() {
        return this.#stop.signal.aborted;
      }

      isLit = (place) => this.#seen.has(place.id);

      #read(data) {
        const { x, y, width, height } = this.picture.viewBox.baseVal;
        this.frame ||= { x, y, width, height }; // once: from then on the picture counts in pixels
        this.chart = new Chart(this.picture, [...this.querySelectorAll(".map__name")], data, this.frame);
        this.view = new View(this.chart);
        this.marks = new Marks(this.chart, this.view, this.isLit);
        this.travel = new Travel(this);
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
        this.travel.recall();
        this.#draw();
      }

      #open(signal) {
        const { stage, view } = this;
        const watch = new ResizeObserver(() => {
          if (stage.clientWidth === view.w && stage.clientHeight === view.h) return;
          view.measure(stage);
          this.#fit();
          view.keepInside();
          this.ask();
        });
        watch.observe(stage);
        const painted = () => {
          this.chart.dye(this);
          this.ask();
        };
        const palette = new MutationObserver(painted);
        palette.observe(document.body, { attributes: true, attributeFilter: ["data-md-color-scheme"] });
        signal.addEventListener("abort", () => { watch.disconnect(); palette.disconnect(); });
        const on = (target, type, act) => target.addEventListener(type, act, { signal });
        for (const query of ["(forced-colors: active)", "(prefers-color-scheme: dark)"]) on(matchMedia(query), "change", painted);
        const seen = () => { this.#showSeen(); this.ask(); };
        on(document, "struin:stored", seen);
        on(window, "storage", seen);
        on(window, "pageshow", (event) => event.persisted && seen());
        on(this, "click", (event) => this.#clicked(event));
        listen(this, signal);
      }

      #clicked(event) {
        const action = event.target.closest("[data-do]")?.dataset.do;
        if (event.target.closest(".map__place, .map__name")) this.travel.remember();
        if (action === "been") this.#toggle();
        else if (action) this.travel.step(action);
      }

      // --- what is drawn

      /** Makes the canvas as large as the stage, and names take pixels for units. */
      #fit() {
        const { w, h, ratio } = this.view;
        this.canvas.width = Math.round(w * ratio);
        this.canvas.height = Math.round(h * ratio);
        this.picture.setAttribute("viewBox", `0 0 ${w} ${h}`);
      }

      /** Draws at the next frame. */
      ask() {
        this.#frame ||= requestAnimationFrame(() => {
          this.#frame = 0;
          this.#draw();
        });
      }

      #draw() {
        const context = this.canvas.getContext("2d");
        drawSea(context, this.chart, this.view);
        drawPlaces(context, this);
        this.#putNames();
        this.pointing.put();
        this.tools.in.disabled = this.view.isClosest;
        this.tools.out.disabled = this.view.isWhole;
      }

      #putNames() {
        for (const island of this.chart.islands) {
          const [x, y] = this.view.screen(island);
          const under = (this.chart.tall ? island.east : island.south) * this.view.k;
          island.link.setAttribute("transform", `translate(${x.toFixed(1)} ${(y + under + 22).toFixed(1)})`);
          island.link.querySelector("text").setAttribute("y", "0");
        }
      }

      // --- what was seen

      #toggle() {
        this.only = !this.only;
        this.tools.been.setAttribute("aria-pressed", String(this.only));
        this.ask();
      }

      #showSeen() {
        this.#seen = new Set(Struin.seen.all().map((entry) => entry.id));
        const places = this.chart?.places || [];
        if (places.length) {
          const number = places.filter(this.isLit).length;
          const said = Struin.fill(number ? this.dataset.been : this.dataset.beenNone, { number, total: places.length });
          const count = this.querySelector(".map__count");
          if (count.textContent !== said) count.textContent = said;
        }
        for (const link of document.querySelectorAll(".places [data-item]")) {
          const mark = link.querySelector(".places__seen");
          const seen = this.#seen.has(link.dataset.item);
          if (seen && !mark) {
            link.append(" ", Object.assign(document.createElement("span"), { className: "places__seen", textContent: this.dataset.seen }));
          } else if (!seen && mark) mark.remove();
        }
      }

      // --- what is said

      say(words) {
        this.querySelector("[data-said]").textContent = words;
      }

      hint(words) {
        const hint = this.querySelector(".map__hint");
        hint.textContent = words;
        hint.hidden = false;
        clearTimeout(this.fading);
        this.fading = setTimeout(() => { hint.hidden = true; }, 1800);
      }
    },
  );
})();
