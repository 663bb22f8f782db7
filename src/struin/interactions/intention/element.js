// One thing to do: chosen or written, then laid out as a note with a day to it.
customElements.define(
  "struin-intention",
  class extends Struin.Interaction {
    get #inputs() {
      return [...this.querySelectorAll(".intention__input")];
    }
    get #own() {
      return this.querySelector("[data-own]");
    }
    get #date() {
      return this.querySelector(".intention__date");
    }

    ready(signal) {
      // Whoever writes has chosen that.
      this.#own?.addEventListener("input", () => (this.#inputs.at(-1).checked = true), { signal });
      this.#own?.addEventListener("keydown", (event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        this.look();
      }, { signal });
      this.querySelector("[data-calendar]").addEventListener("click", () => this.#calendar(), { signal });
    }

    /** {choice: a key, or "own"; own: own words; day: 2026-11-29}. */
    get response() {
      const choice = this.#inputs.find((input) => input.checked)?.value ?? null;
      return { choice, own: this.#own?.value ?? "", day: this.#date.value };
    }
    set response(value) {
      for (const input of this.#inputs) input.checked = input.value === value?.choice;
      if (this.#own) this.fill(this.#own, value?.own);
      this.#date.value = typeof value?.day === "string" ? value.day : "";
    }

    get follows() {
      return true;
    }
    get answered() {
      return this.#text !== "";
    }

    /** What was chosen, in words. */
    get #text() {
      const chosen = this.#inputs.find((input) => input.checked);
      if (!chosen) return "";
      return (chosen.value === "own" ? this.#own.value : chosen.nextElementSibling.textContent).trim();
    }

    check() {
      const note = this.part("note");
      const day = (more) => {
        const now = new Date();
        const then = new Date(now.getFullYear(), now.getMonth(), now.getDate() + more, 12);
        return [then.getFullYear(), then.getMonth() + 1, then.getDate()].map((part) => `${part}`.padStart(2, "0")).join("-");
      };
      this.#date.min = day(0);
      // While somebody types a day it is empty for a moment; only a note that opens gets one.
      if (note.hidden) this.#date.value ||= day(Number(this.dataset.days));
      note.querySelector("[data-text]").textContent = this.#text;
      note.hidden = false;
      return { correct: null, said: this.word("said"), focus: note };
    }

    uncheck() {
      if (!this.checked) this.part("note").hidden = true;
    }

    #calendar() {
      const { item, id, title } = this.dataset;
      const day = this.#date.value;
      if (!day) {
        this.#date.focus();
        return;
      }
      const about = Struin.offline ? title : `${title}\n${location.href.split("#")[0]}`;
      const file = Struin.scoring.intention({ uid: `${item}/${id}@struin`, day, text: this.#text, about, stamp: new Date() });
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([file], { type: "text/calendar;charset=utf-8" }));
      link.download = `${id}.ics`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    }

    describe() {
      const { value } = this.#date;
      const day = value && new Date(`${value}T12:00`).toLocaleDateString(document.documentElement.lang, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
      return [
        { label: this.word("chosen"), answer: this.#text },
        { label: this.word("on"), answer: this.#text && day },
      ];
    }
  },
);
