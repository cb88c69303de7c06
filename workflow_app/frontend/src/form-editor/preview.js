// Has the server render the form as it stands, a moment after each change: htmx listens for the event.
const PAUSE = 400;

export class Preview {
  constructor(schema) {
    this.schema = schema;
  }

  touch(text) {
    if (this.schema.value === text) return;
    this.schema.value = text;
    clearTimeout(this._timer);
    this._timer = setTimeout(() => {
      document.getElementById("visning").dispatchEvent(new CustomEvent("skjema-endret", { bubbles: true }));
    }, PAUSE);
  }
}
