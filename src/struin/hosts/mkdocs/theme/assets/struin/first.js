// Runs before anything is painted: scripts work here, the letters are on their way, and the colours are those that the
// reader chose.
(() => {
  const html = document.documentElement;
  html.classList.replace("no-js", "js");

  // Asked for now, they come with the styles, not after them. From a folder a browser refuses to fetch ahead.
  for (const href of location.protocol === "file:" ? [] : document.currentScript.dataset.fonts.split(" ")) {
    const link = document.createElement("link");
    Object.assign(link, { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "", href });
    document.head.append(link);
  }

  let chosen = null;
  try {
    const { bundle } = document.querySelector("meta[name=struin]").dataset;
    const kept = JSON.parse(localStorage.getItem(`struin:${bundle}:palette`)); // as Struin.store keeps it
    chosen = kept && kept.version === 1 ? kept.data : null;
  } catch {
    // Storage is blocked, or holds what something else wrote: then the device decides.
  }
  const dark = chosen === null ? matchMedia("(prefers-color-scheme: dark)").matches : chosen === "dark";
  // There is no body yet; this is called as soon as there is, still before it is painted.
  new MutationObserver((_, observer) => {
    if (!document.body) return;
    observer.disconnect();
    document.body.dataset.mdColorScheme = dark ? "slate" : "default";
  }).observe(html, { childList: true });
})();

// A card becomes the page that it leads to, and the way back makes it a card again: in browsers that have view
// transitions between pages, for readers who want motion. What takes part has the attribute `data-morph`.
(() => {
  if (!("onpagereveal" in window) || !matchMedia("(prefers-reduced-motion: no-preference)").matches) return;

  // Not in the stylesheet: Chromium may ask whether this page takes part before it has read that, and then logs an error.
  const wish = new CSSStyleSheet();
  wish.replaceSync("@view-transition { navigation: auto; }");
  document.adoptedStyleSheets.push(wish);
  getComputedStyle(document.documentElement).opacity; // read it now

  const NAME = "view-transition-name";
  let named = null;

  /** One thing at most has the name, and only while pages change: two of the same name would stop the transition. */
  const name = (element) => {
    named?.style.removeProperty(NAME);
    named = element;
    element?.style.setProperty(NAME, "struin-morph");
  };

  const inSight = (element) => {
    const { width, height, top, bottom } = element.getBoundingClientRect();
    return width > 0 && height > 0 && bottom > 0 && top < innerHeight;
  };

  const parts = (within) => [...within.querySelectorAll("[data-morph]")].filter(inSight);

  const cardTo = (url) => {
    const there = url && new URL(url).pathname;
    const links = [...document.querySelectorAll("a.card__link")].filter((link) => link.pathname === there);
    const card = links.map((link) => link.closest(".card")).find((each) => each && inSight(each));
    return card ? parts(card)[0] || card : null;
  };

  const head = () => parts(document).find((each) => !each.closest(".card")) || null;

  // Nobody waits for a transition: one that the browser leaves out is no fault.
  const quiet = ({ ready, updateCallbackDone, finished }) => Promise.allSettled([ready, updateCallbackDone, finished]);

  addEventListener("pageswap", ({ viewTransition, activation }) => {
    if (!viewTransition) return;
    quiet(viewTransition);
    const card = cardTo(activation.entry.url);
    name(activation.navigationType === "traverse" ? head() || card : card);
  });

  addEventListener("pagereveal", ({ viewTransition }) => {
    if (!viewTransition) return;
    const { activation } = navigation;
    name((activation.navigationType === "traverse" && cardTo(activation.from?.url)) || head());
    quiet(viewTransition).then(() => name(null));
  });
})();
