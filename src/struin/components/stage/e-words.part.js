// Words and figures as people read them, from the templates on the page.
(() => {
  const { MINUTE } = Struin.stage;

  /** A text of the page with its {names} filled in. With a number `n` there may be a `_one` and an `_other`. */
  const say = (name, values = {}) => {
    const find = (key) => document.querySelector(`template[data-word="${key}"]`);
    const template = find(name) ?? find(`${name}_${values.n === 1 ? "one" : "other"}`);
    return template.content.textContent.replace(/\{(\w+)\}/g, (all, key) => String(values[key] ?? ""));
  };

  const two = (number) => String(number).padStart(2, "0");

  /** "9:05", "1:02:00": time that is left rounds up, so that it ends at 0:00. */
  const count = (ms, round = Math.ceil) => {
    const seconds = Math.max(0, round(ms / 1000));
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
    return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
  };

  /** "10:45" of a moment, on the clock of this place. */
  const clock = (moment) => {
    const day = new Date(moment);
    return `${two(day.getHours())}:${two(day.getMinutes())}`;
  };

  const minutes = (ms) => say("minutes", { n: Math.floor(Math.abs(ms) / MINUTE) });

  /** How a session goes, in words: "4 minuten achter". Less than a minute is nothing. */
  const drift = (ms) => {
    if (Math.abs(ms) < MINUTE) return say("on_time");
    return say(ms > 0 ? "behind" : "ahead", { minutes: minutes(ms) });
  };

  /** Text with the names of its kind: an element where the text changed, untouched where it did not. */
  const put = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
    element.hidden = !text;
  };

  /** "step 2 of 5", "Talking afterwards", or nothing. */
  const where = (step) => {
    if (step.kind === "debrief") return say(step.questions.length > 1 ? "debrief" : "question");
    return step.n ? say("step_of", step) : "";
  };

  Object.assign(Struin.stage, { say, count, clock, minutes, drift, put, where });
})();
