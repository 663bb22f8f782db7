// One element for two places: the beamer's page and the trainer's.
(() => {
  const { Screen, Desk } = Struin.stage;
  const PARTS = { screen: Screen, desk: Desk };

  customElements.define(
    "struin-stage",
    class extends HTMLElement {
      connectedCallback() {
        this.does = new PARTS[this.dataset.part](this);
        this.does.start();
      }

      disconnectedCallback() {
        this.does.stop();
      }

      /** The session of this window; for pages around it, and for tests. */
      get session() {
        return this.does.session;
      }
    },
  );
})();
