// Talking with the server about a draft: JSON with the session's CSRF token, and what went wrong in words.

/** Nothing reached the server, or nothing came back. */
export class Offline extends Error {}

/** The session has ended. */
export class LoggedOut extends Error {}

/** Somebody else has saved since: `by` (name), `at` (in words), `edition`. */
export class Conflict extends Error {
  constructor(answer) {
    super(answer.problem);
    Object.assign(this, answer);
  }
}

/** The server says no, in words for the person. */
export class Refused extends Error {}

export class Server {
  constructor({ address, token }) {
    Object.assign(this, { address, token });
  }

  /** The draft as it was saved last: {edition, by, at, files, token}. */
  async read() {
    const answer = await this._send(`${this.address}/filer`, { method: "GET" });
    this.token = answer.token;
    return answer;
  }

  save(edition, files) {
    return this._post("filer", { edition, files });
  }

  check(files) {
    return this._post("kontroll", { files });
  }

  /** Tell that the draft is open here; the answer names who else has it open. */
  beat(window) {
    return this._post("til-stede", { window });
  }

  async _post(path, body, again = true) {
    try {
      return await this._send(`${this.address}/${path}`, { method: "POST", body: JSON.stringify(body) });
    } catch (error) {
      if (!(error instanceof Expired) || !again) throw error;
      await this.read(); // a token lives as long as its session: take that of the new one
      return this._post(path, body, false);
    }
  }

  async _send(url, options) {
    const headers = { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": this.token };
    const response = await fetch(url, { ...options, headers, redirect: "manual", credentials: "same-origin" }).catch((error) => {
      throw new Offline(error.message);
    });
    if (response.type === "opaqueredirect") throw new LoggedOut();
    const answer = await response.json().catch(() => ({}));
    if (response.ok) return answer;
    if (response.status === 400 && !answer.problem) throw new Expired();
    if (response.status === 409 && answer.edition) throw new Conflict(answer);
    if (response.status >= 500 || response.status === 429) throw new Offline(String(response.status));
    throw new Refused(answer.problem ?? `serveren tok ikke imot det (${response.status})`);
  }
}

class Expired extends Error {}
