// An exercise of a body as a sheet of work: what sort it is, what it asks, all that one can answer and is told then.
import { Reading } from "./grammar.js";
import { Markup, escaped } from "./values.js";

const GAP = /\[\[([^[\]\n]*)\]\]/g;
const PICTURE = /^[a-z0-9][a-z0-9-]*\.(?:svg|png|jpe?g|webp|avif|gif)$/;

/** `[[+this|-that]]` as a gap with what fits in it. */
const gaps = (html) =>
  html.replace(GAP, (_, inner) => {
    const words = inner.split("|").map((word) => word.replace(/^[+-]/, "").trim());
    return `<span class="sheet__gap">${words.join(" / ")}</span>`;
  });

/** The words of one thing that is wrong, in HTML: where, what, and what to do. */
export function faultHtml({ code, line, values }, t) {
  const name = code.replace("interaction-", "");
  const [message, hint] = ["message", "hint"].map((part) => escaped(t(`diagnostics.interaction-${name}.${part}`, values)));
  const where = escaped(t("editor.preview.line", { line }));
  return `<div class="fault"><p><b class="fault__line">${where}</b> ${message}</p><p class="fault__hint">${hint}</p></div>`;
}

export class Worksheet {
  /**
   * @param {import("./blocks.js").Cut} cut
   * @param {import("./prose.js").Prose} prose
   * @param {{exercises: Record<string, object>, keywords: Record<string, string>}} data
   */
  constructor(cut, prose, data, t) {
    this.reading = new Reading(cut, data.exercises, data.keywords);
    this.faults = this.reading.faults;
    this.prose = prose;
    this.t = t;
    this.takes = data.exercises[cut.type]?.takes ?? ["gaps", "arrows"];
    this.known = Object.hasOwn(data.exercises, cut.type);
  }

  /** What it asks, for the text on a card. */
  get asks() {
    return this.#text(this.reading.parts[0].lead);
  }

  /** @param {import("./blocks.js").Fault[]} faults those that are told at this block */
  html(faults) {
    const { type, id, parts, said, settings } = this.reading;
    const name = this.known ? this.t(`${type}.name`) : type;
    const kind = this.t("editor.preview.exercise", { name });
    return new Markup(
      [
        `<section class="sheet${faults.length ? " sheet--faulty" : ""}" aria-label="${escaped(kind)}">`,
        `<p class="sheet__kind"><b>${escaped(name)}</b> <span>${escaped(id)}</span></p>`,
        ...faults.map((each) => faultHtml(each, this.t)),
        ...[...settings].map(([key, { value }]) => this.#setting(key, value)),
        ...parts.map((part) => this.#part(part)),
        ...said.map((each) => this.#said(each)),
        "</section>",
      ].join("\n"),
    );
  }

  #text(lines) {
    const html = this.prose.html(lines.join("\n")).html;
    return this.takes.includes("gaps") ? gaps(html) : html;
  }

  #setting(key, value) {
    const found = PICTURE.test(value) ? this.prose.site.picture(value) : null;
    if (found) return `<p><img data-src="${escaped(found)}" alt=""></p>`;
    return `<p class="sheet__setting"><span>${escaped(key)}</span> ${escaped(value)}</p>`;
  }

  #part({ title, lead, entries }) {
    const list = entries.length && entries.every((each) => each.numbered) ? "ol" : "ul";
    return [
      title ? `<p class="sheet__title">${this.prose.line(title)}</p>` : "",
      `<div class="sheet__text">${this.#text(lead)}</div>`,
      entries.length ? `<${list} class="sheet__entries">${entries.map((each) => this.#entry(each)).join("")}</${list}>` : "",
    ].join("");
  }

  #entry({ text, checked, note }) {
    const sides = this.takes.includes("arrows") ? text.join(" ").split(" => ") : [text.join(" ")];
    const shown = sides.map((side) => this.prose.line(side).html).join(' <span class="sheet__arrow">→</span> ');
    const sort = checked === null ? "" : checked ? " sheet__entry--right" : " sheet__entry--box";
    const fits = checked ? ` <span class="sheet__fits">${escaped(this.t("editor.preview.fits"))}</span>` : "";
    const told = note ? `<div class="sheet__note">${this.#text(note)}</div>` : "";
    return `<li class="sheet__entry${sort}">${this.takes.includes("gaps") ? gaps(shown) : shown}${fits}${told}</li>`;
  }

  #said({ kind, lines }) {
    const name = escaped(this.t(`markup.keyword.${kind}`));
    return `<div class="sheet__said"><p class="sheet__title">${name}</p>${this.#text(lines)}</div>`;
  }
}
