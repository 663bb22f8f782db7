// Puts what a card shows in the session that somebody is building, and says what that then holds.
(() => {
  const { fill } = Struin;

  /** The plan that things are put in, as it is now: how many blocks, and their minutes. */
  const now = () => {
    const { store } = Struin;
    const blocks = store.get(`plan:${store.get("plans:active", null)}`, null)?.blocks || [];
    return { n: blocks.length, minutes: blocks.reduce((sum, block) => sum + block.minutes, 0) };
  };

  /**
   * @param {HTMLElement} finder  has the words in its data, and places to say them
   * @param {{from: number|null, to: number|null}} asked  what fits can be done in that time, so that is what it gets
   */
  const addFrom = (button, finder, { from, to }) => {
    const card = button.closest(".find");
    const { id } = card.dataset;
    const minutes = Math.max(Math.min(Number(card.dataset.minutes), to ?? Infinity), from ?? 1);
    const what = card.querySelector(".find__link").textContent;
    const { already, lasts, undo } = Struin.plan.add({ id, title: what, minutes });
    const plan = now();
    const words = finder.dataset;
    for (const old of finder.querySelectorAll(".find__said")) old.remove();
    const line = finder.querySelector("[data-said-words]").content.firstElementChild.cloneNode(true);
    const say = (said) => {
      line.firstElementChild.textContent = said;
      finder.querySelector("[data-said]").textContent = said;
    };
    // What this browser does not keep goes along in the address.
    if (!already && !lasts) line.querySelector("a").hash = `met=${id}`;
    const back = line.querySelector("[data-undo]");
    back.hidden = already;
    back.onclick = () => {
      undo();
      button.focus();
      say(fill(words.gone, { what }));
      for (const each of line.querySelectorAll("a, button")) each.remove();
    };
    button.parentElement.after(line);
    say(fill(already ? words.already : !lasts ? words.brief : plan.n === 1 ? words.addedOne : words.added, { what, ...plan }));
  };

  Struin.finderSession = { addFrom };
})();
