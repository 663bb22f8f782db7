// The parts of a Word document that are the same for every session: styles, numbering, settings (ECMA-376, part 1).
// They are written out here rather than made by a library: that would be a megabyte, and its dates and random ids make
// other bytes of the same plan each time.
(() => {
  const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
  const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml";
  const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const INK = "231D17";
  const SOFT = "5C5145";
  const SAND = "F2E9D8";
  const LINE = "DCCFB8";
  const SERIF = '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Georgia"/>';

  const size = (points) => `<w:sz w:val="${points * 2}"/><w:szCs w:val="${points * 2}"/>`;
  const space = (before, after, lines = 264) => `<w:spacing w:before="${before}" w:after="${after}" w:line="${lines}" w:lineRule="auto"/>`;

  /** A paragraph style; `next` is the style of the paragraph after it. */
  const style = (id, name, { based = "Normal", next = id, p = "", r = "", kind = "" } = {}) =>
    `<w:style w:type="paragraph"${kind} w:styleId="${id}"><w:name w:val="${name}"/>` +
    `${id === "Normal" ? "" : `<w:basedOn w:val="${based}"/>`}<w:next w:val="${next}"/><w:qFormat/>` +
    `<w:pPr>${p}</w:pPr><w:rPr>${r}</w:rPr></w:style>`;

  const heading = (level, points, before, more = "") =>
    style(`Heading${level}`, `heading ${level}`, {
      next: "Normal",
      p: `<w:keepNext/><w:keepLines/>${more}${space(before, 80, 240)}<w:outlineLvl w:val="${level - 1}"/>`,
      r: `${SERIF}<w:b/><w:bCs/><w:color w:val="${INK}"/>${size(points)}`,
    });

  const numbered = (id, name, numId) =>
    style(id, name, { p: `<w:numPr><w:numId w:val="${numId}"/></w:numPr>${space(0, 80)}` });

  const BORDER = `w:val="single" w:sz="4" w:space="0" w:color="${LINE}"`;
  const BORDERS = ["top", "left", "bottom", "right", "insideH", "insideV"]
    .map((side) => `<w:${side} ${/^(?:top|bottom|insideH)$/.test(side) ? BORDER : 'w:val="nil"'}/>`)
    .join("");

  const styles = (language) =>
    `${HEAD}<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr>` +
    '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>' +
    `<w:color w:val="${INK}"/>${size(11)}<w:lang w:val="${language}" w:eastAsia="${language}" w:bidi="ar-SA"/>` +
    `</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>${space(0, 120)}</w:pPr></w:pPrDefault></w:docDefaults>` +
    style("Normal", "Normal", { kind: ' w:default="1"' }) +
    style("Title", "Title", { next: "Subtitle", p: `<w:keepNext/>${space(0, 80, 216)}`, r: `${SERIF}<w:b/><w:bCs/>${size(28)}` }) +
    style("Subtitle", "Subtitle", { next: "Normal", p: space(0, 240), r: `<w:color w:val="${SOFT}"/>${size(12)}` }) +
    heading(1, 18, 360, `<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="4" w:color="${LINE}"/></w:pBdr>`) +
    heading(2, 14, 320) +
    heading(3, 11, 160) +
    numbered("ListNumber", "List Number", 2) +
    numbered("ListBullet", "List Bullet", 1) +
    style("ListContinue", "List Continue", { p: `${space(0, 100)}<w:ind w:left="425"/>`, r: `<w:i/><w:iCs/><w:color w:val="${SOFT}"/>` }) +
    style("Quote", "Quote", {
      p: `<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="${LINE}"/></w:pBdr>${space(60, 120)}<w:ind w:left="227"/>`,
    }) +
    style("Facts", "Facts", { next: "Normal", p: `<w:keepNext/>${space(0, 80)}`, r: `<w:color w:val="${SOFT}"/>` }) +
    style("TableText", "Table Text", { p: space(50, 50, 240) }) +
    style("Footer", "footer", { p: `${space(0, 0, 240)}<w:jc w:val="center"/>`, r: `<w:color w:val="${SOFT}"/>${size(9)}` }) +
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>' +
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:qFormat/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>' +
    '<w:style w:type="character" w:styleId="Emphasis"><w:name w:val="Emphasis"/><w:qFormat/><w:rPr><w:i/><w:iCs/></w:rPr></w:style>' +
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar>' +
    '<w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>' +
    '<w:style w:type="table" w:styleId="Programme"><w:name w:val="Programme"/><w:basedOn w:val="TableNormal"/><w:tblPr>' +
    `<w:tblBorders>${BORDERS}</w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="${SAND}"/></w:tcPr></w:tblStylePr></w:style>` +
    "</w:styles>";

  const level = (format, text) =>
    `<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/>` +
    '<w:pPr><w:ind w:left="425" w:hanging="425"/></w:pPr></w:lvl>';

  /** Numbering with so many lists that each begin at 1: their numIds are 2, 3, … The bullets are numId 1. */
  const numbering = (lists) =>
    `${HEAD}<w:numbering ${W}>` +
    `<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>${level("bullet", "•")}</w:abstractNum>` +
    `<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/>${level("decimal", "%1.")}</w:abstractNum>` +
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>' +
    Array.from({ length: Math.max(1, lists) }, (_, at) =>
      `<w:num w:numId="${at + 2}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`,
    ).join("") +
    "</w:numbering>";

  const settings = (language) =>
    `${HEAD}<w:settings ${W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/><w:characterSpacingControl w:val="doNotCompress"/>` +
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>' +
    `<w:themeFontLang w:val="${language}"/></w:settings>`;

  const field = (code) =>
    `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${code} </w:instrText></w:r>` +
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>';

  /** The foot of every page: the title, the number of the page and how many there are. `title` is XML. */
  const footer = (title) =>
    `${HEAD}<w:ftr ${W}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t xml:space="preserve">${title} · </w:t></w:r>` +
    `${field("PAGE")}<w:r><w:t xml:space="preserve"> / </w:t></w:r>${field("NUMPAGES")}</w:p></w:ftr>`;

  const section =
    '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/>' +
    '<w:pgMar w:top="1134" w:right="1247" w:bottom="1134" w:left="1247" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>';

  /** The properties of the document. `title` is XML, `changed` milliseconds. */
  const core = (title, changed, language) => {
    const when = `${new Date(changed).toISOString().slice(0, 19)}Z`;
    const at = (name) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${when}</dcterms:${name}>`;
    return (
      `${HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
      'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
      `<dc:title>${title}</dc:title><dc:creator>Struin</dc:creator><dc:language>${language}</dc:language>${at("created")}${at("modified")}</cp:coreProperties>`
    );
  };

  const relations = (list) =>
    `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
    list.map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${type}" Target="${target}"/>`).join("") +
    "</Relationships>";

  const part = (name, type) => `<Override PartName="${name}" ContentType="${type}"/>`;
  const types =
    `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    part("/word/document.xml", `${OFFICE}.document.main+xml`) +
    ["styles", "numbering", "settings"].map((name) => part(`/word/${name}.xml`, `${OFFICE}.${name}+xml`)).join("") +
    part("/word/footer1.xml", `${OFFICE}.footer+xml`) +
    part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml") +
    "</Types>";

  /** The files of a document by name. `body` and `title` are XML, `lists` is how many numbered lists the body has. */
  Struin.takeaway.wordFiles = ({ body, title, lists, changed, language }) => ({
    "[Content_Types].xml": types,
    "_rels/.rels": relations([
      [`${RELATIONS}/officeDocument`, "word/document.xml"],
      ["http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"],
    ]),
    "docProps/core.xml": core(title, changed, language),
    "word/_rels/document.xml.rels": relations([
      [`${RELATIONS}/styles`, "styles.xml"],
      [`${RELATIONS}/numbering`, "numbering.xml"],
      [`${RELATIONS}/settings`, "settings.xml"],
      [`${RELATIONS}/footer`, "footer1.xml"],
    ]),
    "word/document.xml": `${HEAD}<w:document ${W} ${R}><w:body>${body}${section}</w:body></w:document>`,
    "word/footer1.xml": footer(title),
    "word/numbering.xml": numbering(lists),
    "word/settings.xml": settings(language),
    "word/styles.xml": styles(language),
  });
})();
