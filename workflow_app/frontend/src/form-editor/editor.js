// form-js' editor as we use it: its canvas, dragging and undo. The palette is the page's, the panel ours.
import { FormEditor } from "@bpmn-io/form-js-editor";
import { registry, titled } from "./fields.js";
import { levelOf, slug, unused } from "./keys.js";

export function createEditor(canvas, told) {
  const elsewhere = document.createElement("div"); // where form-js would put its own palette and panel
  const formEditor = new FormEditor({
    container: canvas,
    palette: { parent: elsewhere },
    propertiesPanel: { parent: elsewhere },
    properties: { ariaLabel: "Feltene i skjemaet" },
    additionalModules: [
      {
        __init__: ["removal"],
        removal: ["type", Removal],
        formFields: ["type", registry(told.types)],
        propertiesPanel: ["value", {}],
        propertiesProvider: ["value", {}],
        repeatRenderManager: ["value", { isFieldRepeating: () => false }],
      },
    ],
  });
  return new Editor(formEditor, told);
}

/** Names the button that removes a field. */
class Removal {
  static $inject = ["formFieldContextActions"];

  constructor(actions) {
    actions.registerProvider(400, this); // after the one that adds it
  }

  getContextPadEntries(field) {
    return ({ delete: removal, ...others }) => ({ ...others, delete: { ...removal, title: `Fjern «${titled(field)}»` } });
  }
}

class Editor {
  constructor(formEditor, told) {
    this._form = formEditor;
    this.told = told;
    this.fresh = new Set(); // fields made here, whose keys follow their labels
    this.stack = formEditor.get("commandStack");
    this.selection = formEditor.get("selection");
    this._modeling = formEditor.get("modeling");
    this._registry = formEditor.get("formFieldRegistry");
    formEditor.on("commandStack.formField.add.executed", ({ context }) => this.fresh.add(context.formField.id));
  }

  /** Open a file's text; raises what makes it no form that we render. */
  async open(text) {
    this._opened = JSON.parse(text);
    await this._form.importSchema(this._opened);
  }

  get schema() {
    return this._form._getState().schema;
  }

  /** The file's text as it stands: laid out as ours are, of the schema version that the file said. */
  text() {
    const schema = this._form.saveSchema();
    if ("schemaVersion" in this._opened) schema.schemaVersion = this._opened.schemaVersion;
    else delete schema.schemaVersion;
    return `${JSON.stringify(schema, null, 2)}\n`;
  }

  /** Something in the form was changed, done again or undone. */
  onChange(heard) {
    this._form.on("commandStack.changed", ({ trigger }) => trigger !== "clear" && heard(trigger));
  }

  onSelection(heard) {
    for (const event of ["selection.changed", "import.done"]) this._form.on(event, 500, () => heard());
  }

  /** The component that is selected, if any. */
  get selected() {
    const field = this.selection.get();
    return field && field.type !== "default" ? this._registry.get(field.id) : null;
  }

  /** Add a component after the selected one, or inside it where it holds others. */
  add(type) {
    const { parent, index } = this._place();
    const row = this._form.get("formLayouter").nextRowId();
    const attributes = { type, _parent: parent.id, layout: { row, columns: null } };
    const made = this._modeling.addFormField({ ...attributes, ...this._key(type, parent.id) }, parent, index);
    this.selection.set(made);
  }

  /** The key that a new component has until its label gives it another. */
  _key(type, parentId) {
    const { name, keyed } = this.told.types[type];
    const free = unused(slug(name), levelOf(this.schema, parentId));
    return keyed ? { key: free } : type === "dynamiclist" ? { path: free } : {};
  }

  _place() {
    const selected = this.selected;
    if (!selected) return { parent: this.schema, index: this.schema.components.length };
    if (selected.components) return { parent: selected, index: selected.components.length };
    const parent = this._parentOf(selected);
    return { parent, index: parent.components.indexOf(selected) + 1 };
  }

  edit(field, properties) {
    this._modeling.editFormField(field, properties);
  }

  remove(field) {
    const parent = this._parentOf(field);
    this._modeling.removeFormField(field, parent, parent.components.indexOf(field));
  }

  /** Whether it can be moved so many places among those around it. */
  canMove(field, steps) {
    const place = this._parentOf(field).components.indexOf(field) + steps;
    return place >= 0 && place < this._parentOf(field).components.length;
  }

  move(field, steps) {
    const parent = this._parentOf(field);
    const place = parent.components.indexOf(field);
    this._modeling.moveFormField(field, parent, parent, place, steps > 0 ? place + steps + 1 : place + steps);
    this.selection.set(field);
  }

  /** Move it to the end of another container. */
  moveInto(field, containerId) {
    const [source, target] = [this._parentOf(field), this._registry.get(containerId)];
    this._modeling.moveFormField(field, source, target, source.components.indexOf(field), target.components.length);
    this.selection.set(field);
  }

  _parentOf(field) {
    return this._registry.get(field._parent);
  }
}
