// A diagram to read: with the state of each element in a case marked, what realises a clause, or what
// differs from another version.
//
// <figure class="diagram" data-diagram-url="URL of the BPMN file"
//         data-diagram-marks='{"active": ["elementId"], "overdue": [], "done": []}'>
//   <div class="diagram-tools" hidden>
//     <button type="button" class="ds-button" data-variant="secondary" data-diagram-zoom="1.25">…</button>
//     <button type="button" class="ds-button" data-variant="secondary" data-diagram-zoom="fit">…</button>
//   </div>
//   <div class="diagram-canvas" role="group" aria-label="…"></div>
//   <p class="ds-alert" data-color="danger" data-diagram-failed hidden>…</p>
// </figure>
//
// With data-diagram-picks="id of a form" a click on an element chooses it in a <select> of that form.
//
// The same facts stand as text beside it. Buttons zoom for those who cannot use a wheel. What the event
// diagram:look asks for (data-diagram-look, ids separated by spaces) is brought into view and selected.
import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";
import "bpmn-js/dist/assets/diagram-js.css";
import "bpmn-js/dist/assets/bpmn-js.css";

const LEGIBLE = 0.6;

// Where a wide diagram opens: at the first element of the first of these marks that it has.
const WORTH_A_LOOK = ["overdue", "active", "clause", "removed", "added", "moved", "changed", "around"];

// Marks that are a sign as well as a line: with what they show to the left of the element.
const SIGNS = { added: "+", removed: "−", moved: "↕", changed: "≠" };

export async function show(figure) {
  try {
    const viewer = new NavigatedViewer({ container: figure.querySelector(".diagram-canvas") });
    await viewer.importXML(await download(figure.dataset.diagramUrl));
    const marks = JSON.parse(figure.dataset.diagramMarks ?? "{}");
    mark(viewer, marks);
    offerZoom(figure, viewer.get("canvas"));
    offerPicking(figure, viewer);
    lookAtTheMarks(viewer, marks);
    figure.addEventListener("diagram:look", () => look(figure, viewer));
    look(figure, viewer);
  } catch (error) {
    console.error("diagram:", error);
    figure.querySelector("[data-diagram-failed]").hidden = false;
  }
}

async function download(url) {
  const response = await fetch(url, { credentials: "same-origin" });
  if (!response.ok) throw new Error(`${response.status} for the diagram`);
  return response.text();
}

function mark(viewer, marks) {
  const canvas = viewer.get("canvas");
  const elements = viewer.get("elementRegistry");
  for (const [state, ids] of Object.entries(marks)) {
    for (const id of ids) {
      if (!elements.get(id)) continue;
      canvas.addMarker(id, `mark-${state}`);
      if (SIGNS[state]) sign(viewer, elements.get(id), state);
    }
  }
}

function sign(viewer, element, state) {
  const html = document.createElement("span");
  html.className = `diagram-sign mark-${state}`;
  html.textContent = SIGNS[state];
  const middle = element.waypoints?.[Math.floor((element.waypoints.length - 1) / 2)];
  const position = middle
    ? { left: middle.x - Math.min(...element.waypoints.map(({ x }) => x)), top: middle.y - Math.min(...element.waypoints.map(({ y }) => y)) }
    : { left: -16, top: -16 };
  viewer.get("overlays").add(element, { position, html, scale: { min: 1 } }); // legible when all is shown
}

// Selects those of the elements that this version has, and shows the first, on whichever plane it is drawn.
function look(figure, viewer) {
  const canvas = viewer.get("canvas");
  const elements = viewer.get("elementRegistry");
  const ids = (figure.dataset.diagramLook ?? "").split(" ").filter(Boolean);
  const places = ids.map((id) => elements.get(id)).filter(Boolean);
  const [place] = places;
  const absent = figure.querySelector("[data-diagram-absent]");
  if (absent) absent.hidden = ids.length === 0 || Boolean(place);
  viewer.get("selection").select(places);
  if (!place) return;
  canvas.setRootElement(canvas.findRoot(place));
  if (canvas.zoom() < LEGIBLE) canvas.zoom(LEGIBLE);
  canvas.scrollToElement(place, { top: 150, right: 150, bottom: 150, left: 150 });
}

// A wide diagram opens at what is marked, large enough to read; "show all" is a button away.
function lookAtTheMarks(viewer, marks) {
  const canvas = viewer.get("canvas");
  const elements = viewer.get("elementRegistry");
  const place = WORTH_A_LOOK.flatMap((state) => marks[state] ?? [])
    .map((id) => elements.get(id))
    .find(Boolean);
  if (!place || canvas.zoom() >= LEGIBLE) return;
  canvas.zoom(LEGIBLE);
  canvas.scrollToElement(place, { top: 200, right: 300, bottom: 200, left: 300 });
}

function offerZoom(figure, canvas) {
  const fit = () => canvas.zoom("fit-viewport", "auto");
  fit();
  const tools = figure.querySelector(".diagram-tools");
  if (!tools) return;
  tools.hidden = false;
  tools.addEventListener("click", ({ target }) => {
    const step = target.closest("[data-diagram-zoom]")?.dataset.diagramZoom;
    if (step === "fit") fit();
    else if (step) canvas.zoom(canvas.zoom() * Number(step), "auto");
  });
}

// The field that was used last is chosen in, if it offers the element; else the first that does.
function offerPicking(figure, viewer) {
  const form = document.getElementById(figure.dataset.diagramPicks ?? "");
  if (!form) return;
  document.querySelector("[data-diagram-hint]")?.removeAttribute("hidden");
  const fields = [...form.querySelectorAll("select")];
  let used = fields[0];
  const offers = (field, id) => [...field.options].some(({ value }) => value === id);
  form.addEventListener("focusin", ({ target }) => {
    if (fields.includes(target)) used = target;
  });
  form.addEventListener("change", () => markChosen(viewer, fields));
  viewer.on("element.click", ({ element }) => {
    const id = (element.labelTarget ?? element).id;
    const field = [used, ...fields].find((one) => offers(one, id));
    if (!field) return;
    field.value = id;
    used = field;
    markChosen(viewer, fields);
  });
  markChosen(viewer, fields);
}

function markChosen(viewer, fields) {
  const canvas = viewer.get("canvas");
  const elements = viewer.get("elementRegistry");
  for (const { id } of elements.filter(({ id }) => canvas.hasMarker(id, "mark-chosen"))) canvas.removeMarker(id, "mark-chosen");
  for (const { value } of fields) if (elements.get(value)) canvas.addMarker(value, "mark-chosen");
}
