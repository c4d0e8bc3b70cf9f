// The map of every page: a canvas one pans and zooms by mouse, touch and keys. What it shows stands in a table beside it too.
//
//   <div data-map data-layer="URL of the places" data-cases="URL of the counts, or empty" data-chosen="building's id"> … <canvas> …
//
// Events on the root: `map:ready`, `map:pick` with the building (or null). A page may set `tool` ({down, move, up, enter, cancel}, each
// given a point of the plane; a `move` that returns false lets the map be panned) to draw instead of panning, and `overlay(ctx, map)` to paint on top.

import { Places } from "./places.js";
import { paintCross, paintPlaces, paintScale } from "./paint.js";

const STEP = 1.5;
const PAN = 80;
const REACH = 16;
const CLICK = 5;
// Pixels left free around everything, for names and the bar of the scale.
const ROOM = 36;

export class PlaceMap {
  constructor(root) {
    this.root = root;
    this.canvas = root.querySelector("canvas");
    this.ctx = this.canvas.getContext("2d");
    this.said = root.querySelector("[data-said]");
    this.layers = new Set((root.dataset.layers || "outline estates numbers").split(" "));
    this.centre = [0, 0];
    this.scale = 1;
    this.places = null;
    this.chosen = null;
    this.tool = null;
    this.overlay = null;
    this.pointers = new Map();
    this.#listen();
    new ResizeObserver(() => this.#resize()).observe(this.canvas);
    this.#resize();
  }

  // Fetch the layers and show all of them, or the chosen building.
  async load() {
    try {
      this.places = new Places(await read(this.root.dataset.layer));
    } catch {
      this.say(this.root.dataset.lost);
      return;
    }
    if (this.root.dataset.cases) {
      read(this.root.dataset.cases).then((found) => { this.places.setCases(found.buildings); this.paint(); }, () => this.say(this.root.dataset.lost));
    }
    this.chosen = this.places.byId.get(this.root.dataset.chosen) ?? null;
    if (this.chosen) this.show(this.chosen); else this.showAll();
    if (!this.places.buildings.length) this.say(this.root.dataset.empty);
    this.root.dataset.ready = "";
    this.root.dispatchEvent(new CustomEvent("map:ready"));
  }

  toScreen(x, y) {
    return [(x - this.centre[0]) * this.scale + this.width / 2, (y - this.centre[1]) * this.scale + this.height / 2];
  }

  toPlane(x, y) {
    return [(x - this.width / 2) / this.scale + this.centre[0], (y - this.height / 2) / this.scale + this.centre[1]];
  }

  get seen() {
    return [...this.toPlane(0, 0), ...this.toPlane(this.width, this.height)];
  }

  // All there is, or the box `whole` where a page has set one.
  showAll() {
    const box = this.whole ?? this.places?.box ?? [-100, -100, 100, 100];
    this.centre = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
    const room = Math.min((this.width - 2 * ROOM) / (box[2] - box[0]), (this.height - 2 * ROOM) / (box[3] - box[1]));
    this.scale = Math.min(Math.max(room, 0.005), 3);
    this.paint();
  }

  show(building) {
    this.centre = [...building.middle];
    this.scale = Math.max(this.scale, 1.6);
    this.paint();
  }

  choose(building) {
    this.chosen = building;
    this.paint();
    this.say(building ? this.wordsFor(building) : this.root.dataset.nothing);
    this.root.dispatchEvent(new CustomEvent("map:pick", { detail: building }));
  }

  wordsFor(building) {
    const cases = building.open ? this.root.dataset.open.replace("{n}", building.open) : "";
    return [building.estate + building.name, cases].filter(Boolean).join(" · ");
  }

  zoom(factor, x = this.width / 2, y = this.height / 2) {
    const before = this.toPlane(x, y);
    this.scale = Math.min(Math.max(this.scale * factor, 0.005), 12);
    const after = this.toPlane(x, y);
    this.centre = [this.centre[0] + before[0] - after[0], this.centre[1] + before[1] - after[1]];
    this.paint();
  }

  pan(dx, dy) {
    this.centre = [this.centre[0] - dx / this.scale, this.centre[1] - dy / this.scale];
    this.paint();
  }

  say(words) {
    if (this.said) this.said.textContent = words ?? "";
  }

  paint() {
    if (this.waiting) return;
    this.waiting = requestAnimationFrame(() => {
      this.waiting = 0;
      const began = performance.now();
      this.ctx.setTransform(this.dense, 0, 0, this.dense, 0, 0);
      paintPlaces(this.ctx, this);
      this.overlay?.(this.ctx, this);
      paintScale(this.ctx, this);
      if (this.byKeys && document.activeElement === this.canvas) paintCross(this.ctx, this);
      this.root.dataset.painted = (performance.now() - began).toFixed(1);
    });
  }

  #resize() {
    this.dense = Math.min(window.devicePixelRatio || 1, 2);
    const first = !this.width;
    [this.width, this.height] = [this.canvas.clientWidth, this.canvas.clientHeight];
    this.canvas.width = this.width * this.dense;
    this.canvas.height = this.height * this.dense;
    if (first && this.places) this.showAll(); else this.paint();
  }

  #listen() {
    const canvas = this.canvas;
    canvas.addEventListener("pointerdown", (event) => this.#down(event));
    canvas.addEventListener("pointermove", (event) => this.#move(event));
    for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, (event) => this.#up(event));
    canvas.addEventListener("wheel", (event) => {
      if (document.activeElement !== canvas && !event.ctrlKey) return;
      event.preventDefault();
      this.zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, event.offsetX, event.offsetY);
    }, { passive: false });
    canvas.addEventListener("keydown", (event) => this.#key(event));
    for (const name of ["focus", "blur"]) canvas.addEventListener(name, () => { this.byKeys = canvas.matches(":focus-visible"); this.paint(); });
    for (const button of this.root.querySelectorAll("[data-zoom]")) {
      button.addEventListener("click", () => ({ in: () => this.zoom(STEP), out: () => this.zoom(1 / STEP), all: () => this.showAll() })[button.dataset.zoom]());
    }
  }

  #down(event) {
    this.canvas.setPointerCapture(event.pointerId);
    this.canvas.focus({ preventScroll: true });
    this.byKeys = false;
    this.pointers.set(event.pointerId, [event.offsetX, event.offsetY]);
    this.moved = this.pointers.size > 1 ? Infinity : 0;
    if (this.pointers.size > 1) this.tool?.cancel?.();
    else this.tool?.down?.(this.toPlane(event.offsetX, event.offsetY));
  }

  #move(event) {
    const last = this.pointers.get(event.pointerId);
    if (!last) return;
    const now = [event.offsetX, event.offsetY];
    this.moved += Math.hypot(now[0] - last[0], now[1] - last[1]);
    if (this.pointers.size === 2) {
      const other = [...this.pointers].find(([id]) => id !== event.pointerId)[1];
      const apart = (point) => Math.hypot(point[0] - other[0], point[1] - other[1]);
      this.pan((now[0] - last[0]) / 2, (now[1] - last[1]) / 2);
      if (apart(last) > 1) this.zoom(apart(now) / apart(last), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
    } else if (this.tool?.move && this.tool.move(this.toPlane(...now)) !== false) {
      // The tool has it.
    } else if (this.pointers.size === 1) {
      this.pan(now[0] - last[0], now[1] - last[1]);
    }
    this.pointers.set(event.pointerId, now);
  }

  #up(event) {
    const last = this.pointers.get(event.pointerId);
    this.pointers.delete(event.pointerId);
    if (!last || event.type === "pointercancel") { this.tool?.cancel?.(); return; }
    const point = this.toPlane(event.offsetX, event.offsetY);
    if (this.moved === Infinity) return;
    if (this.tool) {
      if (this.tool.move || this.moved <= CLICK) this.tool.up?.(point);
    } else if (this.moved <= CLICK) {
      this.choose(this.places?.index.at(...point, REACH / this.scale) ?? null);
    }
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const deeds = {
      ArrowLeft: () => this.pan(PAN, 0), ArrowRight: () => this.pan(-PAN, 0), ArrowUp: () => this.pan(0, PAN), ArrowDown: () => this.pan(0, -PAN),
      "+": () => this.zoom(STEP), "=": () => this.zoom(STEP), "-": () => this.zoom(1 / STEP), _: () => this.zoom(1 / STEP),
      0: () => this.showAll(), Home: () => this.showAll(),
      Enter: () => this.#enter(), " ": () => this.#enter(), Escape: () => this.tool?.cancel?.(),
    };
    const deed = deeds[event.key];
    if (!deed) return;
    event.preventDefault();
    event.stopPropagation();
    this.byKeys = true;
    deed();
    this.paint();
    if (event.key.startsWith("Arrow")) this.#sayUnderCross();
  }

  #enter() {
    if (this.tool?.enter) this.tool.enter([...this.centre]);
    else this.choose(this.places?.index.at(...this.centre, REACH / this.scale) ?? null);
  }

  #sayUnderCross() {
    clearTimeout(this.saying);
    this.saying = setTimeout(() => {
      const there = this.places?.index.at(...this.centre, REACH / this.scale);
      this.say(there ? this.wordsFor(there) : "");
    }, 250);
  }
}

async function read(url) {
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}
