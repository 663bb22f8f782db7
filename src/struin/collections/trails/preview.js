// What the model of a trail works out, for the preview in the form editor.
export default ({ item, minuteFacts, t }) => {
  const stops = item.stops ?? [];
  return { item: { stops }, facts: [t("trails.stops", { number: stops.length }), ...minuteFacts(item.minutes)] };
};
