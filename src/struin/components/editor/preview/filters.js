// The filters, tests and methods of Jinja and Python that templates of pages and cards use.
import { Markup, along, escaped, listed, missing, part, shown, truthy } from "./values.js";

const number = (value) => Number(value) || 0;
const count = (value) => (typeof value === "string" ? value.length : listed(value).length);

/** "%.1f" and "%s", one for each value. */
export function formatted(pattern, values) {
  const left = [...values];
  return shown(pattern).replace(/%(?:\.(\d+))?([sdf%])/g, (_, digits, kind) => {
    if (kind === "%") return "%";
    const value = left.shift();
    return kind === "f" ? number(value).toFixed(digits ?? 6) : kind === "d" ? String(Math.trunc(number(value))) : shown(value);
  });
}

function firsts(values, key) {
  const seen = new Set();
  return values.filter((value) => {
    const by = key(value);
    return !seen.has(by) && seen.add(by);
  });
}

function grouped(values, attribute) {
  const groups = new Map();
  for (const value of values) {
    const by = along(value, attribute);
    groups.set(by, [...(groups.get(by) ?? []), value]);
  }
  // A group is a pair, and Jinja sorts them.
  return [...groups].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/** By name: (value, arguments, named arguments). */
export const FILTERS = {
  length: count,
  count,
  list: listed,
  join: (value, [between = ""], { attribute }) => {
    const all = listed(value).map((each) => (attribute ? along(each, attribute) : each));
    return all.some((each) => each instanceof Markup) ? new Markup(all.map(escaped).join(escaped(between))) : all.map(shown).join(between);
  },
  unique: (value, _, { attribute }) => firsts(listed(value), (each) => (attribute ? along(each, attribute) : each)),
  map: (value, [filter], { attribute }) =>
    listed(value).map((each) => (attribute ? along(each, attribute) : FILTERS[filter](each, [], {}))),
  sum: (value, _, { start = 0 }) =>
    Array.isArray(start) ? [...start, ...listed(value).flat()] : listed(value).reduce((all, each) => all + number(each), start),
  groupby: (value, [attribute]) => grouped(listed(value), attribute),
  format: (value, values) => formatted(value, values),
  min: (value) => Math.min(...listed(value).map(number)),
  max: (value) => Math.max(...listed(value).map(number)),
  int: (value) => Math.trunc(number(value)),
  float: number,
  round: (value, [digits = 0]) => Number(number(value).toFixed(digits)),
  string: shown,
  upper: (value) => shown(value).toUpperCase(),
  lower: (value) => shown(value).toLowerCase(),
  capitalize: (value) => shown(value).slice(0, 1).toUpperCase() + shown(value).slice(1).toLowerCase(),
  trim: (value) => (value instanceof Markup ? new Markup(value.html.trim()) : shown(value).trim()),
  first: (value) => listed(value)[0],
  last: (value) => listed(value).at(-1),
  reverse: (value) => [...listed(value)].reverse(),
  default: (value, [other = "", even = false]) => (missing(value) || (even && !truthy(value)) ? other : value),
  e: (value) => new Markup(escaped(value)),
  escape: (value) => new Markup(escaped(value)),
};

export const TESTS = {
  defined: (value) => !missing(value),
  undefined: missing,
  none: missing,
  odd: (value) => Math.abs(number(value) % 2) === 1,
  even: (value) => number(value) % 2 === 0,
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  mapping: (value) => typeof value === "object" && !Array.isArray(value) && !missing(value),
};

export const METHODS = {
  get: (value, [key, other]) => part(value, key) ?? other,
  items: (value) => listed(value).map((key) => [key, part(value, key)]),
  keys: listed,
  values: (value) => listed(value).map((key) => part(value, key)),
  split: (value, [by = " "]) => shown(value).split(by),
  startswith: (value, [beginning]) => shown(value).startsWith(beginning),
  endswith: (value, [end]) => shown(value).endsWith(end),
  replace: (value, [old, now]) => shown(value).replaceAll(old, now),
  lower: (value) => FILTERS.lower(value),
  upper: (value) => FILTERS.upper(value),
  strip: (value) => shown(value).trim(),
};
