// Opens the form editor. The only script of ours on its page; the program itself is not loaded before it is asked for,
// or before a visitor comes who was at work in it.
import { whole } from "./configuration.js";
import { toFile } from "./writing.js";

const button = document.querySelector("#struin-schrijven");
const local = /^(127\.0\.0\.1|\[::1\]|(.+\.)?localhost)$/.test(location.hostname);
const PREFERENCES = "sveltia-cms.prefs";

function kept(name) {
  try {
    return JSON.parse(localStorage.getItem(name) || "null");
  } catch {
    return null;
  }
}

// The language of this site, unless somebody chose another in the editor itself.
function speak(language) {
  const preferences = kept(PREFERENCES) || {};
  if (!preferences.locale || preferences.locale === "auto") {
    try {
      localStorage.setItem(PREFERENCES, JSON.stringify({ ...preferences, locale: language }));
    } catch {
      // Where nothing can be kept, the program speaks as the browser does.
    }
  }
}

// Whether the form is open in no other tab. This one then has it for as long as it is there: two tabs in which somebody
// saves the same text know nothing of each other.
function alone() {
  return new Promise((done) => {
    if (!navigator.locks) return done(true);
    return navigator.locks.request(`struin-editor ${location.pathname}`, { ifAvailable: true }, (lock) => {
      done(lock !== null);
      return lock && new Promise(() => {});
    });
  });
}

// The form works without its preview too.
async function preview(editor, config) {
  try {
    const { register } = await import("./preview/preview.js");
    await register(editor, config);
  } catch (problem) {
    console.error(problem);
  }
}

async function open() {
  const elsewhere = document.querySelector(".editor__elsewhere");
  if (elsewhere.hidden && !(await alone())) {
    elsewhere.hidden = false;
    return;
  }
  button.disabled = true;
  try {
    speak(document.documentElement.lang);
    const answer = await fetch(button.dataset.config);
    const config = whole(await answer.json());
    window.CMS_MANUAL_INIT = true;
    const editor = await import("./sveltia/npm/index.js");
    await preview(editor, config);
    // The program has a look of its own: ours would get in its way.
    for (const each of document.querySelectorAll("link[rel=stylesheet]")) each.remove();
    document.body.replaceChildren();
    editor.registerCustomFormat("yaml-frontmatter", "md", { toFile });
    await editor.init({ config });
  } catch (problem) {
    console.error(problem);
    button.disabled = false;
    const failed = document.querySelector(".editor__failed");
    if (failed) failed.hidden = false;
  }
}

if (button && (button.dataset.connected === "yes" || local)) {
  document.querySelector(".editor__open").hidden = false;
  document.querySelector(".editor__local").hidden = !local;
  button.addEventListener("click", open);
  if (location.hash.startsWith("#/") || kept("sveltia-cms.user")) open();
}
