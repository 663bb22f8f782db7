// What lies where: read from the picture on the page and from the data, and laid as the stage is. On a tall stage the sea
// lies a quarter turned.
(() => {
  const pathOf = (element) => new Path2D(element.getAttribute("d"));

  class Chart {
    tall = null; // how it is laid
    places = []; // {id, kind, island, x, y (as it lies), wx, wy (as it was laid)}
    order = []; // of the places, from back to front

    /** `names` are the links with the names of islands; `frame` is the picture's view box, in units of the map. */
    constructor(picture, names, data, frame) {
      Object.assign(this, { picture, frame });
      const ids = data.names.split(" ");
      this.places = data.x.map((at, index) => {
        const kind = data.kinds[data.kind[index]];
        const island = data.island[index];
        return { id: `${kind}/${ids[index]}`, kind, island, wx: at / 10, wy: data.y[index] / 10, x: 0, y: 0 };
      });
      this.index = new Map(this.places.map((place, index) => [place.id, index]));
      const all = (selector) => [...picture.querySelectorAll(selector)];
      this.ferries = all(".map__ferry").map(pathOf);
      this.boats = all(".map__boat").map((boat) => {
        const { e, f } = boat.parentNode.transform.baseVal.consolidate().matrix;
        return { path: pathOf(boat), wx: e, wy: f };
      });
      this.lands = all(".map__island").map((element) => {
        const line = (name) => pathOf(element.querySelector(name));
        return { element, land: line(".map__ground"), rocks: line(".map__rocks"), beach: line(".map__beach") };
      });
      this.marks = {};
      for (const mark of all("defs > g")) {
        const parts = [...mark.children].map((part) => ({ part: part.dataset.part, path: pathOf(part) }));
        this.marks[mark.id.replace("struin-mark-", "")] = parts;
      }
      this.islands = names.map((name) => ({
        link: name, wx: Number(name.dataset.x), wy: Number(name.dataset.y),
        south: Number(name.dataset.south), east: Number(name.dataset.east),
      }));
    }

    /** Takes the colours as they are now on the page. */
    dye(map) {
      const own = getComputedStyle(map);
      const get = (style, name) => style.getPropertyValue(name).trim();
      const names = ["water", "near", "far", "wave", "ink", "paper", "light", "lit", "glow"];
      this.colour = Object.fromEntries(names.map((name) => [name, get(own, `--map-${name}`)]));
      this.colour.text = own.color;
      for (const land of this.lands) {
        const style = getComputedStyle(land.element);
        for (const name of ["tint", "mid", "deep"]) land[name] = get(style, `--c-${name}`);
      }
      this.type = own.fontFamily;
    }

    lay(tall) {
      this.tall = tall;
      for (const each of [...this.places, ...this.islands, ...this.boats]) [each.x, each.y] = this.#lie(each.wx, each.wy);
      this.waves = this.#upright(this.picture.querySelector(".map__waves"));
      for (const land of this.lands) land.grass = this.#upright(land.element.querySelector(".map__grass"));
      this.order = this.places.map((_, index) => index).sort((a, b) => this.places[a].y - this.places[b].y);
    }

    #lie(x, y) {
      return this.tall ? [-y, x] : [x, y];
    }

    /** Many times the same small drawing, each upright where it lies now. */
    #upright(element) {
      const drawn = element.getAttribute("d").split("M").slice(1).map((each) => /^([-\d.]+) ([-\d.]+)(.*)$/.exec(each));
      return new Path2D(drawn.map(([, x, y, line]) => `M${this.#lie(Number(x), Number(y)).join(" ")}${line}`).join(""));
    }

    /** The edges of it all as it lies. */
    get box() {
      const { x, y, width, height } = this.frame;
      const [left, top] = this.tall ? [-y - height, x] : [x, y];
      const [right, bottom] = this.tall ? [-y, x + width] : [x + width, y + height];
      return { left, right, top, bottom };
    }
  }

  Struin.map = { Chart, clamp: (value, least, most) => Math.min(Math.max(value, least), Math.max(least, most)) };
})();
