// The page that edits a form of a draft: see templates/revision/form.html for its elements.
import { watch } from "../editor/presence.js";
import { Saving } from "../editor/saving.js";
import { Server } from "../editor/server.js";
import { askWhatToKeep, offerKept } from "../modeler/dialogs.js";
import { createEditor } from "./editor.js";
import { Panel } from "./panel.js";
import { Preview } from "./preview.js";
import "./form-editor.css";

async function start(page) {
  const part = (name) => page.querySelector(`[data-part=${name}]`);
  const { address, path, draft: draftId } = page.dataset;
  const told = JSON.parse(document.getElementById("form-editor-told").textContent);
  const server = new Server({ address, token: "" });
  const draft = await server.read();
  let standing = draft.files[path]; // as the server has it

  const editor = createEditor(part("canvas"), told);
  await editor.open(standing);
  part("work").hidden = part("panel").hidden = false; // before anything is measured
  const preview = new Preview(document.getElementById("skjema-json"));
  let sent = standing;
  const files = async () => ({ [path]: (sent = editor.text()) });
  const saving = new Saving(server, `${draftId}/${path}`, draft.edition, {
    collect: files,
    status: (text, state) => Object.assign(part("status"), { textContent: text }).setAttribute("data-state", state),
    saved: ({ edition }) => {
      standing = sent;
      for (const field of document.querySelectorAll("[name=utgave]")) field.value = edition;
    },
    conflict: async (error) => {
      const now = await server.read().catch(() => null);
      if (now?.files[path] === standing) await saving.overwrite(now.edition); // another file was saved, not this one
      else askWhatToKeep(part("conflict"), error, saving, files);
    },
  });
  const changed = () => {
    saving.touch();
    preview.touch(editor.text());
  };
  new Panel(part("settings"), editor, told);
  wire(editor, page);
  editor.onChange(changed);
  preview.touch(editor.text());
  part("status").textContent = `Lagret ${draft.at}`;
  watch(server, part("others"));
  await offerKept(part("kept"), `${draftId}/${path}`, draft, async (copy) => {
    await editor.open(copy.files[path]);
    changed();
  });
  page.removeAttribute("aria-busy");
  globalThis.somlos = { editor, saving }; // for the browser's console and the tests
}

/** The palette adds on a click too, and the buttons above the canvas undo and redo. */
function wire(editor, page) {
  for (const button of page.querySelectorAll("[data-field-type]")) {
    if (button.matches("button")) button.addEventListener("click", () => editor.add(button.dataset.fieldType));
  }
  const [undo, redo] = ["undo", "redo"].map((action) => page.querySelector(`[data-action=${action}]`));
  undo.addEventListener("click", () => editor.stack.undo());
  redo.addEventListener("click", () => editor.stack.redo());
  editor.onChange(() => {
    undo.disabled = !editor.stack.canUndo();
    redo.disabled = !editor.stack.canRedo();
  });
}

const page = document.querySelector("[data-form-editor]");
if (page?.querySelector("[data-part=canvas]")) {
  start(page).catch((error) => {
    console.warn("form editor:", error);
    for (const name of ["work", "panel"]) page.querySelector(`[data-part=${name}]`).hidden = true;
    page.querySelector("[data-part=failed]").hidden = false;
  });
}
