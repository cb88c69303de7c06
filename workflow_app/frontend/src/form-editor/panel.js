// What is said of the selected component, from the server's table of settings.
import { control } from "./controls.js";
import { make } from "./dom.js";
import { titled } from "./fields.js";
import { levelOf, slug, unused, walk } from "./keys.js";
import { at, put } from "./paths.js";

const OPEN = ["Spørsmålet", "Svaret"];
const LABELS = ["label", "dateLabel"];

export class Panel {
  constructor(place, editor, told) {
    Object.assign(this, { place, editor, told });
    editor.onSelection(() => this.show());
    editor.onChange((trigger) => {
      if (trigger !== "execute" || !this.place.contains(document.activeElement)) this.show();
    });
    this.show();
  }

  show() {
    const field = this.editor.selected;
    if (!field) return void this.place.replaceChildren(make("p", { class: "hint" }, "Velg et felt for å endre det."));
    const isNew = this._shown !== field.id;
    this._shown = field.id;
    this.place.replaceChildren(this._heading(field), this._moves(field), ...this._groups(field));
    if (isNew && this.editor.fresh.has(field.id)) this._begin();
  }

  /** Go on to write what a new field asks, once form-js has drawn it and gone to it. */
  _begin() {
    requestAnimationFrame(() => requestAnimationFrame(() => this.place.querySelector("input, textarea")?.focus()));
  }

  _heading(field) {
    const name = this.told.types[field.type].name;
    return make("p", { class: "form-editor-selected" }, [make("strong", {}, name), " ", titled(field)]);
  }

  _moves(field) {
    const button = (text, act, disabled = false) =>
      make("button", { type: "button", class: "ds-button", "data-variant": "tertiary", "data-size": "sm", disabled, onclick: act }, text);
    const step = (steps) => () => {
      this.editor.move(field, steps);
      this.show();
    };
    return make("div", { class: "row" }, [
      button("Flytt opp", step(-1), !this.editor.canMove(field, -1)),
      button("Flytt ned", step(1), !this.editor.canMove(field, 1)),
      button("Fjern", () => this.editor.remove(field)),
    ]);
  }

  _groups(field) {
    const offered = this.told.types[field.type].settings.filter(
      ({ subtypes }) => !subtypes.length || subtypes.includes(field.subtype ?? "date"),
    );
    const names = [...new Set(offered.map(({ group }) => group))];
    const groups = names.map((name) => {
      const settings = offered.filter(({ group }) => group === name);
      const open = OPEN.includes(name) || settings.some(({ path }) => at(field, path) !== undefined);
      return make("details", { class: "form-editor-settings", open }, [
        make("summary", {}, name),
        ...settings.map((setting) => this._control(field, setting)),
      ]);
    });
    return [...groups, this._container(field)].filter(Boolean);
  }

  _control(field, setting) {
    const others = walk(this.editor.schema.components).filter((part) => part.id !== field.id);
    const around = {
      told: this.told,
      field,
      others,
      facts: this._facts(others),
      taken: () => levelOf(this.editor.schema, field._parent).filter((key) => key !== at(field, setting.path)),
      again: () => this.show(),
    };
    return control(setting, at(field, setting.path), (value) => this._set(field, setting.path, value), around);
  }

  /** What expressions can read: the answers of this form first, then the case's other facts. */
  _facts(others) {
    const own = others.filter(({ key }) => key).map((part) => [part.key, titled(part)]);
    const names = new Set(own.map(([name]) => name));
    return [...own, ...this.told.facts.filter(([name]) => !names.has(name))];
  }

  _set(field, path, value) {
    const changes = put(field, path, value);
    if (path === "dateLabel" && field.label) changes.label = value; // the label that form-js does not show is read first
    if (LABELS.includes(path)) Object.assign(changes, this._named(field, value));
    this._showKey(changes.key ?? changes.path);
    if (path === "key" || path === "path") this.editor.fresh.delete(field.id);
    this.editor.edit(field, changes);
  }

  /** A new field's key follows its label, until somebody writes it. */
  _named(field, label) {
    const own = field.type === "dynamiclist" ? "path" : "key";
    const name = slug(label ?? "");
    if (!this.editor.fresh.has(field.id) || !name || !(own in field)) return {};
    const taken = levelOf(this.editor.schema, field._parent).filter((key) => key !== field[own]);
    return { [own]: unused(name, taken) };
  }

  _showKey(name) {
    const input = this.place.querySelector("#innstilling-key, #innstilling-path");
    if (name && input) input.value = name;
  }

  _container(field) {
    const inside = new Set(walk(field.components ?? []).map(({ id }) => id));
    const containers = walk(this.editor.schema.components).filter(
      ({ id, components }) => components && id !== field.id && !inside.has(id),
    );
    if (!containers.length) return null;
    const options = [[this.editor.schema.id, "Skjemaet selv"], ...containers.map((part) => [part.id, titled(part)])];
    const setting = { path: "_parent", label: "Ligger i", kind: "choice", options, help: "" };
    return make("div", { class: "form-editor-settings" }, [
      control(setting, field._parent, (id) => this.editor.moveInto(field, id), {}),
    ]);
  }
}
