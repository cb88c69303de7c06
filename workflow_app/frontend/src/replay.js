// A replay at the reader's pace: a slider, keys, and playing by itself. Imports nothing but its style, because
// the same file stands inside the HTML that opens from a disk.
//
// The page works without it: each row has an address. The first use of a control fetches all frames in one
// request ([data-film]); in the file from a disk they stand in [data-frames].
import "./replay.css";

const LEGIBLE = 0.8;
const ZOOM = { least: 0.1, most: 3 };

class Replay {
  constructor(root) {
    this.root = root;
    this.player = root.querySelector("[data-player]");
    this.slider = root.querySelector("#rad-glider");
    this.row = Number(this.slider.value);
    this.rows = Number(this.slider.max);
    this.zoom = 1;
    this.timer = undefined;
    for (const part of root.querySelectorAll(".replay-scripted")) part.hidden = false;
    this.listen();
    this.scrollToMarks();
    this.goToHash();
  }

  listen() {
    this.slider.addEventListener("input", () => this.slide(Number(this.slider.value)));
    this.find("[data-play]").addEventListener("click", () => this.toggle());
    this.player.addEventListener("keydown", (event) => this.press(event));
    this.root.addEventListener("click", (event) => this.click(event));
    window.addEventListener("hashchange", () => this.goToHash());
  }

  find(selector) {
    return this.root.querySelector(selector);
  }

  // The frames, fetched once, however many ask while they come; undefined when they cannot be had. Then links
  // lead where they say, and whoever asks next has them fetched again.
  load() {
    this.loading ??= this.read().catch((error) => {
      console.warn("replay:", error);
      this.tell("Radene kunne ikke hentes. Bruk knappene, som laster siden på nytt.");
      this.loading = undefined;
    });
    return this.loading;
  }

  async read() {
    const inside = document.querySelector("[data-frames]");
    this.film = inside ? JSON.parse(inside.textContent) : await this.fetched();
    return this.film;
  }

  async fetched() {
    this.tell("Henter alle rader …");
    const response = await fetch(this.root.dataset.film, { credentials: "same-origin" });
    if (!response.ok) throw new Error(`${response.status} for the frames`);
    const film = await response.json();
    if (!film.frames?.length) throw new Error("no frames");
    this.rows = film.frames.length;
    this.slider.max = this.rows;
    this.find("[data-part=kontroll]").innerHTML = film.verdict;
    this.tell("");
    return film;
  }

  tell(text) {
    this.find("[data-loading]").textContent = text;
  }

  // Goes where `towards` leads from the row that is shown by then: what is asked for while the frames are fetched
  // is done when they are there, in the order in which it was asked for. So two steps forward are two rows.
  async go(towards, otherwise) {
    const film = await this.load();
    if (film) this.stand(towards(this.row));
    else otherwise?.();
  }

  // Of what a slider passed while the frames were fetched only where it was left is shown.
  slide(wanted) {
    this.slid = wanted;
    this.go((row) => (this.slid === wanted ? wanted : row));
  }

  stand(wanted) {
    this.row = Math.min(Math.max(wanted, 1), this.rows);
    const frame = this.film.frames[this.row - 1];
    if (this.row !== this.shown) this.paint(frame);
    this.shown = this.row;
    this.slider.value = this.row;
    this.slider.setAttribute("aria-valuetext", frame.said);
    this.find("[data-number]").textContent = this.row;
    this.point();
    this.keepAddress();
    if (!this.timer) this.find("[data-said]").textContent = frame.said;
  }

  paint(frame) {
    for (const [name, pieces] of Object.entries(frame.parts)) this.show(name, pieces);
    this.draw(frame);
  }

  // A part is changed only when it differs: an open <details> in it stays open.
  show(name, pieces) {
    const place = this.find(`[data-part=${name}]`);
    if (place.dataset.shown === String(pieces)) return;
    place.innerHTML = pieces.map((piece) => this.film.fragments[piece]).join("");
    place.dataset.shown = pieces;
  }

  draw({ digest, focus, marks }) {
    const frame = this.find("[data-drawing]");
    if (frame.dataset.drawing !== digest) {
      frame.innerHTML = this.film.drawings[digest];
      frame.dataset.drawing = digest;
      this.scale();
    }
    frame.dataset.focus = focus ?? "";
    for (const one of frame.querySelectorAll("[class*=mark-]")) {
      one.classList.remove(...[...one.classList].filter((name) => name.startsWith("mark-")));
    }
    for (const [mark, ids] of Object.entries(marks)) {
      for (const id of ids) frame.querySelector(`[data-id="${CSS.escape(id)}"]`)?.classList.add(`mark-${mark}`);
    }
    this.scrollToMarks();
  }

  // What the step was about, else where the case is.
  scrollToMarks() {
    const frame = this.find("[data-drawing]");
    const about = frame.dataset.focus && frame.querySelector(`[data-id="${CSS.escape(frame.dataset.focus)}"]`);
    const mark = about || frame.querySelector(".mark-overdue") || frame.querySelector(".mark-active");
    if (!mark) return;
    const [outer, inner] = [frame.getBoundingClientRect(), mark.getBoundingClientRect()];
    const isSeen =
      inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom;
    if (isSeen) return;
    frame.scrollBy({
      left: inner.left - outer.left - (outer.width - inner.width) / 2,
      top: inner.top - outer.top - (outer.height - inner.height) / 2,
    });
  }

  scale() {
    const drawing = this.find("[data-drawing] > svg");
    const { width, height } = drawing.viewBox.baseVal;
    drawing.setAttribute("width", width * this.zoom);
    drawing.setAttribute("height", height * this.zoom);
  }

  zoomTo(step) {
    const frame = this.find("[data-drawing]");
    const { width, height } = frame.querySelector("svg").viewBox.baseVal;
    if (step === "alt") this.zoom = Math.min(frame.clientWidth / width, frame.clientHeight / height);
    else if (step === "her") this.zoom = Math.max(this.zoom, LEGIBLE);
    else this.zoom = Math.min(Math.max(this.zoom * Number(step), ZOOM.least), ZOOM.most);
    this.scale();
    if (step !== "alt") this.scrollToMarks();
  }

  // Where the links lead from here: the page may be reloaded, and a link opened in another tab.
  point() {
    for (const link of this.root.querySelectorAll("[data-go], [data-jump]")) this.aim(link, this.towards(link)(this.row));
    for (const field of this.root.querySelectorAll("[data-from]")) field.value = this.row;
  }

  // How a link leads from a row to another: one of a fixed row always to that.
  towards(link) {
    const { go, jump } = link.dataset;
    const ways = { forste: () => 1, forrige: (row) => row - 1, neste: (row) => row + 1, siste: () => this.rows };
    if (go) return ways[go];
    if (jump) return (row) => this.next(jump, row);
    const fixed = Number(/rad[=-](\d+)$/.exec(link.getAttribute("href"))?.[1]);
    return () => fixed;
  }

  // A link that leads nowhere from here stays where the keyboard can be.
  aim(link, row) {
    const closed = { role: "link", tabindex: "0", "aria-disabled": "true" };
    if (row >= 1 && row <= this.rows && row !== this.row) {
      link.href = this.address(row);
      for (const name of Object.keys(closed)) link.removeAttribute(name);
    } else {
      for (const [name, value] of Object.entries(closed)) link.setAttribute(name, value);
      link.removeAttribute("href");
    }
  }

  next(kind, from, back = false) {
    const rows = this.film.jumps[kind] ?? [];
    return back ? rows.findLast((row) => row < from) : rows.find((row) => row > from);
  }

  address(row) {
    return this.root.dataset.film ? `?rad=${row}` : `#rad-${row}`;
  }

  keepAddress() {
    history.replaceState(null, "", this.address(this.row));
  }

  goToHash() {
    const row = Number(/^#rad-(\d+)$/.exec(location.hash)?.[1]);
    if (row && row !== this.row) this.go(() => row);
  }

  click(event) {
    const zoom = event.target.closest("[data-zoom]");
    if (zoom) this.zoomTo(zoom.dataset.zoom);
    const link = event.target.closest("[data-go][href], [data-jump][href], [data-rad][href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const [towards, address] = [this.towards(link), link.href];
    this.go(
      (row) => towards(row) ?? row,
      () => location.assign(address),
    );
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=range]), select")) return;
    const steps = { ArrowLeft: -1, ArrowRight: 1 };
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key in steps) this.handled(event, (row) => row + steps[key]);
    else if (key === "Home") this.handled(event, () => 1);
    else if (key === "End") this.handled(event, () => this.rows);
    else if (key === "p") this.toggle();
    else if (/^[a-z]$/.test(key)) this.jump(key, event.shiftKey);
  }

  handled(event, towards) {
    event.preventDefault();
    this.go(towards);
  }

  async jump(key, back) {
    const film = await this.load();
    const kind = film?.keys[key];
    if (!kind) return;
    const row = this.next(kind, this.row, back);
    if (row) this.stand(row);
    else this.find("[data-said]").textContent = back ? "Ingen tidligere." : "Ingen flere.";
  }

  async toggle() {
    if (!(await this.load())) return;
    if (this.timer) this.stop();
    else this.play();
  }

  play() {
    if (this.row >= this.rows) this.stand(1);
    this.find("[data-play]").textContent = "Stopp";
    this.turn();
  }

  turn() {
    this.timer = setTimeout(() => {
      this.stand(this.row + 1);
      if (this.row >= this.rows) this.stop();
      else this.turn();
    }, Number(this.find("[data-speed]").value));
  }

  // What was passed while playing is not read aloud; where it stopped is.
  stop() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.find("[data-play]").textContent = "Spill av";
    this.find("[data-said]").textContent = this.film.frames[this.row - 1].said;
  }
}

for (const root of document.querySelectorAll("[data-replay]")) if (root.querySelector("[data-player]")) new Replay(root);
