// Puts the chosen colours on the body before it is painted; without a choice, those of the device.
(() => {
  const chosen = window.__md_get("__palette");
  const inputs = [...document.querySelectorAll("[data-md-component=palette] input")];
  const byIndex = chosen && Number.isInteger(chosen.index) ? inputs[chosen.index] : undefined;
  const input = byIndex || inputs.find((each) => matchMedia(each.dataset.mdColorMedia || "not all").matches);
  if (!input) return;
  input.checked = true;
  for (const name of ["media", "scheme", "primary", "accent"]) {
    document.body.setAttribute(`data-md-color-${name}`, input.getAttribute(`data-md-color-${name}`) || "");
  }
})();
