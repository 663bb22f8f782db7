// The preview beside the form: the card as it will hang on the wall, and the page as somebody will read it.
import { insert, pointOut, watch } from "./insert.js";
import { clean } from "./prose.js";
import { Bundle, View } from "./view.js";
import { faultHtml } from "./worksheet.js";

const ROOT = new URL("../../../../", import.meta.url);
const STYLES = ["../../struin.css", "../../item.css", "./preview.css"];

/** What is typed in the form now. */
function draft(bundle, { entry, getAsset }) {
  const asset = (name) => {
    if (!name) return null;
    if (name.startsWith("blob:")) return name;
    const found = getAsset(name);
    return found ? String(found) : new URL(`media/${encodeURIComponent(name)}`, bundle.root).href;
  };
  return { fields: entry.get("data").toJS(), slug: entry.get("slug") || "…", asset };
}

const element = (document, tag, { text, ...given } = {}, ...inside) => {
  const made = Object.assign(document.createElement(tag), given);
  if (text !== undefined) made.textContent = text;
  made.append(...inside);
  return made;
};

/**
 * Pictures are only asked for when they are this site's own, or were just chosen; one that is shown already stays what it
 * is, since a new one would flash at every letter.
 */
function showPictures(within, before) {
  const shown = new Map([...before.querySelectorAll("img[src]")].map((each) => [each.className + each.src, each]));
  for (const picture of within.querySelectorAll("img[data-src]")) {
    const { src } = picture.dataset;
    const same = shown.get(picture.className + src);
    if (same?.alt === picture.alt) picture.replaceWith(same);
    else if (src.startsWith("blob:") || (URL.canParse(src, ROOT) && new URL(src, ROOT).origin === ROOT.origin)) picture.src = src;
    shown.delete(picture.className + src);
  }
}

/** The preview of one entry: what it stands in is made once, and what differs is replaced while somebody types. */
class Sheet {
  constructor(host, bundle, kind) {
    Object.assign(this, { host, bundle, kind });
    bundle.others.clear(); // they may have been changed since
    this.last = {};
    const document = host.ownerDocument;
    const { t } = bundle;
    const make = (...of) => element(document, ...of);
    this.faults = make("div", { className: "pv-faults" });
    this.card = make("div", { className: "pv-card" });
    this.found = make("div", { className: "pv-found" });
    this.page = make("div", { className: "pv-page" });
    host.replaceChildren(
      make("p", { className: "pv-about", text: t("editor.preview.about") }),
      this.#examples(make),
      this.faults,
      make("h2", { className: "pv-label", text: t("editor.preview.card") }),
      this.card,
      make("h2", { className: "pv-label", text: t("editor.preview.found") }),
      this.found,
      make("h2", { className: "pv-label", text: t("editor.preview.page") }),
      this.page,
    );
    document.title = t("editor.preview.title");
    document.documentElement.lang = globalThis.document.documentElement.lang;
    this.#dress(document);
  }

  /** As light or as dark as the program around it. */
  #dress(document) {
    const root = globalThis.document.documentElement;
    const dress = () => {
      document.body.dataset.mdColorScheme = root.dataset.theme === "dark" ? "slate" : "default";
    };
    dress();
    this.watching = new MutationObserver(dress);
    this.watching.observe(root, { attributeFilter: ["data-theme"] });
  }

  #examples(make) {
    const { t, data } = this.bundle;
    const said = make("p", { className: "pv-said", role: "status" });
    const put = async (example) => {
      said.textContent = "";
      if (await insert(example)) said.textContent = t("editor.preview.put");
      else {
        const copied = await navigator.clipboard.writeText(example).then(() => true, () => false);
        said.textContent = t(copied ? "editor.preview.copied" : "editor.preview.not_copied");
      }
    };
    const rows = Object.entries(data.exercises).filter(([, { example }]) => example).map(([name, { example }]) =>
      make(
        "li", { className: "pv-example" },
        make("p", {}, make("b", { text: t(`${name}.name`) }), t(`${name}.about`)),
        make("button", {
          type: "button", className: "pv-put", text: t("editor.preview.insert"), onclick: () => put(example),
          ariaLabel: `${t("editor.preview.insert")}: ${t(`${name}.name`)}`,
        }),
        make("details", {}, make("summary", { text: t("editor.preview.example") }), make("pre", { text: example })),
      ));
    return make(
      "details", { className: "pv-examples" },
      make("summary", { text: t("editor.preview.examples") }),
      make("p", { text: t("editor.preview.examples_text") }),
      said,
      make("ul", { className: "pv-list" }, ...rows),
    );
  }

  /** What is in the form now; should that be more than the preview can show, the last that it could stays. */
  show(props) {
    this.props = props;
    try {
      this.#show(props);
    } catch (problem) {
      console.error(problem);
    }
  }

  #show(props) {
    const now = draft(this.bundle, props);
    const view = new View(this.bundle, this.kind, now);
    this.#put("card", view.html("card"));
    this.#found(view.card);
    this.#put("page", view.html("page"));
    this.#told(view.body.faults);
    const find = async (kind, name) => (await props.getCollection(kind, name))?.get("data")?.toJS();
    this.bundle.meet(view.refers, find, now.asset).then((more) => more && this.show(this.props));
  }

  #put(what, html) {
    if (this.last[what] === html) return;
    this.last[what] = html;
    const made = clean(html);
    // An item that is not on the site yet has no page to go to.
    for (const link of made.querySelectorAll('a[href=""]')) link.removeAttribute("href");
    showPictures(made, this[what]);
    this[what].replaceChildren(made);
  }

  /** Where somebody searches, and where a link is shared, the summary tells what it is. */
  #found({ kind, title, summary }) {
    const { ownerDocument } = this.host;
    this.found.replaceChildren(
      element(ownerDocument, "p", {}, element(ownerDocument, "b", { text: title }), ` ${kind}`),
      element(ownerDocument, "p", { text: summary }),
    );
  }

  #told(faults) {
    const { t } = this.bundle;
    const html = faults.map((each) => faultHtml(each, t));
    if (this.last.faults === html.join("")) return;
    this.last.faults = html.join("");
    const { ownerDocument } = this.host;
    const said = element(ownerDocument, "p", { className: "pv-said", role: "status" });
    const show = async (line) => {
      said.textContent = (await pointOut(line)) ? "" : t("editor.preview.elsewhere", { line });
    };
    const rows = faults.map(({ line }, at) => {
      const row = element(ownerDocument, "li", {}, clean(html[at]));
      const text = t("editor.preview.show", { line });
      row.append(element(ownerDocument, "button", { type: "button", className: "pv-show", text, onclick: () => show(line) }));
      return row;
    });
    const heading = element(ownerDocument, "h2", { className: "pv-label", text: t("editor.preview.faults") });
    this.faults.replaceChildren(...(rows.length ? [heading, said, element(ownerDocument, "ul", { className: "pv-list" }, ...rows)] : []));
  }

  end() {
    this.watching.disconnect();
  }
}

/**
 * Gives every kind its preview.
 * @param {object} editor the program
 * @param {{collections: object[]}} config what it is told
 */
export async function register(editor, config) {
  const data = await (await fetch(new URL("./preview.json", import.meta.url))).json();
  const bundle = new Bundle(data, config.collections, ROOT);
  for (const style of STYLES) editor.registerPreviewStyle(new URL(style, import.meta.url).href);
  const kinds = Object.entries(data.kinds);
  await Promise.all(kinds.map(async ([kind, { script }]) => {
    if (script) bundle.derive[kind] = (await import(`./${script}`)).default;
    editor.registerPreviewTemplate(kind, window.createClass({
      componentDidMount() {
        this.sheet = new Sheet(this.host, bundle, kind);
        this.sheet.show(this.props);
      },
      componentDidUpdate() {
        this.sheet.show(this.props);
      },
      componentWillUnmount() {
        this.sheet.end();
      },
      render() {
        return window.h("main", { className: "pv", ref: (host) => { this.host = host ?? this.host; } });
      },
    }));
  }));
  watch();
}
