// Reads one exercise as the check does (struin.markup.grammar): its settings, its question, its entries, its parts.

const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const ID_OPTION = /^\/{3,}[ \t]+[\w-]+[ \t]*\|[ \t]*id:[ \t]*(\S*)[ \t]*$/;
const OPTION = /^ {4} *([A-Za-z][\w-]*):[ \t]*(.*?)[ \t]*$/;
const HEADING = /^(#{1,6})[ \t]+(.*?)(?:[ \t]*\{#([^}\s]*)\})?[ \t]*$/;
const ENTRY = /^(?:[-*+]|(\d+)[.)])[ \t]+(?:\[([ xX])\](?:[ \t]+|$))?(.*)$/;
const NOTE = /^[ \t]+>[ \t]?(.*)$/;
const NESTED = /^[ \t]+(?:[-*+]|\d+[.)])[ \t]/;
const FENCE = /^[ \t]*(`{3,}|~{3,})/;

/**
 * @typedef {{line: number, numbered: boolean, checked: boolean | null, text: string[], note: string[] | null}} Entry
 * @typedef {{title: string, line: number, lead: string[], entries: Entry[]}} Part
 */

/** How alike two words are, from 0 to 1: what they share of their letters, in order. */
function alike(a, b) {
  let row = Array(b.length + 1).fill(0);
  for (const letter of a) {
    const next = [0];
    for (let at = 0; at < b.length; at += 1) {
      next.push(letter === b[at] ? row[at] + 1 : Math.max(row[at + 1], next[at]));
    }
    row = next;
  }
  return (2 * row.at(-1)) / (a.length + b.length || 1);
}

/** A fault about a name that is not known, with what was likely meant. */
function unknown(code, line, name, known) {
  const [likeness, meant] = known.map((each) => [alike(name, each), each]).sort().at(-1) ?? [0, ""];
  return likeness >= 0.6
    ? { code: `${code}-meant`, line, values: { name, meant } }
    : { code, line, values: { name, known: known.join(", ") || "–" } };
}

export class Reading {
  /**
   * @param {import("./blocks.js").Cut} cut
   * @param {Record<string, {takes: string[], settings: string[]}>} types what each type of exercise knows
   * @param {Record<string, string>} keywords the words that begin a part, each with what it begins
   */
  constructor(cut, types, keywords) {
    this.type = cut.type;
    this.line = cut.at;
    /** @type {import("./blocks.js").Fault[]} */
    this.faults = [];
    /** @type {Part[]} */
    this.parts = [{ title: "", line: cut.at, lead: [], entries: [] }];
    /** @type {{kind: string, lines: string[]}[]} */
    this.said = [];
    /** @type {Map<string, {line: number, value: string}>} */
    this.settings = new Map();
    this.keyword = new RegExp(`^(${Object.keys(keywords).join("|")}):[ \\t]*(.*)$`);
    this.keywords = keywords;
    this.id = this.#id(cut.header);
    this.#sort(this.#options(cut.lines));
    this.#judge(types);
  }

  #fault(name, line, values = {}) {
    this.faults.push({ code: `interaction-${name}`, line, values });
  }

  #id(header) {
    const written = ID_OPTION.exec(header)?.[1] ?? "";
    if (!written) this.#fault("id-missing", this.line, { type: this.type });
    else if (!ID.test(written)) this.#fault("id-form", this.line, { id: written });
    return written;
  }

  #options(lines) {
    for (const [count, { line, text }] of lines.entries()) {
      if (!text.startsWith("    ") || !text.trim()) return lines.slice(count);
      const match = OPTION.exec(text);
      if (!match) this.#fault("option-form", line);
      else if (this.settings.has(match[1])) this.#fault("option-twice", line, { option: match[1] });
      else this.settings.set(match[1], { line, value: match[2] });
    }
    return [];
  }

  /** Gives every line to the question, an entry, a part or a keyword. */
  #sort(lines) {
    let fence = "";
    let blank = true;
    let current = this.parts[0].lead;
    for (const each of lines) {
      const entry = this.#entryOf(current);
      const opens = FENCE.exec(each.text);
      if (fence) {
        if (opens?.[1].startsWith(fence) && !each.text.replace(/[ \t`~]/g, "")) fence = "";
        current?.push(each.text);
      } else if (!each.text.trim()) {
        blank = true;
        if (current && !entry) current.push("");
        continue;
      } else if (opens && !entry && current) {
        fence = opens[1];
        current.push(each.text);
      } else {
        current = this.#give(each, current, entry, blank);
      }
      blank = false;
    }
  }

  #entryOf(current) {
    const last = this.parts.at(-1).entries.at(-1);
    return last && current && (current === last.text || current === last.note) ? last : null;
  }

  /** Where the line goes; the list that a line after it may go on with. */
  #give({ line, text }, current, entry, blank) {
    const heading = HEADING.exec(text);
    if (heading) {
      if (heading[1].length !== 2) this.#fault("heading", line);
      if (heading[3] !== undefined && !ID.test(heading[3])) this.#fault("part-id", line, { id: heading[3] });
      if (!heading[2]) this.#fault("part-nameless", line);
      this.parts.push({ title: heading[2], line, lead: [], entries: [] });
      return this.parts.at(-1).lead;
    }
    const begins = ENTRY.exec(text);
    if (begins) {
      const checked = begins[2] === undefined ? null : begins[2] !== " ";
      if (!begins[3].trim()) this.#fault("entry-empty", line);
      const made = { line, numbered: begins[1] !== undefined, checked, text: [begins[3]], note: null };
      this.parts.at(-1).entries.push(made);
      return made.text;
    }
    const keyword = this.keyword.exec(text);
    if (keyword) {
      if (!keyword[2].trim()) this.#fault("keyword-empty", line);
      this.said.push({ kind: this.keywords[keyword[1]], lines: [keyword[2]] });
      return this.said.at(-1).lines;
    }
    if (!entry && current) {
      current.push(text);
      return current;
    }
    const note = entry && (NOTE.exec(text) ?? /^>(.*)$/.exec(text));
    if (note) {
      if (text.startsWith(">")) this.#fault("note-not-indented", line);
      entry.note = [...(entry.note ?? []), note[1]];
      return entry.note;
    }
    if (entry && NESTED.test(text)) {
      this.#fault("list-in-list", line);
      return entry.text;
    }
    if (entry && (/^[ \t]/.test(text) || !blank)) {
      current.push(text.trimStart());
      return current;
    }
    this.#fault("stray", line);
    return null;
  }

  /** What the type does not know, the first of each sort. */
  #judge(types) {
    const type = Object.hasOwn(types, this.type) ? types[this.type] : null;
    const entries = this.parts.flatMap((part) => part.entries);
    const asks = this.parts[0].lead.some((text) => text.trim()) || this.parts[0].entries.length || this.parts.length > 1;
    if (!asks) this.#fault("empty", this.line);
    if (!type) {
      this.faults.push(unknown("interaction-type-unknown", this.line, this.type, Object.keys(types).sort()));
      return;
    }
    for (const [name, { line }] of this.settings) {
      if (!type.settings.includes(name)) {
        this.faults.push(unknown("interaction-option-unknown", line, name, type.settings));
      }
    }
    const first = {
      examples: this.said.some(({ kind }) => kind === "example") && this.line,
      parts: this.parts[1]?.line,
      entries: entries[0]?.line,
      numbers: entries.find((each) => each.numbered)?.line,
      checks: entries.find((each) => each.checked !== null)?.line,
      notes: entries.find((each) => each.note)?.line,
    };
    for (const [feature, line] of Object.entries(first)) {
      if (line && !type.takes.includes(feature)) {
        this.#fault(`no-${feature}`, line, { type: this.type });
        if (feature === "entries" || feature === "parts") return;
      }
    }
  }
}
