// A running order as a Word document: headings, numbered steps and a table as such, so that it can be worked on.
(() => {
  const { clean, isRtl, line, parts, stories, wordFiles } = Struin.takeaway;
  const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  const ZIP = "assets/struin/takeaway/fflate.js";
  // A zip knows no time zone, so its times are those of the clock wherever it is made: this is noon everywhere.
  const STAMP = () => new Date(2020, 0, 1, 12);
  const LANGUAGES = { nl: "nl-NL", en: "en-GB" }; // Word wants to know the country as well
  const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  const xml = (text) => clean(text).replace(/[&<>"]/g, (sign) => ESCAPES[sign]);

  const run = ({ text, strong, em }) => {
    const style = strong ? "Strong" : em ? "Emphasis" : "";
    const looks = `${style ? `<w:rStyle w:val="${style}"/>` : ""}${isRtl(text) ? "<w:rtl/>" : ""}`;
    const pieces = xml(text).split("\n").map((each) => `<w:t xml:space="preserve">${each}</w:t>`);
    return `<w:r>${looks ? `<w:rPr>${looks}</w:rPr>` : ""}${pieces.join("<w:br/>")}</w:r>`;
  };

  /** A paragraph of a text, or of runs {text, strong, em}. */
  const p = (style, content, before = "", after = "") => {
    const runs = typeof content === "string" ? [{ text: content }] : content;
    const bidi = isRtl(runs.map(({ text }) => text).join("")) ? "<w:bidi/>" : "";
    return `<w:p><w:pPr><w:pStyle w:val="${style}"/>${before}${bidi}${after}</w:pPr>${runs.map(run).join("")}</w:p>`;
  };

  const labelled = (label, text, style = "Normal") => p(style, [{ text: `${label} `, strong: true }, { text }]);

  // --- the programme

  const WIDTHS = [2000, 6012, 1400];

  const cells = (texts, head) =>
    `<w:tr><w:trPr><w:cantSplit/>${head ? "<w:tblHeader/>" : ""}</w:trPr>` +
    texts.map((text, at) =>
      `<w:tc><w:tcPr><w:tcW w:w="${WIDTHS[at]}" w:type="dxa"/></w:tcPr>${p("TableText", text, "", at === 2 ? '<w:jc w:val="right"/>' : "")}</w:tc>`,
    ).join("") +
    "</w:tr>";

  const table = (outline, words) =>
    '<w:tbl><w:tblPr><w:tblStyle w:val="Programme"/><w:tblW w:w="9412" w:type="dxa"/><w:tblLayout w:type="fixed"/>' +
    '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>' +
    `<w:tblCaption w:val="${xml(words.say("programme"))}"/></w:tblPr>` +
    `<w:tblGrid>${WIDTHS.map((width) => `<w:gridCol w:w="${width}"/>`).join("")}</w:tblGrid>` +
    cells([words.say("time"), words.say("part"), words.say("minutesHead")], true) +
    outline.rows.map((row) => cells([words.span(row.start, row.start + row.minutes), row.title, String(row.minutes)], false)).join("") +
    "</w:tbl>";

  // --- one block

  /** Makes the body; counts its numbered lists, since each begins at 1. */
  class Body {
    lists = 0;

    constructor(words) {
      this.words = words;
    }

    steps(row) {
      if (!row.steps.length) return "";
      this.lists += 1;
      const number = `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${this.lists + 1}"/></w:numPr>`;
      return row.steps
        .map((step) => {
          const when = step.from ? `${step.from}, ${this.words.minutes(step.minutes)}` : this.words.minutes(step.minutes);
          const told = p("ListNumber", [{ text: `${when}  `, strong: true }, { text: step.do }], number);
          return told + (step.note ? p("ListContinue", `${this.words.say("note")} ${step.note}`) : "");
        })
        .join("");
    }

    bullets(list) {
      return list.map((each) => p("ListBullet", line(each))).join("");
    }

    block(row) {
      const { words } = this;
      const { about } = row;
      return [
        p("Heading2", `${words.time(row.start)}  ${row.title}`),
        p("Facts", words.minutes(row.minutes)),
        ...words.remarks(row).map((each) => p("Quote", each)),
        about?.goal ? labelled(words.say("goal"), line(about.goal)) : "",
        ...row.does.map((each) => p("Normal", each)),
        this.steps(row),
        about?.question ? labelled(words.say("question"), line(about.question)) : "",
        about?.debrief?.length ? p("Heading3", words.say("debrief")) + this.bullets(about.debrief) : "",
        about?.safety ? labelled(words.say("safety"), line(about.safety)) : "",
        about?.room ? labelled(words.say("room"), line(about.room)) : "",
        ...row.notes.map((each, at) => (at ? p("Quote", each) : labelled(words.say("own"), each, "Quote"))),
      ].join("");
    }

    prose(html) {
      const style = { p: "Normal", h: "Heading3", li: "ListBullet", quote: "Quote" };
      return parts(html).map(({ kind, runs }) => p(style[kind], runs)).join("");
    }

    all(outline, texts) {
      const { words } = this;
      const told = texts ? stories(outline) : [];
      return [
        p("Title", words.title(outline)),
        p("Subtitle", words.facts(outline).join(" · ")),
        ...outline.goal.map((each) => p("Normal", each)),
        p("Heading1", words.say("programme")),
        table(outline, words),
        outline.material.length ? p("Heading1", words.say("material")) + this.bullets(outline.material) : "",
        p("Heading1", words.say("order")),
        ...outline.rows.map((row) => this.block(row)),
        told.length ? p("Heading1", words.say("aloud"), "<w:pageBreakBefore/>") : "",
        ...told.map((row) => p("Heading2", row.title) + this.prose(row.about.body) + labelled(words.say("question"), line(row.about.question))),
      ].join("");
    }
  }

  /** The document as a Blob. Rejects when what packs it could not be loaded. The same plan gives the same bytes. */
  Struin.takeaway.word = async (outline, { words, texts }) => {
    await Struin.load(ZIP);
    const { strToU8, zipSync } = window.fflate;
    const made = new Body(words);
    const body = made.all(outline, texts);
    const language = LANGUAGES[words.language] ?? words.language;
    const files = wordFiles({ body, title: xml(words.title(outline)), lists: made.lists, changed: outline.changed, language });
    const packed = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]));
    return new Blob([zipSync(packed, { mtime: STAMP(), level: 9 })], { type: TYPE });
  };
})();
