// How a running order says its times and facts, in the words of the page.
(() => {
  /** Words for `outline`; `dataset` holds the texts of the menu (data-word-…). */
  Struin.takeaway.Words = class {
    constructor(dataset, language) {
      this.dataset = dataset;
      this.language = language;
    }

    /** The text that is called so; {name} in it is filled in. */
    say(name, values = {}) {
      return Struin.fill(this.dataset[`word${name[0].toUpperCase()}${name.slice(1)}`] ?? "", values);
    }

    count(name, n) {
      return this.say(`${name}${n === 1 ? "One" : "Many"}`, { n });
    }

    minutes(n) {
      return this.count("minutes", n);
    }

    /** "2 uur en 15 minuten". */
    length(minutes) {
      const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
      if (!hours) return this.minutes(minutes);
      const whole = this.count("hours", hours);
      return rest ? this.say("hoursAnd", { hours: whole, minutes: this.minutes(rest) }) : whole;
    }

    /** "dinsdag 1 december 2026" of "2026-12-01". */
    day(date) {
      const told = { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
      return new Date(`${date}T00:00:00Z`).toLocaleDateString(this.language, told);
    }

    /** "09:30", and "00:30 (volgende dag)" for what is past midnight. */
    time(minutes) {
      const clock = Struin.rundown.clock(minutes);
      return minutes < 24 * 60 ? clock : this.say("nextDay", { time: clock });
    }

    /** "09:30–10:15". */
    span(start, end) {
      return `${this.time(start)}–${Struin.rundown.clock(end)}`;
    }

    title(outline) {
      return outline.title || this.say("untitled");
    }

    /** What stands under the title: the day if there is one, times, length, people. */
    facts(outline) {
      return [
        outline.date ? this.day(outline.date) : "",
        this.span(outline.start, outline.end),
        this.length(outline.end - outline.start),
        outline.people ? this.count("people", outline.people) : "",
      ].filter(Boolean);
    }

    /** What is amiss with a block: that it is withdrawn, or late. */
    warnings(row) {
      return [
        row.lost ? this.say("lost") : "",
        row.late ? this.say("late", { minutes: this.minutes(row.late) }) : "",
      ].filter(Boolean);
    }

    /** That, what there is to spare before it, and that its steps were written for other minutes than it has. */
    remarks(row) {
      const written = row.steps.reduce((sum, step) => sum + step.minutes, 0);
      const other = row.steps.length && written !== row.minutes;
      const told = { written: this.minutes(written), minutes: this.minutes(row.minutes) };
      return [
        ...this.warnings(row),
        row.wait ? this.count("wait", row.wait) : "",
        other ? this.say("stretched", told) : "",
      ].filter(Boolean);
    }
  };
})();
