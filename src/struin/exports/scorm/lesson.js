// Walks through the chapters of a lesson, and tells the learning platform which were done. It is loaded after the
// exercises, so each of them is alive when this one looks at it.
customElements.define(
  "struin-lesson",
  class extends HTMLElement {
    #stop;
    #at = 0;
    #done = new Set(); // marks of what was done, here or earlier

    get #chapters() {
      return [...this.querySelectorAll("[data-chapter]")];
    }
    #checks(chapter) {
      return [...chapter.querySelectorAll(".interaction")];
    }
    /** What has to be done of a chapter: its exercises, or else the chapter itself. */
    #marks(chapter) {
      const checks = this.#checks(chapter);
      const { mark } = StruinConnection;
      return checks.length ? checks.map(({ dataset }) => mark(`${dataset.item}/${dataset.id}`)) : [chapter.dataset.chapter];
    }
    #isDone(chapter) {
      return this.#marks(chapter).every((mark) => this.#done.has(mark));
    }

    connectedCallback() {
      this.#stop = new AbortController();
      const { signal } = this.#stop;
      const known = this.#chapters.flatMap((chapter) => this.#marks(chapter));
      this.#done = new Set(StruinConnection.marks.filter((mark) => known.includes(mark)));
      this.addEventListener("struin:response", () => this.#look(), { signal });
      this.addEventListener("click", (event) => this.#clicked(event), { signal });
      for (const ways of this.querySelectorAll("[data-ways]")) ways.hidden = false;
      const last = this.#chapters.findIndex(({ dataset }) => dataset.chapter === StruinConnection.place);
      this.#open(Math.max(0, last), false);
      this.#look();
    }

    disconnectedCallback() {
      this.#stop.abort();
    }

    #clicked(event) {
      const button = event.target.closest("[data-go]");
      const link = event.target.closest("[data-to]");
      if (button) this.#go(Number(button.dataset.go));
      else if (link) {
        event.preventDefault();
        this.#open(this.#chapters.findIndex(({ dataset }) => dataset.chapter === link.dataset.to), true);
      }
    }

    #go(by) {
      const chapters = this.#chapters;
      const here = chapters[this.#at];
      // Whoever goes on has read it; an exercise is done by doing it.
      if (by > 0 && !this.#checks(here).length) this.#done.add(here.dataset.chapter);
      if (chapters[this.#at + by]) this.#open(this.#at + by, true);
      this.#look();
      if (by > 0 && here === chapters.at(-1)) this.#tellRest();
    }

    #open(at, moves) {
      this.#at = at;
      const chapters = this.#chapters;
      chapters.forEach((chapter, number) => (chapter.hidden = number !== at));
      for (const link of this.querySelectorAll(".lesson__step")) {
        if (link.dataset.to === chapters[at].dataset.chapter) link.setAttribute("aria-current", "step");
        else link.removeAttribute("aria-current");
      }
      this.querySelector("[data-rest]").hidden = true;
      if (!moves) return;
      StruinConnection.keep(null, chapters[at].dataset.chapter);
      this.querySelector("[data-said]").textContent = StruinConnection.completed ? this.#finished : "";
      const title = chapters[at].querySelector(".chapter__title");
      title?.focus({ preventScroll: true });
      (title || this).scrollIntoView({ block: "start" });
    }

    /** Looks what was done, and tells it when that is more than before. */
    #look() {
      const before = this.#done.size;
      for (const chapter of this.#chapters) {
        const marks = this.#marks(chapter);
        this.#checks(chapter).forEach((check, number) => check.done && this.#done.add(marks[number]));
      }
      if (this.#done.size > before || this.#done.size > StruinConnection.marks.length) {
        StruinConnection.marks = [...this.#done];
        StruinConnection.keep(StruinConnection.marks, this.#chapters[this.#at].dataset.chapter);
      }
      if (!StruinConnection.completed && this.#chapters.every((chapter) => this.#isDone(chapter))) {
        StruinConnection.complete();
        this.querySelector("[data-said]").textContent = this.#finished;
      }
      this.show();
    }

    get #finished() {
      return StruinConnection.state === "kept" ? this.dataset.done : this.dataset.doneAlone;
    }

    /** What is still to do, for who thinks that all is. */
    #tellRest() {
      const rest = this.#chapters.filter((chapter) => !this.#isDone(chapter));
      if (!rest.length) return;
      const list = this.querySelector("[data-rest]");
      list.replaceChildren(
        ...rest.map((chapter) => {
          const item = document.createElement("li");
          const link = document.createElement("a");
          link.href = `#${chapter.id}`;
          link.dataset.to = chapter.dataset.chapter;
          link.textContent = chapter.querySelector(".chapter__title")?.textContent || this.querySelector("h1").textContent;
          item.append(link);
          return item;
        }),
      );
      list.hidden = false;
      this.querySelector("[data-said]").textContent = this.dataset.open;
    }

    /** Shows what was done, and what is recorded. */
    show() {
      const chapters = this.#chapters;
      for (const link of this.querySelectorAll(".lesson__step")) {
        const chapter = chapters.find(({ dataset }) => dataset.chapter === link.dataset.to);
        link.querySelector(".lesson__tick").hidden = !this.#isDone(chapter);
      }
      const { state, completed } = StruinConnection;
      const said = this.querySelector("[data-said]");
      this.querySelector("[data-recorded]").textContent = this.dataset[state];
      // Done on another day, or on another machine: the answers of then are not here, what was done is.
      if (completed && !said.textContent) said.textContent = this.dataset.before;
    }
  },
);
