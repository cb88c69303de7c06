// The page that edits a draft's diagram: see templates/revision/diagram.html for its elements.
import "../editor/nonce.js";
import { watch } from "../editor/presence.js";
import { Saving } from "../editor/saving.js";
import { Server } from "../editor/server.js";
import { Checking } from "./checking.js";
import { Findings, centre, shapeOf } from "./findings.js";
import { createModeler } from "./modeler.js";
import { read } from "./reading.js";
import { wire } from "./toolbar.js";
import { untranslated } from "./translate.js";
import { askWhatToKeep, download, offerKept } from "./dialogs.js";
import "./modeler.css";

const DIAGRAM = "journey.bpmn";
const LEGIBLE = 0.9;

async function start(page) {
  const part = (name) => page.querySelector(`[data-part=${name}]`);
  const server = new Server({ address: page.dataset.address, token: page.dataset.token });
  const draft = await server.read();
  const dictionary = await (await fetch(page.dataset.dictionary, { credentials: "same-origin" })).json();
  const modeler = createModeler({ canvas: part("canvas"), panel: part("panel"), dictionary });
  await modeler.importXML(draft.files[DIAGRAM]);
  wire(modeler, part("tools"));
  const wanted = lookAt(modeler, new URLSearchParams(location.search).get("element"));

  const findings = new Findings(modeler, { list: part("findings"), count: part("count") });
  const files = async () => ({ [DIAGRAM]: (await modeler.saveXML({ format: true })).xml });
  const checking = new Checking(server, files, {
    found: (answer) => {
      findings.show(answer.findings);
      modeler.get("variableResolver").learn(answer.facts);
    },
    failed: (message) => findings.fail(message),
  });
  const saving = new Saving(server, page.dataset.draft, draft.edition, {
    collect: files,
    status: (text, state) => Object.assign(part("status"), { textContent: text }).setAttribute("data-state", state),
    saved: (edition) => (document.querySelector("[data-edition]").value = edition),
    conflict: (error) => askWhatToKeep(part("conflict"), error, saving, files),
  });
  modeler.on("commandStack.changed", () => {
    saving.touch();
    checking.touch();
  });
  part("status").textContent = `Lagret ${draft.at}`;
  document.querySelector("[data-export]").addEventListener("click", (event) => saving.isUnsaved && download(event, files));
  watch(server, part("others"));
  await offerKept(part("kept"), page.dataset.draft, draft, async (copy) => {
    await modeler.importXML(copy.files[DIAGRAM]);
    saving.touch();
    checking.touch();
  });
  await Promise.all([checking.now(), drawn()]);
  if (wanted) modeler.get("selection").select(wanted);
  page.removeAttribute("aria-busy");
  globalThis.somlos = { modeler, untranslated, saving }; // for the browser's console and the tests
}

/** Begin where one asked for, else at the start, large enough to read. */
function lookAt(modeler, wanted) {
  const canvas = modeler.get("canvas");
  canvas.zoom("fit-viewport", "auto");
  if (canvas.zoom() < LEGIBLE) canvas.zoom(LEGIBLE);
  const start = modeler.get("elementRegistry").find(({ type }) => type === "bpmn:StartEvent");
  const place = (wanted && shapeOf(modeler, wanted)) || start;
  if (place) centre(modeler, place);
  return place === start ? null : place;
}

/** The panel follows a selection only when it has been drawn. */
async function drawn() {
  for (let frame = 0; frame < 3; frame += 1) {
    await new Promise(requestAnimationFrame);
    await new Promise((resolve) => setTimeout(resolve));
  }
}

const page = document.querySelector("[data-modeler]");
const open = matchMedia("(max-width: 39.99rem)").matches ? read : start; // what a phone shows is for reading
for (const part of page.querySelectorAll(":scope > :is(.modeler-tools, .modeler-body, .modeler-findings)")) part.hidden = false;
page.querySelector("[data-part=opening]").hidden = true;
open(page).catch((error) => {
  console.warn("modeler:", error);
  page.querySelector("[data-part=failed]").hidden = false;
});
