// The page where a session is built.
(() => {
  customElements.define(
    "struin-session",
    class extends HTMLElement {
      /** The plan that is shown. */
      get plan() {
        return Struin.rundown.plans()[0] ?? null;
      }
    },
  );
})();
