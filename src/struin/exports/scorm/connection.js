// The connection with a learning platform, for SCORM 1.2 and 2004. It passes on which parts were done and where somebody
// was, and nothing else: no answer, no score, no time. Without a platform everything works, and nothing is recorded.
(() => {
  const meta = document.querySelector("meta[name=struin]");
  const WAIT = 5_000; // at least so long between two times that the platform is asked to keep what it was told

  const DIALECTS = {
    "1.2": {
      api: "API", begin: "LMSInitialize", end: "LMSFinish", get: "LMSGetValue", set: "LMSSetValue", commit: "LMSCommit",
      status: "cmi.core.lesson_status", place: "cmi.core.lesson_location", leave: "cmi.core.exit", finished: "",
      learner: "cmi.core.student_id", mode: "cmi.core.lesson_mode", kept: "cmi.suspend_data", most: 4_096,
      fresh: ["not attempted", "unknown", "browsed", ""], over: ["completed", "passed"],
    },
    "2004": {
      api: "API_1484_11", begin: "Initialize", end: "Terminate", get: "GetValue", set: "SetValue", commit: "Commit",
      status: "cmi.completion_status", place: "cmi.location", leave: "cmi.exit", finished: "normal",
      learner: "cmi.learner_id", mode: "cmi.mode", kept: "cmi.suspend_data", most: 64_000,
      fresh: ["not attempted", "unknown", ""], over: ["completed"],
    },
  };
  const FORM = "struin1:";
  const words = DIALECTS[meta.dataset.scorm];

  /** Eight hexadecimal digits for a text (FNV-1a, 32 bits). */
  const mark = (text) => {
    let sum = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(text)) sum = Math.imul(sum ^ byte, 0x01000193) >>> 0;
    return sum.toString(16).padStart(8, "0");
  };

  /** The marks of what was done as one text, with as many as there is room for; and back, from whatever it is. */
  const packed = (marks, most = words.most) => FORM + marks.slice(0, Math.floor((most - FORM.length) / 8)).join("");
  const unpacked = (text) =>
    typeof text === "string" && text.startsWith(FORM) ? text.slice(FORM.length).match(/[0-9a-f]{8}/g) || [] : [];

  /** A window's API. Who may not look there finds none. */
  const inWindow = (where) => {
    try {
      return where[words.api] || null;
    } catch {
      return null;
    }
  };
  const upFrom = (start) => {
    let where = start;
    for (let steps = 0; where && steps < 500; steps += 1) {
      const found = inWindow(where);
      if (found) return found;
      let above = null;
      try {
        above = where.parent === where ? null : where.parent;
      } catch {
        return null;
      }
      where = above;
    }
    return null;
  };
  const find = () => {
    const found = upFrom(window);
    if (found) return found;
    try {
      return opener ? upFrom(opener) : null;
    } catch {
      return null;
    }
  };

  const api = find();
  let open = false;
  let failed = false;
  let changed = false;
  let last = 0;
  let timer = 0;

  /** What the platform answers; "" for a call that it refuses or stumbles over. */
  const ask = (name, ...values) => {
    try {
      return String(api[words[name]](...values) ?? "");
    } catch {
      return "";
    }
  };
  const tell = (name, value) => {
    if (ask("set", words[name], value) !== "true") failed = true;
    changed = true;
  };
  const commit = () => {
    clearTimeout(timer);
    timer = 0;
    if (!open || !changed) return;
    changed = false;
    last = Date.now();
    if (ask("commit", "") !== "true") failed = true;
  };
  const soon = () => {
    if (!timer) timer = setTimeout(commit, Math.max(0, WAIT - (Date.now() - last)));
  };

  const connection = {
    mark,
    packed,
    unpacked,
    /** "kept" when the platform records, "looking" when somebody only looks back, "silent" when it refuses, "alone" without one. */
    get state() {
      if (!api) return "alone";
      if (failed || !open) return "silent";
      return looking ? "looking" : "kept";
    },
    completed: false,
    marks: [],
    place: "",
    /** Keeps which parts were done, and where somebody is. */
    keep(marks, place) {
      if (!open || looking) return;
      if (marks) tell("kept", packed(marks));
      if (place !== undefined) tell("place", place);
      soon();
    },
    complete() {
      if (connection.completed) return;
      connection.completed = true;
      if (!open || looking) return;
      tell("status", "completed");
      commit();
    },
  };

  const begin = () => {
    open = ask("begin", "") === "true";
    failed = false;
    if (!open) return;
    const status = ask("get", words.status);
    looking = ["review", "browse"].includes(ask("get", words.mode));
    connection.completed = words.over.includes(status);
    connection.marks = unpacked(ask("get", words.kept));
    connection.place = ask("get", words.place);
    if (!looking && words.fresh.includes(status)) {
      tell("status", "incomplete");
      commit();
    }
  };

  let looking = false;
  if (api) {
    begin();
    // Computers are shared: who learns next on this one does not find the answers of who learned before.
    const learner = open ? ask("get", words.learner) : "";
    if (learner) meta.dataset.bundle += `-${mark(learner)}${mark(`${learner} ${learner.length}`)}`;

    addEventListener("visibilitychange", () => document.visibilityState === "hidden" && commit());
    addEventListener("pagehide", () => {
      if (!open) return;
      if (!looking) tell("leave", connection.completed ? words.finished : "suspend");
      commit();
      ask("end", "");
      open = false;
    });
    // A page that comes back out of the browser's memory begins anew, if the platform lets it.
    addEventListener("pageshow", (event) => {
      if (!event.persisted) return;
      begin();
      document.querySelector("struin-lesson")?.show();
    });
  }

  window.StruinConnection = connection;
})();
