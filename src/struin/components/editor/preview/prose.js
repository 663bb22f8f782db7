// A body as the site sets it, roughly: ordinary Markdown by the program's own reader, the rest brought to that first.
// All of it is sanitised before it is shown; links and pictures lead where the site's would.
import { Markup, escaped } from "./values.js";

const FENCE = /^[ \t>]*(?:[-*+]|\d+[.)])?[ \t]*(`{3,}|~{3,})/;
const BLOCK = /^\/{3,}[ \t]+([A-Za-z][\w-]*)[ \t]*(?:\|[ \t]*(.*))?$/;
const CALLOUT = /^(!!!|\?\?\?\+?|===)[ \t]+([\w-]*)[^"]*(?:"(.*)")?[ \t]*$/;
const ATTRIBUTES = /[ \t]*\{:?[ \t]*[#.][^{}\n]*\}/g;
const NOTE = /^\[\^([\w-]+)\]:[ \t]*(.*)$/;
const ITEM = /^\/content\/([a-z][a-z0-9-]*)\/([a-z0-9][a-z0-9-]*)\.md$/;
const MEDIA = /^\/content\/media\/([a-z0-9][a-z0-9-]*\.[a-z0-9]{2,5})$/;
const BUNDLE = "bundle://text"; // addresses in a text are seen from its own place in the bundle
const CLEAN = {
  USE_PROFILES: { html: true, svg: true },
  FORBID_TAGS: ["style", "form", "button", "textarea", "select", "audio", "video", "dialog"],
  FORBID_ATTR: ["style", "srcset"],
};

/** @returns {DocumentFragment} HTML without anything that could run, look like the program itself, or fetch. */
export const clean = (html) => window.DOMPurify.sanitize(html, { ...CLEAN, RETURN_DOM_FRAGMENT: true });

/** How a call-out or a fold begins and ends in HTML; blank lines let what is in it be Markdown. */
function box(kind, title, t) {
  const name = escaped(title || t(`markup.callout.${kind}`) || "");
  if (kind === "details") return [`<details open>\n<summary>${name}</summary>\n`, "\n</details>\n"];
  if (kind === "tab") return [`<div>\n<p><b>${name}</b></p>\n`, "\n</div>\n"];
  if (kind === "caption") return ["<div class=\"caption\">\n", "\n</div>\n"];
  return [`<div class="admonition ${escaped(kind)}">\n<p class="admonition-title">${name}</p>\n`, "\n</div>\n"];
}

/** What Markdown's usual reader does not know, as HTML or as what it does know. */
export function ordinary(text, t) {
  const out = [];
  const notes = [];
  const open = []; // ends of blocks that are open
  let fence = "";
  let indented = null; // the end of a call-out whose text is indented
  for (const line of text.split("\n")) {
    const marks = FENCE.exec(line)?.[1];
    if (fence || marks) {
      if (!fence) fence = marks;
      else if (marks?.startsWith(fence)) fence = "";
      out.push(indented ? line.replace(/^ {4}/, "") : line);
      continue;
    }
    if (indented && line.trim() && !line.startsWith("    ")) {
      out.push(indented);
      indented = null;
    }
    const block = BLOCK.exec(line);
    const callout = CALLOUT.exec(line);
    const note = NOTE.exec(line);
    if (block) {
      const [begin, end] = box(block[1].toLowerCase(), block[2], t);
      out.push("", begin);
      open.push(end);
    } else if (/^\/{3,}[ \t]*$/.test(line) && open.length) {
      out.push(open.pop());
    } else if (callout) {
      const [begin, end] = box(callout[1] === "!!!" ? callout[2] || "note" : callout[1] === "===" ? "tab" : "details", callout[3], t);
      out.push("", begin);
      indented = end;
    } else if (note) {
      notes.push(`1. ${note[2]}`);
    } else {
      const plain = indented ? line.replace(/^ {4}/, "") : line;
      out.push(
        plain.replace(ATTRIBUTES, "").replace(/==(?=\S)([^=\n]+)==/g, "<mark>$1</mark>").replace(/\[\^([\w-]+)\]/g, "<sup>$1</sup>"),
      );
    }
  }
  return [...out, indented ?? "", ...open.reverse(), "", ...notes].join("\n");
}

export class Prose {
  /**
   * @param {string} kind the folder that the text stands in
   * @param {{t: Function, item: (id: string) => string | null, picture: (name: string) => string | null}} site where
   *   an item and a picture are; null for one that is not there
   */
  constructor(kind, site) {
    this.folder = `${BUNDLE}/content/${kind}/`;
    this.site = site;
  }

  /** @returns {Markup} a piece of text as HTML that is safe to show */
  html(text) {
    const fragment = clean(window.marked.parse(ordinary(text, this.site.t), { async: false, gfm: true }));
    fragment.querySelectorAll("a[href]").forEach((link) => this.#lead(link));
    fragment.querySelectorAll("img").forEach((picture) => this.#show(picture));
    const holder = document.createElement("div");
    holder.append(fragment);
    return new Markup(holder.innerHTML);
  }

  /** The same for a few words within a line. */
  line(text) {
    return new Markup(this.html(text).html.trim().replace(/^<p[^>]*>((?:(?!<p)[^])*)<\/p>$/, "$1"));
  }

  #path(address) {
    return URL.canParse(address, this.folder) ? new URL(address, this.folder) : null;
  }

  /** The part of an address within the bundle that a pattern asks for. */
  #within(to, pattern) {
    return to?.href.startsWith(`${BUNDLE}/`) ? pattern.exec(to.pathname) : null;
  }

  #lead(link) {
    const to = this.#path(link.getAttribute("href"));
    const item = this.#within(to, ITEM);
    const found = item ? this.site.item(`${item[1]}/${item[2]}`) : null;
    if (found) link.setAttribute("href", found);
    else if (!to || !["https:", "mailto:", "tel:"].includes(to.protocol)) {
      link.removeAttribute("href");
      // Within the text itself there is nothing to open; all else leads nowhere.
      if (to?.href.split("#")[0] !== this.folder || !to.hash) link.className = "pv-nowhere";
    }
  }

  #show(picture) {
    const at = this.#path(picture.getAttribute("src") ?? "");
    const name = this.#within(at, MEDIA)?.[1];
    const found = name ? this.site.picture(name) : null;
    if (found) {
      picture.removeAttribute("src");
      picture.setAttribute("data-src", found);
      return;
    }
    const missing = document.createElement("span");
    missing.className = "pv-nowhere";
    missing.textContent = picture.alt || picture.getAttribute("src");
    picture.replaceWith(missing);
  }
}
