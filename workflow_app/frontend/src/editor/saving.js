// Saves by itself and loses nothing: every change is kept in the browser until the server has it.
//
// The host gives `collect()` (files that are to be saved, path -> text), and hears of
// `status(text, state)`, `saved(edition)`, `conflict(error)`. States: saved, saving, waiting, failed.
import { drop, keep } from "./local.js";
import { Conflict, LoggedOut, Offline, Refused } from "./server.js";

const PAUSE = 1200; // ms without a change
const AGAIN = 5000;

export class Saving {
  constructor(server, draft, edition, host) {
    Object.assign(this, { server, draft, edition, host });
    this._changes = 0;
    this._saved = 0;
    this._running = null;
    addEventListener("beforeunload", (event) => this.isUnsaved && event.preventDefault());
    addEventListener("online", () => this.isUnsaved && this.now());
  }

  get isUnsaved() {
    return this._changes > this._saved;
  }

  /** Something was changed. */
  touch() {
    this._changes += 1;
    if (this._stopped) return void this._keep();
    this.host.status("Ikke lagret ennå", "waiting");
    this._later(PAUSE);
  }

  /** Save what is unsaved; one after the other. */
  async now() {
    clearTimeout(this._timer);
    while (this._running) await this._running; // another that waited for the same save may have begun the next
    if (!this.isUnsaved || this._stopped) return;
    this._running = this._save().finally(() => (this._running = null));
    await this._running;
  }

  /** Save over what somebody else saved: from their edition on. */
  async overwrite(edition) {
    this.edition = edition;
    this._stopped = false;
    await this.now();
  }

  /** Let what is unsaved here go. */
  async forget() {
    this._saved = this._changes;
    await drop(this.draft);
  }

  async _save() {
    const changes = this._changes;
    this.host.status("Lagrer …", "saving");
    const files = await this._keep();
    try {
      await this._done(changes, await this.server.save(this.edition, files));
    } catch (error) {
      if (await this._stands(error, files)) await this._done(changes, error);
      else this._failed(error);
    }
    if (this.isUnsaved && !this._stopped) this._later(AGAIN);
  }

  async _done(changes, { edition, at }) {
    this.edition = edition;
    this._saved = changes;
    if (!this.isUnsaved) await drop(this.draft);
    this.host.status(`Lagret ${at}`, "saved");
    this.host.saved(edition);
  }

  /** Whether the edition in the way is what we sent ourselves: the answer was lost on its way back. */
  async _stands(error, files) {
    if (!(error instanceof Conflict)) return false;
    const { edition, files: standing } = await this.server.read().catch(() => ({ files: {} }));
    return edition === error.edition && Object.entries(files).every(([path, text]) => standing[path] === text);
  }

  async _keep() {
    const files = await this.host.collect();
    await keep(this.draft, { edition: this.edition, at: new Date().toISOString(), files });
    return files;
  }

  _failed(error) {
    if (error instanceof Conflict) {
      this._stopped = true;
      this.host.status("Ikke lagret: en annen har lagret", "failed");
      this.host.conflict(error);
    } else if (error instanceof LoggedOut) {
      this.host.status("Ikke lagret: du er logget ut. Logg inn i en ny fane, så lagres det", "failed");
    } else if (error instanceof Refused) {
      this._stopped = true;
      this.host.status(`Ikke lagret: ${error.message}`, "failed");
    } else if (error instanceof Offline) {
      this.host.status("Ikke lagret: ingen forbindelse. Endringene er tatt vare på i nettleseren", "failed");
    } else throw error;
  }

  _later(wait) {
    clearTimeout(this._timer);
    this._timer = setTimeout(() => this.now(), wait);
  }
}
