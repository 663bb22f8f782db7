// A plan in a link, and back. The link holds everything; no server ever sees it, since it stands behind a `#`.
//
// After `#s1.` comes base64url of deflated lines, after `#s0.` that of the lines themselves, for browsers that cannot
// deflate. The lines: the head [version, number of blocks, title, goal, date, start, people]; each block [item or own
// kind, minutes, title, at, do, note], what is empty at its end left out; and ["end", number of blocks, sum of all
// before]. Lines, so that of a link that was cut off anywhere its beginning can still be read. A title is left out
// where it is the name in the item's id.
(() => {
  const { VERSION, FORMAT, MOST, read } = Struin.rundown;
  const { sum, toText, toBytes, deflate, inflates, inflate } = Struin.packing;
  const MOST_BYTES = 2_000_000; // unpacked; a link that holds more was not made here
  const SLICE = 16; // bytes; what stands in one slice with a fault is lost

  const nameIn = (id) => {
    const name = id.replace(/^.*\//, "").replaceAll("-", " ");
    return name.charAt(0).toUpperCase() + name.slice(1);
  };

  const trimmed = (line) => {
    while (line.length && (line.at(-1) === "" || line.at(-1) === null)) line.pop();
    return line;
  };

  const line = ({ item, own, title, minutes, at, do: doing, note }) =>
    trimmed([item ?? own, minutes, item && nameIn(item) === title ? "" : title, at ?? "", doing, note]);

  /** "#s1.…" of a plan. The other side gives it an id of its own. */
  const toLink = async (plan) => {
    const { title, goal, date, start, people, blocks } = plan;
    const head = [VERSION, blocks.length, title, goal, date, start, people];
    const text = [head, ...blocks.map(line)].map((each) => `${JSON.stringify(each)}\n`).join("");
    const plain = new TextEncoder().encode(`${text}${JSON.stringify(["end", blocks.length, sum(text)])}\n`);
    const small = await deflate(plain);
    return `#s${small ? VERSION : 0}.${toText(small ?? plain)}`;
  };

  /** Whether the part of an address from `#` on means to be a plan. */
  const isLink = (hash) => /^#s\d/.test(hash);

  const parsed = (text) => {
    try {
      const found = JSON.parse(text);
      return Array.isArray(found) ? found : null;
    } catch {
      return null;
    }
  };

  const block = (from) => {
    const [what, minutes, title, at, doing, note] = from;
    const item = typeof what === "string" && what.includes("/") ? what : null;
    return {
      item,
      own: item ? null : what,
      title: title || (item ? nameIn(item) : ""),
      minutes,
      at: at || null,
      do: doing ?? "",
      note: note ?? "",
    };
  };

  /**
   * {plan, faults} of the part of an address from `#` on. Faults of the link itself: "link-version", "link-old" (this
   * browser cannot unpack it), "link-none" (nothing could be read), "link-cut" (values n of all), "link-broken" (all
   * there, but something is not as it was).
   */
  const fromLink = async (hash) => {
    const none = (code, values = {}) => ({ plan: null, faults: [{ code, values }] });
    const [, version, rest] = /^#s(\d*)\.?([\w-]*)/.exec(hash) ?? [];
    if (version === undefined) return none("link-none");
    if (version !== "" && Number(version) > VERSION) return none("link-version", { was: version });
    let bytes;
    try {
      bytes = toBytes(rest);
    } catch {
      return none("link-none");
    }
    if (Number(version) && !inflates()) return none("link-old");
    const text = new TextDecoder().decode(Number(version) ? await inflate(bytes, { most: MOST_BYTES, slice: SLICE }) : bytes);
    const lines = text.slice(0, MOST_BYTES).split("\n");
    lines.pop(); // of the last line it is never sure that it is whole
    const head = parsed(lines[0]);
    if (!head) return none("link-none");
    if (head[0] !== VERSION) return none("link-version", { was: String(head[0]).slice(0, 20) });
    const [, all, title, goal, date, start, people] = head;
    const end = parsed(lines.at(-1))?.[0] === "end" ? parsed(lines.pop()) : null;
    const said = lines.slice(1);
    const blocks = said.slice(0, MOST.blocks).map((each) => parsed(each));
    const { plan, faults } = read({
      format: FORMAT,
      version: VERSION,
      title,
      goal,
      date,
      start,
      people,
      blocks: blocks.map((each) => each && block(each)),
    });
    if (said.length > MOST.blocks) faults.push({ code: "many", values: { n: said.length, most: MOST.blocks } });
    const values = { n: plan.blocks.length, all: Number.isInteger(all) ? all : "?" };
    if (!end) faults.unshift({ code: "link-cut", values });
    else if (end[2] !== sum(`${lines.join("\n")}\n`)) faults.unshift({ code: "link-broken", values });
    return { plan, faults };
  };

  Object.assign(Struin.rundown, { toLink, fromLink, isLink });
})();
