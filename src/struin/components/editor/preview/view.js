// An item while it is being written, in the shapes that the site's templates see (struin.views).
import { body } from "./body.js";
import { Prose } from "./prose.js";
import { fill } from "./templates.js";
import { Markup, escaped, listed, missing, shown, truthy } from "./values.js";

const FIRST_SENTENCE = /^([^]{20,160}?[.!?…]’?)(?=\s|$)|^([^]{1,160})(?=\s|$)/;
const WORDS_A_MINUTE = 180;
const REFERENCE = /^[a-z][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/;
const ANY = { card: "components/editor/_card.html", page: "components/editor/_page.html" };

/** What was left empty is not there, as when it is read from a file. */
function filledIn(value) {
  if (Array.isArray(value)) return value.map(filledIn).filter((each) => !missing(each));
  if (value && typeof value === "object") {
    const kept = Object.entries(value).map(([name, each]) => [name, filledIn(each)]).filter(([, each]) => !missing(each));
    return kept.length ? Object.fromEntries(kept) : undefined;
  }
  return value === "" || value === null || (typeof value === "string" && !value.trim()) ? undefined : value;
}

/** All texts in a value. */
const texts = (value) =>
  typeof value === "string" ? [value] : value && typeof value === "object" ? Object.values(value).flatMap(texts) : [];

/** What stays the same for all items: the words, the other items, the pictures that the site draws. */
export class Bundle {
  /**
   * @param {object} data what Python told, `preview.json`
   * @param {object[]} collections the forms, as the editor has them
   * @param {URL} root where the site begins
   */
  constructor(data, collections, root) {
    Object.assign(this, { data, root, derive: {}, others: new Map() });
    this.forms = Object.fromEntries(collections.map((each) => [each.name, each.fields]));
    this.t = this.t.bind(this);
    this.address = this.address.bind(this);
  }

  /** Words with their values filled in; "…" for what is not chosen yet. */
  t(key, values = {}) {
    if (!Object.hasOwn(this.data.words, key)) return "…";
    return this.data.words[key].replace(/\{\{|\}\}|\{(\w+)\}/g, (sign, name) => (name ? shown(values[name]) : sign[0]));
  }

  address(page) {
    const folders = this.data.directories;
    const path = page.endsWith("/") || !page ? (folders ? page : `${page}index.html`) : page + (folders ? "/" : ".html");
    return new URL(path, this.root).href;
  }

  principle(name) {
    const found = this.data.principles.find((each) => each.id === name);
    return found && { ...found, href: this.address(`principles/${name}`) };
  }

  /** Another item: as the editor has it, else by the little that was known when the site was built. */
  card(id) {
    if (this.others.get(id)) return this.others.get(id).card;
    if (!Object.hasOwn(this.data.items, id)) return undefined;
    const [title, number] = this.data.items[id];
    const collection = id.split("/")[0];
    const kind = this.t(`${collection}.name.one`);
    return { id, collection, kind, title, href: this.address(id), principle: { number }, facts: [], item: {}, summary: "" };
  }

  /**
   * Looks up items that another refers to.
   * @param {string[]} ids
   * @param {(kind: string, name: string) => Promise<object | undefined>} find what the editor has of one
   * @returns {Promise<boolean>} whether something was found that was not known yet
   */
  async meet(ids, find, asset) {
    const unknown = ids.filter((id) => Object.hasOwn(this.data.kinds, id.split("/")[0]) && !this.others.has(id));
    unknown.forEach((id) => this.others.set(id, null));
    for (const id of unknown) {
      const [kind, slug] = id.split("/");
      const fields = await find(kind, slug).catch(() => undefined);
      if (fields) this.others.set(id, new View(this, kind, { fields, slug, asset }));
    }
    return unknown.some((id) => this.others.get(id));
  }

  emblem(principle) {
    const number = typeof principle === "number" ? principle : this.principle(principle)?.number;
    return new Markup(this.data.emblems[(number ?? 1) - 1] ?? this.data.emblems[0]);
  }

  drawn(number, frame) {
    return new Markup((this.data.covers[(number || 1) - 1] ?? this.data.covers[0])[frame]);
  }
}

/** One item in one moment. */
export class View {
  /**
   * @param {Bundle} bundle
   * @param {string} kind
   * @param {{fields: object, slug: string, asset: (name: string) => string}} draft what is in the form
   */
  constructor(bundle, kind, { fields, slug, asset }) {
    Object.assign(this, { bundle, kind, asset });
    const { t, data } = bundle;
    const written = filledIn(fields) ?? {};
    const prose = new Prose(kind, {
      t,
      item: (id) => (Object.hasOwn(data.items, id) ? bundle.address(id) : null),
      picture: (name) => asset(name),
    });
    this.body = body(shown(fields.body), prose, data, t);
    const words = this.body.text.split(/\s+/).filter(Boolean).length;
    const minuteFacts = (minutes) => (minutes ? [t("facts.minutes", { minutes })] : []);
    const minutes = written.minutes ?? Math.max(1, Math.ceil(words / WORDS_A_MINUTE));
    // What the model of the kind works out, by its own `preview.js`.
    const made = bundle.derive[kind]?.({ item: written, name: slug, t, minuteFacts, facts: minuteFacts(minutes) }) ?? {};
    this.item = { ...this.#placeholders(), ...written, ...made.item };
    this.item.passport = { licence: "", ...written.passport };
    const names = made.principles ?? listed(written.principles);
    this.principles = names.map((name) => bundle.principle(name)).filter(Boolean);
    this.card = this.#card(slug, made.facts ?? minuteFacts(minutes));
    /** The ids of items that this one refers to. */
    this.refers = [...new Set(texts(written).filter((text) => REFERENCE.test(text)))];
    this.written = written;
  }

  /** The names of texts that have to be there, in the place of those that are not there yet. */
  #placeholders() {
    const asked = this.bundle.forms[this.kind].filter(
      ({ required, widget }) => required && ["string", "text"].includes(widget),
    );
    return Object.fromEntries(asked.map(({ name, label }) => [name, `${label}…`]));
  }

  #card(slug, facts) {
    const { kind, item, body: written, bundle } = this;
    const id = `${kind}/${slug}`;
    return {
      id, collection: kind, kind: bundle.t(`${kind}.name.one`), href: bundle.data.items[id] ? bundle.address(id) : "",
      title: item.title, summary: item.summary, principle: this.principles[0], facts, item,
      text: written.text || "…", first_line: FIRST_SENTENCE.exec(written.text)?.[0].trim() ?? "", seed: slug,
    };
  }

  get page() {
    const { bundle, kind, item, written } = this;
    const { t, data } = bundle;
    const said = (table, values) => listed(values).map((each) => table[each] ?? each);
    const referred = this.refers.map((id) => bundle.card(id)).filter(Boolean);
    return {
      card: this.card, item, body: this.body.html, principle: this.principles[0], principles: this.principles,
      ties: this.#ties(), refers: Object.fromEntries(referred.map((each) => [each.id, each])), doors: [],
      breadcrumb: [t(`${kind}.name.other`), bundle.address(`${kind}/`)],
      themes: said(data.themes, written.themes), audience: said(data.audience, written.audience),
      passport_words: t(`passport.${written.passport?.origin}`), edit_href: null, groups: {},
      fields: this.#fields(bundle.forms[kind].filter(({ name }) => !data.common.includes(name)), item),
    };
  }

  #ties() {
    const { t } = this.bundle;
    const own = { this: t(`${this.kind}.this`) };
    const made = Object.entries(this.item.relations ?? {}).map(([name, ids]) => ({
      words: t(`ties.${name}.own`, own),
      cards: listed(ids).map((id) => this.bundle.card(id) ?? { id, title: id, kind: "", href: this.bundle.root.href }),
    }));
    return made.filter(({ cards }) => cards.length);
  }

  /** The fields of the form with what is in them, in words: for a page that knows nothing of the kind. */
  #fields(fields, values) {
    const word = ({ options, fields: inner, field }, value) => {
      if (inner) return inner.flatMap((each) => this.#fields([each], value).map((one) => `${one.label}: ${one.values.join(", ")}`)).join(". ");
      const chosen = (options ?? field?.options)?.find((each) => each.value === value);
      return shown(chosen ? chosen.label : value);
    };
    return fields
      .filter(({ name }) => truthy(values?.[name]))
      .map((field) => ({ label: field.label, values: [values[field.name]].flat().map((value) => word(field, value)) }));
  }

  // --- by the templates

  #cover(view, frame = "card", { described } = {}) {
    const own = view.item?.cover;
    const source = own?.image && this.asset(own.image);
    if (!source) return this.bundle.drawn(view.principle?.number, frame);
    const alt = described || ["hero", "tall"].includes(frame) ? own.alt : "";
    return new Markup(`<img class="cover cover--own" data-src="${escaped(source)}" alt="${escaped(alt)}">`);
  }

  #values() {
    const { bundle } = this;
    const values = {
      t: ([key], named) => bundle.t(key, named),
      cover: ([view, frame], named) => this.#cover(view, frame, named),
      emblem: ([principle]) => bundle.emblem(principle),
      href: ([page]) => bundle.address(page),
      media: ([name]) => this.asset(name) ?? "",
      slot: () => "",
      settings: { themes: bundle.data.themes, audience: bundle.data.audience },
    };
    values.card = ([card, size]) => new Markup(this.#fill("card", bundle.others.get(card.id) ? card.collection : "", { ...values, card, size }));
    return values;
  }

  /** By the template of a kind, or by that for any kind when it cannot be shown here. */
  #fill(what, kind, values) {
    const { templates, kinds } = this.bundle.data;
    try {
      return fill(templates, kinds[kind]?.[what] ?? ANY[what], values);
    } catch (problem) {
      console.info(problem);
      return fill(templates, ANY[what], values);
    }
  }

  /** HTML of the card or of the page. */
  html(what) {
    return this.#fill(what, this.kind, { ...this.#values(), ...(what === "card" ? { card: this.card, size: "m" } : { page: this.page }) });
  }
}
