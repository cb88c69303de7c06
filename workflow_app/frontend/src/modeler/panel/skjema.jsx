// Skjema: which of the draft's forms is filled in at an element, with a way to edit it.
import { eventOf, extension, kind, property, setExtension, setProperty } from "../properties.js";
import { choice } from "./fields.jsx";
import { useService } from "bpmn-js-properties-panel";

const FORM = "zeebe:FormDefinition";

export function formGroups(shape, injector) {
  const dictionary = injector.get("dictionary");
  const entries = [];
  if (takesForm(shape)) entries.push(picker("skjema-form", "Skjema", dictionary, ownForm, (element, id) => setOwnForm(injector, element, id)));
  if (dictionary.fits("skjema", shape) && (kind(shape) !== "userTask" || isAdded(shape))) {
    const label = kind(shape) === "userTask" ? "Skjema for å legge den til" : "Skjema for meldingen";
    entries.push(picker("skjema-egenskap", label, dictionary, sentForm, (element, id) => setProperty(injector, element, "skjema", id)));
  }
  return entries.length ? [{ id: "skjema", label: "Skjema", entries: entries.flat(), shouldOpen: true }] : [];
}

function isAdded(shape) {
  return kind(shape.parent ?? {}) === "adHocSubProcess";
}

function takesForm(shape) {
  return kind(shape) === "userTask" || (kind(shape) === "startEvent" && eventOf(shape) === "none" && kind(shape.parent) !== "subProcess");
}

function ownForm(shape) {
  return extension(shape, FORM)?.formId;
}

function sentForm(shape) {
  return property(shape, "skjema");
}

function setOwnForm(injector, shape, formId) {
  const isTask = kind(shape) === "userTask";
  setExtension(injector, shape, FORM, formId ? { formId } : undefined);
  if (isTask && formId && !extension(shape, "zeebe:UserTask")) setExtension(injector, shape, "zeebe:UserTask", {});
}

function picker(id, label, dictionary, read, store) {
  const options = (shape) => {
    const current = read(shape);
    const known = dictionary.forms.map((form) => [form.id, form.title]);
    const missing = current && !known.some(([its]) => its === current) ? [[current, `${current} (finnes ikke)`]] : [];
    return [["", "Ingen"], ...missing, ...known];
  };
  const select = choice(id, label, options, (shape) => read(shape) ?? "", (shape, value) => store(shape, value || undefined));
  return [select, { id: `${id}-lenke`, read, component: EditLink }];
}

function EditLink({ id, read, element }) {
  const { forms } = useService("dictionary");
  const found = forms.find((each) => each.id === read(element));
  return found ? (
    <div class="bio-properties-panel-entry" data-entry-id={id}>
      <a class="panel-link" href={found.address}>
        Rediger skjemaet «{found.title}»
      </a>
    </div>
  ) : null;
}
