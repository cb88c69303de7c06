// What only a person can decide: whose changes stand, and whether a kept copy is taken up again.
import { drop, kept } from "../editor/local.js";

/** Somebody else saved meanwhile: see theirs, keep ours over theirs, or take ours away as a file. */
export function askWhatToKeep(dialog, { by, at, edition }, saving, files) {
  dialog.querySelector("[data-says]").textContent =
    `${by} lagret utkastet ${at}, etter at du åpnet det. Endringene dine er ikke lagret, men tatt vare på i nettleseren.`;
  dialog.onclick = async ({ target }) => {
    const choice = target.closest("[data-choice]")?.dataset.choice;
    if (choice === "theirs") {
      await saving.forget();
      location.reload();
    } else if (choice === "mine") {
      dialog.close();
      await saving.overwrite(edition);
    } else if (choice === "download") await download(null, files);
  };
  if (!dialog.open) dialog.showModal();
}

/** Offer what this browser kept of the draft and the server has not. */
export async function offerKept(note, draft, { edition, files }, take) {
  const copy = await kept(draft);
  if (!copy) return;
  if (Object.entries(copy.files).every(([path, text]) => files[path] === text)) return void (await drop(draft));
  const newer = copy.edition < edition ? " Utkastet er lagret av noen siden, så det som står der nå, blir erstattet." : "";
  note.querySelector("[data-says]").textContent = `Du har endringer som ikke er lagret, fra ${inWords(copy.at)}.${newer}`;
  note.hidden = false;
  await new Promise((resolve) => {
    note.onclick = async ({ target }) => {
      const choice = target.closest("[data-choice]")?.dataset.choice;
      if (!choice) return;
      note.hidden = true;
      if (choice === "take") await take(copy);
      else await drop(draft);
    };
    resolve();
  });
}

function inWords(instant) {
  const at = new Date(instant);
  const time = at.toLocaleTimeString("nb-NO", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
  return `${at.toLocaleDateString("nb-NO", { day: "numeric", month: "long" })} kl. ${time}`;
}

/** Hand over the files as they stand here, in the place of what a link leads to. */
export async function download(event, collect) {
  event?.preventDefault();
  for (const [path, text] of Object.entries(await collect())) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/xml" }));
    link.download = path.split("/").pop();
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
}
