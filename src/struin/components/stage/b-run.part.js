// Where a session is, and how its time goes. All times are stamps of the clock in milliseconds, and nothing is counted:
// a computer that slept for an hour knows at once that an hour has gone. A run is never changed; a move makes a new one.
(() => {
  const { MINUTE } = Struin.stage;
  const NEAR = 90 * MINUTE; // who begins this near to the time in the plan, keeps to the clock
  const OLD = 12 * 60 * MINUTE; // what has not moved since is of another day
  const SHORT = 30_000; // less than this is no time worth a count-down

  /**
   * @typedef {object} Run
   * @property {number} revision  one more with every move; of two runs the one with most holds
   * @property {string} by        the window that made it, which decides between two of the same revision
   * @property {number} at        when it was made
   * @property {number | null} begun
   * @property {number | null} anchor   the moment that stands for the plan's start
   * @property {number | null} ended
   * @property {string | null} key      the step that it is at
   * @property {number} index           and its place, should the step be gone
   * @property {number} entered         when that step was entered
   * @property {number | null} paused   since when the clock stands still
   * @property {Record<string, number>} spent  on steps that were left
   * @property {Record<string, number>} extra  given to steps later on
   * @property {boolean} blank          whether the beamer shows nothing
   * @property {boolean} code           whether the beamer shows the QR code large
   */

  const fresh = { revision: 0, by: "", at: 0, begun: null, anchor: null, ended: null, key: null, index: 0, entered: 0 };
  Object.assign(fresh, { paused: null, spent: {}, extra: {}, blank: false, code: false });

  const isRun = (value) =>
    typeof value === "object" &&
    value !== null &&
    Number.isSafeInteger(value.revision) &&
    typeof value.by === "string" &&
    ["at", "index", "entered"].every((name) => Number.isFinite(value[name])) &&
    ["begun", "anchor", "ended", "paused"].every((name) => value[name] === null || Number.isFinite(value[name])) &&
    ["spent", "extra"].every((name) => typeof value[name] === "object" && value[name] !== null);

  /** Whether `run` holds, and not `other`. */
  const newer = (run, other) =>
    run.revision > other.revision || (run.revision === other.revision && run.by > other.by);

  /** A run at a step that is there: the plan may have changed since. */
  const mended = (run, steps) => {
    if (run.begun === null || !steps.length) return run;
    const found = steps.findIndex((step) => step.key === run.key);
    if (found >= 0) return found === run.index ? run : { ...run, index: found };
    const block = `${String(run.key).split(":")[0]}:`;
    const near = steps.findIndex((step) => step.key.startsWith(block));
    const index = near >= 0 ? near : Math.min(run.index, steps.length - 1);
    return { ...run, key: steps[index].key, index };
  };

  /** Of another day: whoever opens it now begins again. */
  const isOld = (run, now) => run.begun !== null && now - run.at > OLD;

  // --- how the time goes

  const still = (run, now) => run.ended ?? run.paused ?? now;
  const here = (run, now) => Math.max(0, still(run, now) - run.entered);
  const spent = (run, key, now) =>
    (run.spent[key] ?? 0) + (key === run.key && run.ended === null ? here(run, now) : 0);

  /** The time that a step has: its own with what was given, or the rest of its block. */
  const given = (run, steps, step, now) => {
    const extra = run.extra[step.key] ?? 0;
    if (step.ms) return step.ms + extra;
    const others = steps.filter((each) => each.block === step.block && each !== step);
    const rest = others.reduce(
      (sum, each) => sum + each.ms + (run.extra[each.key] ?? 0) - spent(run, each.key, now),
      0,
    );
    return (rest < SHORT ? 0 : rest) + extra;
  };

  /** From when on the room is told to round off: the last seventh, of no less than half a minute and no more than two. */
  const warning = (ms) => Math.min(Math.max(ms * 0.15, SHORT), 2 * MINUTE, ms / 2);

  /** When the plan wanted a step to be done. */
  const planned = (run, plan, steps, step) => {
    const slot = Struin.rundown.schedule(plan)[step.block];
    const start = Struin.rundown.time(plan.start) ?? 0;
    const sofar = steps.slice(0, steps.indexOf(step) + 1).filter((each) => each.block === step.block);
    const length = step.ms ? sofar.reduce((sum, each) => sum + each.ms, 0) : (slot.end - slot.start) * MINUTE;
    return run.anchor + (slot.start - start) * MINUTE + length;
  };

  /** When the session will be done if all that is to come takes its time. Fixed times are waited for. */
  const ready = (run, plan, steps, from, now) => {
    const slots = Struin.rundown.schedule(plan);
    const start = Struin.rundown.time(plan.start) ?? 0;
    let then = now + Math.max(0, from.left);
    for (const step of steps.slice(run.index + 1)) {
      const first = steps.find((each) => each.block === step.block) === step;
      if (first && plan.blocks[step.block].at) {
        then = Math.max(then, run.anchor + (slots[step.block].start - start) * MINUTE);
      }
      then += step.ms + (run.extra[step.key] ?? 0);
    }
    return then;
  };

  /** The moment of today on which the plan begins; of yesterday or tomorrow if that is nearer. */
  const startOf = (plan, now) => {
    const day = new Date(now);
    const minutes = Struin.rundown.time(plan.start) ?? 0;
    const at = (days) =>
      new Date(day.getFullYear(), day.getMonth(), day.getDate() + days, 0, minutes).getTime();
    return [at(-1), at(0), at(1)].reduce((best, each) => (Math.abs(each - now) < Math.abs(best - now) ? each : best));
  };

  /**
   * All that both windows show of a run at a moment. `phase` is "before", "step" or "ended". `state` of the time is
   * "none" (there is none to count), "going", "soon" or "over"; `drift` is how late (+) or early (−) the step will be
   * done.
   */
  const view = (run, plan, steps, now) => {
    const start = startOf(plan, now);
    const base = { plan, steps, run, now, start, step: null, next: steps[0] ?? null, paused: run.paused !== null };
    if (run.begun === null || !steps.length) return { ...base, phase: "before", paused: false };
    const step = steps[run.index];
    if (run.ended !== null) return { ...base, phase: "ended", next: null, paused: false, took: run.ended - run.begun };
    const next = steps[run.index + 1] ?? null;
    const time = given(run, steps, step, now);
    const elapsed = spent(run, step.key, now);
    const left = time - elapsed;
    const state = time <= 0 ? "none" : left <= 0 ? "over" : left <= warning(time) ? "soon" : "going";
    const drift = now + Math.max(0, left) - planned(run, plan, steps, step);
    const all = steps.filter((each) => each.block === step.block);
    const seen = { phase: "step", step, next, given: time, elapsed, left, state, drift, last: !next };
    const until = now + Math.max(0, left);
    return { ...base, ...seen, until, part: all.indexOf(step), ready: ready(run, plan, steps, seen, now) };
  };

  // --- moves

  const left = (run, now) =>
    run.key === null || run.ended !== null ? run : { ...run, spent: { ...run.spent, [run.key]: spent(run, run.key, now) } };

  const moves = {
    begin(run, { plan, steps, now }) {
      const start = startOf(plan, now);
      const anchor = Math.abs(start - now) <= NEAR ? start : now;
      return { ...run, ...fresh, begun: now, anchor, entered: now, key: steps[0].key, blank: run.blank };
    },
    to(run, { steps, now }, index) {
      if (index < 0 || index >= steps.length) return run;
      const there = { key: steps[index].key, index, entered: now, paused: null, ended: null, code: false };
      return { ...left(run, now), ...there };
    },
    next(run, around) {
      if (run.begun === null) return moves.begin(run, around);
      if (run.ended !== null) return run;
      return run.index + 1 < around.steps.length ? moves.to(run, around, run.index + 1) : moves.end(run, around);
    },
    back(run, around) {
      if (run.begun === null) return run;
      return moves.to(run, around, run.ended !== null ? run.index : run.index - 1);
    },
    end: (run, { now }) => ({ ...left(run, now), ended: now, paused: null, code: false }),
    pause(run, { now }) {
      if (run.begun === null || run.ended !== null) return run;
      if (run.paused === null) return { ...run, paused: now };
      return { ...run, paused: null, entered: run.entered + (now - run.paused) };
    },
    /** More minutes, from now on where the time was over. */
    more(run, { steps, now }, minutes) {
      if (run.begun === null || run.ended !== null) return run;
      const step = steps[run.index];
      const over = Math.max(0, spent(run, step.key, now) - given(run, steps, step, now));
      const extra = (run.extra[step.key] ?? 0) + over + minutes * MINUTE;
      return { ...run, extra: { ...run.extra, [step.key]: extra } };
    },
    blank: (run) => ({ ...run, blank: !run.blank }),
    code: (run) => ({ ...run, code: !run.code }),
    again: (run) => ({ ...run, ...fresh, blank: run.blank }),
  };

  /** The run after a move; the same one if there was nowhere to go. `around` is {plan, steps, now, by}. */
  const move = (run, name, around, value) => {
    if (!around.steps.length) return run;
    const made = moves[name](run, around, value);
    return made === run ? run : { ...made, revision: run.revision + 1, by: around.by, at: around.now };
  };

  Object.assign(Struin.stage, { fresh, isRun, newer, mended, isOld, view, move });
})();
