// Puts an example of an exercise in the text of the form, and points out a line in it.
import { cut } from "./blocks.js";

const FIELD = '[data-key-path="body"] textarea';
const MOST_STEPS = 60;
const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

function scroller(from) {
  for (let each = from; each; each = each.parentElement) {
    if (each.scrollHeight > each.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(each).overflowY)) return each;
  }
  return null;
}

/** The field of the text. The form only makes fields that are in sight, so it may have to be looked for. */
async function field() {
  const pane = scroller(document.querySelector("[data-key-path]"));
  if (pane && !document.querySelector(FIELD)) pane.scrollTop = 0;
  for (let step = 0; pane && step < MOST_STEPS && !document.querySelector(FIELD); step += 1) {
    pane.scrollTop += pane.clientHeight;
    await painted();
  }
  const found = document.querySelector(FIELD);
  found?.scrollIntoView({ block: "center" });
  return found;
}

/** An id that the text does not have yet. */
function withNewId(example, text) {
  const used = new Set(cut(text).pieces.map((piece) => /\|[ \t]*id:[ \t]*(\S+)/.exec(piece.header ?? "")?.[1]));
  return example.replace(/(\|[ \t]*id:[ \t]*)(\S+)/, (_, before, id) => {
    let number = 2;
    while (used.has(number === 2 && !used.has(id) ? id : `${id}-${number}`)) number += 1;
    return before + (used.has(id) ? `${id}-${number}` : id);
  });
}

/** Where in the text it may stand: behind the line of the caret, and not within another exercise. */
function place(area) {
  const lines = area.value.split("\n");
  const caret = area.dataset.used ? area.selectionEnd : area.value.length;
  let line = area.value.slice(0, caret).split("\n").length;
  for (const piece of cut(area.value).pieces) {
    const end = typeof piece === "string" ? 0 : piece.at + piece.lines.length + 1;
    if (end && line >= piece.at && line <= end) line = end;
  }
  return lines.slice(0, line).join("\n").length;
}

/** @returns {Promise<boolean>} whether it stands in the text now; all else in the text is as it was */
export async function insert(example) {
  const area = await field();
  if (!area || area.readOnly || area.disabled) return false;
  const at = place(area);
  const [before, behind] = [area.value.slice(0, at), area.value.slice(at)];
  const above = !before.trim() ? "" : "\n".repeat(Math.max(0, 2 - /\n*$/.exec(before)[0].length));
  const below = !behind.trim() ? "" : "\n".repeat(Math.max(0, 2 - /^\n*/.exec(behind)[0].length));
  const added = above + withNewId(example, area.value) + below;
  area.focus();
  area.setSelectionRange(at, at);
  // As if it was typed, so that it can be undone with the keys for that.
  if (!document.execCommand("insertText", false, added)) {
    area.setRangeText(added, at, at, "end");
    area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  return true;
}

/** Goes to a line of the text, and selects it. @returns {Promise<boolean>} whether the form is in sight */
export async function pointOut(line) {
  const area = await field();
  if (!area) return false;
  const lines = area.value.split("\n");
  const from = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  area.focus();
  area.setSelectionRange(from, from + (lines[line - 1] ?? "").length);
  return true;
}

/** Remembers that somebody was in the text: only then the caret says where. */
export function watch() {
  document.addEventListener("focusin", ({ target }) => {
    if (target instanceof Element && target.matches(FIELD)) target.dataset.used = "yes";
  });
}
