// What a session is made of once it runs: the steps of its blocks in one row, each with its time in milliseconds.
(() => {
  const MINUTE = 60_000;
  // As the cards do: the first sentence of some length, else as much as fits on a line or two.
  const FIRST = /^(.{20,160}?[.!?…][’”]?)(?=\s|$)|^(.{1,160})(?=\s|$)/s;

  /**
   * @typedef {object} Step
   * @property {string} key      "b2:0", the same as long as the block keeps its key
   * @property {number} block    which block of the plan, from 0
   * @property {"welcome" | "break" | "own" | "gone" | "step" | "check" | "story" | "debrief"} kind
   * @property {number} n        which step of its exercise, from 1; 0 where that says nothing
   * @property {number} all      of how many
   * @property {string} title    of the block
   * @property {string} text     what the group reads
   * @property {string[]} questions
   * @property {string | null} note  for the trainer only
   * @property {number} ms       the time it was given; 0 for what takes the rest of its block
   */

  const firstLine = (html) => {
    const paragraph = Struin.rundown.html(html || "").querySelector("p");
    const found = FIRST.exec((paragraph?.textContent ?? "").replace(/\s+/g, " ").trim());
    return found ? found[0] : "";
  };

  /** The parts of one block, with minutes as they were written there. */
  const parts = (block, known) => {
    const whole = { n: 0, all: 0, text: block.do, questions: [], note: null, minutes: block.minutes };
    if (block.own) return [{ ...whole, kind: block.own === "step" ? "own" : block.own }];
    if (!known) return [{ ...whole, kind: "gone" }];
    const after = known.debrief?.length ? known.debrief : [known.question].filter(Boolean);
    const debrief = after.length ? [{ ...whole, kind: "debrief", text: "", questions: after, minutes: 0 }] : [];
    if (known.collection === "stories") return [{ ...whole, kind: "story", text: block.do || firstLine(known.body) }, ...debrief];
    if (known.steps?.length) {
      const all = known.steps.length;
      const steps = known.steps.map((step, at) => ({
        ...whole,
        kind: "step",
        n: at + 1,
        all,
        text: step.do,
        note: step.note,
        minutes: step.minutes,
      }));
      return [...steps, ...debrief];
    }
    const text = block.do || known.summary || known.goal || "";
    return [{ ...whole, kind: known.worksheet ? "check" : "own", text }, ...debrief];
  };

  /**
   * The steps of a plan in their order. `known` tells of an item's id what the bundle knows of it, or null. Where a
   * block has other minutes than its exercise, they are divided as in the exercise.
   * @returns {Step[]}
   */
  const steps = (plan, known) =>
    plan.blocks.flatMap((block, at) => {
      const details = block.item ? (known.get(block.item) ?? null) : null;
      const found = parts(block, details);
      const written = found.reduce((sum, part) => sum + part.minutes, 0);
      return found.map(({ minutes, ...part }, n) => ({
        ...part,
        key: `${block.key}:${n}`,
        block: at,
        title: block.title,
        ms: written ? (minutes / written) * block.minutes * MINUTE : 0,
      }));
    });

  /** What the bundle knows of all that is in a plan. What cannot be fetched now counts as not there. */
  const known = async (plan) => {
    const ids = [...new Set(plan.blocks.map((block) => block.item).filter(Boolean))];
    const found = await Promise.all(ids.map((id) => Struin.rundown.details(id).catch(() => null)));
    return new Map(ids.map((id, at) => [id, found[at]]));
  };

  Struin.stage = { MINUTE, steps, known };
})();
