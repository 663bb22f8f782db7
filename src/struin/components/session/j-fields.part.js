// What people type, as changes of the plan. What cannot be is told and put right when the field is left, not before.
(() => {
  const R = Struin.rundown;
  const PUT_RIGHT = ["start", "people", "date"];

  const line = (text, most) => text.replace(/\s+/g, " ").trimStart().slice(0, most);

  /** Whole minutes that a block can have, as near as can be to what was typed; `otherwise` if that was no number. */
  const possible = (text, otherwise) => {
    const wanted = Number(text);
    return text === "" || !Number.isFinite(wanted) ? otherwise : Math.min(Math.max(Math.round(wanted), 1), R.MOST.minutes);
  };

  class Fields {
    /** `does` has plan(), set(field, value, label), setBlock(key, field, value), minutes(key, minutes) and say(text). */
    constructor(words, does) {
      Object.assign(this, { words, does });
    }

    /** Something was typed or chosen. */
    input(target) {
      const key = target.closest("[data-key]")?.dataset.key;
      const { field, part } = target.dataset;
      if (field) this.#head(field, target);
      else if (!key) return;
      else if (part === "name") this.does.setBlock(key, "title", line(target.value, R.MOST.title));
      else if (part === "do" || part === "note") this.does.setBlock(key, part, target.value.slice(0, R.MOST.text));
      else if (part === "at") this.does.setBlock(key, "at", target.value || null);
      else if (part === "minutes") {
        const fits = target.value !== "" && Number(target.value) === possible(target.value);
        target.setAttribute("aria-invalid", String(!fits));
        if (fits) this.does.minutes(key, Number(target.value));
      }
      Struin.session.fit(target);
    }

    #head(field, target) {
      const { value, validity } = target;
      const set = (now) => this.does.set(field, now, target.labels[0]?.textContent.trim() ?? field);
      const people = Number(value);
      if (field === "title") set(line(value, R.MOST.title));
      else if (field === "goal") set(value.slice(0, R.MOST.goal));
      else if (field === "start") {
        if (R.time(value) !== null) set(value);
      } else if (value === "") {
        if (!validity.badInput) set(null);
      } else if (field === "date") {
        if (R.isDay(value)) set(value);
      } else if (Number.isInteger(people) && people >= 1 && people <= R.MOST.people) set(people);
    }

    /** Shows in a field what the plan says, although it has the focus. */
    refresh(target) {
      const { field, part } = target?.dataset ?? {};
      const plan = this.does.plan();
      const block = plan.blocks.find((each) => each.key === target.closest("[data-key]")?.dataset.key);
      if (field) target.value = String(plan[field] ?? "");
      else if (block && (part === "minutes" || part === "at")) target.value = String(block[part] ?? "");
    }

    /** A field is left. */
    settle(target) {
      const key = target.closest("[data-key]")?.dataset.key;
      const { field, part } = target.dataset;
      const plan = this.does.plan();
      if (part === "minutes" && key) {
        const block = plan.blocks.find((each) => each.key === key);
        target.setAttribute("aria-invalid", "false");
        if (!block || (target.value !== "" && Number(target.value) === block.minutes)) return;
        const now = possible(target.value, block.minutes);
        this.does.minutes(key, now);
        target.value = String(now);
        this.does.say(this.words("minutes_put_right", { n: now, most: R.MOST.minutes }));
      } else if (PUT_RIGHT.includes(field) && target.value !== String(plan[field] ?? "")) {
        target.value = String(plan[field] ?? "");
        this.does.say(this.words(`field_put_right_${field}`, { now: target.value || this.words("nothing") }));
      }
    }
  }

  Struin.session.Fields = Fields;
})();
