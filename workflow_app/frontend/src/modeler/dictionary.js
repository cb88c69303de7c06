// What the server says that the draft knows: facts, forms, clauses, properties, functions.
// The facts are told anew at every check, since they follow from the diagram and its forms.
import { eventOf, kind } from "./properties.js";

class Dictionary {
  constructor({ facts, ...given }) {
    Object.assign(this, given);
    this.language = { parserDialect: "camunda", builtins: given.functions.map(suggestion) };
    this.learn(facts);
  }

  /** Take these facts as the draft's; false when they are the ones that it had. */
  learn(facts) {
    const told = JSON.stringify(facts);
    if (told === this._told) return false;
    this._told = told;
    this._variables = new Map();
    const count = (label) => facts.filter((fact) => fact.label === label).length;
    this.facts = facts.map((fact) => ({ ...fact, label: count(fact.label) > 1 ? `${fact.label} (${fact.name})` : fact.label }));
    return true;
  }

  /** Whether an extension element of Camunda's has an effect here. */
  runs(extension) {
    return this.extensions[extension] === "runs";
  }

  label(fact) {
    return this.facts.find(({ name }) => name === fact)?.label ?? fact;
  }

  /** The property of that name, or the family that it belongs to. */
  property(name) {
    const family = name.slice(0, name.indexOf(".") + 1);
    return this.properties.find((each) => each.name === name) ?? this.properties.find((each) => each.family && each.name === family);
  }

  /** Whether a property means something on an element. */
  fits(name, shape) {
    const { kinds, events } = this.property(name) ?? { kinds: [], events: [] };
    const anywhere = !kinds.length && !events.length;
    return anywhere || kinds.includes(kind(shape)) || events.includes(eventOf(shape));
  }

  /** [value, label] pairs where a property takes one of the draft's own things; null for free text. */
  options(value) {
    const named = { checklist: this.checklists, form: this.forms }[value];
    if (named) return named.map(({ id, title }) => [id, title]);
    return value === "party" ? this.parties.map((party) => [party, party]) : null;
  }

  /** The facts that an expression on a shape may read, as the FEEL editor wants them: the same list
      while they are the same, or the editor would begin anew and close its suggestions. */
  variables(shape) {
    const scopes = ["case"];
    for (let around = shape; around; around = around.parent) scopes.push(around.id);
    const seen = this.facts.filter(({ scope }) => scopes.includes(scope));
    const key = seen.map(({ name }) => name).join();
    if (!this._variables.has(key)) this._variables.set(key, seen.map(({ name, label, type }) => ({ name, detail: type, info: label })));
    return this._variables.get(key);
  }
}

function suggestion({ name, description, parameters }) {
  return { name, type: "function", info: description, params: parameters.map((each) => ({ name: each })) };
}

/** Camunda's own FEEL fields ask this for what they suggest. */
class FactsOfTheDraft {
  constructor(dictionary, eventBus) {
    this._dictionary = dictionary;
    this._eventBus = eventBus;
  }

  getVariablesForElement(_element, shape) {
    return Promise.resolve(this._dictionary.variables(shape));
  }

  learn(facts) {
    if (this._dictionary.learn(facts)) this._eventBus.fire("propertiesPanel.providersChanged");
  }
}

FactsOfTheDraft.$inject = ["dictionary", "eventBus"];

export function dictionaryModule(given) {
  return { dictionary: ["value", new Dictionary(given)], variableResolver: ["type", FactsOfTheDraft] };
}
