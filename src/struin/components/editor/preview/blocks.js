// Cuts exercises out of a body as the check does (struin.markup.blocks), and tells what is wrong with their form.

/** Blocks that Markdown itself makes something of; any other name is meant to be an exercise. */
const PLAIN = new Set(
  "admonition attention caption caution danger details error hint important note tab tip warning".split(" "),
);
const HEADER = /^(\/{3,})[ \t]+([A-Za-z][\w-]*)[ \t]*(?:\|(.*))?$/;
const CLOSE = /^(\/{3,})[ \t]*$/;
const INDENTED = /^[ \t>*+-]+(?:\d+[.)][ \t]+)?\/{3,}[ \t]+([A-Za-z][\w-]*)[ \t]*\|[ \t]*id:/;
const FENCE = /^[ \t>]*(?:[-*+]|\d+[.)])?[ \t]*(`{3,}(?=[^`]*$)|~{3,})/;

/**
 * @typedef {{code: string, line: number, values: Record<string, string>}} Fault
 * @typedef {{type: string, at: number, header: string, lines: {line: number, text: string}[]}} Cut lines count from 1
 */

/** Fenced code and comments: nothing in them is a block. */
class Code {
  fence = "";
  comment = false;

  /** @returns whether the line is plain text, and takes it into account for the lines after it */
  plain(line) {
    const before = !this.fence && !this.comment;
    if (this.fence) {
      const closes = line.replace(/^[ \t>]+|[ \t>]+$/g, "");
      if (closes.startsWith(this.fence) && [...closes].every((sign) => sign === this.fence[0])) this.fence = "";
    } else if (this.comment) {
      this.comment = !line.includes("-->");
    } else if (FENCE.test(line)) {
      this.fence = FENCE.exec(line)[1];
    } else if (line.includes("<!--")) {
      this.comment = !line.slice(line.lastIndexOf("<!--") + 4).includes("-->");
    }
    return before;
  }
}

/**
 * @param {string} body
 * @returns {{pieces: (string | Cut)[], faults: Fault[]}} the text with the exercises where they stand
 */
export function cut(body) {
  const code = new Code();
  const faults = [];
  const pieces = [];
  const others = []; // the slashes of plain blocks that are open
  let text = [];
  let current = null;

  const fault = (name, line, values) => faults.push({ code: `interaction-${name}`, line, values });
  const unclosed = () => fault("unclosed", current.at, { type: current.type });
  const keep = () => {
    if (text.length) pieces.push(text.join("\n"));
    text = [];
  };

  body.split("\n").forEach((line, index) => {
    const at = index + 1;
    const plain = code.plain(line);
    const header = plain ? HEADER.exec(line) : null;
    const close = plain ? CLOSE.exec(line) : null;
    const type = header ? header[2].toLowerCase() : "";
    if (header && !PLAIN.has(type) && !others.length) {
      if (current) unclosed();
      keep();
      current = { type, at, header: line, slashes: header[1], lines: [] };
      pieces.push(current);
      return;
    }
    if (current && close?.[1] === current.slashes) {
      current = null;
      return;
    }
    if (header && (current || !PLAIN.has(type))) fault("nested", at, { type: header[2] });
    else if (header) others.push(header[1]);
    else if (close && others.length && close[1] === others.at(-1)) others.pop();
    else if (plain && !current && INDENTED.test(line)) fault("indented", at, { type: INDENTED.exec(line)[1] });
    if (current) current.lines.push({ line: at, text: line });
    else text.push(line);
  });
  if (current) unclosed();
  keep();
  return { pieces, faults };
}
