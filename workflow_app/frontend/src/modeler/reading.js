// On a screen too small to draw on, the diagram is for reading, with what the lint says of it.
import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";
import { Server } from "../editor/server.js";
import { Findings, centre } from "./findings.js";

const DIAGRAM = "journey.bpmn";
const LEGIBLE = 0.6;

export async function read(page) {
  page.dataset.reading = "";
  const part = (name) => page.querySelector(`[data-part=${name}]`);
  const server = new Server({ address: page.dataset.address, token: page.dataset.token });
  const draft = await server.read();
  const viewer = new NavigatedViewer({ container: part("canvas") });
  await viewer.importXML(draft.files[DIAGRAM]);
  const canvas = viewer.get("canvas");
  canvas.zoom(LEGIBLE);
  const start = viewer.get("elementRegistry").find(({ type }) => type === "bpmn:StartEvent");
  if (start) centre(viewer, start);
  part("tools").addEventListener("click", ({ target }) => {
    const action = target.closest("button")?.dataset.action;
    if (action === "all") canvas.zoom("fit-viewport", "auto");
    else if (action) canvas.zoom(canvas.zoom() * (action === "larger" ? 1.25 : 0.8), "auto");
  });
  part("status").textContent = `Lagret ${draft.at}`;
  const findings = new Findings(viewer, { list: part("findings"), count: part("count") });
  findings.show((await server.check({})).findings);
  page.removeAttribute("aria-busy");
}
