// Every page works without this file; it makes some of them nicer.
import "@digdir/designsystemet-web"; // fields tie label, hint and error together; a new error summary takes focus
import htmx from "htmx.org";
import "./app.css";

// The policy forbids inline style and eval: say so to htmx instead of letting it try.
htmx.config.includeIndicatorCSS = false;
htmx.config.history = false; // a restored page comes from the server, where access is decided

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
});
