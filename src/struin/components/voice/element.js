// Reads the body of an item aloud, a sentence at a time, and marks the sentence. Only with a voice that is on the
// device itself: other voices of a browser send the text to a company.
(() => {
  const NAME = "voice";
  const TEXT = ".page .prose, .page .quote__words";
  const SILENT = "details, audio, video, pre, .visually-hidden, [hidden], [popover], button:not(.term), select, textarea, [role=status], .footnote-ref";
  const BLOCK = "p, li, dt, dd, h1, h2, h3, h4, h5, h6, blockquote, td, th, figcaption, div";
  const speech = window.speechSynthesis;
  const language = document.documentElement.lang;

  /** The sentences of a part of the page in the order of reading: {text, ranges}, a range for each text node. */
  const sentencesOf = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const blocks = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest(SILENT)) continue;
      const block = node.parentElement.closest(BLOCK);
      if (blocks.at(-1)?.block !== block) blocks.push({ block, nodes: [] });
      blocks.at(-1).nodes.push(node);
    }
    return blocks.flatMap(({ nodes }) => inBlock(nodes));
  };

  const inBlock = (nodes) => {
    const text = nodes.map((node) => node.data).join("");
    return cut(text).map(([from, to]) => {
      const ranges = [];
      let at = 0; // where this node begins
      for (const node of nodes) {
        const [start, end] = [Math.max(from - at, 0), Math.min(to - at, node.length)];
        if (start < end) {
          const range = document.createRange();
          range.setStart(node, start);
          range.setEnd(node, end);
          ranges.push(range);
        }
        at += node.length;
      }
      return { text: text.slice(from, to), ranges };
    });
  };

  /** Where sentences begin and end, without the room around them; what has no letter or digit is not read. */
  const cut = (text) => {
    const parts =
      typeof Intl.Segmenter === "function"
        ? [...new Intl.Segmenter(language, { granularity: "sentence" }).segment(text)].map((part) => part.segment)
        : text.match(/[^.!?…]+[.!?…]*[’”)]*\s*/g) || [];
    let at = 0;
    return parts.flatMap((part) => {
      const from = at + part.length - part.trimStart().length;
      const to = at + part.trimEnd().length;
      at += part.length;
      return /[\p{L}\p{N}]/u.test(part) ? [[from, to]] : [];
    });
  };

  /** Marks one sentence at a time (its ranges; none for nothing), or its block where a browser has no highlights. */
  const marker = () => {
    if (typeof Highlight === "function" && CSS.highlights) {
      return (ranges) => {
        if (ranges.length) CSS.highlights.set("struin-voice", new Highlight(...ranges));
        else CSS.highlights.delete("struin-voice");
      };
    }
    // Elements around a sentence would change the text nodes, and with them the ranges of the other sentences.
    let marked = null;
    return (ranges) => {
      marked?.classList.remove("voice__block");
      marked = ranges.length ? ranges[0].startContainer.parentElement.closest(BLOCK) : null;
      marked?.classList.add("voice__block");
    };
  };

  customElements.define(
    "struin-voice",
    class extends HTMLElement {
      #stop;
      #voice = null;
      #mark = marker();
      #sentences = [];
      #at = 0;
      #state = "start"; // what the button does next: "start", "pause" or "on"
      #top = null; // the same button above the text, where one begins to read
      #turn = 0; // an utterance that was cut off still ends; its turn is over then

      connectedCallback() {
        if (!speech || typeof SpeechSynthesisUtterance !== "function") return;
        this.#stop = new AbortController();
        const { signal } = this.#stop;
        const on = (selector, type, does) => this.querySelector(selector).addEventListener(type, does, { signal });
        on("[data-play]", "click", () => this.#pressed());
        this.#top = this.querySelector("[data-play]").cloneNode(true);
        this.#top.classList.add("voice__top");
        this.#top.addEventListener("click", () => this.#pressed());
        document.querySelector(".page .kicker")?.append(this.#top);
        on("[data-stop]", "click", () => this.#end(true));
        on("select", "change", () => this.#faster());
        speech.addEventListener?.("voiceschanged", () => this.#find(), { signal });
        addEventListener("pagehide", () => this.#end(false), { signal });
        const rate = String(Struin.store.get(NAME, 1));
        const select = this.querySelector("select");
        if ([...select.options].some((option) => option.value === rate)) select.value = rate;
        this.#find();
      }

      disconnectedCallback() {
        if (!this.#stop) return;
        this.#stop.abort();
        this.#end(false);
        this.#top.remove();
      }

      #find() {
        const own = speech.getVoices().filter((voice) => voice.localService);
        const fits = own.filter((voice) => voice.lang.toLowerCase().split(/[-_]/)[0] === language);
        this.#voice = fits.find((voice) => voice.default) || fits[0] || null;
        this.hidden = !this.#voice || !document.querySelector(TEXT);
        this.#top.hidden = this.hidden;
      }

      #pressed() {
        if (this.#state === "pause") {
          this.#silence();
          this.#show("on");
          return;
        }
        if (this.#state === "start") {
          this.#sentences = [...document.querySelectorAll(TEXT)].flatMap(sentencesOf);
          this.#at = 0;
        }
        this.#show("pause");
        this.#read();
      }

      #read() {
        this.#silence();
        const sentence = this.#sentences[this.#at];
        if (!sentence) {
          this.#end(true);
          return;
        }
        const turn = this.#turn;
        const said = new SpeechSynthesisUtterance(sentence.text);
        said.voice = this.#voice;
        said.lang = this.#voice.lang;
        said.rate = Number(this.querySelector("select").value);
        const next = (event) => {
          if (turn !== this.#turn) return;
          if (event.type === "error") {
            this.#end(false);
            return;
          }
          this.#at += 1;
          this.#read();
        };
        said.addEventListener("end", next);
        said.addEventListener("error", next);
        this.#mark(sentence.ranges);
        this.#follow(sentence.ranges[0]);
        speech.speak(said);
      }

      /** What is read stays in sight. */
      #follow(range) {
        const { top, bottom } = range.getBoundingClientRect();
        if (top < 0 || bottom > innerHeight - 90) scrollBy({ top: top - innerHeight / 3 });
      }

      #faster() {
        const rate = Number(this.querySelector("select").value);
        if (rate === 1) Struin.store.remove(NAME);
        else Struin.store.set(NAME, rate);
        if (this.#state === "pause") this.#read();
      }

      /** Not `speech.pause()`: on phones that is not to be relied on. The sentence begins anew. */
      #silence() {
        this.#turn += 1;
        speech.cancel();
      }

      #end(focus) {
        const inside = this.contains(document.activeElement);
        if (this.#state !== "start") this.#silence();
        this.#mark([]);
        this.#show("start");
        if (focus && inside) this.querySelector("[data-play]").focus();
      }

      #show(state) {
        this.#state = state;
        const words = [...this.querySelectorAll("[data-words]"), ...this.#top.querySelectorAll("[data-words]")];
        for (const each of words) each.hidden = each.dataset.words !== state;
        this.classList.toggle("voice--busy", state !== "start");
        this.querySelector(".voice__more").hidden = state === "start";
      }
    },
  );
})();
