// A list of items in a link, and back. The link holds everything; it is read here and nowhere else.
//
// After `#list=` comes base64url of: one byte that is the version, one that says how the rest is packed, the rest.
// Unpacked it is lines: "kept" or "trail"; an id, with a tab and a note as JSON if it has one; "." and a sum of all
// before. Lines, so that of a link that was cut off the beginning can still be read.
(() => {
  const { sum, toText, toBytes, deflate, inflates, inflate } = Struin.packing;
  const VERSION = 1;
  const PLAIN = 0;
  const DEFLATED = 1;
  const MOST_BYTES = 1_000_000; // unpacked; a link that holds more was not made here
  const MOST_ITEMS = 2000;
  const MOST_NOTE = 2000;
  const MOST_CARDS = 60; // what comes after them is a plain link
  const SLICE = 32; // bytes; what stands in one slice with a fault is lost
  const ID = /^[a-z0-9-]{1,64}\/[a-z0-9-]{1,100}$/;

  /** The text that goes after `#list=` for entries {id, note?}; `what` is "kept" or "trail". */
  const pack = async (what, entries) => {
    const lines = entries.map(({ id, note }) => (note ? `${id}\t${JSON.stringify(note)}\n` : `${id}\n`));
    const text = `${what}\n${lines.join("")}`;
    const plain = new TextEncoder().encode(`${text}.${sum(text)}\n`);
    const small = await deflate(plain);
    return toText([VERSION, small ? DEFLATED : PLAIN, ...(small ?? plain)]);
  };

  /**
   * What a link says: {what, entries, problem}. `problem` is "" or what went wrong: "old" (another version),
   * "cut" (the end is missing), "broken" (it says something else than was packed), "none" (nothing could be read).
   */
  const unpack = async (link) => {
    const nothing = { what: "kept", entries: [], problem: "none" };
    let bytes;
    try {
      bytes = toBytes(link.match(/^[\w-]*/)[0]);
    } catch {
      return nothing;
    }
    if (bytes.length < 2) return nothing;
    if (bytes[0] !== VERSION) return { ...nothing, problem: "old" };
    const packed = bytes.subarray(2);
    if (bytes[1] === DEFLATED && !inflates()) return { ...nothing, problem: "old" };
    const text = new TextDecoder().decode(bytes[1] === DEFLATED ? await inflate(packed, { most: MOST_BYTES, slice: SLICE }) : packed.slice(0, MOST_BYTES));
    const lines = text.slice(0, text.lastIndexOf("\n") + 1).split("\n").slice(0, -1);
    const what = lines.shift();
    if (what !== "kept" && what !== "trail") return nothing;
    const end = lines.at(-1)?.startsWith(".") ? lines.pop() : null;
    const entries = new Map();
    for (const line of lines.slice(0, MOST_ITEMS)) {
      const [id, written] = line.split("\t");
      if (ID.test(id) && !entries.has(id)) entries.set(id, { id, note: noteOf(written) });
    }
    const whole = [what, ...lines, ""].join("\n");
    const problem = end === null ? "cut" : end === `.${sum(whole)}` ? "" : "broken";
    return { what, entries: [...entries.values()], problem: problem && !entries.size ? "none" : problem };
  };

  const noteOf = (written) => {
    try {
      const note = JSON.parse(written);
      return typeof note === "string" ? note.slice(0, MOST_NOTE) : "";
    } catch {
      return "";
    }
  };

  /** Where the bundle stands for others: its published address if it says so, else where it is read now. */
  const here = () => {
    const canonical = document.querySelector("link[rel=canonical]");
    return (canonical ? canonical.href : location.href).replace(/[?#].*$/, "");
  };

  /** Fills a list for paper: titles, summaries, notes and addresses, all as text. */
  const onPaper = (list, entries, known) => {
    const line = (name, words) => Object.assign(document.createElement("p"), { className: `paper__${name}`, textContent: words });
    list.replaceChildren(
      ...entries.map((entry) => {
        const item = known.get(entry.id);
        const row = document.createElement("li");
        row.append(line("title", item?.title || entry.title || entry.id));
        if (item) row.append(line("summary", item.summary));
        if (entry.note) row.append(line("note", entry.note));
        if (item && !Struin.offline) row.append(line("address", new URL(`../${item.url}`, here()).href));
        return row;
      }),
    );
  };

  Struin.share = { pack, unpack, onPaper };

  customElements.define(
    "struin-share",
    class extends HTMLElement {
      #stop;
      #list = null;
      #turn = 0;
      #title = ""; // of the page, when it shows what is kept here

      connectedCallback() {
        this.#stop = new AbortController();
        const { signal } = this.#stop;
        const on = (selector, does) => this.querySelector(selector).addEventListener("click", does, { signal });
        if (this.dataset.mode === "make") {
          on("[data-make]", () => this.#make());
          on("[data-copy]", () => this.#copy());
          on("[data-send]", () => this.#send());
          this.querySelector("[data-send]").hidden = !navigator.share;
          this.addEventListener("change", () => this.#chosen(), { signal });
          this.#chosen();
        } else {
          on("[data-keep]", () => this.#keep());
          addEventListener("hashchange", () => this.#show(), { signal });
          this.#show();
        }
      }

      disconnectedCallback() {
        this.#stop.abort();
      }

      // --- making a link

      get #what() {
        return this.querySelector("[name=struin-share-what]:checked").value;
      }

      #chosen() {
        const notes = this.querySelector("[data-with-notes]");
        notes.disabled = this.#what !== "kept";
        this.querySelector(".make__result").hidden = true;
        this.#say("");
      }

      async #make() {
        const kept = this.#what === "kept";
        const notes = this.querySelector("[data-with-notes]");
        const withNotes = kept && notes.checked;
        const all = (kept ? Struin.kept : Struin.seen).all().reverse();
        const entries = all.map(({ id, note }) => (withNotes && typeof note === "string" ? { id, note } : { id }));
        if (!entries.length) {
          this.#say(this.dataset.empty);
          return;
        }
        const field = this.querySelector(".make__link");
        field.value = `${here()}#list=${await pack(this.#what, entries)}`;
        this.querySelector(".make__result").hidden = false;
        this.#say(Struin.offline ? this.dataset.folder : withNotes ? this.dataset.notes : this.dataset.made);
      }

      async #copy() {
        const field = this.querySelector(".make__link");
        try {
          await navigator.clipboard.writeText(field.value);
          this.#say(this.dataset.copied);
        } catch {
          field.focus();
          field.select();
          this.#say(this.dataset.select);
        }
      }

      #send() {
        navigator.share({ url: this.querySelector(".make__link").value }).catch(() => {}); // changed one's mind
      }

      // --- looking at a list that came with the address

      async #show() {
        const turn = ++this.#turn;
        const link = location.hash.match(/^#list=(.*)$/s);
        const title = document.getElementById("struin-mine-title");
        this.#title ||= title.textContent;
        this.hidden = !link;
        this.closest(".mine").classList.toggle("mine--shown", Boolean(link));
        if (!link) {
          title.textContent = this.#title;
          return;
        }
        const list = await unpack(link[1]);
        if (turn !== this.#turn) return; // another address came meanwhile
        this.#list = list;
        title.textContent = this.dataset[list.what];
        this.#tell("[data-problem]", list.problem ? this.dataset[list.problem] : "");
        this.#say("");
        let items;
        try {
          items = await Struin.items();
        } catch {
          if (turn === this.#turn) this.#say(this.dataset.failed);
          return;
        }
        if (turn !== this.#turn) return;
        const known = new Map(items.map((item) => [item.id, item]));
        list.entries = this.#missing(list.entries, known);
        this.querySelector("[data-keep]").hidden = !list.entries.length;
        onPaper(this.querySelector("[data-paper]"), list.entries, known);
        const rows = await Promise.all(list.entries.map((entry, at) => this.#row(entry, known.get(entry.id), at)));
        if (turn === this.#turn) this.querySelector(".shown__list").replaceChildren(...rows);
      }

      /** Says which are no longer there; gives the others. */
      #missing(entries, known) {
        const lost = entries.filter((entry) => !known.has(entry.id));
        const words = lost.length === 1 ? this.dataset.lostOne : this.dataset.lostMany.replace("{n}", lost.length);
        this.querySelector("[data-missing-words]").textContent = words;
        this.querySelector("[data-missing]").hidden = !lost.length;
        const names = lost.map((entry) => Object.assign(document.createElement("li"), { textContent: entry.id }));
        this.querySelector(".shown__missing").replaceChildren(...names);
        return entries.filter((entry) => known.has(entry.id));
      }

      async #row(entry, item, at) {
        const row = this.querySelector("[data-row]").content.cloneNode(true).firstElementChild;
        const link = () => Object.assign(document.createElement("a"), { href: Struin.root + item.url, textContent: item.title });
        row.querySelector(".shown__card").append(at < MOST_CARDS ? await Struin.card(item).catch(link) : link());
        const note = row.querySelector(".keeper__note");
        note.textContent = entry.note;
        note.hidden = !entry.note;
        return row;
      }

      #keep() {
        const fresh = this.#list.entries.filter((entry) => !Struin.kept.has(entry.id));
        for (const { id, note } of [...fresh].reverse()) Struin.kept.add(id, note ? { note } : {});
        const words = this.dataset.added.replace("{n}", fresh.length);
        this.#say(Struin.store.lasts("kept") ? words : `${words} ${this.dataset.brief}`);
      }

      #tell(selector, words) {
        const place = this.querySelector(selector);
        place.textContent = words;
        place.hidden = !words;
      }

      #say(words) {
        this.querySelector("[role=status]").textContent = words;
      }
    },
  );
})();
