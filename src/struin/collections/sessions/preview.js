// What the model of a session works out, for the preview in the form editor: its blocks on the clock.
globalThis.Struin ??= {};
await import("../../../components/rundown.js");
const { schedule, clock } = globalThis.Struin.rundown;

const FORMS = { minutes: "sessions.length.minutes", hours: "sessions.length.hours", both: "sessions.length.both" };

/** So many minutes in words, as one says them. */
function length(total, t) {
  const [hours, minutes] = [Math.floor(total / 60), total % 60];
  return t(FORMS[!hours ? "minutes" : minutes ? "both" : "hours"], { hours, minutes });
}

export default ({ item, t }) => {
  const blocks = (item.blocks ?? []).map((block) => ({ ...block, minutes: Number(block.minutes) || 0 }));
  const slots = schedule({ start: item.start, blocks });
  const timetable = blocks.map((block, at) => {
    const slot = slots[at];
    return { block, slot, begins: clock(slot.start), ends: clock(slot.end) };
  });
  const total = slots.length ? slots.at(-1).end - slots[0].start : 0;
  const people = t("facts.people-range", { least: item.group?.min, most: item.group?.max });
  return { item: { timetable }, facts: [length(total, t), people] };
};
