// A diagram to read: with the state of each element in a case marked, or what realises a clause.
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
// The same facts stand as text beside it. Buttons zoom for those who cannot use a wheel.
import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";
import "bpmn-js/dist/assets/diagram-js.css";
import "bpmn-js/dist/assets/bpmn-js.css";

const LEGIBLE = 0.6;

export async function show(figure) {
  try {
    const viewer = new NavigatedViewer({ container: figure.querySelector(".diagram-canvas") });
    await viewer.importXML(await download(figure.dataset.diagramUrl));
    const marks = JSON.parse(figure.dataset.diagramMarks ?? "{}");
    mark(viewer, marks);
    offerZoom(figure, viewer.get("canvas"));
    lookAtTheMarks(viewer, marks);
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
    for (const id of ids) if (elements.get(id)) canvas.addMarker(id, `mark-${state}`);
  }
}

// A wide diagram opens at what is marked, large enough to read; "show all" is a button away.
function lookAtTheMarks(viewer, { overdue = [], active = [], clause = [], around = [] }) {
  const canvas = viewer.get("canvas");
  const elements = viewer.get("elementRegistry");
  const place = [...overdue, ...active, ...clause, ...around].map((id) => elements.get(id)).find(Boolean);
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
