// A plan out of whatever JSON somebody hands over: what can be read of it, and what could not. A fault is
// {code, values}; its words stand on the page. Nothing here looks at the bundle, so a withdrawn item is no fault here.
(() => {
  const VERSION = 1;
  const FORMAT = "struin-session";
  const START = "09:00";
  const MOST = { title: 120, goal: 600, text: 2000, minutes: 480, people: 500, blocks: 200 };
  const OWN = ["welcome", "break", "step"];
  const KEYS = ["format", "version", "id", "title", "goal", "date", "start", "people", "at", "blocks"];
  const BLOCK_KEYS = ["key", "item", "own", "title", "minutes", "at", "do", "note"];
  const ITEM = /^[a-z0-9-]{1,64}\/[a-z0-9-]{1,100}$/;
  const ID = /^[A-Za-z0-9_-]{1,40}$/;
  // Signs that no file of a word processor or calendar may hold; a lone half of a pair is no sign at all.
  const UNFIT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|\p{Cs}/gu;

  const { time } = Struin.rundown;
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  /** A name that nobody else will have thought of. */
  const newId = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(10));
    return Array.from(bytes, (byte) => (byte % 36).toString(36)).join("");
  };

  const newKey = (taken) => {
    let number = taken.size + 1;
    while (taken.has(`b${number}`)) number += 1;
    return `b${number}`;
  };

  /** What a calendar knows as a day: "2026-12-01", not "2026-02-30". */
  const isDay = (text) => {
    if (typeof text !== "string" || !/^\d{4}-\d\d-\d\d$/.test(text)) return false;
    const day = new Date(`${text}T00:00:00Z`);
    return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) && text >= "1900";
  };

  /** A shown form of what was given, short enough for a message. */
  const shown = (value) => {
    const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
    return text.length > 40 ? `${text.slice(0, 39)}…` : text;
  };

  /** Reads one part after another of something foreign, and writes down what is wrong with them. */
  class Reader {
    faults = [];

    fault(code, values = {}) {
      this.faults.push({ code, values });
    }

    text(from, name, most, where, lines) {
      const value = from[name];
      if (value === undefined || value === null) return "";
      if (typeof value !== "string") {
        this.fault(where.n === "" ? "head-text" : "text", { ...where, field: name, was: shown(value) });
        return "";
      }
      const fit = value.replace(/\r\n?/g, "\n").replace(UNFIT, "");
      const clean = lines ? fit : fit.replace(/\s+/g, " ").trim();
      const signs = [...clean];
      if (signs.length <= most) return clean;
      this.fault(where.n === "" ? "head-long" : "long", { ...where, field: name, most });
      return signs.slice(0, most).join("");
    }

    whole(value, least, most, otherwise, code, where) {
      if (Number.isInteger(value) && value >= least && value <= most) return value;
      const number = typeof value === "number" || (typeof value === "string" && value.trim()) ? Number(value) : NaN;
      const now = Number.isFinite(number) ? Math.min(most, Math.max(least, Math.round(number))) : otherwise;
      this.fault(code, { ...where, was: shown(value ?? ""), now: now ?? "" });
      return now;
    }

    unknown(from, keys, where) {
      const strange = Object.keys(from).filter((key) => !keys.includes(key) && !key.startsWith("$"));
      if (strange.length) this.fault("unknown", { ...where, keys: shown(strange.join(", ")) });
    }

    block(from, number, taken) {
      if (!isObject(from)) {
        this.fault("block", { n: number });
        return null;
      }
      let title = this.text(from, "title", MOST.title, { n: number, title: "" });
      let item = from.item ?? null;
      let own = from.own ?? null;
      const named = () => ({ n: number, title: title || (typeof item === "string" ? shown(item) : "") });
      if (item !== null && !(typeof item === "string" && ITEM.test(item))) {
        this.fault("item", { ...named(), was: shown(item) });
        item = null;
        own ??= "step";
      }
      if (item === null && own !== null && !OWN.includes(own)) {
        this.fault("own", { ...named(), was: shown(own) });
        own = "step";
      }
      if (item === null && own === null) {
        if (!title) {
          this.fault("block", { n: number });
          return null;
        }
        own = "step";
      }
      if (item !== null) own = null;
      title ||= item ? item.replace(/^.*\//, "").replaceAll("-", " ") : "";
      const where = named();
      const minutes = this.whole(from.minutes, 1, MOST.minutes, 10, "minutes", where);
      let at = from.at ?? null;
      if (at !== null && time(at) === null) {
        this.fault("at", { ...where, was: shown(at) });
        at = null;
      }
      const key = typeof from.key === "string" && ID.test(from.key) && !taken.has(from.key) ? from.key : newKey(taken);
      taken.add(key);
      this.unknown(from, BLOCK_KEYS, where);
      const words = { do: this.text(from, "do", MOST.text, where, true), note: this.text(from, "note", MOST.text, where, true) };
      return { key, item, own, title, minutes, at, ...words };
    }

    plan(from) {
      const where = { n: "", title: "" };
      const plan = {
        format: FORMAT,
        version: VERSION,
        id: typeof from.id === "string" && ID.test(from.id) ? from.id : newId(),
        title: this.text(from, "title", MOST.title, where),
        goal: this.text(from, "goal", MOST.goal, where, true),
        date: from.date ?? null,
        start: from.start,
        people: from.people ?? null,
        at: Number.isSafeInteger(from.at) && from.at >= 0 ? from.at : Date.now(),
        blocks: [],
      };
      if (plan.date !== null && !isDay(plan.date)) {
        this.fault("date", { was: shown(plan.date) });
        plan.date = null;
      }
      if (time(plan.start) === null) {
        this.fault("start", { was: shown(plan.start ?? ""), now: START });
        plan.start = START;
      }
      if (plan.people !== null) plan.people = this.whole(plan.people, 1, MOST.people, null, "people", where);
      this.unknown(from, KEYS, where);
      if (!Array.isArray(from.blocks)) {
        this.fault("blocks");
        return plan;
      }
      const taken = new Set();
      plan.blocks = from.blocks.slice(0, MOST.blocks).map((block, at) => this.block(block, at + 1, taken)).filter(Boolean);
      if (from.blocks.length > MOST.blocks) this.fault("many", { n: from.blocks.length, most: MOST.blocks });
      return plan;
    }
  }

  /** {plan, faults} of any JSON value; plan is null when it is no session at all, or one of another version. */
  const read = (value) => {
    const nothing = (code, values = {}) => ({ plan: null, faults: [{ code, values }] });
    if (!isObject(value) || value.format !== FORMAT) return nothing("foreign");
    if (value.version !== VERSION) return nothing("version", { was: shown(value.version ?? "") });
    const reader = new Reader();
    const plan = reader.plan(value);
    return { plan, faults: reader.faults };
  };

  /** A plan with nothing in it yet. */
  const fresh = (more = {}) =>
    read({ format: FORMAT, version: VERSION, start: START, at: Date.now(), blocks: [], ...more, id: newId() }).plan;

  /** The plan as the text of a file, and back. */
  const toFile = (plan) => `${JSON.stringify(plan, null, 2)}\n`;
  const fromFile = (text) => {
    try {
      return read(JSON.parse(text.replace(/^\ufeff/, "")));
    } catch {
      return { plan: null, faults: [{ code: "json", values: {} }] };
    }
  };

  Object.assign(Struin.rundown, { VERSION, FORMAT, MOST, read, fresh, newId, newKey, isDay, toFile, fromFile });
})();
