// Runs before anything is painted: scripts work here, and the colours are those that the reader chose.
(() => {
  document.documentElement.classList.replace("no-js", "js");
  let chosen = null;
  try {
    const { bundle } = document.querySelector("meta[name=struin]").dataset;
    const kept = JSON.parse(localStorage.getItem(`struin:${bundle}:palette`)); // as Struin.store keeps it
    chosen = kept && kept.version === 1 ? kept.data : null;
  } catch {
    // Storage is blocked, or holds what something else wrote: then the device decides.
  }
  const dark = chosen === null ? matchMedia("(prefers-color-scheme: dark)").matches : chosen === "dark";
  document.body.dataset.mdColorScheme = dark ? "slate" : "default";
})();
