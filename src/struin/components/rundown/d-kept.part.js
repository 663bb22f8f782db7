// The plans that are kept in this browser, and what the bundle says about what is in them.
(() => {
  const { read, toLink } = Struin.rundown;
  const { store } = Struin;

  /** A kept plan by its id, or null. */
  const get = (id) => read(store.get(`plan:${id}`, null)).plan;

  /** All kept plans, the one that was changed last first. */
  const plans = () =>
    store
      .names()
      .filter((name) => name.startsWith("plan:"))
      .map((name) => get(name.slice("plan:".length)))
      .filter(Boolean)
      .sort((one, other) => other.at - one.at);

  const save = (plan) => store.set(`plan:${plan.id}`, plan);

  const remove = (id) => {
    store.remove(`plan:${id}`);
    if (store.get("plans:active", null) === id) store.remove("plans:active");
  };

  /** The part of an address from `#` on that opens a plan in another window, also where nothing can be kept. */
  const address = async (plan) => {
    const kept = get(plan.id) && store.lasts(`plan:${plan.id}`);
    return `#plan=${plan.id}${kept ? "" : `&in=${(await toLink(plan)).slice(1)}`}`;
  };

  /** Every exercise and story, with as much of it as building a session needs; `formerly` are ids it had before. */
  const stock = () => Struin.load("assets/struin/plan/index.js");

  /** All there is to know of an exercise, story or ready-made session; null for one that is not in the bundle. */
  const known = new Map();
  const details = (id) => {
    if (!known.has(id)) {
      const inBundle = id.startsWith("sessions/") ? Struin.items() : stock();
      const asked = inBundle.then((rows) => {
        const found = rows.find((row) => row.id === id) ?? rows.find((row) => row.formerly?.includes(id));
        return found ? Struin.load(`assets/struin/plan/${found.id}.js`) : null;
      });
      known.set(id, asked);
      asked.catch(() => known.delete(id)); // a poor connection may be better the next time
    }
    return known.get(id);
  };

  /** What is needed for all of them, each once, in the order in which it is first needed. */
  const material = (list) => {
    const found = new Map();
    for (const each of list.flatMap((one) => one?.material ?? [])) {
      const key = each.toLocaleLowerCase().replace(/\s+/g, " ").trim();
      if (!found.has(key)) found.set(key, each);
    }
    return [...found.values()];
  };

  const ADDRESSES = [["a[href]", "href"], ["img[src], audio[src], video[src], source[src]", "src"], ["video[poster]", "poster"]];

  /** HTML of the bundle itself (`body`, `worksheet`), its addresses seen from this page. Never for what people typed. */
  const html = (text) => {
    const template = document.createElement("template");
    template.innerHTML = text; // made and cleaned at build
    for (const [selector, name] of ADDRESSES) {
      for (const each of template.content.querySelectorAll(selector)) {
        const address = each.getAttribute(name);
        if (!/^(?:[a-z][a-z+.-]*:|#|\/\/)/i.test(address)) each.setAttribute(name, Struin.root + address);
      }
    }
    return template.content;
  };

  /** A fault in words, from the templates on this page. */
  const words = ({ code, values }) => {
    const template = document.querySelector(`struin-rundown template[data-fault="${CSS.escape(code)}"]`);
    const text = template ? template.content.textContent : code;
    return text.replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? "")).trim();
  };

  Object.assign(Struin.rundown, { get, plans, save, remove, address, stock, details, material, html, words });
  Object.defineProperty(Struin.rundown, "active", {
    get: () => store.get("plans:active", null),
    set: (id) => (id === null ? store.remove("plans:active") : store.set("plans:active", id)),
  });
})();
