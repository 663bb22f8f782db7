// The menu with which a trainer takes a session along.
customElements.define("struin-takeaway", class extends HTMLElement {});
