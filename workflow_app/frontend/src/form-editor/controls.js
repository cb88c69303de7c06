// One way to fill in each kind of setting. `set(undefined)` takes a setting away.
import { make } from "./dom.js";
import { PLAIN, slug, unused } from "./keys.js";

const PAUSE = 300;

export function control(setting, value, set, around) {
  const id = `innstilling-${setting.path.replaceAll(".", "-")}`;
  return KINDS[setting.kind](setting, value, set, around, id);
}

const KINDS = { text, textarea, number, switch: tick, choice, feel, default: proposal, options, clauses, exception };

function labelled(setting, id, input, ...more) {
  const help = setting.help ? make("p", { "data-field": "description", id: `${id}-hjelp` }, setting.help) : null;
  if (help) input.setAttribute("aria-describedby", help.id);
  return make("div", { class: "ds-field" }, [make("label", { class: "ds-label", for: id }, setting.label), help, input, ...more]);
}

/** Tell of what is typed when there is a pause, and at once when it is left. */
function listen(input, heard) {
  let timer;
  let told = input.value;
  const now = () => {
    clearTimeout(timer);
    if (input.value !== told) heard((told = input.value));
  };
  input.oninput = () => {
    clearTimeout(timer);
    timer = setTimeout(now, PAUSE);
  };
  input.onchange = now;
  return input;
}

function line(id, value, heard, more = {}) {
  const shown = value === undefined || value === null ? "" : String(value);
  return listen(make("input", { class: "ds-input", id, value: shown, autocomplete: "off", ...more }), heard);
}

function text(setting, value, set, around, id) {
  const isKey = setting.path === "key" || setting.path === "path";
  if (isKey) return key(setting, value, set, around, id);
  return labelled(setting, id, line(id, value, (typed) => set(typed === "" && setting.path !== "label" ? undefined : typed)));
}

/** A key is refused where it cannot be one, and tells who reads it before it is changed. */
function key(setting, value, set, { taken, told }, id) {
  const fault = make("p", { class: "ds-validation-message", id: `${id}-feil`, hidden: true });
  const input = make("input", { class: "ds-input", id, value: value ?? "", autocomplete: "off", spellcheck: "false" });
  input.onchange = () => {
    const wrong = wrongKey(input.value, taken());
    fault.textContent = wrong;
    fault.hidden = !wrong;
    input.toggleAttribute("aria-invalid", Boolean(wrong));
    if (!wrong) set(input.value);
  };
  return labelled(setting, id, input, fault, readers(told.readers[value] ?? [], value));
}

function wrongKey(name, taken) {
  if (!PLAIN.test(name)) return "Bruk små bokstaver a–z, tall og understrek. Nøkkelen er ikke endret.";
  return taken.includes(name) ? "Et annet felt har denne nøkkelen. Nøkkelen er ikke endret." : "";
}

function readers(sentences, name) {
  if (!sentences.length) return null;
  return make("div", { class: "form-editor-readers" }, [
    make("p", {}, `Endrer du nøkkelen, må også disse uttrykkene endres. De leser «${name}»:`),
    make("ul", {}, sentences.map((sentence) => make("li", {}, sentence))),
  ]);
}

function textarea(setting, value, set, _around, id) {
  const input = make("textarea", { class: "ds-input", id, rows: 3, value: value ?? "" });
  return labelled(setting, id, listen(input, (typed) => set(typed || undefined)));
}

function number(setting, value, set, _around, id) {
  const heard = (typed) => {
    const read = Number(typed.replace(",", "."));
    if (typed.trim() === "") set(undefined);
    else if (Number.isFinite(read)) set(setting.path === "properties.minst" ? typed.trim() : read);
  };
  return labelled(setting, id, line(id, value, heard, { inputmode: "decimal" }));
}

function tick(setting, value, set, _around, id) {
  const input = make("input", { class: "ds-input", type: "checkbox", id });
  input.checked = Boolean(value);
  input.onchange = () => set(input.checked || undefined);
  return make("div", { class: "ds-field" }, [input, make("label", { class: "ds-label", "data-weight": "regular", for: id }, setting.label)]);
}

function choice(setting, value, set, { again }, id) {
  const input = make("select", { class: "ds-input", id }, setting.options.map(([its, word]) => make("option", { value: its }, word)));
  input.value = value ?? setting.options[0][0];
  input.onchange = () => {
    set(input.value || undefined);
    again?.();
  };
  return labelled(setting, id, input);
}

/** An expression, with the names that it can read to put in. */
function feel(setting, value, set, { facts }, id) {
  const input = make("textarea", { class: "ds-input form-editor-feel", id, rows: 2, spellcheck: "false", value: value ?? "" });
  const heard = (typed) => {
    const expression = typed.trim();
    set(expression ? (expression.startsWith("=") ? expression : `=${expression}`) : undefined);
  };
  return labelled(setting, id, listen(input, heard), factsFor(input, heard, facts, `${id}-opplysning`, setting.label));
}

function factsFor(input, heard, facts, id, label) {
  const names = facts.map(([name, word]) => make("option", { value: name }, `${word} (${name})`));
  const list = make("select", { class: "ds-input", id, "aria-label": `Sett inn en opplysning i «${label}»` }, [make("option", { value: "" }, "Sett inn en opplysning"), ...names]);
  list.onchange = () => {
    if (!list.value) return;
    input.setRangeText(list.value, input.selectionStart, input.selectionEnd, "end");
    list.value = "";
    heard(input.value);
    input.focus();
  };
  return list;
}

/** A default value: an expression, or a constant of the field's own type. */
function proposal(setting, value, set, around, id) {
  const shown = value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);
  return labelled(setting, id, line(id, shown, (typed) => set(constant(typed.trim(), around.field.type))));
}

function constant(typed, type) {
  if (typed === "") return undefined;
  if (typed.startsWith("=")) return typed;
  const ticked = { ja: true, nei: false, true: true, false: false }[typed.toLowerCase()];
  if (type === "checkbox" && ticked !== undefined) return ticked;
  const read = Number(typed.replace(",", "."));
  if (type === "number" && Number.isFinite(read)) return read;
  if (type === "checklist") return typed.replace(/[[\]"]/g, "").split(",").map((part) => part.trim());
  return typed;
}

/** The answers to choose from: each a word and the value that expressions compare with. */
function options(setting, value, set, { again }, id) {
  const all = value ?? [];
  const change = (place, entry) => set(all.map((its, number) => (number === place ? entry : its)));
  const row = (entry, place) =>
    make("li", {}, [
      line(`${id}-${place}`, entry.label, (label) => change(place, (all[place] = { ...all[place], label })), { "aria-label": `Svar ${place + 1}` }),
      line(`${id}-${place}-verdi`, entry.value, (its) => its && change(place, (all[place] = { ...all[place], value: its })), { "aria-label": `Verdien til svar ${place + 1}`, spellcheck: "false" }),
      small("Fjern", `svar ${place + 1}`, () => {
        set(all.filter((_, number) => number !== place).length ? all.filter((_, number) => number !== place) : undefined);
        again();
      }),
    ]);
  const add = small("Legg til svar", "", () => {
    const taken = all.map((entry) => entry.value);
    const label = `Valg ${all.length + 1}`;
    set([...all, { label, value: unused(slug(label), taken) }]);
    again();
  });
  return make("fieldset", { class: "ds-fieldset form-editor-options" }, [
    make("legend", { class: "ds-label" }, setting.label),
    make("p", { "data-field": "description" }, "Teksten som vises, og verdien som uttrykk leser."),
    make("ol", {}, all.map(row)),
    add,
  ]);
}

/** Clauses of the catalogue that the field realises. */
function clauses(setting, value, set, { told, again }, id) {
  const chosen = (value ?? "").split(/\s+/).filter(Boolean);
  const change = (list) => {
    set(list.join(" ") || undefined);
    again();
  };
  const words = new Map(told.clauses);
  const list = make("select", { class: "ds-input", id }, [
    make("option", { value: "" }, "Legg til et krav"),
    ...told.clauses.filter(([clause]) => !chosen.includes(clause)).map(([clause, said]) => make("option", { value: clause }, `${clause}: ${said}`)),
  ]);
  list.onchange = () => list.value && change([...chosen, list.value]);
  const shown = chosen.map((clause) =>
    make("li", {}, [make("span", {}, [make("strong", {}, clause), ` ${words.get(clause) ?? "Kravet finnes ikke i katalogen."} `]), small("Fjern", clause, () => change(chosen.filter((its) => its !== clause)))]),
  );
  return labelled(setting, id, list, make("ul", { class: "form-editor-clauses" }, shown));
}

/** The field in this form whose «ja» opens for an exception. */
function exception(setting, value, set, around, id) {
  const fitting = around.others.filter(({ values }) => values?.some((option) => option.value === "ja"));
  const known = fitting.map(({ key: name, label }) => [name, label || name]);
  const missing = value && !known.some(([name]) => name === value) ? [[value, `${value} (finnes ikke)`]] : [];
  return choice({ ...setting, options: [["", "Ingen"], ...known, ...missing] }, value, set, around, id);
}

function small(text, about, act) {
  const hidden = about ? make("span", { class: "ds-sr-only" }, ` ${about}`) : null;
  return make("button", { type: "button", class: "ds-button", "data-variant": "tertiary", "data-size": "sm", onclick: act }, [text, hidden]);
}
