// The card of an exercise or session, as _card.html makes it, for rows that are not in the page.
(() => {
  const { fill } = Struin;

  const company = ({ people }, words) => {
    if (!people) return words.each;
    const [min, max] = people;
    return max === 1 ? words.alone : min === max ? fill(words.exact, { n: min }) : fill(words.range, { min, max });
  };

  /** @param {HTMLElement} finder  has the templates, and the words in its data */
  const cardOf = (row, finder) => {
    const part = (name) => finder.querySelector(`template[data-${name}]`).content;
    const card = part("card").firstElementChild.cloneNode(true);
    const one = (selector) => card.querySelector(selector);
    const words = finder.dataset;
    card.classList.add(`p-${row.number}`);
    card.dataset.id = row.id;
    card.dataset.minutes = row.minutes;
    one(".dial__time").setAttribute("stroke-dasharray", `${Math.min(row.minutes, 60)} 60`);
    one(".find__time b").textContent = row.minutes;
    if (row.least === row.most) one(".find__stretch").remove();
    else one(".find__stretch").textContent = fill(words.stretch, row);
    one(".find__link").textContent = row.title;
    one(".find__link").setAttribute("href", Struin.root + row.url);
    one(".find__line").textContent = row.summary;
    const facts = part("facts");
    const fact = (name, said) => {
      const made = facts.querySelector(`[data-fact="${name}"]`).cloneNode(true);
      if (said) made.querySelector("span").textContent = said;
      one(".find__facts").append(made);
    };
    fact("people", company(row, words));
    if (row.level) fact(row.level);
    if (row.kind !== "self-check") {
      for (const form of row.form) fact(form);
      const named = (name) => finder.getAttribute(`data-setting-${name}`);
      if (row.setting.length) fact("place", row.setting.map(named).join(", "));
    }
    const act = part(row.kind === "session" ? "act-session" : "act").cloneNode(true);
    const does = act.querySelector("[aria-label]");
    if (does) {
      does.setAttribute("aria-label", does.getAttribute("aria-label") + row.title);
      if (does.localName === "a") does.setAttribute("href", does.getAttribute("href") + row.id);
      one(".find__text").append(act);
    }
    return card;
  };

  Struin.finderCard = cardOf;
})();
