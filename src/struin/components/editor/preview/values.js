// Values as Jinja has them: what counts as true, how a value is printed, and text that is finished HTML already.

/** HTML that is printed as it is; all other text is escaped. */
export class Markup {
  constructor(html) {
    this.html = html;
  }

  toString() {
    return this.html;
  }
}

const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };

export const missing = (value) => value === undefined || value === null;

/** @returns {string} what a value looks like in text; what is not filled in is nothing. */
export const shown = (value) => (missing(value) ? "" : String(value));

/** @returns {string} a value as HTML. */
export const escaped = (value) =>
  value instanceof Markup ? value.html : shown(value).replace(/[&<>"']/g, (sign) => SIGNS[sign]);

/** Texts behind each other; as soon as one is HTML the others are escaped. */
export const together = (values) =>
  values.some((value) => value instanceof Markup)
    ? new Markup(values.map(escaped).join(""))
    : values.map(shown).join("");

export function truthy(value) {
  if (value instanceof Markup) return value.html !== "";
  if (Array.isArray(value)) return value.length > 0;
  if (value && typeof value === "object") return Object.keys(value).length > 0;
  return Boolean(value);
}

/** What a loop goes along: entries of a list, keys of a mapping, letters of a text. */
export function listed(value) {
  if (Array.isArray(value)) return value;
  if (typeof value === "string") return [...value];
  return value && typeof value === "object" && !(value instanceof Markup) ? Object.keys(value) : [];
}

/** An entry or a field of a value, its own only; undefined when it is not there. */
export function part(value, key) {
  if (missing(value)) return undefined;
  if (Array.isArray(value) || typeof value === "string") return typeof key === "number" ? value.at(key) : undefined;
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The same along a path, "principle.number". */
export const along = (value, path) => String(path).split(".").reduce(part, value);
