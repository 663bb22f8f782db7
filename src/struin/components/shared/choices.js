// Choosing from a list, for the wall and the trainers' finder: options to tick, each with the number that it would leave; a
// chip for each that is on; ways out where nothing is left; and the address, which holds what is chosen.
(() => {
  const { fill } = Struin;

  /** A list of buttons, each of {words, facet} and, if it has them, {label, value, number: of its principle}. */
  const buttons = (list, className, all) => {
    const made = all.map(({ words, label, facet, value, number }) => {
      const button = Object.assign(document.createElement("button"), { type: "button", className, textContent: words });
      button.dataset.facet = facet;
      if (value !== undefined) button.dataset.value = value;
      if (label) button.setAttribute("aria-label", label);
      if (number) button.classList.add(`p-${number}`);
      const item = document.createElement("li");
      item.append(button);
      return item;
    });
    list.replaceChildren(...made);
  };

  Struin.choices = {
    /** The boxes of each facet, by its name. The numbers beside them only get smaller than they are now; their room stays. */
    facetsOf(root) {
      const facets = new Map();
      for (const box of root.querySelectorAll(".pick__box")) facets.set(box.name, [...(facets.get(box.name) || []), box]);
      for (const count of root.querySelectorAll(".pick__count")) count.style.minWidth = `${count.textContent.length}ch`;
      return facets;
    },

    labelOf: (box) => box.parentElement.querySelector(".pick__label").textContent,

    /** Says how many an option would leave; it is a label with a box, or a button. */
    tell(option, number) {
      const place = option.querySelector(".pick__count");
      const words = String(number);
      if (place.textContent !== words) place.textContent = words;
      option.toggleAttribute("data-none", !number);
    },

    /** Ticks what a query asks for; whether that changed anything. */
    read(facets, asked) {
      let changed = false;
      for (const [name, boxes] of facets) {
        const wanted = new Set(asked.getAll(name));
        for (const box of boxes) {
          changed ||= box.checked !== wanted.has(box.value);
          box.checked = wanted.has(box.value);
        }
      }
      return changed;
    },

    /** The query with what is chosen, as [name, value]; of `names`, nothing else. What others have put there stays. */
    query(names, chosen) {
      const kept = [...new URLSearchParams(location.search)].filter(([name]) => !names.includes(name));
      const query = new URLSearchParams([...kept, ...chosen]).toString();
      return query ? `?${query}` : "";
    },

    /** Puts an address in place of this one, and beside it what one finds again when one comes back. */
    replace(address, state) {
      try {
        history.replaceState({ ...history.state, ...state }, "", address);
      } catch {
        // A browser may refuse this to a page from a folder; the choice works all the same.
      }
    },

    /** Chips of all that is on, each {words, facet} as above; `remove` are words with {what}. */
    chips(list, on, remove) {
      buttons(list, "pick__pill pick__chip", on.map((each) => ({ ...each, label: fill(remove, { what: each.words }) })));
    },

    /** Does what a chip does. The focus goes to the one that is in its place then; whether there is one. */
    takeOff(root, chip, does) {
      const all = () => [...root.querySelectorAll(".pick__chip")];
      const at = all().indexOf(chip);
      does();
      const left = all();
      left[Math.min(at, left.length - 1)]?.focus({ preventScroll: true });
      return left.length > 0;
    },

    /**
     * Which facets one could let go, each {facet, what, n: how many there are then}, the one that leaves most first;
     * `without` are words with {what} and {n}. Whether there are any.
     */
    ways(list, facets, without, most = Infinity) {
      const ways = facets.filter(({ n }) => n).sort((one, other) => other.n - one.n);
      buttons(list, "button pick__button pick__way", ways.slice(0, most).map(({ facet, ...values }) => ({ facet, words: fill(without, values) })));
      return ways.length > 0;
    },
  };
})();
