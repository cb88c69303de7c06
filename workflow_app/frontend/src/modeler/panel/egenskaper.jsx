// Egenskaper: everything else that the dialect knows of an element, by its own table on the server.
// A property that the table does not know is shown too, so that it can be mended or taken away.
import { ListGroup } from "@bpmn-io/properties-panel";
import { properties, renameProperty, setProperty } from "../properties.js";
import { choice, feelField, note, textArea, textField } from "./fields.jsx";

const ELSEWHERE = new Set(["krav", "skjema", "virkedag", "varsel", "kan_avtales"]);

export function propertyGroups(shape, injector) {
  const dictionary = injector.get("dictionary");
  const standing = properties(shape).filter(([name]) => !hasPlace(name, shape));
  const offered = dictionary.properties.filter((each) => dictionary.fits(each.name, shape) && !hasPlace(each.name, shape));
  const missing = offered.filter(({ name, family }) => family || !standing.some(([its]) => its === name));
  if (!standing.length && !missing.length) return [];
  const items = standing.map(([name, value], at) => item(name, value, at, dictionary, injector, shape));
  const list = { id: "egenskaper", label: "Egenskaper", component: ListGroup, items };
  const adder = choice(
    "egenskap-ny",
    "Legg til egenskap",
    [["", "Velg …"], ...missing.map(({ name, label }) => [name, `${label} (${name})`])],
    () => "",
    (element, name) => name && add(injector, element, dictionary.property(name)),
  );
  return [list, { id: "egenskap-ny", label: "Ny egenskap", entries: [adder] }];
}

function hasPlace(name, shape) {
  return ELSEWHERE.has(name) || (name === "part" && shape.type === "bpmn:Lane");
}

function add(injector, shape, { name, family, values }) {
  const known = properties(shape).map(([its]) => its);
  let suffix = 1;
  while (family && known.includes(`${name}${suffix}`)) suffix += 1;
  setProperty(injector, shape, family ? `${name}${suffix}` : name, values[0] ?? "");
}

function item(name, value, at, dictionary, injector, shape) {
  const known = dictionary.property(name);
  const id = `egenskap-${at}`;
  const store = (_, text) => setProperty(injector, shape, name, text ?? "");
  const read = () => properties(shape).find(([its]) => its === name)?.[1] ?? value;
  return {
    id,
    label: label(name, known),
    entries: [
      ...(known?.family ? [suffixField(id, name, known, injector, shape)] : []),
      valueField(`${id}-verdi`, known, dictionary, read, store),
      note(`${id}-mening`, known ? known.meaning : `Egenskapen «${name}» er ukjent og blir avvist. Ta den bort.`),
    ],
    remove: (event) => {
      event.stopPropagation();
      setProperty(injector, shape, name, undefined);
    },
  };
}

function label(name, known) {
  if (!known) return name;
  return known.family ? `${known.label}: ${name.slice(known.name.length)}` : known.label;
}

function suffixField(id, name, { name: family, follows }, injector, shape) {
  return textField(
    `${id}-navn`,
    follows,
    () => name.slice(family.length),
    (_, text) => renameProperty(injector, shape, name, family + (text ?? "").trim()),
  );
}

function valueField(id, known, dictionary, read, store) {
  if (known?.values.length) return choice(id, "Verdi", known.values.map((value) => [value, value]), read, store);
  const options = known && dictionary.options(known.value);
  if (options) return choice(id, "Verdi", [["", "Velg …"], ...options], read, store);
  if (known?.value === "feel") return feelField(id, "Verdi (FEEL)", read, store);
  if (known?.value === "text-or-feel") return feelField(id, "Tekst, eller FEEL", read, store, { feel: "optional" });
  return textArea(id, "Verdi", read, store);
}
