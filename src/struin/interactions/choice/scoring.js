/** Which of the chosen are right, and whether all is said. Nothing here knows the page. */
Struin.scoring.choice = (right, chosen) => {
  const fitting = chosen.filter((key) => right.includes(key));
  return {
    correct: fitting.length === right.length && chosen.length === right.length,
    extra: chosen.length - fitting.length,
    missed: right.length - fitting.length,
  };
};
