/** Where one stands on each axis: the mean of the steps (from 1) chosen on it. `lines` are [{axis, step}]. */
Struin.scoring.scale = (lines) => {
  const axes = {};
  for (const { axis, step } of lines) (axes[axis] ??= []).push(step);
  return Object.fromEntries(Object.entries(axes).map(([axis, steps]) => [axis, steps.reduce((sum, step) => sum + step) / steps.length]));
};
