// Taking answers along: as text, as a file, on paper; and the code that puts an exercise on another site.
(() => {
  /** Text that somebody typed, as Markdown that says just that: no tag, link or heading comes of it. */
  const asMarkdown = (text) => text.replace(/[\\`*_{}[\]()<>#+\-.!|~&=:^]/g, "\\$&");

  const FORMATS = {
    md: {
      type: "text/markdown",
      title: (text) => `# ${asMarkdown(text)}`,
      part: (text) => `## ${asMarkdown(text)}`,
      line: ({ label, answer }) => `${label ? `**${asMarkdown(label)}**\n\n` : ""}> ${asMarkdown(answer).replace(/\n/g, "\n> ")}`,
    },
    txt: {
      type: "text/plain",
      title: (text) => `${text}\n${"=".repeat(Math.min(text.length, 70))}`,
      part: (text) => text,
      line: ({ label, answer }) => (label ? `${label}\n  ${answer}` : `  ${answer}`),
    },
  };

  const copy = (text, told, { done, failed }) =>
    (navigator.clipboard?.writeText(text) || Promise.reject()).then(
      () => (told.textContent = done),
      () => (told.textContent = failed),
    );

  const written = (format, title, exercises) => {
    const parts = [format.title(title)];
    for (const each of exercises) {
      const lines = each.describe().filter(({ answer }) => answer);
      if (!lines.length) continue;
      const prompt = each.querySelector(".interaction__prompt")?.textContent.replace(/\s+/g, " ").trim();
      if (prompt) parts.push(format.part(prompt));
      parts.push(...lines.map(format.line));
    }
    return `${parts.join("\n\n")}\n`;
  };

  Struin.along = {
    /** The code for another site, on the item's own page only; from a folder on a stick there is no address to give. */
    offerCode(exercise) {
      const embed = exercise.part("embed");
      if (!embed || Struin.offline || Struin.item !== exercise.dataset.item) return;
      const code = exercise.part("code");
      code.value = code.value.replace("{url}", new URL(embed.dataset.href, location).href);
      embed.hidden = false;
    },

    /** What a button with `data-take` does, for the exercises of one item; the button is in `exercise`. */
    take(how, exercise, exercises) {
      const words = exercise.part("take").dataset;
      const name = how === "copy" ? "txt" : how;
      if (how === "print") return print();
      if (how === "code") return copy(exercise.part("code").value, exercise.part("coded"), words);
      const text = written(FORMATS[name], words.title, exercises);
      if (how === "copy") return copy(text, exercise.part("taken"), words);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: `${FORMATS[name].type};charset=utf-8` }));
      link.download = `${exercise.dataset.item.split("/").pop()}.${name}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    },
  };
})();
