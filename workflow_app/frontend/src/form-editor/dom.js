/** Make an element: attributes by name, listeners as functions (`onclick`), children as texts and elements. */
export function make(tag, attributes = {}, children = []) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function" || name === "value") element[name] = value;
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...[children].flat().filter((child) => child !== null && child !== undefined));
  return element;
}
