// Search as a dialog that a button opens and that gives the focus back. Material's script does the searching.
(() => {
  const toggle = document.querySelector("[data-md-toggle=search]");
  const button = document.querySelector("[data-struin-search]");
  const field = document.querySelector("[data-md-component=search-query]");
  if (!toggle || !button || !field) return;
  const dialog = document.querySelector("[data-md-component=search]");

  const show = (open) => {
    if (toggle.checked !== open) toggle.click();
  };

  toggle.addEventListener("change", () => {
    const open = toggle.checked;
    document.documentElement.classList.toggle("searching", open);
    button.setAttribute("aria-expanded", String(open));
    if (open) field.focus();
    else if (dialog.contains(document.activeElement) || document.activeElement === document.body) button.focus();
  });
  button.addEventListener("click", () => show(true));
  document.querySelector("[data-struin-search-close]")?.addEventListener("click", () => show(false));

  // The window is not in the page's order of focus while it is closed, so the key must open it first.
  document.addEventListener(
    "keydown",
    (event) => {
      const typing = event.target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        event.stopPropagation();
        show(true);
      } else if (event.key === "Escape" && toggle.checked) {
        event.preventDefault();
        event.stopPropagation();
        show(false);
      } else if (event.key === "Tab" && toggle.checked) {
        keepInside(event);
      }
    },
    true,
  );

  function keepInside(event) {
    const stops = [...dialog.querySelectorAll("input, button, a[href]:not([tabindex='-1']), [tabindex='0']")].filter((stop) => stop.getClientRects().length);
    const at = stops.indexOf(document.activeElement);
    if (event.shiftKey && at <= 0) {
      event.preventDefault();
      stops[stops.length - 1].focus();
    } else if (!event.shiftKey && at === stops.length - 1) {
      event.preventDefault();
      stops[0].focus();
    }
  }
})();
