// Frist: a timer as a process owner says it. On a task, its deadlines, which sit on its edge.
import { eventOf, kind, owner, property, setProperty } from "../properties.js";
import { UNITS, read, renamed, sentence, write } from "../deadline.js";
import { button, choice, feelField, note, textField } from "./fields.jsx";

const FREE = "=";
const HERE = "";
const DATES = new Set(["date", "date and time"]);
const KINDS = ["timeDate", "timeDuration", "timeCycle"];
const WORKING_DAYS = [
  ["", "Datoen blir stående"],
  ["forrige", "Flyttes til virkedagen før"],
  ["neste", "Flyttes til neste virkedag"],
  ["nei", "Datoen blir stående, sagt uttrykkelig"],
];

/** The groups of an element that waits for a time, or of a task with its deadlines; none for others. */
export function deadlineGroups(shape, injector) {
  if (eventOf(shape) === "timer") return [group(isDeadline(shape) ? "Frist" : "Tid", "frist", entries(shape, shape, injector))];
  if (kind(shape) !== "userTask") return [];
  const deadlines = (shape.attachers ?? []).filter(isDeadline);
  if (!deadlines.length) {
    const add = button("frist-ny", "Legg til frist", (task) => addDeadline(injector, task));
    return [group("Frist", "frist", [note("frist-ingen", "Oppgaven har ingen frist."), add])];
  }
  return deadlines.map((each, at) => group(at ? `Frist ${at + 1}` : "Frist", `frist-${at}`, entries(shape, each, injector)));
}

/** Whether a shape is a deadline: a timer on a user task's edge that does not interrupt it. */
export function isDeadline(shape) {
  const event = owner(shape);
  const onTask = shape.host && kind(shape.host) === "userTask";
  return eventOf(shape) === "timer" && kind(shape) === "boundaryEvent" && onTask && event.cancelActivity === false;
}

function group(label, id, entries) {
  return { id, label, entries, shouldOpen: true };
}

/** What is shown stands on `timer`; the panel is of `shape`, the timer itself or its task. */
function entries(shape, timer, injector) {
  const dictionary = injector.get("dictionary");
  const id = (name) => `${name}-${timer.id}`;
  const rule = () => read(...said(timer));
  const change = (more) => setRule(injector, timer, { ...(rule() ?? start(dictionary)), ...more });
  const counted = rule() !== null;
  return [
    note(id("frist-setning"), () => <Sentence timer={timer} dictionary={dictionary} />),
    choice(
      id("frist-fra"),
      "Regnes fra",
      () => anchors(dictionary, rule()),
      () => (counted ? (rule().fact ?? HERE) : FREE),
      (_, value) => value !== FREE && change({ fact: value || null, ...(value === HERE && lasting(rule())) }),
    ),
    ...(counted ? lengthEntries(id, rule, change) : []),
    choice(
      id("frist-virkedag"),
      "Når dagen ikke er en virkedag",
      WORKING_DAYS,
      () => property(timer, "virkedag") ?? "",
      (_, value) => setProperty(injector, timer, "virkedag", value || undefined),
    ),
    ...(isDeadline(timer) ? [...reminder(id, injector, timer), agreed(id, injector, timer)] : []),
    feelField(
      id("frist-feel"),
      "FEEL",
      () => said(timer)[1],
      (_, text) => setTimer(injector, timer, text?.startsWith("=") ? "timeDate" : said(timer)[0], text),
      { feel: said(timer)[1].startsWith("=") ? "required" : "optional", description: FEEL_HINT },
    ),
    ...(shape === timer ? [] : [button(id("frist-bort"), "Ta bort fristen", () => injector.get("modeling").removeElements([timer]))]),
  ];
}

const FEEL_HINT = "En dato, for eksempel =innflyttet_institusjon + duration(\"P4M\"), eller en varighet som P14D.";

function lengthEntries(id, rule, change) {
  const amount = textField(
    id("frist-antall"),
    "Hvor lenge",
    () => String(rule()?.amount ?? ""),
    (_, text) => isAmount(text) && change({ amount: Number(text) }),
    { validate: (text) => (isAmount(text ?? "") ? null : "Skriv et helt tall, for eksempel 4.") },
  );
  const unit = choice(id("frist-enhet"), "Enhet", units(), () => rule()?.unit ?? "D", (_, value) => change({ unit: value }));
  const signs = [["1", "etter"], ["-1", "før"]];
  const sign = choice(id("frist-retning"), "Retning", signs, () => String(rule()?.sign ?? 1), (_, value) => change({ sign: Number(value) }));
  return rule().fact === null ? [amount, unit] : [amount, unit, sign];
}

function isAmount(text) {
  return /^\d{1,4}$/.test(text.trim());
}

/** How long before the deadline to remind: a number and a unit, or as it stands where it is no such length. */
function reminder(id, injector, timer) {
  const lead = () => property(timer, "varsel");
  const rule = () => read("timeDuration", lead() ?? "P0D");
  const store = (_, value) => setProperty(injector, timer, "varsel", value || undefined);
  if (!rule()) return [textField(id("varsel"), "Varsel før fristen", () => lead() ?? "", store)];
  const change = (more) => store(timer, write({ ...rule(), ...more }).text);
  const amount = textField(
    id("varsel-antall"),
    "Varsel før fristen",
    () => (lead() ? String(rule().amount) : ""),
    (_, text) => (text?.trim() ? isAmount(text) && change({ amount: Number(text) }) : store(timer, undefined)),
    { validate: (text) => (!text || isAmount(text) ? null : "Skriv et helt tall, eller la feltet stå tomt.") },
  );
  const unit = choice(id("varsel-enhet"), "Enhet for varselet", units(), () => rule().unit, (_, value) => lead() && change({ unit: value }));
  return lead() ? [amount, unit] : [amount];
}

function units() {
  return Object.entries(UNITS).map(([unit, [, many]]) => [unit, many]);
}

function agreed(id, injector, timer) {
  return choice(
    id("kan-avtales"),
    "Kan partene avtale en annen dato?",
    [["", "Nei"], ["ja", "Ja"]],
    () => property(timer, "kan_avtales") ?? "",
    (_, value) => setProperty(injector, timer, "kan_avtales", value || undefined),
  );
}

function anchors(dictionary, rule) {
  const dates = dictionary.facts.filter((fact) => DATES.has(fact.type) || fact.name === rule?.fact);
  const unknown = rule?.fact && !dates.some(({ name }) => name === rule.fact) ? [[rule.fact, rule.fact]] : [];
  return [
    [HERE, "når det kommer hit (varighet)"],
    ...unknown,
    ...dates.map(({ name, label }) => [name, label]),
    ...(rule ? [] : [[FREE, "eget FEEL-uttrykk"]]),
  ];
}

function start(dictionary) {
  const first = dictionary.facts.find((fact) => DATES.has(fact.type));
  return { fact: first?.name ?? null, sign: 1, amount: 1, unit: "M" };
}

/** A duration lasts, so it has a length and goes forward. */
function lasting(rule) {
  return { sign: 1, amount: rule?.amount || 1 };
}

function Sentence({ timer, dictionary }) {
  const [kind, text] = said(timer);
  const rule = read(kind, text);
  if (!text) return <p class="panel-sentence">Fristen har ingen tid ennå.</p>;
  return (
    <p class="panel-sentence">{rule ? sentence(rule, (fact) => dictionary.label(fact)) : "Regnes ut med uttrykket under FEEL."}</p>
  );
}

/** The kind and text of a timer; of one that says nothing, a date without text. */
function said(timer) {
  const definition = owner(timer).eventDefinitions[0];
  const its = KINDS.find((kind) => definition[kind]);
  return [its ?? "timeDate", (its && definition[its].body) ?? ""];
}

function setRule(injector, timer, rule) {
  const before = read(...said(timer));
  const { kind, text } = write(rule);
  const name = renamed(owner(timer).name, before, rule);
  setTimer(injector, timer, kind, text, name);
}

/** Set what a timer says, and what it is called where its name told the old length: one step to undo. */
function setTimer(injector, timer, kind, text, name = owner(timer).name) {
  const event = owner(timer);
  const definition = event.eventDefinitions[0];
  const expression = text ? injector.get("bpmnFactory").create("bpmn:FormalExpression", { body: text }) : undefined;
  if (expression) expression.$parent = definition;
  const properties = { timeDate: undefined, timeDuration: undefined, timeCycle: undefined, [kind]: expression };
  const commands = [{ cmd: "element.updateModdleProperties", context: { element: timer, moddleElement: definition, properties } }];
  if (name !== event.name) commands.push({ cmd: "element.updateProperties", context: { element: timer, properties: { name } } });
  injector.get("commandStack").execute("properties-panel.multi-command-executor", commands);
}

function addDeadline(injector, task) {
  const place = { x: task.x + task.width, y: task.y + task.height };
  const timer = injector.get("elementFactory").createShape({
    type: "bpmn:BoundaryEvent",
    eventDefinitionType: "bpmn:TimerEventDefinition",
    cancelActivity: false,
  });
  owner(timer).name = "Frist";
  injector.get("modeling").createShape(timer, place, task, { attach: true });
  injector.get("selection").select(task);
}
