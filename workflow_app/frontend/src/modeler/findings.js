// What the server's lint says of the diagram as it stands, on the elements and as a list.
import { owner } from "./properties.js";

const WORDS = { error: "Feil", warning: "Advarsel", info: "Merknad" };
const ORDER = ["error", "warning", "info"];

export class Findings {
  constructor(modeler, { list, count }) {
    Object.assign(this, { modeler, list, count });
    this._marked = [];
    list.addEventListener("click", ({ target }) => {
      const id = target.closest("[data-element]")?.dataset.element;
      if (id) show(modeler, id);
    });
  }

  /** Replace what is shown by these findings: {severity, element, name, rule, message}. */
  show(findings) {
    this._mark(findings.filter(({ severity }) => severity !== "info"));
    const sorted = [...findings].sort((one, other) => ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity));
    this.list.replaceChildren(...sorted.map((finding) => row(finding, shapeOf(this.modeler, finding.element))));
    const said = summary(findings);
    if (this.count.textContent !== said) this.count.textContent = said; // told anew only when it is new
  }

  /** Say that it could not be checked; what was found stays. */
  fail(message) {
    this.count.textContent = message;
  }

  _mark(findings) {
    const overlays = this.modeler.get("overlays");
    overlays.remove({ type: "finding" });
    const canvas = this.modeler.get("canvas");
    for (const [id, marker] of this._marked) if (this.modeler.get("elementRegistry").get(id)) canvas.removeMarker(id, marker);
    this._marked = [];
    for (const [id, found] of byShape(this.modeler, findings)) {
      const worst = found.some(({ severity }) => severity === "error") ? "error" : "warning";
      canvas.addMarker(id, `found-${worst}`);
      this._marked.push([id, `found-${worst}`]);
      overlays.add(id, "finding", { position: { top: -10, right: 10 }, html: badge(found, worst) });
    }
  }
}

/** Select an element and bring it into view. */
export function show(modeler, id) {
  const element = shapeOf(modeler, id);
  if (!element) return;
  centre(modeler, element);
  modeler.get("selection").select(element);
  modeler.get("canvas").focus();
}

/** Bring a shape to the middle of the canvas, at the scale that it has; of a large one, its beginning. */
export function centre(modeler, shape) {
  const canvas = modeler.get("canvas");
  const root = canvas.findRoot(shape);
  if (root && root !== canvas.getRootElement()) canvas.setRootElement(root);
  const view = canvas.viewbox();
  const { x, y, width, height } = shape.waypoints ? { ...shape.waypoints[0], width: 0, height: 0 } : shape;
  const middle = { x: x + Math.min(width, view.width) / 2, y: y + Math.min(height, view.height) / 2 };
  canvas.viewbox({ ...view, x: middle.x - view.width / 2, y: middle.y - view.height / 2 });
}

/** The shape of an element; a process's is its pool. */
export function shapeOf(modeler, id) {
  const shapes = modeler.get("elementRegistry");
  return shapes.get(id) ?? shapes.find((shape) => owner(shape)?.id === id && shape.type === "bpmn:Participant");
}

function byShape(modeler, findings) {
  const grouped = new Map();
  for (const finding of findings) {
    const shape = finding.element && shapeOf(modeler, finding.element);
    if (shape) grouped.set(shape.id, [...(grouped.get(shape.id) ?? []), finding]);
  }
  return grouped;
}

function badge(found, worst) {
  const element = document.createElement("div");
  element.className = `finding-badge finding-badge--${worst}`;
  element.textContent = found.length > 1 ? `${found.length} ${worst === "error" ? "feil" : "varsler"}` : WORDS[worst];
  element.title = found.map(({ message }) => message).join("\n");
  return element;
}

function row({ severity, element, name, message }, shape) {
  const item = document.createElement("li");
  item.className = `finding finding--${severity}`;
  const tag = document.createElement("span");
  tag.className = "finding-severity";
  tag.textContent = WORDS[severity];
  const text = document.createElement("span");
  text.textContent = message;
  const where = document.createElement(shape ? "button" : "span");
  where.className = "finding-where";
  where.textContent = name || (shape ? element : "Hele filen");
  if (shape) Object.assign(where, { type: "button" }).dataset.element = element;
  item.append(tag, where, text);
  return item;
}

function summary(findings) {
  const count = (severity) => findings.filter((each) => each.severity === severity).length;
  const [errors, warnings] = [count("error"), count("warning")];
  if (!errors && !warnings) return "Ingen feil.";
  const said = [errors && `${errors} feil`, warnings && `${warnings} ${warnings === 1 ? "advarsel" : "advarsler"}`];
  return `${said.filter(Boolean).join(" og ")}.`;
}
