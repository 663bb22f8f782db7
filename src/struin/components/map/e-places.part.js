// Places on the stage: their marks, a ring around the one that is pointed at, lines from it to what it is tied to, and from
// close by their titles.
(() => {
  const MARK = 11; // units: how high a mark is about
  const READABLE = 13; // pixels for a unit, from which titles stand beside places
  const TALLEST = 4; // lines of a title
  const WIDEST = 17; // letters of a line

  const ring = (context, x, y, radius) => {
    context.beginPath();
    context.arc(x, y, radius, 0, 7);
    context.stroke();
  };

  const drawTies = (context, { chart, view, pointing }) => {
    const { pointed, ties } = pointing;
    if (pointed === null || !ties) return;
    const [x, y] = view.screen(chart.places[pointed]);
    context.strokeStyle = chart.colour.text;
    context.lineWidth = 1.8;
    for (const index of ties[pointed]) {
      const [ox, oy] = view.screen(chart.places[index]);
      context.setLineDash([1, 6]);
      context.beginPath();
      context.moveTo(x, y);
      context.quadraticCurveTo((x + ox) / 2 + (oy - y) * 0.12, (y + oy) / 2 - (ox - x) * 0.12, ox, oy);
      context.stroke();
      context.setLineDash([]);
      ring(context, ox, oy, Math.max(6 * view.k, 6));
    }
  };

  const drawMarks = (context, { chart, view, marks, pointing, isLit, only }) => {
    const { x, y, k, w, h } = view;
    const across = w / 2 / k + MARK;
    const down = h / 2 / k + MARK;
    const inView = chart.order.map((index) => chart.places[index]).filter((place) =>
      Math.abs(place.x - x) < across && Math.abs(place.y - y) < down);
    marks.prepare(inView);
    for (const place of inView) {
      context.globalAlpha = only && !isLit(place) ? 0.22 : 1;
      marks.draw(context, place);
    }
    context.globalAlpha = 1;
    if (pointing.pointed === null) return;
    const [px, py] = view.screen(chart.places[pointing.pointed]);
    context.strokeStyle = chart.colour.text;
    context.lineWidth = 2.5;
    ring(context, px, py - 0.3 * k, Math.max(8.2 * k, 9));
  };

  /** A title in lines. */
  const folded = (title) => {
    const lines = [""];
    for (const word of title.split(" ")) {
      const last = lines.length - 1;
      if (lines[last].length + word.length < WIDEST) lines[last] = `${lines[last]} ${word}`.trim();
      else lines.push(word);
    }
    return lines.slice(0, TALLEST);
  };

  const drawTitles = (context, { chart, view, pointing }) => {
    const { k, w, h } = view;
    context.font = `600 14px ${chart.type}`;
    context.textAlign = "center";
    context.fillStyle = chart.colour.text;
    context.lineWidth = 4;
    for (const place of chart.places) {
      const [x, y] = view.screen(place);
      if (x < -90 || y < -90 || x > w + 90 || y > h + 60) continue;
      context.strokeStyle = chart.lands[place.island].tint;
      folded(pointing.items.get(place.id)?.title || "").forEach((line, number) => {
        context.strokeText(line, x, y + 5.4 * k + 14 + number * 16);
        context.fillText(line, x, y + 5.4 * k + 14 + number * 16);
      });
    }
  };

  Struin.map.READABLE = READABLE;
  Struin.map.drawPlaces = (context, map) => {
    drawTies(context, map);
    drawMarks(context, map);
    if (map.view.k >= READABLE && map.pointing.items) drawTitles(context, map);
  };
})();
