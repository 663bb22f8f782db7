// Statements on a scale; then all of it at once, as a figure and as a table, beside one from before.
customElements.define(
  "struin-scale",
  class extends Struin.Interaction {
    #beside;

    get #lines() {
      return [...this.querySelectorAll(".scale__line")];
    }
    #inputs(line) {
      return [...line.querySelectorAll(".scale__input")];
    }
    /** The step that was chosen, from 1; 0 if none was. */
    #step(line) {
      return this.#inputs(line).findIndex((input) => input.checked) + 1;
    }
    get #labels() {
      return this.#inputs(this.#lines[0]).map((input) => input.parentElement.textContent.trim());
    }

    ready(signal) {
      // On another day one begins with an empty sheet; the one before is kept beside it.
      this.addEventListener("click", (event) => {
        if (!event.target.closest("[data-do=again]") || this.#isToday(this.#scans.at(-1)?.at)) return;
        this.response = null;
        this.changed();
        this.say(this.word("fresh"));
        this.querySelector(".scale__input").focus();
      }, { signal });
      // That is no answer.
      this.querySelector("select").addEventListener("input", (event) => {
        event.stopPropagation();
        this.#beside = event.target.value;
        this.#draw();
      }, { signal });
    }

    /** {key of a statement: key of a label}. */
    get response() {
      const chosen = this.#lines.filter((line) => this.#step(line));
      return Object.fromEntries(chosen.map((line) => [line.dataset.line, this.#inputs(line)[this.#step(line) - 1].value]));
    }
    set response(value) {
      for (const line of this.#lines) {
        for (const input of this.#inputs(line)) input.checked = input.value === value?.[line.dataset.line];
      }
    }

    get follows() {
      return true;
    }

    /** Earlier scans on the same scale, the oldest first: [{at, scale, values}]. */
    get #scans() {
      const kept = Array.isArray(this.memory) ? this.memory : [];
      return kept.filter((scan) => scan && scan.scale === this.#labels.join("|") && Number.isFinite(scan.at) && scan.values);
    }
    #isToday(at) {
      return new Date(at).toDateString() === new Date().toDateString();
    }

    /** Where one stands on each axis now. */
    get #values() {
      const lines = this.#lines.map((line) => ({ axis: line.dataset.axis, step: this.#step(line) }));
      return Struin.scoring.scale(lines.filter(({ step }) => step));
    }

    look() {
      const open = this.#lines.filter((line) => !this.#step(line));
      if (open.length) {
        this.say(this.word("missing", { n: open.length }));
        this.#inputs(open[0])[0].focus();
        return;
      }
      this.#remember();
      super.look();
    }

    changed() {
      if (this.checked) this.#remember();
      super.changed();
    }

    /** One scan a day, and the last ten. */
    #remember() {
      const before = this.#scans.filter(({ at }) => !this.#isToday(at));
      this.memory = [...before, { at: Date.now(), scale: this.#labels.join("|"), values: this.#values }].slice(-10);
    }

    check() {
      const half = this.#labels.length / 2;
      for (const line of this.#lines) {
        const step = this.#step(line);
        if (step && step <= half) this.feedback(line.dataset.line, line);
      }
      this.part("whole").hidden = false;
      this.#draw();
      return { correct: null, said: this.word("said"), focus: this.querySelector(".scale__title") };
    }

    uncheck() {
      super.uncheck();
      if (!this.checked) this.part("whole").hidden = true;
    }

    #day(at) {
      return new Date(at).toLocaleDateString(document.documentElement.lang, { day: "numeric", month: "long", year: "numeric" });
    }

    /** A value in words: a label, or between two. */
    #said(value) {
      if (!Number.isFinite(value)) return "–";
      const [a, b] = [this.#labels[Math.floor(value) - 1], this.#labels[Math.ceil(value) - 1]];
      return a === b ? (a ?? "–") : this.word("between", { a, b });
    }

    #draw() {
      const scans = this.#scans;
      const { at } = scans.pop() ?? { at: Date.now() };
      // Beside it lies the one before, or an earlier one that was picked.
      const pick = this.querySelector("select");
      const then = scans.find((scan) => `${scan.at}` === this.#beside) ?? scans.at(-1);
      pick.replaceChildren(...scans.map((scan) => new Option(this.#day(scan.at), scan.at, false, scan === then)));
      pick.parentElement.hidden = scans.length < 2;
      this.querySelector("th[data-now]").textContent = this.#isToday(at) ? this.word("now") : this.#day(at);
      const now = this.#values;
      for (const cell of this.querySelectorAll("[data-then]")) cell.hidden = !then;
      if (then) this.querySelector("th[data-then]").textContent = this.#day(then.at);
      const rows = [...this.querySelectorAll("[data-row]")];
      for (const row of rows) {
        row.querySelector("[data-now]").textContent = this.#said(now[row.dataset.row]);
        row.querySelector("[data-then]").textContent = then ? this.#said(then.values[row.dataset.row]) : "";
      }
      this.querySelector("[data-radar]")?.replaceChildren(this.#radar(rows, now, then?.values));
      const day = new Date(at);
      // Whole days, whatever the clocks do between.
      day.setHours(0, 0, 0, 0);
      day.setDate(day.getDate() + 7 * this.dataset.weeks);
      this.querySelector("[data-later]").textContent = this.word(day > Date.now() ? "later" : "due", { date: this.#day(day) });
    }

    /** The figure: a ring for each step of the scale, a spoke for each principle in its own colour. */
    #radar(rows, now, then) {
      const steps = this.#labels.length;
      const make = (name, about, ...inside) => {
        const made = document.createElementNS("http://www.w3.org/2000/svg", name);
        for (const [key, value] of Object.entries(about)) made.setAttribute(key, value);
        made.append(...inside);
        return made;
      };
      const at = (n, radius) => {
        const angle = (2 * Math.PI * n) / rows.length - Math.PI / 2;
        return [Math.cos(angle) * radius, Math.sin(angle) * radius].map((part) => part.toFixed(1));
      };
      const far = (value) => (Math.min(Math.max(Number(value) || 0, 0), steps) / steps) * 100;
      const all = (radius) => rows.map((row, n) => at(n, radius(row.dataset.row)).join()).join(" ");
      const svg = make("svg", { viewBox: "-128 -128 256 256", role: "img", "aria-label": this.word("radar") });
      for (let step = steps; step; step--) svg.append(make("polygon", { class: "scale__ring", points: all(() => far(step)) }));
      svg.append(make("polygon", { class: "scale__now", points: all((axis) => far(now[axis])) }));
      if (then) svg.append(make("polygon", { class: "scale__then", points: all((axis) => far(then[axis])) }));
      rows.forEach((row, n) => {
        const [[x, y], [cx, cy], [bx, by]] = [at(n, 100), at(n, far(now[row.dataset.row])), at(n, 115)];
        const group = make("g", { class: row.className });
        group.append(
          make("line", { class: "scale__spoke", x1: 0, y1: 0, x2: x, y2: y }),
          make("circle", { class: "scale__point", cx, cy, r: 5 }),
          make("circle", { class: "scale__end", cx: bx, cy: by, r: 11.5 }),
          make("text", { class: "scale__digit", x: bx, y: by, dy: "0.35em" }, `${n + 1}`),
        );
        svg.append(group);
      });
      return svg;
    }

    describe() {
      return this.#lines.map((line) => ({
        label: line.querySelector("legend").textContent.trim(),
        answer: this.#labels[this.#step(line) - 1] ?? "",
      }));
    }
  },
);
