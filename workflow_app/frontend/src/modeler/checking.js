// Asks the server's lint about the diagram as it stands, a moment after each change.
import { Refused } from "../editor/server.js";

const PAUSE = 500;

export class Checking {
  constructor(server, collect, { found, failed }) {
    Object.assign(this, { server, collect, found, failed });
    this._asked = 0;
  }

  touch() {
    clearTimeout(this._timer);
    this._timer = setTimeout(() => this.now(), PAUSE);
  }

  async now() {
    const asked = ++this._asked;
    try {
      const answer = await this.server.check(await this.collect());
      if (asked === this._asked) this.found(answer); // a later question has overtaken this one
    } catch (error) {
      if (asked === this._asked) this.failed(error instanceof Refused ? error.message : "Kan ikke kontrollere uten forbindelse.");
    }
  }
}
