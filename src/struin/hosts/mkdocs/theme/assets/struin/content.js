// A link to a tab of a tabbed set opens that tab.
(() => {
  const target = document.getElementById(location.hash.slice(1));
  if (target && target.name && target.name.startsWith("__tabbed_")) target.checked = true;
})();
