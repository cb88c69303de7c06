// The buttons above the canvas, and the page's dialogs.
const ACTIONS = {
  undo: (modeler) => modeler.get("commandStack").undo(),
  redo: (modeler) => modeler.get("commandStack").redo(),
  find: (modeler) => modeler.get("searchPad").open(),
  larger: (modeler) => modeler.get("zoomScroll").stepZoom(1),
  smaller: (modeler) => modeler.get("zoomScroll").stepZoom(-1),
  all: (modeler) => modeler.get("canvas").zoom("fit-viewport", "auto"),
  map: (modeler) => modeler.get("minimap").toggle(),
};

export function wire(modeler, bar) {
  let enter = false;
  bar.addEventListener("keydown", ({ key }) => (enter = key === "Enter"));
  bar.addEventListener("click", (event) => {
    event.stopPropagation(); // a click anywhere on the page closes the search again
    const { action, opens } = event.target.closest("button")?.dataset ?? {};
    const act = () => ACTIONS[action]?.(modeler);
    if (enter) addEventListener("keyup", act, { once: true }); // or the search would take the key as its own
    else act();
    enter = false;
    if (opens) document.getElementById(opens).showModal();
  });
  const stack = modeler.get("commandStack");
  const enable = () => {
    bar.querySelector("[data-action=undo]").disabled = !stack.canUndo();
    bar.querySelector("[data-action=redo]").disabled = !stack.canRedo();
  };
  modeler.on("commandStack.changed", enable);
  modeler.on("import.done", enable);
  const map = bar.querySelector("[data-action=map]");
  modeler.on("minimap.toggle", ({ open }) => map.setAttribute("aria-pressed", String(open)));
}
