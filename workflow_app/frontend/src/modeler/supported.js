// The palette, the context pad and the menus offer what the server's table says that we run, and nothing else.
import { PopupEntries } from "bpmn-js/lib/features/popup-menu/PopupEntries";
import { eventOf, kind } from "./properties.js";

const FIRST_PRIORITY = 10; // the last to speak: after every provider that adds something

// What a menu calls otherwise than the catalogue of bpmn-js.
const RENAMED = {
  "none-start": "none-start-event",
  "none-end": "none-end-event",
  "none-intermediate-throw": "none-intermediate-throwing",
  "ad-hoc-subprocess": "expanded-ad-hoc-subprocess",
};
const ALWAYS = new Set(["replace-with-default-flow", "replace-with-sequence-flow"]);
const HEADERS = { "toggle-parallel-mi": "subProcess", "toggle-sequential-mi": "subProcess" };
const TOOLS = ["hand-tool", "lasso-tool", "space-tool", "global-connect-tool", "tool-separator"];

// What is drawn most often has a place in the palette; everything that runs is in its menu («create»).
const PALETTE = [
  ["event", "bpmn:StartEvent", null, "bpmn-icon-start-event-none"],
  ["event", "bpmn:IntermediateCatchEvent", "bpmn:TimerEventDefinition", "bpmn-icon-intermediate-event-catch-timer"],
  ["event", "bpmn:IntermediateCatchEvent", "bpmn:MessageEventDefinition", "bpmn-icon-intermediate-event-catch-message"],
  ["event", "bpmn:EndEvent", null, "bpmn-icon-end-event-none"],
  ["gateway", "bpmn:ExclusiveGateway", null, "bpmn-icon-gateway-xor"],
  ["gateway", "bpmn:ParallelGateway", null, "bpmn-icon-gateway-parallel"],
  ["activity", "bpmn:UserTask", null, "bpmn-icon-user-task"],
];
const KEPT_IN_PALETTE = { "create.subprocess-expanded": "subProcess", "create.group": "group" };
const APPENDED = [
  ["append.user-task", "bpmn:UserTask", "bpmn-icon-user-task"],
  ["append.exclusive-gateway", "bpmn:ExclusiveGateway", "bpmn-icon-gateway-xor"],
];
const KEPT_IN_PAD = /^(delete|replace|connect|set-color|append|append\.(end-event|text-annotation|receive-task|(message|timer|condition)-intermediate-event)|lane-.*|align-elements|distribute-.*)$/;

/** The server's tables, and what they mean for a type of bpmn-js. */
export class Supported {
  constructor({ elements, events, eventNames }) {
    this._elements = elements;
    this._events = events;
    this._names = { ...elements, ...eventNames };
  }

  /** Whether an element of that BPMN type with that event definition runs (or explains the diagram). */
  offers({ type, eventDefinitionType = null, triggeredByEvent = false }) {
    const name = local(type);
    if (triggeredByEvent || !(name in this._elements)) return false;
    return !(name in this._events) || this._events[name].includes(event(eventDefinitionType));
  }

  /** What we call it: "brukeroppgave", "ventende hendelse med tid". */
  nameOf({ type, eventDefinitionType = null }) {
    return this._names[`${local(type)}.${event(eventDefinitionType)}`] ?? this._names[local(type)] ?? local(type);
  }
}

function local(type) {
  const name = type.replace("bpmn:", "");
  return name[0].toLowerCase() + name.slice(1);
}

function event(definitionType) {
  return definitionType ? local(definitionType).replace("EventDefinition", "") : "none";
}

/** What a menu's entry would make, or null when we do not know, and for pools: a journey has one. */
function madeBy(id) {
  const name = id.replace(/^(replace-with|create|append)-/, "");
  return name.endsWith("-pool") ? null : (PopupEntries[RENAMED[name] ?? name]?.target ?? null);
}

class OnlySupported {
  constructor(config, palette, contextPad, popupMenu, create, elementFactory, autoPlace) {
    Object.assign(this, { create, elementFactory, autoPlace });
    this.supported = config;
    palette.registerProvider(FIRST_PRIORITY, this);
    contextPad.registerProvider(FIRST_PRIORITY, this);
    for (const menu of ["bpmn-replace", "bpmn-create", "bpmn-append"]) {
      popupMenu.registerProvider(menu, FIRST_PRIORITY, this);
    }
  }

  getPaletteEntries() {
    return (entries) => ({
      ...only(entries, (id) => TOOLS.includes(id) || id === "create"),
      ...Object.fromEntries(PALETTE.filter(([, ...what]) => this._offers(...what)).map((each) => this._placed(...each))),
      ...only(entries, (id) => id in KEPT_IN_PALETTE && this.supported.offers({ type: `bpmn:${KEPT_IN_PALETTE[id]}` })),
    });
  }

  getContextPadEntries(element) {
    return (entries) => {
      const kept = only(entries, (id) => KEPT_IN_PAD.test(id));
      if (!("append.append-task" in entries || "append" in entries) || eventOf(element) === "terminate") return kept;
      const added = APPENDED.filter(([, type]) => this._offers(type, null));
      return { ...Object.fromEntries(added.map((each) => this._appended(...each))), ...kept };
    };
  }

  getMultiElementContextPadEntries() {
    return (entries) => entries;
  }

  getPopupMenuEntries() {
    return (entries) => only(entries, (id) => ALWAYS.has(id) || this._runs(madeBy(id)));
  }

  getPopupMenuHeaderEntries(element) {
    return (entries) => only(entries, (id) => HEADERS[id] === kind(element) && kind(element) === "subProcess");
  }

  _offers(type, eventDefinitionType) {
    return this.supported.offers({ type, eventDefinitionType });
  }

  _runs(target) {
    return target !== null && this.supported.offers(target);
  }

  _placed(group, type, eventDefinitionType, className) {
    const what = { type, ...(eventDefinitionType && { eventDefinitionType }) };
    const start = (event) => this.create.start(event, this.elementFactory.createShape({ ...what }));
    const title = `Tegn ${this.supported.nameOf({ type, eventDefinitionType })}`;
    const id = `create.${local(type)}.${event(eventDefinitionType)}`;
    return [id, { group, className, title, action: { dragstart: start, click: start } }];
  }

  _appended(id, type, className) {
    const shape = () => this.elementFactory.createShape({ type });
    const title = `Legg til ${this.supported.nameOf({ type })}`;
    const action = {
      click: (_, element) => this.autoPlace.append(element, shape()),
      dragstart: (event, element) => this.create.start(event, shape(), { source: element }),
    };
    return [id, { group: "model", className, title, action }];
  }
}

OnlySupported.$inject = [
  "config.supported",
  "palette",
  "contextPad",
  "popupMenu",
  "create",
  "elementFactory",
  "autoPlace",
];

function only(entries, keeps) {
  return Object.fromEntries(Object.entries(entries).filter(([id]) => keeps(id)));
}

export default { __init__: ["onlySupported"], onlySupported: ["type", OnlySupported] };
