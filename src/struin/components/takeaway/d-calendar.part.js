// A session as appointments in a calendar file (RFC 5545). Own code: what is hard about it, the nights on which the
// clock changes, is no part of the libraries that write such files, and the rest is a page.
(() => {
  const { clean, line } = Struin.takeaway;
  const MINUTE = 60_000;
  const HOUR = 60 * MINUTE;
  const DAY = 24 * HOUR;
  const ZONE = "Europe/Amsterdam";
  const EPOCH = Date.UTC(2020, 0, 1);

  // The rule of the European Union since 1996 (directive 2000/84/EC): the last Sundays of March and October, 01:00 UTC.
  const change = (year, month) => {
    const last = new Date(Date.UTC(year, month + 1, 0, 1));
    return last.getTime() - last.getUTCDay() * DAY;
  };

  /** Milliseconds that the clock in Amsterdam is ahead of UTC at an instant. */
  const ahead = (instant) => {
    const year = new Date(instant).getUTCFullYear();
    return instant >= change(year, 2) && instant < change(year, 9) ? 2 * HOUR : HOUR;
  };

  /** What the clock shows at an instant, as a Date whose UTC fields are those of that clock. */
  const shown = (instant) => new Date(instant + ahead(instant));

  /**
   * The instant at which the clock shows so many minutes after midnight of the day `date`. A time that comes twice is
   * the first of the two; one that is skipped is counted on from the hour before it, as RFC 5545, 3.3.5 has it.
   */
  const instant = (date, minutes) => {
    const local = Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE;
    for (const offset of [2 * HOUR, HOUR]) if (ahead(local - offset) === offset) return local - offset;
    return local - HOUR;
  };

  const minuteOfDay = (when) => {
    const clock = shown(when);
    return clock.getUTCHours() * 60 + clock.getUTCMinutes();
  };

  /** The instant nearest to `now` at which the clock shows so many minutes after midnight. */
  const nearest = (now, minutes) => {
    const days = [-1, 0, 1].map((more) => new Date(shown(now).getTime() + more * DAY).toISOString().slice(0, 10));
    const found = days.map((day) => instant(day, minutes));
    return found.reduce((best, each) => (Math.abs(each - now) <= Math.abs(best - now) ? each : best));
  };

  /**
   * When the blocks of a plan really are on a day: {start, end} as instants. As `Struin.rundown.schedule`, but half an
   * hour is half an hour also in the night in which the clock changes.
   */
  const instants = ({ start, blocks }, date) => {
    let now = instant(date, Struin.rundown.time(start) ?? 0);
    return blocks.map(({ minutes, at }) => {
      const fixed = Struin.rundown.time(at);
      if (fixed !== null) now = Math.max(now, nearest(now, fixed));
      const begins = now;
      now += minutes * MINUTE;
      return { start: begins, end: now };
    });
  };

  /** Hours that the clock goes forward (1) or back (-1) between two instants. */
  const shift = (from, to) => (ahead(to) - ahead(from)) / HOUR;

  // --- lines

  const escaped = (text) => clean(text).replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");

  // No line is longer than 75 bytes; the rest goes on the next, after a space. No letter is cut in two.
  const folded = (text) => {
    let [room, out] = [75, ""];
    for (const letter of text) {
      const point = letter.codePointAt(0);
      const size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4; // bytes in UTF-8
      if (size > room) {
        out += "\r\n ";
        room = 74;
      }
      out += letter;
      room -= size;
    }
    return `${out}\r\n`;
  };

  const utc = (when) => new Date(when).toISOString().replace(/[-:]|\.\d+/g, "");

  /** A property with a time: by the clock in Amsterdam, or in UTC where that clock shows the time a second time. */
  const moment = (name, when) => {
    const clock = shown(when).toISOString().slice(0, 19);
    const first = instant(clock.slice(0, 10), minuteOfDay(when)) === when;
    return first ? `${name};TZID=${ZONE}:${clock.replace(/[-:]/g, "")}` : `${name}:${utc(when)}`;
  };

  const TIMEZONE = [
    "BEGIN:VTIMEZONE",
    `TZID:${ZONE}`,
    "BEGIN:DAYLIGHT",
    "TZNAME:CEST",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZNAME:CET",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
  ];

  /** One appointment. `changed` is when the plan was: a later file of the same plan replaces what an earlier one put in. */
  const event = ({ uid, changed, start, end, summary, description }) => [
    "BEGIN:VEVENT",
    `UID:${uid}`,
    `DTSTAMP:${utc(changed)}`,
    `LAST-MODIFIED:${utc(changed)}`,
    `SEQUENCE:${Math.max(0, Math.floor((changed - EPOCH) / MINUTE))}`,
    moment("DTSTART", start),
    moment("DTEND", end),
    `SUMMARY:${escaped(line(summary))}`,
    ...(description ? [`DESCRIPTION:${escaped(description)}`] : []),
    "END:VEVENT",
  ];

  /** The programme in lines of text, the times as the clock really shows them. */
  const programme = (outline, when, words) =>
    outline.rows.map((row, at) => {
      const told = `${Struin.rundown.clock(minuteOfDay(when[at].start))}  ${row.title} (${words.minutes(row.minutes)})`;
      return [told, ...words.warnings(row)].join("\n");
    });

  const about = (row) =>
    [
      ...row.does,
      ...row.steps.map((step, at) => `${at + 1}. ${step.do}`),
      ...row.notes,
    ].join("\n");

  /** What is said when the clock changes between the first and the last minute, or "". */
  const night = (when, words) => {
    const hours = when.length ? shift(when[0].start, when.at(-1).end) : 0;
    return hours > 0 ? words.say("forward") : hours < 0 ? words.say("back") : "";
  };

  /**
   * The text of the file. `date` is "2026-12-01"; `each` asks for an appointment per block instead of one for all.
   * The same plan gives the same text: its stamp is when the plan was changed.
   */
  const calendar = (outline, { date, each, words }) => {
    const { plan, changed, rows } = outline;
    const when = instants(plan, date);
    const uid = (key) => [plan.id, key].filter(Boolean).join("-").replace(/[^\w-]/g, "") + "@struin";
    const title = words.title(outline);
    const whole = {
      uid: uid(""),
      changed,
      start: when[0].start,
      end: when.at(-1).end,
      summary: title,
      description: [
        ...[outline.goal.join("\n"), night(when, words)].filter(Boolean),
        programme(outline, when, words).join("\n"),
        outline.material.length ? [words.say("material"), ...outline.material.map((one) => `- ${one}`)].join("\n") : "",
      ].filter(Boolean).join("\n\n"),
    };
    const blocks = rows.map((row, at) => ({
      uid: uid(plan.blocks[at].key),
      changed,
      ...when[at],
      summary: row.title,
      description: [title, ...words.remarks(row), about(row)].filter(Boolean).join("\n\n"),
    }));
    const lines = [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Struin//Struin//NL",
      "CALSCALE:GREGORIAN",
      ...TIMEZONE,
      ...(each ? blocks : [whole]).flatMap(event),
      "END:VCALENDAR",
    ];
    return lines.map(folded).join("");
  };

  Object.assign(Struin.takeaway, { calendar, instants, night: (plan, date, words) => night(instants(plan, date), words) });
})();
