// What `component.py` wrote once is put back where it belongs.
export function whole({ config, lists }) {
  const fill = (value) => {
    if (value === null || typeof value !== "object") return;
    if (typeof value.options === "number") value.options = lists[value.options];
    for (const [key, each] of Object.entries(value)) if (key !== "options") fill(each);
  };
  fill(config);
  return config;
}
