// Every page works without this file; it makes some of them nicer.
import "@digdir/designsystemet-web";
import htmx from "htmx.org";
import "./app.css";

// The content policy forbids inline style: the indicator is styled in forms.css.
htmx.config.includeIndicatorCSS = false;

// A form stays as it stands when the server cannot show it again (a session that ended, say):
// what was typed is kept, and sending it in says what is wrong.
htmx.config.noSwap = [204, 304, "4xx", "5xx"];

// The viewer is large: load it when a diagram comes into view, also one inside a closed <details>.
const onSight = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    onSight.unobserve(target);
    import("./diagram.js").then(({ show }) => show(target));
  }
});

htmx.onLoad((content) => {
  for (const diagram of content.querySelectorAll("[data-diagram-url]")) onSight.observe(diagram);
  if (content !== document.body) content.querySelector(".ds-error-summary")?.focus(); // a whole page has autofocus
});

// A sentence of a comparison shows what it is about in the diagrams of the page.
for (const event of ["focusin", "click"]) {
  document.addEventListener(event, ({ target }) => {
    const link = target.closest("[data-diagram-ids]");
    if (!link) return;
    for (const figure of document.querySelectorAll("[data-diagram-url]")) {
      figure.dataset.diagramLook = link.dataset.diagramIds;
      figure.dispatchEvent(new Event("diagram:look"));
    }
  });
}
