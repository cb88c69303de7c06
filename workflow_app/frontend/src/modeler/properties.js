// Camunda's extension properties of an element, read and written in one step of the command stack.
import { getBusinessObject, is } from "bpmn-js/lib/util/ModelUtil";

/** The BPMN element that carries what is said of a shape: a pool's is its process. */
export function owner(shape) {
  const element = getBusinessObject(shape);
  return is(element, "bpmn:Participant") ? element.processRef : element;
}

/** The local BPMN name ("userTask") of what a shape stands for. */
export function kind(shape) {
  const type = owner(shape)?.$type ?? "";
  return type.slice(5, 6).toLowerCase() + type.slice(6);
}

/** The event definition's name ("timer"), or "none". */
export function eventOf(shape) {
  const definition = owner(shape)?.eventDefinitions?.[0];
  if (!definition) return "none";
  const type = definition.$type.slice(5).replace("EventDefinition", "");
  return type[0].toLowerCase() + type.slice(1);
}

/** The extension element of that type ("zeebe:FormDefinition"), if any. */
export function extension(shape, type) {
  return owner(shape)?.extensionElements?.values?.find((value) => value.$type === type);
}

/** [[name, value], ...] in the order in which they stand. */
export function properties(shape) {
  const found = extension(shape, "zeebe:Properties")?.properties ?? [];
  return found.map((property) => [property.name ?? "", property.value ?? ""]);
}

export function property(shape, name) {
  return properties(shape).find(([its]) => its === name)?.[1];
}

/** Set a property, or take it away (undefined); the others keep their order. */
export function setProperty(injector, shape, name, value) {
  const others = properties(shape);
  const place = others.findIndex(([its]) => its === name);
  const entry = value === undefined ? [] : [[name, value]];
  if (place < 0) others.push(...entry);
  else others.splice(place, 1, ...entry);
  setProperties(injector, shape, others);
}

export function renameProperty(injector, shape, before, after) {
  const renamed = properties(shape).map(([name, value]) => [name === before ? after : name, value]);
  setProperties(injector, shape, renamed);
}

function setProperties(injector, shape, entries) {
  setExtension(injector, shape, "zeebe:Properties", entries.length ? { properties: entries } : undefined);
}

/** Replace the extension element of a type by one with these attributes, or take it away. */
export function setExtension(injector, shape, type, attributes) {
  const factory = injector.get("bpmnFactory");
  const element = owner(shape);
  const standing = element.extensionElements?.values ?? [];
  const place = standing.findIndex((value) => value.$type === type);
  const values = [...standing];
  if (place >= 0) values.splice(place, 1);
  if (attributes) values.splice(place < 0 ? values.length : place, 0, made(factory, type, attributes));
  const extensionElements = values.length ? factory.create("bpmn:ExtensionElements", { values }) : undefined;
  for (const value of values) value.$parent = extensionElements;
  if (extensionElements) extensionElements.$parent = element;
  injector.get("modeling").updateModdleProperties(shape, element, { extensionElements });
}

function made(factory, type, attributes) {
  if (type !== "zeebe:Properties") return factory.create(type, attributes);
  const holder = factory.create(type, {});
  holder.properties = attributes.properties.map(([name, value]) => {
    const entry = factory.create("zeebe:Property", { name, value });
    entry.$parent = holder;
    return entry;
  });
  return holder;
}
