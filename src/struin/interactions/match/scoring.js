/** Which cards lie with what they belong with: both are {card: target}. Nothing here knows the page. */
Struin.scoring.match = (right, given) => {
  const cards = Object.keys(right);
  const laid = cards.filter((card) => Object.hasOwn(given, card));
  const fits = laid.filter((card) => given[card] === right[card]);
  return {
    correct: fits.length === cards.length,
    fits,
    misfits: laid.filter((card) => !fits.includes(card)),
    open: cards.length - laid.length,
  };
};
