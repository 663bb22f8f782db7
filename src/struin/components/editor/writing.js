// Writes an item's file as editors write it by hand, so that a proposal shows what somebody changed and nothing else:
// names and numbers on one line, sentences without quotation marks where they need none, the text right below.
const NAME = /^[a-z][a-z0-9-]*(?:\/[a-z0-9-]+)*$/;
const WORD = /^(?:true|false|yes|no|on|off|null|y|n)$/i;
const DATE = /^\d{4}-\d\d-\d\d$/;
const NUMBER = /^[-+.]?[\d._:,+-]+(?:e[-+]?\d+)?$|^0[xob]/i;
// What begins something else in YAML, or could be taken for it.
const PLAIN = /^(?![-?:,[\]{}#&*!|>'"%@`~=<])(?!\s)[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+$/u;

const isName = (value) => typeof value === "string" && NAME.test(value) && !WORD.test(value);
const isFlat = (value) => typeof value === "number" || typeof value === "boolean";
const isMap = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

function text(value) {
  if (DATE.test(value)) return value;
  const plain = PLAIN.test(value) && !WORD.test(value) && !NUMBER.test(value) && !/: |:$| #|\s$/.test(value);
  return plain ? value : JSON.stringify(value);
}

const scalar = (value) => (typeof value === "string" ? text(value) : String(value ?? null));
const named = (key) => (/^[a-z_]\w*$/i.test(key) && !WORD.test(key) ? key : JSON.stringify(key));

// On one line; undefined for what needs more lines.
function short(value) {
  if (Array.isArray(value)) return value.every(isName) ? `[${value.join(", ")}]` : undefined;
  if (!isMap(value)) return scalar(value);
  const pairs = Object.entries(value);
  return pairs.every(([, each]) => isFlat(each)) ? `{${pairs.map(([key, each]) => `${named(key)}: ${each}`).join(", ")}}` : undefined;
}

function pair(key, value, indent) {
  const line = short(value);
  return line === undefined ? `${named(key)}:\n${block(value, `${indent}  `)}` : `${named(key)}: ${line}\n`;
}

function block(value, indent) {
  if (isMap(value)) {
    return Object.entries(value).map(([key, each]) => indent + pair(key, each, indent)).join("");
  }
  // An entry of a list stands on the line of its dash; what else belongs to it, right below.
  return value
    .map((each) => `${indent}- ${isMap(each) || Array.isArray(each) ? block(each, `${indent}  `).trimStart() : `${scalar(each)}\n`}`)
    .join("");
}

export function toFile({ body = "", ...front }) {
  return `---\n${block(front, "")}---\n${body}`;
}
