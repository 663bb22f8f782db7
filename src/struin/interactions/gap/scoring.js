// Which gaps are filled with what fits. Nothing here knows the page.
(() => {
  /** What is no matter: capitals, accents, spaces, quotes and a full stop; in a number all but its digits. */
  const plain = (text) => {
    const bare = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[’‘`´]/g, "'");
    if (/^[\d\s()+./-]*\d[\d\s()+./-]*$/.test(bare)) return bare.replace(/\D/g, "");
    return bare.replace(/\s+/g, " ").replace(/^[\s"'.,;:!?…„“”]+|[\s"'.,;:!?…„“”]+$/g, "");
  };

  /** How many letters are wrong: added, left out, other, or two that changed places. */
  const distance = (one, other) => {
    let earlier = [];
    let before = [...other, ""].map((_, at) => at);
    for (let row = 1; row <= one.length; row += 1) {
      const now = [row];
      for (let at = 1; at <= other.length; at += 1) {
        const same = one[row - 1] === other[at - 1];
        now[at] = Math.min(before[at] + 1, now[at - 1] + 1, before[at - 1] + !same);
        const turned = one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
        if (row > 1 && at > 1 && turned) now[at] = Math.min(now[at], earlier[at - 2] + 1);
      }
      [earlier, before] = [before, now];
    }
    return before[other.length];
  };

  /** In a short word a wrong letter makes another word, and a number is right or it is not. */
  const allowed = (word) => (/\d/.test(word) || word.length < 5 ? 0 : word.length < 9 ? 1 : 2);

  /** {fit: "fits" | "near" | "misfits", meant}: how a typed answer fits the words that are accepted. */
  Struin.scoring.typed = (accepted, given) => {
    const own = plain(given);
    if (accepted.some((word) => plain(word) === own)) return { fit: "fits" };
    const meant = accepted.find((word) => {
      const most = allowed(plain(word));
      return Math.abs(plain(word).length - own.length) <= most && distance(plain(word), own) <= most;
    });
    return meant && own ? { fit: "near", meant } : { fit: "misfits" };
  };

  /** `gaps` are {fitting, typed}, `given` is what stands in each; an empty one is open. */
  Struin.scoring.gap = (gaps, given) => {
    const each = gaps.map(({ fitting, typed }, at) => {
      if (!given[at].trim()) return { fit: "open" };
      if (typed) return Struin.scoring.typed(fitting, given[at]);
      return { fit: fitting.includes(given[at]) ? "fits" : "misfits" };
    });
    const fitting = each.filter(({ fit }) => fit === "fits" || fit === "near").length;
    return { correct: fitting === gaps.length, fitting, each };
  };
})();
