// The body of an item for its preview: its text with the exercises in it, as HTML, as plain text, and what is wrong.
import { cut } from "./blocks.js";
import { Markup } from "./values.js";
import { Worksheet } from "./worksheet.js";

const plain = (html) => {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content.textContent.trim();
};

/** Exercises whose id stands above already: answers are kept by it. */
function twice(sheets) {
  const seen = new Map();
  return sheets.flatMap(({ reading: { id, line } }) => {
    const first = seen.get(id);
    if (id && first === undefined) seen.set(id, line);
    return id && first !== undefined ? [{ code: "interaction-id-twice", line, values: { id, line: first } }] : [];
  });
}

/**
 * @param {string} text as it is typed
 * @param {import("./prose.js").Prose} prose
 * @param {object} data what Python told
 * @returns {{html: Markup, text: string, faults: import("./blocks.js").Fault[]}} faults in the order of their lines
 */
export function body(text, prose, data, t) {
  const { pieces, faults } = cut(text);
  const made = pieces.map((piece) => (typeof piece === "string" ? piece : new Worksheet(piece, prose, data, t)));
  const sheets = made.filter((each) => each instanceof Worksheet);
  const all = [...faults, ...sheets.flatMap((each) => each.faults), ...twice(sheets)].sort((a, b) => a.line - b.line);
  const shown = made.map((each, at) => {
    if (typeof each === "string") return prose.html(each).html;
    const { line } = each.reading;
    const next = pieces.slice(at + 1).find((piece) => typeof piece !== "string")?.at ?? Infinity;
    const last = line + pieces[at].lines.length;
    return each.html(all.filter((fault) => fault.line >= line && fault.line <= Math.min(last, next - 1))).html;
  });
  const words = made.map((each, at) => plain(typeof each === "string" ? shown[at] : each.asks));
  return { html: new Markup(shown.join("\n")), text: words.filter(Boolean).join("\n"), faults: all };
}
