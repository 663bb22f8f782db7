/** The way that choices lead through a story: [{scene, choice}], the last without a choice. A choice that a scene no
    longer has ends it. `scenes` is {id: {key of a choice: id of a scene}}. */
Struin.scoring.branch = (scenes, first, choices) => {
  const way = [{ scene: first, choice: null }];
  for (const key of choices) {
    const here = way.at(-1);
    const next = Object.hasOwn(scenes[here.scene], key) ? scenes[here.scene][key] : null;
    if (next === null || way.length > 200) break;
    here.choice = key;
    way.push({ scene: next, choice: null });
  }
  return way;
};
