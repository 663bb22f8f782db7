// The running order as a list on the page: one row per block, made once and then kept in step. What has the focus is
// never rebuilt nor moved, so that somebody can go on typing, or press the same button again.
(() => {
  const R = Struin.rundown;
  const STEP = 5; // minutes per press of a button
  const GRID = 0.7; // rem of height per ten minutes, so that long blocks look long

  const setText = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
  };

  const setHidden = (element, hidden) => {
    if (element.hidden !== hidden) element.hidden = hidden;
  };

  /** Puts a value in a field, but not while somebody is typing in it. */
  const setValue = (field, value) => {
    if (field.value !== value && field !== document.activeElement) field.value = value;
    Struin.session.fit(field);
  };

  /** The next minutes up or down, on whole fives and not out of what the block is meant for by a button alone. */
  const stepped = (minutes, direction, stretch) => {
    const next = direction > 0 ? (Math.floor(minutes / STEP) + 1) * STEP : (Math.ceil(minutes / STEP) - 1) * STEP;
    const [least, most] = stretch ?? [1, R.MOST.minutes];
    const now = Math.min(Math.max(next, 1), R.MOST.minutes);
    if (direction > 0) return minutes <= most ? Math.min(now, most) : now;
    return minutes >= least ? Math.max(now, least) : now;
  };

  /** Puts `rows` in their order, without taking the pinned one (which has the focus) out of the page. */
  const place = (list, rows, pinned) => {
    const from = rows.indexOf(pinned);
    if (from < 0) {
      rows.forEach((row, index) => list.children[index] !== row && list.insertBefore(row, list.children[index] ?? null));
      return;
    }
    for (let index = from - 1; index >= 0; index -= 1) {
      if (rows[index + 1].previousElementSibling !== rows[index]) list.insertBefore(rows[index], rows[index + 1]);
    }
    for (let index = from + 1; index < rows.length; index += 1) {
      if (rows[index - 1].nextElementSibling !== rows[index]) rows[index - 1].after(rows[index]);
    }
  };

  class Rows {
    #rows = new Map(); // a block's key → its row
    #parts = new WeakMap(); // a row → its elements by the name in `data-part`

    /** `list` is the <ol>, `template` that of a row, `words(name, values)` gives texts. */
    constructor(list, template, words) {
      this.list = list;
      this.template = template;
      this.words = words;
    }

    row(key) {
      return this.#rows.get(key);
    }

    part(key, name) {
      return this.#parts.get(this.row(key))?.[name];
    }

    /** Shows a plan; `stock(id)` as in `cautions`. */
    show(plan, slots, stock, fixed) {
      const keys = new Set(plan.blocks.map((block) => block.key));
      for (const [key, row] of this.#rows) {
        if (!keys.has(key)) {
          row.remove();
          this.#rows.delete(key);
        }
      }
      const rows = plan.blocks.map((block, index) => {
        const row = this.#rows.get(block.key) ?? this.#make(block.key);
        this.#fill(row, { block, index, last: plan.blocks.length - 1, slot: slots[index], found: block.item ? stock(block.item) : undefined, fixed });
        return row;
      });
      place(this.list, rows, rows.find((row) => row.contains(document.activeElement)));
    }

    #make(key) {
      const row = this.template.content.firstElementChild.cloneNode(true);
      const parts = Object.fromEntries([...row.querySelectorAll("[data-part]")].map((each) => [each.dataset.part, each]));
      row.dataset.key = key;
      parts.more.id = `struin-block-${key}`;
      parts.open.setAttribute("aria-controls", parts.more.id);
      this.#rows.set(key, row);
      this.#parts.set(row, parts);
      return row;
    }

    #fill(row, { block, index, last, slot, found, fixed }) {
      const part = this.#parts.get(row);
      const { words } = this;
      const title = found?.title ?? (block.title || words("untitled_block"));
      const kind = block.own ?? "item";
      if (row.dataset.kind !== kind) row.dataset.kind = kind;
      const look = `block p-${found?.number ?? 0}`;
      if (row.className !== look) row.className = look;
      row.style.setProperty("--height", `${Math.min(block.minutes, 90) * (GRID / 10)}rem`);

      setText(part.start, R.clock(slot.start));
      setText(part.end, R.clock(slot.end));
      setHidden(part.gap, !slot.wait);
      if (slot.wait) setText(part.gapWords, words("gap", { length: words.lasting(slot.wait), time: R.clock(slot.start) }));
      const what = block.own ? words(`own_${block.own}`) : (found?.kind ?? words("item"));
      setText(part.kind, what);
      part.kind.classList.toggle("visually-hidden", what === title); // said once is enough
      setHidden(part.link, !block.item);
      setHidden(part.name, !block.own);
      if (block.item) {
        setText(part.link, title);
        if (found) part.link.href = Struin.root + found.url;
        else part.link.removeAttribute("href");
      } else setValue(part.name, block.title);
      setText(part.minutesOf, title);
      setValue(part.minutes, String(block.minutes));
      setValue(part.at, block.at ?? "");
      setValue(part.do, block.do);
      setValue(part.note, block.note);
      setText(part.doWords, block.do);
      setHidden(part.doWords, !block.do);
      setText(part.noteWords, block.note);
      setHidden(part.noteWords.parentElement, !block.note);
      setHidden(part.fixedTime, !block.at);
      if (block.at) setText(part.fixedTime, words("fixed", { time: block.at }));
      setHidden(part.late, !slot.late);
      if (slot.late) setText(part.late, words("late", { n: slot.late, time: block.at }));
      setHidden(part.lost, found !== null);
      const out = Struin.session.outside(block.minutes, found);
      const [least, most] = found?.stretch ?? [found?.minutes ?? 1, R.MOST.minutes];
      setHidden(part.outside, !out);
      if (out) setText(part.outside, words(out, { least, most }));
      setHidden(part.stretch, !(found?.stretch && !out));
      if (found?.stretch) setText(part.stretch, words("stretch", { least, most }));

      for (const [name, does] of Object.entries({ up: "up_of", down: "down_of", less: "less_of", more_minutes: "more_of", open: "open_of", copy: "copy_of", remove: "remove_of", at_clear: "at_clear_of" })) {
        const label = words(does, { title });
        if (part[name].getAttribute("aria-label") !== label) part[name].setAttribute("aria-label", label);
      }
      const off = (name, value) => part[name].setAttribute("aria-disabled", String(value));
      off("up", index === 0);
      off("down", index === last);
      off("less", stepped(block.minutes, -1, found?.stretch) === block.minutes);
      off("more_minutes", stepped(block.minutes, 1, found?.stretch) === block.minutes);
      for (const name of ["minutes", "at", "do", "note", "name"]) if (part[name].readOnly !== fixed) part[name].readOnly = fixed;
    }
  }

  /** Lets a text field be as high as its text, where the browser does not do so by itself. */
  const fit = (field) => {
    if (field.localName !== "textarea" || CSS.supports("field-sizing", "content") || !field.offsetParent) return;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + 2}px`;
  };

  Object.assign(Struin.session, { Rows, stepped, fit });
})();
