// The colours: those of the device, until the reader chooses the others.
(() => {
  const { store } = window.Struin;
  const device = matchMedia("(prefers-color-scheme: dark)");
  const button = document.querySelector("[data-struin-palette]");

  const ofDevice = () => (device.matches ? "dark" : "light");
  const current = () => store.get("palette", null) || ofDevice();
  const other = () => (current() === "dark" ? "light" : "dark");

  const paint = () => {
    document.body.dataset.mdColorScheme = current() === "dark" ? "slate" : "default";
    if (!button) return;
    const words = button.dataset[other()];
    button.title = words;
    button.setAttribute("aria-label", words);
  };

  button?.addEventListener("click", () => {
    const wanted = other();
    // Nothing needs to be kept of who wants what the device wants.
    if (wanted === ofDevice()) store.remove("palette");
    else store.set("palette", wanted);
  });
  document.addEventListener("struin:stored", paint);
  device.addEventListener("change", paint);
  addEventListener("storage", paint);
  addEventListener("pageshow", paint); // back to a page that the browser kept
  paint();
})();

// A link to a tab of a tabbed set opens that tab.
(() => {
  const target = document.getElementById(location.hash.slice(1));
  if (target?.name?.startsWith("__tabbed_")) target.checked = true;
})();
