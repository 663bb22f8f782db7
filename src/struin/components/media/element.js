// The transcript follows its player: what is being said is marked. A page that was opened from a folder may not load
// captions from a file; there they are made from the transcript.
customElements.define(
  "struin-media",
  class extends HTMLElement {
    #stop;

    connectedCallback() {
      // Its player is the last one before it; two players may have the same captions.
      const before = (track) => this.compareDocumentPosition(track) & Node.DOCUMENT_POSITION_PRECEDING;
      const tracks = [...document.querySelectorAll("track[src]")].filter(before);
      const own = tracks.findLast((track) => track.getAttribute("src") === this.dataset.track);
      const player = own?.closest("audio, video");
      if (!player) return;
      const cues = [...this.querySelectorAll(".said__cue")];
      const times = cues.map((cue) => [Number(cue.dataset.from), Number(cue.dataset.to)]);
      this.#stop = new AbortController();
      const { signal } = this.#stop;
      player.addEventListener(
        "timeupdate",
        () => {
          const now = player.currentTime;
          cues.forEach((cue, at) => {
            const said = !player.ended && times[at][0] <= now && now < times[at][1];
            cue.classList.toggle("said__cue--now", said);
          });
        },
        { signal },
      );
      if (Struin.offline && player.localName === "video" && !player.dataset.captioned) {
        player.dataset.captioned = "";
        const captions = player.addTextTrack("captions", own.label, own.srclang);
        cues.forEach((cue, at) => captions.addCue(new VTTCue(...times[at], cue.textContent)));
        captions.mode = own.default ? "showing" : "disabled";
        own.remove();
      }
    }

    disconnectedCallback() {
      this.#stop?.abort();
    }
  },
);
