// The component types as the canvas shows them: a card that says what a field asks, and how. How it looks to
// those who fill it in is the preview's to show. What a file has is left as it is: only a new field gets anything.
import { Default, DynamicList, FormRenderContext, Group } from "@bpmn-io/form-js-viewer";
import { h } from "preact";
import { useContext } from "preact/hooks";

const CONTAINERS = { group: Group, dynamiclist: DynamicList };
const LONGEST = 120;

/** The registry that form-js asks for a type: ours and no other. */
export function registry(types) {
  return class OurFields {
    constructor() {
      this._formFields = { default: emptied(Default, Default.config) };
      for (const [type, offer] of Object.entries(types)) this.register(type, made(type, offer));
    }

    register(type, component) {
      this._formFields[type] = component;
    }

    get(type) {
      return this._formFields[type];
    }
  };
}

function made(type, { name, begins, keyed }) {
  const create = (options = {}, isNew) => (isNew ? { ...structuredClone(begins), ...options } : { ...options });
  const config = { type, name, keyed, group: "basic-input", create };
  const container = CONTAINERS[type];
  if (!container) return Object.assign(({ field }) => card(field, name), { config });
  const { pathed, repeatable } = container.config;
  return emptied(container, { ...config, pathed, repeatable }, name);
}

/** The container of form-js, which says in bokmål that nothing is in it. */
function emptied(component, config, name) {
  function Emptied(props) {
    const context = useContext(FormRenderContext);
    const inside = h(FormRenderContext.Provider, { value: { ...context, Empty } }, h(component, props));
    return name ? h("div", null, card(props.field, name), inside) : inside;
  }
  return Object.assign(Emptied, { config });
}

function Empty({ field }) {
  return h("p", { class: "form-card-empty" }, field.type === "default" ? "Skjemaet er tomt. Velg over hva det skal spørre om." : "Ingenting her ennå.");
}

function card(field, name) {
  const facts = [name];
  if (field.validate?.required) facts.push("må fylles ut");
  if (field.conditional?.hide) facts.push("skjules noen ganger");
  return h("div", { class: "form-card" }, [h("span", { class: "form-card-label" }, titled(field)), h("span", { class: "form-card-facts" }, facts.join(" · "))]);
}

/** What a component is called. */
export function titled(field) {
  const text = field.label || field.dateLabel || field.timeLabel || field.text || "";
  if (text) return text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text;
  return field.type === "separator" || field.type === "spacer" ? "" : "Uten ledetekst";
}
