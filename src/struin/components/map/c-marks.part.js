// The marks of places. They are drawn once for a size, on a sheet from which they are copied.
(() => {
  const { clamp } = Struin.map;
  const SPECK = 0.45; // pixels for a unit, up to which a mark is no more than a speck
  const VAST = 5; // pixels for a unit, from which marks are drawn instead of copied: few are in view

  class Marks {
    #sheet = null;

    /** `isLit(place)` tells which ones shine. */
    constructor(chart, view, isLit) {
      Object.assign(this, { chart, view, isLit });
    }

    /** Draws the marks that places need on the sheet. All before the first is copied: to copy from a drawing that changes
        in between is slow. */
    prepare(places) {
      const { k, ratio } = this.view;
      const { colour, lands, marks } = this.chart;
      if (k < SPECK || k >= VAST) return;
      const step = 2 ** (Math.round(Math.log2(k * ratio) * 2) / 2);
      if (this.#sheet?.step !== step || this.#sheet.colour !== colour) {
        const rows = Object.keys(marks);
        const cell = Math.ceil(24 * step) + 2;
        const made = Object.assign(document.createElement("canvas"), { width: cell * lands.length * 2, height: cell * rows.length });
        this.#sheet = { step, colour, cell, made, pen: made.getContext("2d"), rows, done: new Set() };
      }
      const { cell, pen, done } = this.#sheet;
      for (const place of places) {
        const lit = this.isLit(place);
        const key = `${place.kind} ${place.island} ${lit}`;
        if (done.has(key)) continue;
        done.add(key);
        const [left, top] = this.#cell(place, lit);
        pen.setTransform(step, 0, 0, step, left + cell / 2, top + cell / 2);
        this.#mark(pen, place, lit, step);
      }
    }

    #cell(place, lit) {
      const { cell, rows } = this.#sheet;
      return [(place.island * 2 + Number(lit)) * cell, rows.indexOf(place.kind) * cell];
    }

    /** Draws the mark of a place that was prepared where it is on the stage. */
    draw(context, place) {
      const { k, ratio } = this.view;
      const [x, y] = this.view.screen(place);
      const lit = this.isLit(place);
      if (k < SPECK) {
        const size = lit ? Math.max(9 * k, 3) : Math.max(5 * k, 1.5);
        context.fillStyle = lit ? this.chart.colour.lit : this.chart.lands[place.island].deep;
        context.fillRect(x - size / 2, y - size / 2, size, size);
      } else if (k < VAST) {
        const { cell, step, made } = this.#sheet;
        const [left, top] = this.#cell(place, lit);
        const size = (cell / step) * k;
        context.drawImage(made, left, top, cell, cell, x - size / 2, y - size / 2, size, size);
      } else {
        context.save();
        context.translate(x, y);
        context.scale(k, k);
        this.#mark(context, place, lit, k * ratio);
        context.restore();
      }
    }

    #mark(context, { kind, island }, lit, scale) {
      const { colour, lands, marks } = this.chart;
      const land = lands[island];
      const alpha = context.globalAlpha;
      const disc = (radius) => {
        context.beginPath();
        context.arc(0, 0, radius, 0, 7);
        context.fill();
      };
      if (lit) {
        context.fillStyle = colour.glow;
        for (const [radius, strength] of [[8.8, 0.28], [7.2, 0.4], [5.6, 0.85]]) {
          context.globalAlpha = alpha * strength;
          disc(radius);
        }
        context.globalAlpha = alpha;
      }
      if (scale < 0.7) {
        context.fillStyle = lit ? colour.lit : land.deep;
        disc(lit ? 3.6 : 2.6);
        return;
      }
      const large = kind === "principles" ? 1.5 : 1.08;
      context.scale(large, large);
      context.lineJoin = "round";
      context.strokeStyle = colour.ink;
      context.lineWidth = clamp(1.5 / scale, 0.16, 0.7);
      for (const { part, path } of marks[kind]) {
        context.fillStyle = part === "light" ? (lit ? colour.lit : colour.light) : part === "paper" ? colour.paper : land[part];
        context.fill(path);
        context.stroke(path);
      }
    }
  }

  Struin.map.Marks = Marks;
})();
