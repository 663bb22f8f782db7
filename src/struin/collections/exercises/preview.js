// What the model of an exercise works out, for the preview in the form editor.
export default ({ item, facts, t }) => {
  const people = item.group;
  const company =
    !people || people.max === 1
      ? t("exercises.together.alone")
      : people.min === people.max
        ? t("facts.people", { number: people.max })
        : t("facts.people-range", { least: people.min, most: people.max });
  return { item: { self_check: (item.form ?? []).includes("self-check") }, facts: [...facts, company] };
};
