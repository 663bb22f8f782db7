// The sea, its islands and its boats: the same lines as in the picture on the page.
(() => {
  const { clamp } = Struin.map;

  const drawBoat = (context, boat, { colour }, view) => {
    const { k } = view;
    const [x, y] = view.screen(boat);
    context.save();
    context.translate(x, y);
    context.scale(k, k);
    context.fillStyle = colour.paper;
    context.strokeStyle = colour.ink;
    context.lineWidth = Math.min(0.7, 2.4 / k);
    context.fill(boat.path);
    context.stroke(boat.path);
    context.restore();
  };

  /** Fills the whole stage. What comes after it is drawn in pixels of the stage. */
  Struin.map.drawSea = (context, chart, view) => {
    const { colour, lands } = chart;
    const { x, y, k, w, h, ratio } = view;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = colour.water;
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    const s = k * ratio;
    const left = (w / 2) * ratio;
    const top = (h / 2) * ratio;
    // The sea as it was laid, turned a quarter on a tall stage; what stands upright is turned back already.
    const turned = () => context.setTransform(0, s, -s, 0, left - x * s, top - y * s);
    const straight = () => context.setTransform(s, 0, 0, s, left - x * s, top - y * s);
    const laid = chart.tall ? turned : straight;
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
    const coasts = lands.map((land) => land.land);
    stroke([chart.waves], colour.wave, pen(0.9));
    laid();
    const shoal = Math.max(1, 3 / k);
    stroke(coasts, colour.far, 26 * shoal);
    stroke(coasts, colour.near, 12 * shoal);
    context.globalAlpha = 0.75;
    stroke(chart.ferries, colour.text, pen(0.8), [0.1, clamp(3.4, 4 / k, 9 / k)]);
    context.globalAlpha = 1;
    for (const land of lands) {
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
    if (k > 0.6) for (const boat of chart.boats) drawBoat(context, boat, chart, view);
  };
})();
