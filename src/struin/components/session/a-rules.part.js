// What one can do to a plan, and what a trainer would want to be told about it. Nothing here changes the page.
(() => {
  const { time, newKey, isDay } = Struin.rundown;
  const LONG = 90; // minutes after which people need a break
  const REST = 10; // free minutes that are as good as one
  const DAY = 24 * 60;

  const keys = (plan) => new Set(plan.blocks.map((block) => block.key));
  const at = (plan, key) => plan.blocks.findIndex((block) => block.key === key);

  /** Changes: each takes a plan of its own and gives it back changed, or null when there is nothing to change. */
  const changes = {
    set: (field, value) => (plan) => ({ ...plan, [field]: value }),
    setBlock: (key, field, value) => (plan) => {
      const block = plan.blocks[at(plan, key)];
      if (!block) return null;
      block[field] = value;
      return plan;
    },
    /** Puts a block in before the one at `index`; at the end without one. Its key is made here. */
    add: (block, index) => (plan) => {
      plan.blocks.splice(index ?? plan.blocks.length, 0, { at: null, do: "", note: "", item: null, own: null, ...block, key: newKey(keys(plan)) });
      return plan;
    },
    remove: (key) => (plan) => {
      if (at(plan, key) < 0) return null;
      plan.blocks.splice(at(plan, key), 1);
      return plan;
    },
    move: (key, index) => (plan) => {
      const from = at(plan, key);
      if (from < 0 || index < 0 || index >= plan.blocks.length || from === index) return null;
      plan.blocks.splice(index, 0, ...plan.blocks.splice(from, 1));
      return plan;
    },
    duplicate: (key) => (plan) => {
      const from = at(plan, key);
      if (from < 0) return null;
      plan.blocks.splice(from + 1, 0, { ...plan.blocks[from], at: null, key: newKey(keys(plan)) });
      return plan;
    },
  };

  /** Whether minutes are outside what an item is meant for: "short", "long" or "". */
  const outside = (minutes, found) => {
    if (!found || found.collection !== "exercises") return "";
    const [least, most] = found.stretch ?? [found.minutes, Infinity];
    return minutes < least ? "short" : minutes > most ? "long" : "";
  };

  /**
   * Where people sit too long: the blocks between two breaks, [first, last, minutes]. Only a break of one's own and free
   * room count as one.
   */
  const sittings = (plan, slots) => {
    const found = [];
    let first = 0;
    const close = (last) => {
      if (last >= first && slots[last].end - slots[first].start > LONG) found.push([first, last, slots[last].end - slots[first].start]);
    };
    plan.blocks.forEach((block, index) => {
      if (index > first && slots[index].wait >= REST) {
        close(index - 1);
        first = index;
      }
      if (block.own === "break") {
        close(index - 1);
        first = index + 1;
      }
    });
    close(plan.blocks.length - 1);
    return found;
  };

  /** Before which block a break does most good: the border nearest to the middle of a sitting; null in a single block. */
  const restBefore = ([first, last], slots) => {
    if (first === last) return null;
    const middle = (slots[first].start + slots[last].end) / 2;
    let best = first + 1;
    for (let index = first + 1; index <= last; index += 1) {
      if (Math.abs(slots[index].start - middle) < Math.abs(slots[best].start - middle)) best = index;
    }
    return best;
  };

  const zone = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Amsterdam", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

  /** By how many minutes the Dutch clock is ahead of UTC at an instant (ms). */
  const ahead = (instant) => {
    const { hour, minute } = Object.fromEntries(zone.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const utc = new Date(instant);
    return (hour * 60 + minute - utc.getUTCHours() * 60 - utc.getUTCMinutes() + DAY) % DAY;
  };

  /** By how many minutes the clock is put forward (60) or back (-60) between two times of a day and after it; else 0. */
  const clockChange = (date, start, end) => {
    if (!isDay(date)) return 0;
    const instant = (minutes) => {
      const guess = Date.parse(`${date}T00:00:00Z`) + minutes * 60_000;
      return guess - ahead(guess - 90 * 60_000) * 60_000;
    };
    return ahead(instant(end)) - ahead(instant(start));
  };

  /**
   * What to tell about a plan: [{code, values, key?, index?}]. `stock` gives an item by its id: null for one that is not
   * in the bundle, undefined as long as that is not known.
   */
  const cautions = (plan, slots, stock) => {
    const found = [];
    plan.blocks.forEach((block, index) => {
      const { key, title } = block;
      const item = block.item ? stock(block.item) : undefined;
      if (item === null) found.push({ code: "withdrawn", key, values: { title } });
      if (slots[index].late) found.push({ code: "late", key, values: { title, n: slots[index].late, time: block.at } });
      const [least, most] = item?.group ?? [1, Infinity];
      if (plan.people !== null && most > 1 && (plan.people < least || plan.people > most)) {
        found.push({ code: plan.people > most ? "crowded" : "sparse", key, values: { title, least, most, people: plan.people } });
      }
    });
    for (const sitting of sittings(plan, slots)) {
      const index = restBefore(sitting, slots);
      const values = { title: plan.blocks[sitting[0]].title, n: sitting[2] };
      found.push({ code: index === null ? "sitting-one" : "sitting", index, key: plan.blocks[index ?? sitting[0]].key, values });
    }
    const end = slots.at(-1)?.end ?? 0;
    if (end > DAY) found.push({ code: "midnight", values: {} });
    const change = slots.length ? clockChange(plan.date, time(plan.start), end) : 0;
    if (change) found.push({ code: change > 0 ? "clock-forward" : "clock-back", values: {} });
    return found;
  };

  /** The texts in an element's templates: words(name, values); words.count(name, n) and words.lasting(minutes) as well. */
  const wordsOf = (root) => {
    const texts = new Map([...root.querySelectorAll("template[data-word]")].map((each) => [each.dataset.word, each.content.textContent]));
    const words = (name, values = {}) => (texts.get(name) ?? name).replace(/\{(\w+)\}/g, (all, key) => String(values[key] ?? ""));
    words.count = (name, n) => words(n === 1 ? `${name}_one` : name, { n });
    words.lasting = (minutes) => {
      const [h, n] = [Math.floor(minutes / 60), minutes % 60];
      return words(!h ? "minutes" : n ? "hours_minutes" : "hours", { h, n });
    };
    return words;
  };

  Struin.session = { wordsOf, changes, outside, sittings, restBefore, clockChange, cautions };
})();
