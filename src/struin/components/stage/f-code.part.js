// A QR code that brings phones to an item, dark on light with room around it in any colours, and its address in letters.
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const ROOM = 4; // modules around it, as the standard asks

  const make = (name, attributes, parent) => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    parent?.append(element);
    return element;
  };

  /** The whole address of a page of this site, from where this one stands. */
  const whole = (url) => new URL(Struin.root + url, location.href).href;

  /** An address as one would type it over. */
  const readable = (address) => decodeURI(address).replace(/^https?:\/\//, "").replace(/\/$/, "");

  /** "folder" or "local" where phones cannot come, else null. */
  const unreachable = () => {
    if (location.protocol === "file:") return "folder";
    return /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(location.hostname) ? "local" : null;
  };

  /** Puts an address into an element with places to break it. */
  const spell = (element, address) => {
    const parts = readable(address).match(/[^/-]*[/-]?/g);
    element.replaceChildren(...parts.flatMap((part) => [part, document.createElement("wbr")]));
  };

  /** The code of an address as a drawing, named for who cannot see it. */
  const draw = async (address, name) => {
    const qrcode = await Struin.load("assets/struin/qrcode.js");
    const code = qrcode(0, "M");
    code.addData(address);
    code.make();
    const size = code.getModuleCount();
    const across = size + 2 * ROOM;
    const box = `${-ROOM} ${-ROOM} ${across} ${across}`;
    const svg = make("svg", { viewBox: box, role: "img", "aria-label": name, class: "code", "shape-rendering": "crispEdges" });
    make("rect", { x: -ROOM, y: -ROOM, width: across, height: across, class: "code__ground" }, svg);
    let dots = "";
    for (let row = 0; row < size; row += 1) {
      for (let at = 0; at < size; at += 1) if (code.isDark(row, at)) dots += `M${at} ${row}h1v1h-1z`;
    }
    make("path", { d: dots, class: "code__dots" }, svg);
    return svg;
  };

  Object.assign(Struin.stage, { whole, unreachable, spell, draw });
})();
