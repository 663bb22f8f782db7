// Fills in the site's own templates, which come as trees (see templates.py). Nothing is compiled: it walks the tree.
// What an editor has not filled in yet is nothing, and no reason to stop; what a template asks that is not here is.
import { FILTERS, METHODS, TESTS, formatted } from "./filters.js";
import { Markup, escaped, listed, missing, part, together, truthy } from "./values.js";

const number = (value) => (missing(value) ? 0 : Number(value));

function sum(left, right) {
  if (Array.isArray(left) || Array.isArray(right)) return [...listed(left), ...listed(right)];
  if (typeof left === "number" || typeof right === "number") return number(left) + number(right);
  return together([left, right]);
}

const same = (left, right) => left === right || (missing(left) && missing(right));
const within = (value, all) =>
  typeof all === "string" ? all.includes(String(value)) : listed(all).some((each) => same(each, value));

const COMPARE = {
  eq: same,
  ne: (left, right) => !same(left, right),
  lt: (left, right) => number(left) < number(right),
  lteq: (left, right) => number(left) <= number(right),
  gt: (left, right) => number(left) > number(right),
  gteq: (left, right) => number(left) >= number(right),
  in: within,
  notin: (value, all) => !within(value, all),
};

const BUILT_IN = {
  range: ([a, b, step = 1]) => {
    const [from, to] = b === undefined ? [0, number(a)] : [number(a), number(b)];
    return Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, at) => from + at * step);
  },
  namespace: (_, named) => ({ ...named }),
};

function named(table, name, what) {
  if (!Object.hasOwn(table, name)) throw new Error(`no ${what} ${name} in the preview`);
  return table[name];
}

/** One filling in: the templates, and where what is printed goes. */
class Filling {
  constructor(templates) {
    this.templates = templates;
  }

  tree(name) {
    return named(this.templates, name, "template");
  }

  // --- statements

  run(body, scope, out) {
    for (const each of body) {
      if (typeof each === "string") out.push(each);
      else this[`do_${each[0]}`](each, scope, out);
    }
  }

  do_out([, value], scope, out) {
    out.push(escaped(this.value(value, scope)));
  }

  do_if([, chosen, otherwise], scope, out) {
    const found = chosen.find(([test]) => truthy(this.value(test, scope)));
    this.run(found ? found[1] : otherwise, scope, out);
  }

  do_for([, target, over, body, otherwise, test], scope, out) {
    const scopes = listed(this.value(over, scope)).map((each) => {
      const inner = Object.create(scope);
      this.bind(target, each, inner);
      return inner;
    });
    const kept = test ? scopes.filter((inner) => truthy(this.value(test, inner))) : scopes;
    kept.forEach((inner, at) => {
      inner.loop = { index: at + 1, index0: at, first: at === 0, last: at === kept.length - 1, length: kept.length };
      this.run(body, inner, out);
    });
    if (!kept.length) this.run(otherwise, scope, out);
  }

  do_set([, target, value], scope) {
    this.bind(target, this.value(value, scope), scope);
  }

  do_macro([, name, names, given, body], scope) {
    scope[name] = (values, byName) => {
      const inner = Object.create(scope);
      names.forEach((each, at) => {
        const other = given[at - names.length + given.length];
        inner[each] = at < values.length ? values[at] : Object.hasOwn(byName, each) ? byName[each] : other && this.value(other, scope);
      });
      const out = [];
      this.run(body, inner, out);
      return new Markup(out.join(""));
    };
  }

  do_include([, name], scope, out) {
    this.run(this.tree(name), Object.create(scope), out);
  }

  do_from([, name, pairs], scope) {
    const inner = Object.create(scope);
    this.run(this.tree(name), inner, []);
    for (const [theirs, ours] of pairs) scope[ours] = inner[theirs];
  }

  bind(target, value, scope) {
    if (Array.isArray(target)) target.forEach((each, at) => this.bind(each, listed(value)[at], scope));
    else if (typeof target === "object") scope[target.of][target.name] = value;
    else scope[target] = value;
  }

  // --- values

  value(tree, scope) {
    const [kind, a, b, c] = tree;
    const of = (each) => this.value(each, scope);
    switch (kind) {
      case "=": return a;
      case "name": return scope[a];
      case "of": return part(of(a), of(b));
      case "slice": return this.slice(of(a), b ? of(b) : 0, c ? of(c) : undefined);
      case "list": return a.map(of);
      case "dict": return Object.fromEntries(a.map(([key, value]) => [of(key), of(value)]));
      case "?": return truthy(of(a)) ? of(b) : of(c);
      case "~": return together(a.map(of));
      case "not": return !truthy(of(a));
      case "and":
      case "or": return this.either(of(a), kind === "and", b, scope);
      case "+": return sum(of(a), of(b));
      case "-": return number(of(a)) - number(of(b));
      case "*": return number(of(a)) * number(of(b));
      case "/": return number(of(a)) / number(of(b)) || 0;
      case "//": return Math.floor(number(of(a)) / number(of(b))) || 0;
      case "%": return this.rest(of(a), of(b));
      case "compare": return this.compare(of(a), b, scope);
      case "filter": return named(FILTERS, a, "filter")(of(b), ...this.given(c, tree[4], scope));
      case "test": return named(TESTS, a, "test")(of(b), ...this.given(c, tree[4], scope));
      case "method": return named(METHODS, b, "method")(of(a), ...this.given(c, tree[4], scope));
      case "call": return this.call(of(a), this.given(b, c, scope));
    }
    throw new Error(`no value ${kind} in the preview`);
  }

  slice(value, from, to) {
    return (typeof value === "string" ? value : listed(value)).slice(from, to);
  }

  either(value, both, other, scope) {
    return truthy(value) === both ? this.value(other, scope) : value;
  }

  rest(value, by) {
    return typeof value === "string" ? formatted(value, [by]) : number(value) % number(by);
  }

  given(values, byName, scope) {
    const filled = Object.entries(byName).map(([name, value]) => [name, this.value(value, scope)]);
    return [values.map((value) => this.value(value, scope)), Object.fromEntries(filled)];
  }

  call(what, [values, byName]) {
    if (typeof what !== "function") throw new Error("something is called that is not in the preview");
    return what(values, byName);
  }

  compare(left, others, scope) {
    let value = left;
    return others.every(([operator, other]) => {
      const right = this.value(other, scope);
      const holds = named(COMPARE, operator, "comparison")(value, right);
      value = right;
      return holds;
    });
  }
}

/**
 * @param {Record<string, unknown[]>} templates trees by name
 * @param {string} name which of them
 * @param {Record<string, unknown>} values what it may use; a function gets (values, named values)
 * @returns {string} HTML, all text in it escaped. Throws an Error for what a preview cannot do.
 */
export function fill(templates, name, values) {
  const filling = new Filling(templates);
  const out = [];
  filling.run(filling.tree(name), Object.assign(Object.create(null), BUILT_IN, values), out);
  return out.join("");
}
