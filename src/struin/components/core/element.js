// What every other script builds on: where we are, what is kept in this browser, and the bundle's items.
// A classic script (no module), since a browser loads no modules from a folder on a USB stick. Nothing here
// sends anything anywhere.

/**
 * @typedef {object} Item  One item of the bundle, as small as it can be.
 * @property {string} id          "stories/de-jas-aan"
 * @property {string} collection  "stories"
 * @property {string} title
 * @property {string} summary
 * @property {string} url         relative to the site's root
 * @property {number[]} principles  numbers of its principles, its home first
 * @property {string[]} themes
 * @property {string[]} audience
 * @property {number | null} minutes
 * @property {string | null} together  "alone" | "together" | "either"
 * @property {number} chunk       which file holds its card
 * @property {string[]} [formerly]  ids that it had before
 */
(() => {
  const meta = document.querySelector("meta[name=struin]");
  const data = meta ? meta.dataset : {};
  const root = data.root || "./";

  // --- what is kept: in this browser only, and only if the reader wants it

  const VERSION = 1;
  const prefix = `struin:${data.bundle || "bundle"}:`;
  const OFF = `${prefix}off`;
  /** Stands in where storage is blocked or switched off: forgotten with the page. */
  const memory = new Map();

  const blocked = (() => {
    try {
      localStorage.setItem(`${prefix}probe`, "1");
      localStorage.removeItem(`${prefix}probe`);
      return false;
    } catch {
      return true;
    }
  })();

  const ownKeys = () =>
    blocked ? [] : Object.keys(localStorage).filter((key) => key.startsWith(prefix) && key !== OFF);

  const changed = (key) => document.dispatchEvent(new CustomEvent("struin:stored", { detail: { key } }));

  const store = {
    /** Whether this browser can keep anything at all. */
    blocked,
    /** Whether the reader wants nothing kept on this device. */
    get off() {
      return !blocked && localStorage.getItem(OFF) === "1";
    },
    /** Switches keeping off (which also wipes what there is) or on. */
    set off(value) {
      if (value) store.clear();
      if (blocked) return;
      if (value) localStorage.setItem(OFF, "1");
      else localStorage.removeItem(OFF);
      changed(null);
    },
    /** What is kept under a name; `otherwise` if nothing is, or if it cannot be read. */
    get(name, otherwise) {
      if (memory.has(name)) return memory.get(name);
      if (blocked) return otherwise;
      try {
        const kept = JSON.parse(localStorage.getItem(prefix + name));
        return kept && kept.version === VERSION ? kept.data : otherwise;
      } catch {
        return otherwise;
      }
    },
    set(name, value) {
      if (blocked || store.off) {
        memory.set(name, value);
      } else {
        try {
          localStorage.setItem(prefix + name, JSON.stringify({ version: VERSION, data: value }));
          memory.delete(name);
        } catch {
          memory.set(name, value); // full: better forgotten with the page than lost at once
        }
      }
      changed(name);
    },
    remove(name) {
      memory.delete(name);
      if (!blocked) localStorage.removeItem(prefix + name);
      changed(name);
    },
    /** Whether what is kept under a name will still be there on the next page. */
    lasts: (name) => !blocked && !memory.has(name),
    /** The names under which something is kept. */
    names() {
      return [...new Set([...ownKeys().map((key) => key.slice(prefix.length)), ...memory.keys()])].sort();
    },
    /** Wipes everything of this bundle; the choice to keep nothing stays. */
    clear() {
      memory.clear();
      for (const key of ownKeys()) localStorage.removeItem(key);
      changed(null);
    },
  };

  /** Lists of items that are kept: `seen`, `kept` and `done`. An entry is {id, at, …}; `at` is a time in ms. */
  const list = (name) => ({
    all() {
      const found = store.get(name, []);
      return Array.isArray(found) ? found.filter((entry) => entry && typeof entry.id === "string") : [];
    },
    has: (id) => list(name).all().some((entry) => entry.id === id),
    /** Adds an item, or moves it to the end with what is new about it. */
    add(id, more = {}) {
      const rest = list(name).all();
      const known = rest.find((entry) => entry.id === id);
      const entry = { ...known, ...more, id, at: Date.now() };
      store.set(name, [...rest.filter((each) => each.id !== id), entry].slice(-2000));
    },
    remove(id) {
      store.set(name, list(name).all().filter((entry) => entry.id !== id));
    },
  });

  /** Takes along what is kept under the id that an item had before it was renamed. */
  const takeAlong = (old, id) => {
    for (const name of store.names()) {
      const to = name.startsWith(`answers:${old}/`) ? name.replace(old, id) : name;
      const written = JSON.stringify(store.get(name, null));
      let data = JSON.parse(written.replaceAll(`"${old}"`, `"${id}"`));
      // Of an item that was met under both ids, a list keeps what came last.
      if (Array.isArray(data)) data = data.filter((each, index) => !each?.id || data.findLastIndex((other) => other?.id === each.id) === index);
      if (to === name && JSON.stringify(data) === written) continue;
      if (to === name || store.get(to, null) === null) store.set(to, data);
      if (to !== name) store.remove(name);
    }
  };

  /** Words with {name} filled in from `values`. */
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

  // --- what the bundle holds, fetched only when somebody asks

  const loading = new Map();
  const provided = new Map();

  /** Loads one of the site's own scripts once. Scripts, because a page on file:// may not fetch. */
  const load = (path) => {
    if (!loading.has(path)) {
      loading.set(
        path,
        new Promise((resolve, reject) => {
          const script = document.createElement("script");
          script.src = root + path;
          script.onload = () => resolve(provided.get(path));
          script.onerror = () => {
            loading.delete(path); // a poor connection may be better the next time
            reject(new Error(path));
          };
          document.head.append(script);
        }),
      );
    }
    return loading.get(path);
  };

  let known = null;
  const items = () =>
    load("assets/struin/items.js").then((rows) => {
      if (known !== rows) for (const row of rows) for (const old of row.formerly || []) takeAlong(old, row.id);
      known = rows;
      return rows;
    });

  /** The card of an item as an element, its links right for this page; `size` is m, l, wide or tall. */
  const card = async (item, size = "m") => {
    const chunk = await load(`assets/struin/cards/${item.chunk}.js`);
    const template = document.createElement("template");
    template.innerHTML = chunk[item.id]; // made by the same templates as the pages, at build
    for (const each of template.content.querySelectorAll("a[href], img[src]")) {
      const name = each.localName === "a" ? "href" : "src";
      each.setAttribute(name, root + each.getAttribute(name));
    }
    const made = template.content.firstElementChild;
    made.classList.replace("card--m", `card--${size}`);
    return made;
  };

  window.Struin = {
    bundle: data.bundle || "",
    root,
    /** The id of the item that this page shows, or null. */
    item: data.item || null,
    /** Whether the page was opened from a folder instead of a server. */
    offline: location.protocol === "file:",
    store,
    fill,
    seen: list("seen"),
    kept: list("kept"),
    /** The items whose exercises were done. */
    done: list("done"),
    load,
    /** Called by the scripts that `load` loads. */
    provide: (path, value) => provided.set(path, value),
    /** @type {() => Promise<Item[]>} */
    items,
    card,
  };

  for (const old of (data.formerly || "").split(" ").filter(Boolean)) takeAlong(old, data.item);
  if (window.Struin.item) window.Struin.seen.add(window.Struin.item);
})();
