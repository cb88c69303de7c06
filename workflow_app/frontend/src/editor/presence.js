// Tells that the draft is open here, and says who else has it open.
const EVERY = 20_000;
const KEY = "somlos-vindu";

export function watch(server, note) {
  const window = nameOfThisWindow();
  const beat = async () => {
    if (document.visibilityState === "hidden") return;
    const { others } = await server.beat(window).catch(() => ({ others: null }));
    if (others) tell(note, others);
  };
  beat();
  setInterval(beat, EVERY);
  document.addEventListener("visibilitychange", beat);
}

/** The same after a reload, so that nobody meets oneself. */
function nameOfThisWindow() {
  const name = sessionStorage.getItem(KEY) ?? String(Math.random());
  sessionStorage.setItem(KEY, name);
  return name;
}

function tell(note, others) {
  note.hidden = others.length === 0;
  const text = `${others.join(" og ")} har også utkastet åpent. Avtal hvem som endrer.`;
  if (note.textContent !== text) note.textContent = text;
}
