// What Material's script expects to find on the page, from a file instead of inline. Runs in the head, before paint.
/* global __md_scope:writable, __md_hash:writable, __md_get:writable, __md_set:writable */
(() => {
  const root = document.documentElement;
  root.classList.replace("no-js", "js");
  window.__md_scope = new URL(document.currentScript.dataset.base || ".", location);
  window.__md_hash = (text) => [...text].reduce((hash, letter) => (hash << 5) - hash + letter.charCodeAt(0), 0);
  window.__md_get = (key, storage, scope = window.__md_scope) => {
    // Storage may be blocked or hold what another page wrote: then there is nothing.
    try {
      return JSON.parse((storage || localStorage).getItem(`${scope.pathname}.${key}`));
    } catch {
      return null;
    }
  };
  window.__md_set = (key, value, storage, scope = window.__md_scope) => {
    try {
      (storage || localStorage).setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
    } catch {
      // Nothing is kept then.
    }
  };
})();
