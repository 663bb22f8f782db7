// A running order as Markdown (CommonMark, with GitHub's tables). What people typed is never read as a mark.
(() => {
  const { line, parts, stories } = Struin.takeaway;

  // A backslash before any of these makes it plain text, wherever it stands. Tags and entities are written out, which
  // older readers of Markdown understand too.
  const MARKS = /[\\`*_{}[\]>#|~]/g;
  const escaped = (text) =>
    text
      .replace(/&(?=#?\w+;)/g, "&amp;")
      .replace(MARKS, "\\$&")
      .replace(/</g, "&lt;")
      .replace(/!(?=\\\[)/g, "\\!")
      .replace(/\b(https?|ftp):\/\//gi, "$1&#58;//")
      .replace(/\bwww\./gi, "www&#46;")
      // At the beginning of a line these make a list.
      .replace(/^([-+])/, "\\$1")
      .replace(/^(\d{1,9})([.)])/, "$1\\$2");

  const one = (text) => escaped(line(text));
  const bullets = (list) => list.map((each) => `- ${one(each)}`).join("\n");

  const table = (outline, words) => {
    const cells = outline.rows.map((row) => [words.span(row.start, row.start + row.minutes), one(row.title), row.minutes]);
    const head = [words.say("time"), words.say("part"), words.say("minutesHead")];
    return [head, ["---", "---", "---:"], ...cells].map((row) => `| ${row.join(" | ")} |`).join("\n");
  };

  const steps = (row, words) =>
    row.steps
      .map((step, at) => {
        const mark = `${at + 1}. `;
        const when = step.from ? `${step.from}, ${words.minutes(step.minutes)}` : words.minutes(step.minutes);
        const note = step.note ? `\n\n${" ".repeat(mark.length)}*${words.say("note")}* ${one(step.note)}` : "";
        return `${mark}**${when}** ${one(step.do)}${note}`;
      })
      .join("\n");

  const block = (row, words) => {
    const { about } = row;
    const heading = `### ${words.time(row.start)} ${one(row.title)}`;
    const labelled = (name, text) => (text ? `**${words.say(name)}** ${one(text)}` : "");
    return [
      heading,
      `*${words.minutes(row.minutes)}*`,
      ...words.remarks(row).map((each) => `> ${escaped(each)}`),
      labelled("goal", about?.goal),
      ...row.does.map(one),
      steps(row, words),
      about?.question ? labelled("question", about.question) : "",
      about?.debrief?.length ? `**${words.say("debrief")}**\n\n${bullets(about.debrief)}` : "",
      labelled("safety", about?.safety),
      labelled("room", about?.room),
      row.notes.length ? row.notes.map((each, at) => `> ${at ? "" : `**${words.say("own")}** `}${one(each)}`).join("\n>\n") : "",
    ].filter(Boolean).join("\n\n");
  };

  const run = ({ text, strong, em }) => {
    const mark = strong ? "**" : em ? "*" : "";
    const [, before, inner, after] = /^(\s*)(.*?)(\s*)$/s.exec(text);
    return inner ? `${before}${mark}${escaped(inner).replace(/\n\s*/g, "\\\n")}${mark}${after}` : text;
  };

  const PREFIX = { p: "", h: "#### ", li: "- ", quote: "> " };
  const prose = (html) => parts(html).map(({ kind, runs }) => PREFIX[kind] + runs.map(run).join("")).join("\n\n");

  /** The text of the file. `texts` asks for the stories' texts at the end. */
  Struin.takeaway.markdown = (outline, { words, texts }) => {
    const told = texts ? stories(outline) : [];
    return [
      `# ${one(words.title(outline))}`,
      escaped(words.facts(outline).join(" · ")),
      ...outline.goal.map(one),
      `## ${words.say("programme")}`,
      table(outline, words),
      ...(outline.material.length ? [`## ${words.say("material")}`, bullets(outline.material)] : []),
      `## ${words.say("order")}`,
      ...outline.rows.map((row) => block(row, words)),
      ...(told.length ? [`## ${words.say("aloud")}`] : []),
      ...told.flatMap((row) => [`### ${one(row.title)}`, prose(row.about.body), `**${words.say("question")}** ${one(row.about.question)}`]),
    ].join("\n\n") + "\n";
  };
})();
