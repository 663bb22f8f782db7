/** A whole day as a calendar file (RFC 5545). `day` is `2026-11-29`: a date has no hour and no time zone, so no change
    of the clock moves it. The same `uid` again replaces the day that was there. */
Struin.scoring.intention = ({ uid, day, text, about, stamp }) => {
  const plain = (words) => words.replace(/\r\n?/g, "\n").replace(/[\0-\x09\x0b-\x1f\x7f]/g, " ").replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");
  const date = (each) => each.toISOString().slice(0, 10).replace(/-/g, "");
  const start = new Date(`${day}T00:00:00Z`);
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Struin//Struin//NL",
    "BEGIN:VEVENT",
    `UID:${plain(uid)}`,
    `DTSTAMP:${stamp.toISOString().replace(/[-:]|\.\d+/g, "")}`,
    `DTSTART;VALUE=DATE:${date(start)}`,
    `DTEND;VALUE=DATE:${date(new Date(start.getTime() + 86_400_000))}`,
    `SUMMARY:${plain(text)}`,
    `DESCRIPTION:${plain(about)}`,
    "TRANSP:TRANSPARENT",
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    "TRIGGER:PT9H",
    `DESCRIPTION:${plain(text)}`,
    "END:VALARM",
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  // No line is longer than 75 bytes; the rest goes on the next, after a space. No letter is cut in two.
  const folded = (line) => {
    let [room, out] = [75, ""];
    for (const letter of line) {
      const size = new TextEncoder().encode(letter).length;
      if (size > room) {
        out += "\r\n ";
        room = 74;
      }
      out += letter;
      room -= size;
    }
    return `${out}\r\n`;
  };
  return lines.map(folded).join("");
};
