// What one does on the stage: with a mouse or pen, the wheel, fingers and keys.
(() => {
  const { clamp } = Struin.map;
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const ZOOM = { "+": "in", "=": "in", "-": "out", _: "out", 0: "whole" };
  const REACH = { mouse: 14, touch: 26 }; // pixels

  const onLink = (event) => event.target.closest("a, button");

  /** Where an event is on the stage. */
  const spot = (stage, event) => {
    const box = stage.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  const byPointer = ({ stage, view, pointing, travel }, on) => {
    let drag = null;
    let isTouch = false;
    on(stage, "pointerdown", (event) => {
      isTouch = event.pointerType === "touch";
      travel.stop();
      // One finger scrolls the page, as everywhere; two move the map.
      if (isTouch || event.button !== 0 || onLink(event)) return;
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
        pointing.point(null);
        travel.pan(dx, dy);
      } else if (!onLink(event)) pointing.point(view.near(...spot(stage, event), REACH.mouse));
    });
    on(stage, "pointerleave", (event) => event.pointerType !== "touch" && !drag && pointing.point(null));
    for (const type of ["pointerup", "pointercancel"]) on(stage, type, () => setTimeout(() => { drag = null; }));
    on(stage, "click", (event) => {
      if (onLink(event) || drag?.moved) return;
      const [x, y] = spot(stage, event);
      const found = view.near(x, y, isTouch ? REACH.touch : REACH.mouse);
      if (found === null) {
        if (pointing.focused) stage.focus({ preventScroll: true });
        if (isTouch) pointing.point(null);
        if (isTouch && view.k < view.least * 1.5) travel.glide(() => travel.zoom(2.4, x, y));
      } else if (isTouch) pointing.stand(found);
      else pointing.enter(found);
    });
  };

  const byWheel = (map, on) => {
    const { stage, view, travel } = map;
    on(stage, "wheel", (event) => {
      const meant = event.ctrlKey || event.metaKey || stage.contains(document.activeElement);
      const end = event.deltaY > 0 ? view.isWhole : view.isClosest;
      if (!meant) map.hint(map.dataset.wheel);
      if (!meant || (end && !event.ctrlKey)) return; // the page goes on
      event.preventDefault();
      const pixels = event.deltaY * (event.deltaMode === 1 ? 30 : 1);
      const isPinch = event.ctrlKey && event.deltaMode === 0 && Math.abs(pixels) < 40;
      travel.zoom(Math.exp(-clamp(pixels, -240, 240) * (isPinch ? 0.012 : 0.0022)), ...spot(stage, event));
    }, { passive: false });
  };

  const byTouch = (map, on) => {
    const { stage, view, travel } = map;
    let fingers = null;
    const two = ({ touches: [a, b] }) => {
      const [[ax, ay], [bx, by]] = [spot(stage, a), spot(stage, b)];
      return { x: (ax + bx) / 2, y: (ay + by) / 2, far: Math.hypot(ax - bx, ay - by) };
    };
    on(stage, "touchstart", (event) => {
      fingers = event.touches.length === 2 ? two(event) : null;
      if (fingers) event.preventDefault();
    }, { passive: false });
    on(stage, "touchmove", (event) => {
      if (event.touches.length === 1 && view.k > view.least * 1.2) map.hint(map.dataset.touch);
      if (event.touches.length !== 2 || !fingers) return;
      if (event.cancelable) event.preventDefault();
      const now = two(event);
      travel.pan(now.x - fingers.x, now.y - fingers.y);
      travel.zoom(now.far / Math.max(fingers.far, 1), now.x, now.y);
      fingers = now;
    }, { passive: false });
    on(stage, "touchend", () => { fingers = null; });
  };

  const byKeys = ({ stage, view, pointing, travel, chart }, on) => {
    on(stage, "keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const zoom = ZOOM[event.key];
      const way = ARROWS[event.key];
      const standing = pointing.focused;
      if (zoom) travel.step(zoom);
      else if (way && standing && !event.shiftKey) pointing.step(...way);
      else if (way) travel.glide(() => travel.pan(-way[0] * view.w * 0.16, -way[1] * view.h * 0.16));
      else if (event.key === "Enter" && event.target === stage) pointing.stand(view.nearestToMiddle());
      else if (event.key === "Escape" && pointing.pointed !== null) {
        pointing.letGo();
        if (standing) stage.focus({ preventScroll: true });
      } else return;
      event.preventDefault();
    });
    for (const link of pointing.links) {
      on(link, "focus", () => pointing.arrive(link));
      on(link, "blur", () => pointing.letGo());
    }
    for (const island of chart.islands) on(island.link, "focus", () => travel.bring(island));
  };

  /** Listens until `signal` ends. */
  Struin.map.listen = (map, signal) => {
    const on = (target, type, act, options = {}) => target.addEventListener(type, act, { signal, ...options });
    for (const by of [byPointer, byWheel, byTouch, byKeys]) by(map, on);
  };
})();
