// The panel's fields, bound to a value of the selected element: label, explanation, getter and setter.
import {
  FeelEntry,
  FeelLanguageContext,
  SelectEntry,
  TextAreaEntry,
  TextFieldEntry,
  isFeelEntryEdited,
  isSelectEntryEdited,
  isTextAreaEntryEdited,
  isTextFieldEntryEdited,
} from "@bpmn-io/properties-panel";
import { useService } from "bpmn-js-properties-panel";

// The panel draws an entry's component with the entry as its properties. Each component is one and the same
// for all fields of its kind: a new one at every change would make a new field, and lose what is being typed.

/** A field for the panel: `read(shape)` and `store(shape, value)` say where its value is kept. */
export function textField(id, label, read, store, more = {}) {
  return { id, label, read, store, ...more, component: Text, isEdited: isTextFieldEntryEdited };
}

export function textArea(id, label, read, store, more = {}) {
  return { id, label, read, store, rows: 3, autoResize: true, ...more, component: Area, isEdited: isTextAreaEntryEdited };
}

/** `options` are [value, label] pairs, or a function of the shape that gives them. */
export function choice(id, label, options, read, store, more = {}) {
  return { id, label, options, read, store, ...more, component: Choice, isEdited: isSelectEntryEdited };
}

/** FEEL with our facts and functions suggested; `feel` is "required", or "optional" where a text will do. */
export function feelField(id, label, read, store, more = {}) {
  return { id, label, read, store, feel: "required", ...more, component: OurFeel, isEdited: isFeelEntryEdited };
}

/** What is only read: a sentence, a note, or a function of the shape that gives it. */
export function note(id, text) {
  return { id, text, component: Note };
}

/** A button that does something to the selected element. */
export function button(id, label, act) {
  return { id, label, act, component: Button };
}

const Text = (props) => <TextFieldEntry {...useBound(props)} />;
const Area = (props) => <TextAreaEntry {...useBound(props)} />;

function Choice({ options, ...props }) {
  const pairs = (shape) => (typeof options === "function" ? options(shape) : options);
  const getOptions = (shape) => pairs(shape).map(([value, label]) => ({ value, label }));
  return <SelectEntry {...useBound(props)} getOptions={getOptions} />;
}

function OurFeel(props) {
  const dictionary = useService("dictionary");
  return (
    <FeelLanguageContext.Provider value={dictionary.language}>
      <FeelEntry {...useBound(props)} variables={dictionary.variables(props.element)} />
    </FeelLanguageContext.Provider>
  );
}

/** What the library's fields want of one of ours. */
function useBound({ read, store, component, isEdited, element, ...props }) {
  return {
    ...props,
    element,
    getValue: read,
    setValue: (value) => store(element, value),
    debounce: useService("debounceInput"),
    translate: useService("translate"),
  };
}

function Note({ id, text, element }) {
  const said = typeof text === "function" ? text(element) : text;
  return said ? (
    <div class="bio-properties-panel-entry panel-note" data-entry-id={id}>
      {said}
    </div>
  ) : null;
}

function Button({ id, label, act, element }) {
  return (
    <div class="bio-properties-panel-entry" data-entry-id={id}>
      <button type="button" class="panel-button" onClick={() => act(element)}>
        {label}
      </button>
    </div>
  );
}

/** Let the FEEL fields of a group that is not ours suggest our facts and functions. */
export function speakingOurFeel(group) {
  const entries = group.entries?.map(spoken);
  const items = group.items?.map((item) => ({ ...item, entries: item.entries?.map(spoken) }));
  return { ...group, ...(entries && { entries }), ...(items && { items }) };
}

const SPOKEN = new Map(); // one component a component, or every keystroke would make a new field

function spoken(entry) {
  if (!SPOKEN.has(entry.component)) SPOKEN.set(entry.component, speaking(entry.component));
  return { ...entry, component: SPOKEN.get(entry.component) };
}

function speaking(Component) {
  return (props) => {
    const dictionary = useService("dictionary");
    return (
      <FeelLanguageContext.Provider value={dictionary.language}>
        <Component {...props} />
      </FeelLanguageContext.Provider>
    );
  };
}
