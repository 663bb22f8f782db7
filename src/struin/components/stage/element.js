// One element for three places: the button in the builder, the beamer's page and the trainer's.
(() => {
  const { Screen, Desk, address } = Struin.stage;

  /** Takes the plan along that is being built, also where nothing can be kept. */
  class Begin {
    constructor(host) {
      this.host = host;
      this.clicked = async (event) => {
        const link = event.target.closest("[data-begin]");
        const plan = document.querySelector("struin-session")?.plan;
        if (!link || !plan || event.button) return;
        event.preventDefault();
        location.assign(link.href.replace(/#.*$/, "") + (await address(plan)));
      };
    }

    start() {
      this.host.addEventListener("click", this.clicked);
    }

    stop() {
      this.host.removeEventListener("click", this.clicked);
    }
  }

  const PARTS = { begin: Begin, screen: Screen, desk: Desk };

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
        return this.does.session ?? null;
      }
    },
  );
})();
