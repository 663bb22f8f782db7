// What people typed, made fit for a file, and the words that stand on the page for what a script has to say.
(() => {
  // Signs that no XML and no calendar may hold. A lone half of a pair is no sign at all.
  const UNFIT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufdd0-\ufdef\ufffe\uffff]|\p{Cs}/gu;
  const MOST_NAME = 60; // letters in the name of a file

  /** The same text without signs that break a file; ends of lines and tabs are made alike. */
  const clean = (text) =>
    String(text ?? "")
      .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
      .replace(UNFIT, "")
      .replace(/\t/g, " ");

  /** On one line. */
  const line = (text) => clean(text).replace(/\s+/g, " ").trim();

  /** Its paragraphs, without empty ones. */
  const paragraphs = (text) => clean(text).split(/\s*\n\s*/).map((each) => each.trim()).filter(Boolean);

  // What a Windows computer does not take as the name of a file.
  const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

  /** "Café, dinsdag" with "docx" as "cafe-dinsdag.docx"; `otherwise` where a title has no letter to it. */
  const fileName = (title, suffix, otherwise) => {
    const plain = line(title).normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC").toLowerCase();
    const name = [...plain.replace(/[^\p{L}\p{N}]+/gu, "-")].slice(0, MOST_NAME).join("").replace(/^-+|-+$/g, "");
    return `${!name || RESERVED.test(name) ? [otherwise, name].filter(Boolean).join("-") : name}.${suffix}`;
  };

  /** Whether a text begins in a script that runs from right to left. */
  const RTL = /^\P{L}*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
  const isRtl = (text) => RTL.test(text);

  /** Puts values where a text says {name}. */

  Struin.takeaway = { clean, line, paragraphs, fileName, isRtl };
})();
