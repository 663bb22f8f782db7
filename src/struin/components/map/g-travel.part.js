// Moving over the map: by hand at once, by a button or a key gliding where motion is welcome.
(() => {
  const { clamp, READABLE } = Struin.map;
  const STEP = 1.6; // how much closer a button brings
  const LASTS = 220; // ms
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  class Travel {
    #run = null; // the glide that goes on

    constructor(map) {
      this.map = map;
      this.view = map.view;
    }

    stop() {
      this.#run = null;
    }

    pan(dx, dy) {
      this.view.pan(dx, dy);
      this.map.ask();
    }

    zoom(factor, x, y) {
      this.view.zoom(factor, x, y);
      if (this.view.k >= READABLE) this.map.pointing.learn().then(() => this.map.ask());
      this.map.ask();
    }

    /** Goes where `change` would. */
    glide(change) {
      const { view } = this;
      const start = view.spot;
      change();
      const end = view.spot;
      if (calm.matches) return;
      Object.assign(view, start);
      const begun = performance.now();
      const run = (this.#run = {});
      const step = (now) => {
        if (this.#run !== run || this.map.isGone) return;
        const part = Math.min((now - begun) / LASTS, 1);
        const eased = 1 - (1 - part) ** 3;
        for (const name of ["x", "y", "k"]) view[name] = start[name] + (end[name] - start[name]) * eased;
        this.map.ask();
        if (part < 1) requestAnimationFrame(step);
      };
      requestAnimationFrame(step);
    }

    /** Brings a place well onto the stage, if it is not. */
    bring(place) {
      const { w, h } = this.view;
      const [x, y] = this.view.screen(place);
      const room = Math.min(110, w / 4, h / 4);
      const dx = x < room ? room - x : x > w - room ? w - room - x : 0;
      const dy = y < room ? room - y : y > h - room ? h - room - y : 0;
      if (dx || dy) this.glide(() => this.pan(dx, dy));
    }

    /** "in", "out" or "whole", and says how close that is. */
    step(action) {
      const { map, view } = this;
      this.stop();
      // Towards where one stands, else towards the nearest place: the middle of the stage may be open water.
      const from = view.screen(map.chart.places[map.pointing.pointed ?? view.nearestToMiddle()]);
      const factor = action === "in" ? STEP : 1 / STEP;
      if (action === "whole") {
        this.glide(() => {
          view.toWhole();
          map.ask();
        });
      } else this.glide(() => this.zoom(factor, ...from));
      const end = action === "whole" ? view.least : clamp(view.k * (calm.matches ? 1 : factor), view.least, view.most);
      map.say(Struin.fill(map.dataset.zoomed, { percent: Math.round((end / view.least) * 100) }));
    }

    /** Keeps where one is with this step of the browser's history. */
    remember() {
      const { x, y, k, chart } = this.view;
      history.replaceState({ ...history.state, struinMap: [x, y, k, Number(chart.tall)] }, "");
    }

    /** Goes back there, if the map still lies as it did. */
    recall() {
      const kept = history.state?.struinMap;
      if (Array.isArray(kept) && kept.length === 4 && kept.every(Number.isFinite) && kept[3] === Number(this.view.chart.tall)) {
        const [x, y, k] = kept;
        Object.assign(this.view, { x, y, k });
      }
      this.view.keepInside();
    }
  }

  Struin.map.Travel = Travel;
})();
