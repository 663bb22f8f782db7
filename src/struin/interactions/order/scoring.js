/**
 * Which steps may stay where they are among each other (as many as can be), and where the others want to go.
 * Nothing here knows the page.
 */
Struin.scoring.order = (right, given) => {
  const rank = given.map((key) => right.indexOf(key));
  // Per place: the longest row of rising ranks that ends there; of equals the one most in its place.
  const best = [];
  rank.forEach((here, at) => {
    const own = 1 + (here === at ? 0.01 : 0);
    const before = best.filter((row) => rank[row.places.at(-1)] < here);
    const longest = before.reduce((most, row) => (row.worth > most.worth ? row : most), { worth: 0, places: [] });
    best.push({ worth: longest.worth + own, places: [...longest.places, at] });
  });
  const { places } = best.reduce((most, row) => (row.worth > most.worth ? row : most), { worth: 0, places: [] });
  const result = { correct: places.length === right.length && given.length === right.length, stays: [], earlier: [], later: [] };
  given.forEach((key, at) => {
    if (places.includes(at)) result.stays.push(key);
    else {
      const before = places.filter((place) => place < at).length;
      const wanted = places.filter((place) => rank[place] < rank[at]).length;
      (wanted < before ? result.earlier : result.later).push(key);
    }
  });
  return result;
};
