// The same running order on A4: one for the trainer, and one for participants in which nothing of the trainer's stands.
(() => {
  const { line, stories, worksheets } = Struin.takeaway;
  const LINES = 10; // to write on under the programme, if it leaves room
  const LEAST = 3; // under a question

  /** An element with a class and what is in it: text, elements, or nothing where something is empty. */
  const h = (tag, name, ...inside) => {
    const [local, ...classes] = [tag, ...(name ? name.split(" ") : [])];
    const made = document.createElement(local);
    made.classList.add(...classes);
    made.append(...inside.flat().filter((each) => each !== null && each !== undefined && each !== ""));
    return made;
  };

  /** What people typed: its own direction, whatever the page's is. */
  const typed = (tag, name, ...inside) => Object.assign(h(tag, name, ...inside), { dir: "auto" });

  const list = (tag, name, texts) => (texts.length ? h(tag, name, texts.map((each) => typed("li", "", line(each)))) : null);

  const head = (kind, outline, words) => {
    const title = typed("h1", "handout__title", words.title(outline));
    title.tabIndex = -1;
    title.id = "struin-handout-title";
    return h("header", "handout__head",
      h("p", "handout__kind", words.say(kind)),
      title,
      h("p", "handout__facts", words.facts(outline).flatMap((each, at) => [at ? " · " : "", h("span", "", each)])),
      outline.goal.map((each) => typed("p", "handout__goal", each)),
    );
  };

  const tinted = (element, row) => {
    element.classList.add(`p-${row.about?.number ?? 0}`);
    return element;
  };

  // --- for the trainer

  const programme = (outline, words) => {
    const cell = (name) => Object.assign(h("th", "", words.say(name)), { scope: "col" });
    const rows = outline.rows.map((row) =>
      h("tr", row.own === "break" ? "handout__pause" : "",
        h("td", "handout__time", words.span(row.start, row.start + row.minutes)),
        typed("td", "", row.title),
        h("td", "handout__minutes", String(row.minutes)),
      ),
    );
    return h("table", "handout__programme",
      h("caption", "", words.say("programme")),
      h("thead", "", h("tr", "", cell("time"), cell("part"), cell("minutesHead"))),
      h("tbody", "", rows),
    );
  };

  const needs = (outline, words) => {
    const material = list("ul", "handout__material", outline.material);
    return material ? h("div", "handout__needs", h("h2", "", words.say("material")), material) : null;
  };

  const steps = (row, words) =>
    row.steps.length
      ? h("ol", "handout__steps", row.steps.map((step) =>
          h("li", "handout__step",
            h("span", "handout__when", step.from ? h("b", "", step.from) : "", " ", h("span", "", words.say("short", { n: step.minutes }))),
            h("div", "handout__do", h("p", "", step.do), step.note ? h("p", "handout__note", h("b", "", words.say("note")), " ", step.note) : null),
          ),
        ))
      : null;

  const beside = (row, words) => {
    const { about } = row;
    const room = about?.room ? h("p", "handout__room", h("b", "", words.say("room")), " ", line(about.room)) : null;
    const parts = [
      about?.debrief?.length ? h("div", "handout__debrief", h("h3", "", words.say("debrief")), list("ul", "", about.debrief)) : null,
      about?.safety ? h("div", "handout__safety", h("h3", "", words.say("safety").replace(/:$/, "")), h("p", "", line(about.safety)), room) : room,
    ].filter(Boolean);
    return parts.length ? h("div", "handout__beside", parts) : null;
  };

  const block = (row, words) =>
    tinted(
      h("section", `handout__block${row.own ? ` handout__block--${row.own}` : ""}`,
        h("p", "handout__clock", h("b", "", words.time(row.start)), " ", h("span", "", words.say("short", { n: row.minutes }))),
        h("div", "handout__told",
          typed("h2", "handout__name", row.title),
          words.remarks(row).map((each) => h("p", "handout__remark", each)),
          row.about?.goal ? h("p", "handout__aim", line(row.about.goal)) : null,
          row.does.map((each) => typed("p", "", each)),
          row.notes.map((each, at) => typed("p", "handout__own", at ? "" : h("b", "", words.say("own")), at ? "" : " ", each)),
          row.about?.question ? h("p", "", h("b", "", words.say("question")), " ", line(row.about.question)) : null,
          steps(row, words),
          beside(row, words),
        ),
      ),
      row,
    );

  // --- texts of stories

  const story = (row, words) =>
    tinted(
      h("section", "handout__story",
        typed("h2", "handout__name", row.title),
        h("div", "handout__text prose", Struin.rundown.html(row.about.body)),
        row.about.question ? h("p", "handout__chew", h("b", "", words.say("question")), " ", line(row.about.question)) : null,
      ),
      row,
    );

  const aloud = (outline, words, heading) => {
    const told = stories(outline);
    return told.length ? h("section", "handout__aloud", h("p", "handout__kind", words.say(heading)), told.map((row) => story(row, words))) : null;
  };

  // --- for participants

  const agenda = (outline, words) =>
    h("ol", "handout__agenda", outline.rows.map((row) =>
      tinted(
        h("li", row.own === "break" ? "handout__pause" : "",
          h("span", "handout__time", words.time(row.start)),
          h("div", "", typed("p", "handout__name", row.title), row.about?.summary ? h("p", "handout__summary", line(row.about.summary)) : null),
        ),
        row,
      ),
    ));

  /** Room to write: so many lines. */
  const rule = (lines) => {
    const room = h("div", "handout__rule", Array.from({ length: lines }, () => h("div", "")));
    room.ariaHidden = "true";
    return room;
  };

  // A page holds 22 lines to write on, and a part of the programme is as high as 1¾ of them.
  const lines = (words, rows) => h("section", "handout__lines", h("h2", "", words.say("write")), rule(Math.min(LINES, Math.max(LEAST, Math.floor(22 - 1.75 * rows)))));

  /** A self-check to fill in with a pen, and its answers apart: {sheet, answers}. */
  const worksheet = (row) => {
    const text = h("div", "handout__text prose", Struin.rundown.html(row.about.worksheet));
    const questions = [...text.querySelectorAll(".interaction")];
    const answers = questions.map((question, at) => {
      const details = question.querySelector(":scope > .interaction__answers");
      if (!details) return null;
      const summary = details.querySelector("summary");
      const number = questions.length > 1 ? `${at + 1}. ` : "";
      const title = h("h3", "", `${number}${line(summary?.textContent)}`);
      summary?.remove();
      details.remove();
      const place = h("div", `handout__answer ${question.className}`, title, [...details.childNodes]);
      return place;
    }).filter(Boolean);
    for (const each of text.querySelectorAll("button, [data-part=take], [data-part=embed]")) each.remove();
    // It is for a pen: where one would type there are lines, and the keyboard stops at nothing in it.
    for (const each of text.querySelectorAll("textarea")) each.replaceWith(rule(Math.max(each.rows, LEAST)));
    for (const each of text.querySelectorAll("input, select, summary, a")) each.tabIndex = -1;
    return {
      sheet: tinted(h("section", "handout__worksheet", h("h2", "handout__name", row.title), text), row),
      answers: answers.length ? h("section", "handout__answers-of", h("h2", "", row.title), answers) : null,
    };
  };

  /** The stylesheets of the self-checks in it; each is asked for once. */
  const dressed = (paper) => {
    const names = new Set([...paper.querySelectorAll(".interaction")].map((each) => each.localName.replace(/^struin-/, "")));
    names.delete("div");
    if (!names.size) return Promise.resolve();
    return Promise.all(["interaction", ...names].map((name) => {
      const href = `${Struin.root}assets/struin/components/${name}.css`;
      if (document.querySelector(`link[rel=stylesheet][href="${CSS.escape(href)}"]`)) return null;
      return new Promise((done) => {
        const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
        link.onload = done;
        link.onerror = done; // plainer, but whole
        document.head.append(link);
      });
    }));
  };

  let lettered = null;

  /**
   * The letters of our stylesheets once more, as objects of this page. Chromium lets go of those of a stylesheet when it
   * turns to print, and may print before it has them back.
   */
  const letters = () => {
    lettered ??= Promise.allSettled([...document.styleSheets].flatMap(faces).map(async (face) => document.fonts.add(await face.load())));
    return lettered;
  };

  const faces = (sheet) => {
    let rules = [];
    try {
      rules = [...sheet.cssRules];
    } catch {
      // From a folder a stylesheet cannot be read; then it has to do with what it has.
    }
    return rules.flatMap((rule) => {
      const [, address] = (rule instanceof CSSFontFaceRule && /url\("(.+?)"\)/.exec(rule.style.getPropertyValue("src"))) || [];
      if (!address) return [];
      const family = rule.style.getPropertyValue("font-family").replaceAll('"', "");
      const [weight, style] = ["font-weight", "font-style"].map((name) => rule.style.getPropertyValue(name) || "normal");
      return [new FontFace(family, `url("${new URL(address, sheet.href)}")`, { weight, style })];
    });
  };

  /** The trainer's running order as an element. `texts` asks for the stories' texts at the end. */
  const forTrainer = async (outline, { words, texts }) => {
    await letters();
    return h("div", "handout__paper handout__paper--trainer",
      head("forTrainer", outline, words),
      h("div", "handout__glance", programme(outline, words), needs(outline, words)),
      outline.rows.map((row) => block(row, words)),
      texts ? aloud(outline, words, "aloud") : null,
    );
  };

  /** What participants get: the programme, worksheets, texts of stories if asked for, and on the last page the answers. */
  const forPeople = async (outline, { words, texts }) => {
    const sheets = worksheets(outline).map(worksheet);
    const answers = sheets.map(({ answers: each }) => each).filter(Boolean);
    const paper = h("div", "handout__paper handout__paper--people",
      head("forPeople", outline, words),
      agenda(outline, words),
      lines(words, outline.rows.length),
      sheets.map(({ sheet }) => sheet),
      texts ? aloud(outline, words, "read") : null,
      answers.length ? h("section", "handout__answers", h("p", "handout__kind", words.say("answers")), answers) : null,
    );
    await Promise.all([dressed(paper), letters()]);
    return paper;
  };

  Object.assign(Struin.takeaway, { forTrainer, forPeople });
})();
