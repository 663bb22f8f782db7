// The menu with which a trainer takes a session along, and the sheet that is printed, shown in the page's place.
(() => {
  const { Words, calendar, fileName, forPeople, forTrainer, markdown, night, outline, word } = Struin.takeaway;
  const SHEETS = { trainer: forTrainer, people: forPeople };
  const KEPT = 10_000; // milliseconds that a browser gets to save a file

  const download = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), KEPT);
  };

  customElements.define(
    "struin-takeaway",
    class extends HTMLElement {
      #stop = null;
      #plan = null;
      #busy = false;
      #ownDay = false;
      #sheet = null;
      #away = [];

      connectedCallback() {
        this.#stop = new AbortController();
        const { signal } = this.#stop;
        this.words = new Words(this.dataset, document.documentElement.lang || "nl");
        this.addEventListener("click", (event) => {
          const button = event.target.closest("[data-take]");
          if (button) this.#take(button.dataset.take, button);
        }, { signal });
        this.#day.addEventListener("input", () => {
          this.#ownDay = Boolean(this.#day.value);
          this.#day.removeAttribute("aria-invalid");
        }, { signal });
        this.#menu.addEventListener("toggle", () => this.#opened(), { signal });
        document.addEventListener("struin:plan", (event) => this.#changed(event.detail?.plan), { signal });
        addEventListener("hashchange", () => this.#close(false), { signal }); // another plan was opened
        document.addEventListener("keydown", (event) => this.#key(event), { signal });
        document.addEventListener("click", (event) => {
          if (!event.composedPath().includes(this)) this.#menu.open = false;
        }, { signal });
      }

      disconnectedCallback() {
        this.#stop.abort();
        this.#close();
      }

      get #menu() {
        return this.querySelector(".takeaway__menu");
      }
      get #day() {
        return this.querySelector("[data-day]");
      }
      get #texts() {
        return this.querySelector("[data-texts]").checked;
      }

      /** The plan as the builder has it now. */
      get plan() {
        const kept = Struin.rundown.active;
        return document.querySelector("struin-session")?.plan ?? this.#plan ?? (kept ? Struin.rundown.get(kept) : null);
      }

      #changed(plan) {
        this.#plan = plan ?? null;
        if (!this.#ownDay) this.#day.value = plan?.date ?? "";
      }

      #opened() {
        const { plan } = this;
        this.#say(this.#menu.open && !plan?.blocks?.length ? this.words.say("empty") : "");
        this.querySelector("[data-copied]").hidden = true;
        if (!this.#menu.open) return;
        if (!this.#ownDay) this.#day.value = plan?.date ?? "";
        // To the left where there is no room to the right.
        const panel = this.querySelector(".takeaway__panel");
        panel.style.removeProperty("--shift");
        const { left, right } = panel.getBoundingClientRect();
        const room = document.documentElement.clientWidth - 16;
        if (right > room) panel.style.setProperty("--shift", `${Math.max(16 - left, room - right)}px`);
      }

      #key(event) {
        if (event.key !== "Escape") return;
        if (this.#sheet) {
          this.#close();
        } else if (this.#menu.open) {
          this.#menu.open = false;
          this.querySelector("summary").focus();
        }
      }

      #say(words) {
        this.querySelector("[role=status]").textContent = words;
      }

      async #take(kind, button) {
        if (this.#busy) return;
        const { plan, words } = this;
        if (!plan?.blocks?.length) {
          this.#say(words.say("empty"));
          return;
        }
        if (kind === "calendar" && !this.#day.value) {
          this.#day.setAttribute("aria-invalid", "true");
          this.#day.focus();
          this.#say(words.say("whichDay"));
          return;
        }
        this.#busy = true;
        button.setAttribute("aria-busy", "true");
        const what = words.say(`name${kind[0].toUpperCase()}${kind.slice(1)}`);
        this.#say(words.say("making", { what }));
        try {
          await this.#made(kind, await outline(plan, words));
        } catch {
          this.#say(words.say("failed", { what }));
        }
        button.removeAttribute("aria-busy");
        this.#busy = false;
      }

      async #made(kind, order) {
        const { words } = this;
        const options = { words, texts: this.#texts };
        const name = (suffix) => fileName(order.plan.title, suffix, words.say("file"));
        const lost = order.lost ? [words.count("gone", order.lost)] : [];
        const done = (file, ...more) => this.#say([words.say("done", { file }), ...more, ...lost].join(" "));
        const give = (content, type, suffix, ...more) => {
          download(new Blob([content], { type }), name(suffix));
          done(name(suffix), ...more);
        };
        if (kind === "word") {
          const made = await word(order, options);
          give(made, made.type, "docx");
        } else if (kind === "markdown") {
          give(markdown(order, options), "text/markdown;charset=utf-8", "md");
        } else if (kind === "calendar") {
          const date = this.#day.value;
          const each = this.querySelector("[data-each]:checked").dataset.each === "each";
          const dated = { ...order, date };
          give(calendar(dated, { date, each, words }), "text/calendar;charset=utf-8", "ics", ...[night(order.plan, date, words)].filter(Boolean));
        } else if (kind === "copy") {
          await this.#copy(markdown(order, options), lost);
        } else {
          this.#show(await SHEETS[kind](order, options), name("pdf").replace(/\.pdf$/, ""));
          this.#say("");
        }
      }

      async #copy(text, more) {
        const place = this.querySelector("[data-copied]");
        try {
          await navigator.clipboard.writeText(text);
          place.hidden = true;
          this.#say([this.words.say("copied"), ...more].join(" "));
        } catch {
          const field = place.querySelector("textarea");
          field.value = text;
          place.hidden = false;
          field.focus();
          field.select();
          this.#say(this.words.say("select"));
        }
      }

      // --- the sheet, in the place of the page

      #show(paper, name) {
        this.#close(false);
        this.#menu.open = false;
        const sheet = this.querySelector("[data-sheet]").content.cloneNode(true).firstElementChild;
        paper.dataset.mdColorScheme = "default"; // paper is light, whatever the page is
        sheet.append(paper);
        const place = document.querySelector("main .struin") ?? document.body;
        this.#away = [...place.children].filter((each) => !each.hidden);
        for (const each of this.#away) each.hidden = true;
        place.append(sheet);
        sheet.querySelector("[data-print]").addEventListener("click", () => this.#print(name));
        sheet.querySelector("[data-close]").addEventListener("click", () => this.#close());
        this.#sheet = sheet;
        scrollTo(0, 0);
        sheet.querySelector("h1").focus();
      }

      async #print(name) {
        await document.fonts.ready;
        const title = document.title;
        document.title = name; // what a browser calls the PDF
        addEventListener("afterprint", () => (document.title = title), { once: true });
        print();
      }

      #close(focus = true) {
        if (!this.#sheet) return;
        this.#sheet.remove();
        this.#sheet = null;
        for (const each of this.#away) each.hidden = false;
        this.#away = [];
        if (focus && this.isConnected) this.querySelector("summary").focus();
      }
    },
  );
})();
