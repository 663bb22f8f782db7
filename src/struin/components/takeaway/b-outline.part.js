// A plan and what the bundle knows of its blocks, as one running order. All that is taken along is made from this.
(() => {
  const { line, paragraphs } = Struin.takeaway;
  const TOLD = /^(?:exercises|stories)\//; // what a block can be; a plan from elsewhere may hold anything

  /**
   * @typedef {object} Row  One block.
   * @property {number} start    minutes since midnight of the first day
   * @property {number} minutes
   * @property {number} wait     minutes before it, since it has a fixed time
   * @property {number} late     minutes by which that time is not met
   * @property {string} title
   * @property {string | null} item
   * @property {"welcome" | "break" | "step" | null} own
   * @property {boolean} lost    it was an item, which the bundle has no more
   * @property {string[]} does   what the plan says that the group does, in paragraphs
   * @property {string[]} notes  what the plan says to the trainer
   * @property {object | null} about  the item's Details
   * @property {{from: string | null, minutes: number, do: string, note: string}[]} steps  `from` is null where the
   *   minutes of the steps and of the block differ: nobody knows then when which begins
   */

  const steps = (about, start, minutes) => {
    const fits = about.steps.reduce((sum, step) => sum + step.minutes, 0) === minutes;
    let now = start;
    return about.steps.map((step) => {
      const from = fits ? Struin.rundown.clock(now) : null;
      now += step.minutes;
      return { from, minutes: step.minutes, do: line(step.do), note: line(step.note) };
    });
  };

  const row = (block, slot, about, nameless) => ({
    start: slot.start,
    minutes: block.minutes,
    wait: slot.wait,
    late: slot.late,
    title: line(block.title) || line(about?.title) || nameless,
    item: block.item,
    own: block.own,
    lost: Boolean(block.item) && !about,
    does: paragraphs(block.do),
    notes: paragraphs(block.note),
    about,
    steps: about ? steps(about, slot.start, block.minutes) : [],
  });

  /** The running order of a plan. Rejects when what the bundle knows could not be fetched. */
  const outline = async (plan, words) => {
    const slots = Struin.rundown.schedule(plan);
    const known = await Promise.all(plan.blocks.map(({ item }) => (TOLD.test(item ?? "") ? Struin.rundown.details(item) : null)));
    const rows = plan.blocks.map((block, at) => row(block, slots[at], known[at], words.say("nameless")));
    return {
      plan,
      title: line(plan.title),
      goal: paragraphs(plan.goal),
      date: plan.date,
      people: plan.people,
      changed: plan.at,
      start: slots[0]?.start ?? 0,
      end: slots.at(-1)?.end ?? 0,
      rows,
      lost: rows.filter((each) => each.lost).length,
      material: Struin.rundown.material(known.filter(Boolean)).map(line),
    };
  };

  /** The stories in it, each once, in the order in which they come. */
  const stories = ({ rows }) => {
    const found = new Map(rows.filter(({ about }) => about?.collection === "stories").map((each) => [each.item, each]));
    return [...found.values()];
  };

  /** The self-checks in it, likewise. */
  const worksheets = ({ rows }) => {
    const found = new Map(rows.filter(({ about }) => about?.worksheet).map((each) => [each.item, each]));
    return [...found.values()];
  };

  // --- the bundle's own HTML as plain parts, for files that have no HTML

  const BLOCKS = "p,h1,h2,h3,h4,h5,h6,li,blockquote,figcaption,pre,dt,dd,td,th";

  /**
   * Parts {kind, runs} of a text of the bundle: kind is "p", "h", "li" or "quote", runs are [{text, strong, em}].
   * Pictures, sound and what one clicks on are left out.
   */
  const parts = (html) => {
    const root = Struin.rundown.html(html);
    for (const each of root.querySelectorAll("img,svg,audio,video,button,script,style,template,details,[hidden]")) each.remove();
    const found = [];
    for (const block of root.querySelectorAll(BLOCKS)) {
      if (block.querySelector(BLOCKS)) continue; // what is inside it comes itself
      const runs = runsOf(block);
      if (!runs.length) continue;
      const kind = /^h\d$/.test(block.localName) ? "h" : block.closest("blockquote") ? "quote" : block.closest("li") ? "li" : "p";
      found.push({ kind, runs });
    }
    return found;
  };

  const runsOf = (block) => {
    const runs = [];
    const walk = (node, strong, em) => {
      for (const child of node.childNodes) {
        if (child.nodeType === Node.TEXT_NODE) runs.push({ text: child.data.replace(/\s+/g, " "), strong, em });
        else if (child.localName === "br") runs.push({ text: "\n", strong, em });
        else walk(child, strong || /^(?:b|strong)$/.test(child.localName), em || /^(?:i|em|cite)$/.test(child.localName));
      }
    };
    walk(block, false, false);
    if (runs.length) {
      runs[0].text = runs[0].text.trimStart();
      runs.at(-1).text = runs.at(-1).text.trimEnd();
    }
    return runs.filter(({ text }) => text);
  };

  Object.assign(Struin.takeaway, { outline, stories, worksheets, parts });
})();
