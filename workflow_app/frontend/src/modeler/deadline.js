// What a timer says, between FEEL and what a process owner fills in: pure functions.
//
// {fact: "innflyttet_institusjon", sign: 1, amount: 4, unit: "M"} <-> =innflyttet_institusjon + duration("P4M")
// {fact: null, sign: 1, amount: 14, unit: "D"}                    <-> P14D

export const UNITS = { D: ["dag", "dager"], W: ["uke", "uker"], M: ["måned", "måneder"], Y: ["år", "år"] };

const FACT = String.raw`=\s*([a-z_][a-z0-9_]*)`;
const LENGTH = String.raw`duration\("P(\d{1,4})([DWMY])"\)`;
const FROM_FACT = new RegExp(String.raw`^${FACT}\s*(?:([+-])\s*${LENGTH})?\s*$`);
const LITERAL = /^P(\d{1,4})([DWMY])$/;

/** Read a timer that counts one length from one fact (or from when it is reached); null for any other. */
export function read(kind, text) {
  const body = (text ?? "").trim();
  const literal = LITERAL.exec(body);
  if (kind === "timeDuration" && literal) return { fact: null, sign: 1, amount: +literal[1], unit: literal[2] };
  const found = FROM_FACT.exec(body);
  if (kind !== "timeDate" || !found) return null;
  const [, fact, sign, amount, unit] = found;
  return { fact, sign: sign === "-" ? -1 : 1, amount: +(amount ?? 0), unit: unit ?? "D" };
}

/** Write it as the kind of timer and its text. */
export function write({ fact, sign, amount, unit }) {
  const length = `P${amount}${unit}`;
  if (fact === null) return { kind: "timeDuration", text: length };
  const added = amount === 0 ? "" : ` ${sign < 0 ? "-" : "+"} duration("${length}")`;
  return { kind: "timeDate", text: `=${fact}${added}` };
}

/** "4 måneder". */
export function lengthInWords({ amount, unit }) {
  return `${amount} ${UNITS[unit][amount === 1 ? 0 : 1]}`;
}

/** "4 måneder etter innflytting i institusjon"; `label` is what the draft calls a fact. */
export function sentence(rule, label) {
  if (rule.fact === null) return `${lengthInWords(rule)} etter at det kommer hit`;
  const since = running(label(rule.fact));
  if (rule.amount === 0) return `samme dag som ${since}`;
  return `${lengthInWords(rule)} ${rule.sign < 0 ? "før" : "etter"} ${since}`;
}

/** A label as it reads inside a sentence: without its capital, unless it is an abbreviation. */
function running(label) {
  return /^\p{Lu}\p{Ll}/u.test(label) ? label[0].toLowerCase() + label.slice(1) : label;
}

/** A name that says the old length in words says the new one; any other name stays. */
export function renamed(name, before, after) {
  if (!name || !before || !before.amount) return name;
  const said = lengthInWords(before);
  const at = name.search(new RegExp(String.raw`(?<!\d)${said}(?!\p{L})`, "u"));
  return at < 0 ? name : name.slice(0, at) + lengthInWords(after) + name.slice(at + said.length);
}
