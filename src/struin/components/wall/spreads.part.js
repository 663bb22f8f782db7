// Spreads of cards as the templates make them, for cards that a script hangs.
(() => {
  /** Cards in the order of the places of their spread: wide places first get those whose picture is not a high one. */
  const seated = (cards, names) => {
    const high = (card) => Boolean(card.querySelector(".cover--card"));
    const waiting = [...cards];
    const seats = [];
    for (const wide of [true, false]) {
      names.forEach((name, at) => {
        if ((name === "wide") !== wide) return;
        const fitting = waiting.findIndex((card) => high(card) !== wide);
        seats[at] = waiting.splice(Math.max(fitting, 0), 1)[0];
      });
    }
    return seats;
  };

  /** Cards cut into spreads. `sizes` are the names of places by count and form, `turn` is the number of the first. */
  const cut = (refs, sizes, turn) => {
    const spreads = [];
    for (let first = 0; first < refs.length; turn++) {
      const left = refs.length - first;
      const count = left <= 6 ? left : left === 7 ? 4 : 6;
      const names = sizes[(count - 1) * 3 + (turn % 3)].split(" ");
      spreads.push({ refs: refs.slice(first, first + count), form: "abc"[turn % 3], names });
      first += count;
    }
    return spreads;
  };

  /** One spread as an element, with its cards. */
  const filled = async ({ refs, form, names }) => {
    const list = document.createElement("ul");
    list.className = `spread spread--${refs.length} spread--${form}`;
    list.setAttribute("role", "list");
    const cards = seated(await Promise.all(refs.map((ref) => Struin.card(ref))), names);
    cards.forEach((card, at) => {
      card.classList.replace("card--m", `card--${names[at]}`);
      const cell = document.createElement("li");
      cell.className = "spread__cell";
      cell.append(card);
      list.append(cell);
    });
    return list;
  };

  Struin.spreads = { cut, filled };
})();
