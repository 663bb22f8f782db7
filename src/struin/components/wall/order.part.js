// What lies on top of the wall: an order of cards that is other each day, and that day the same for everybody.
(() => {
  const HAND = 6; // files of cards that are mixed with each other: what lies on top then comes from few files

  const dice = (words) => {
    let seed = 2166136261;
    for (const letter of words) seed = Math.imul(seed ^ letter.codePointAt(0), 16777619);
    return () => {
      seed = (seed + 0x6d2b79f5) | 0;
      let drawn = Math.imul(seed ^ (seed >>> 15), 1 | seed);
      drawn ^= drawn + Math.imul(drawn ^ (drawn >>> 7), 61 | drawn);
      return ((drawn ^ (drawn >>> 14)) >>> 0) / 4294967296;
    };
  };

  const shuffled = (list, roll) => {
    const mixed = [...list];
    for (let last = mixed.length - 1; last > 0; last--) {
      const other = Math.floor(roll() * (last + 1));
      [mixed[last], mixed[other]] = [mixed[other], mixed[last]];
    }
    return mixed;
  };

  /** The files of cards in the order of the day, a hand at a time. Each kind is spread evenly over the whole. */
  const handsOf = (runs, day) => {
    const roll = dice(day);
    const kinds = new Map();
    let next = 0;
    for (const run of runs.split(" ").filter(Boolean)) {
      const [kind, count] = run.split(":");
      if (!kinds.has(kind)) kinds.set(kind, []);
      for (let each = 0; each < Number(count); each++) kinds.get(kind).push(next++);
    }
    const placed = [];
    for (const files of kinds.values()) {
      shuffled(files, roll).forEach((file, at) => placed.push([(at + roll()) / files.length, file]));
    }
    const files = placed.sort((one, other) => one[0] - other[0]).map(([, file]) => file);
    const hands = [];
    for (let first = 0; first < files.length; first += HAND) hands.push(files.slice(first, first + HAND));
    return hands;
  };

  /** The cards of a hand, in turn from each file; `cardsOf` gives those of a file. */
  const deal = (hand, cardsOf, day) => {
    const stacks = hand.map((file) => shuffled(cardsOf(file), dice(`${day} ${file}`)));
    const roll = dice(`${day} hand ${hand[0]}`);
    const dealt = [];
    while (stacks.some((stack) => stack.length)) {
      for (const stack of shuffled(stacks, roll)) if (stack.length) dealt.push(stack.pop());
    }
    return dealt;
  };

  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  };

  Struin.order = { handsOf, deal, today };
})();
