// Clock times of blocks one after another, the same as struin.schedule: both are held to tests/data/schedule.json.
(() => {
  const DAY = 24 * 60;
  const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

  /** Minutes since midnight of "09:30"; null for anything else. */
  const time = (text) =>
    typeof text === "string" && TIME.test(text) ? Number(text.slice(0, 2)) * 60 + Number(text.slice(3)) : null;

  /** The time of the day after so many minutes: 570 and 2010 are both "09:30". */
  const clock = (minutes) =>
    [Math.floor(minutes / 60) % 24, minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");

  /**
   * When each block is: {start, end, wait, late}, minutes since midnight of the first day. A fixed time is the one
   * nearest to where the blocks before it end; one that has passed is not waited for, so the block is late.
   */
  const schedule = ({ start, blocks }) => {
    let now = time(start) ?? 0;
    return blocks.map(({ minutes, at }) => {
      const fixed = time(at);
      const ahead = fixed === null ? 0 : (((fixed - now) % DAY) + DAY) % DAY;
      const late = ahead > DAY / 2 ? DAY - ahead : 0;
      const wait = late ? 0 : ahead;
      const begins = now + wait;
      now = begins + minutes;
      return { start: begins, end: now, wait, late };
    });
  };

  /** Minutes from the start to the end of the last block, with what is waited. */
  const total = (plan) => (schedule(plan).at(-1)?.end ?? 0) - (plan.blocks.length ? (time(plan.start) ?? 0) : 0);

  Struin.rundown = { time, clock, schedule, total };
})();
