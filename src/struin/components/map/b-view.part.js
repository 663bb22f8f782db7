// Which part of the map is on the stage, and how large. Points of the stage are in pixels, points of the map in units.
(() => {
  const { clamp } = Struin.map;
  const CLOSEST = 16; // pixels for a unit, at most
  const ROOM = { side: 12, top: 14, below: 76 }; // pixels around the islands, as in the style

  class View {
    /** `x` and `y` are the middle as the map lies, `k` the pixels for a unit, `w` and `h` the stage's size. */
    constructor(chart) {
      this.chart = chart;
    }

    /** Takes the stage as large as it is now. Laid another way, the map is seen whole again. */
    measure({ clientWidth: w, clientHeight: h }) {
      const isTurned = h > w !== this.chart.tall;
      if (isTurned) this.chart.lay(h > w);
      Object.assign(this, { w, h, ratio: Math.min(devicePixelRatio || 1, 2) });
      const { left, right, top, bottom } = (this.box = this.chart.box);
      this.least = Math.min((w - 2 * ROOM.side) / (right - left), (h - ROOM.top - ROOM.below) / (bottom - top));
      this.middle = { x: (left + right) / 2, y: (top + bottom) / 2 + (ROOM.below - ROOM.top) / 2 / this.least };
      if (isTurned) this.toWhole();
    }

    get most() {
      return Math.max(CLOSEST, this.least * 3);
    }

    get isWhole() {
      return this.k <= this.least * 1.001;
    }

    get isClosest() {
      return this.k >= this.most * 0.999;
    }

    /** {x, y, k}, to come back to. */
    get spot() {
      const { x, y, k } = this;
      return { x, y, k };
    }

    toWhole() {
      Object.assign(this, this.middle, { k: this.least });
    }

    /** Where something of the map is on the stage. */
    screen({ x, y }) {
      return [(x - this.x) * this.k + this.w / 2, (y - this.y) * this.k + this.h / 2];
    }

    keepInside() {
      this.k = clamp(this.k, this.least, this.most);
      const { left, right, top, bottom } = this.box;
      this.x = this.isWhole ? this.middle.x : clamp(this.x, left, right);
      this.y = this.isWhole ? this.middle.y : clamp(this.y, top, bottom);
    }

    pan(dx, dy) {
      this.x -= dx / this.k;
      this.y -= dy / this.k;
      this.keepInside();
    }

    /** Zooms while the point (x, y) of the stage stays where it is. */
    zoom(factor, x = this.w / 2, y = this.h / 2) {
      const k = clamp(this.k * factor, this.least, this.most);
      const shift = 1 / this.k - 1 / k;
      this.x += (x - this.w / 2) * shift;
      this.y += (y - this.h / 2) * shift;
      this.k = k;
      this.keepInside();
    }

    /** The number of the place that is nearest to a point of the stage, within `reach` pixels; null if there is none. */
    near(x, y, reach) {
      let best = null;
      let least = Math.max(reach, 6 * this.k) ** 2;
      this.chart.places.forEach((place, index) => {
        const [px, py] = this.screen(place);
        const far = (px - x) ** 2 + (py - y) ** 2;
        if (far < least) [best, least] = [index, far];
      });
      return best;
    }

    nearestToMiddle() {
      return this.near(this.w / 2, this.h / 2, 1e6) ?? 0;
    }
  }

  Struin.map.View = View;
})();
