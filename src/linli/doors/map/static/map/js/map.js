// The map of every page: a canvas one pans and zooms by mouse, touch and keys. What is in view stands in a table beside it too.
//
//   {% include "map/canvas.html" %} writes the root, <div data-map data-tiles=… data-asked=… data-box=…>, with its chooser of layers and its table.
//
// Events on the root: `map:ready`, `map:pick` with what was picked (or null), `map:moved` when the view rests. A page may set `tool` ({down, move,
// up, enter, cancel}, each given a point of the plane; a `move` that returns false lets the map be panned) to draw instead of panning, and
// `overlay(ctx, map)` to paint on top.

import { BaseMap } from "./base_map.js";
import { listInView } from "./in_view.js";
import { paintCross, paintScale } from "./paint.js";
import { paintWritten } from "./paint_written.js";
import { Picture } from "./picture.js";
import { FROM, Places } from "./places.js";

const STEP = 1.5;
const PAN = 80;
const REACH = 16;
const CLICK = 5;
// Pixels left free around everything, for names and the bar of the scale.
const ROOM = 36;
const [LEAST, MOST] = [0.002, 12];
// Milliseconds the hand rests before a stretched picture is painted anew, and before the table follows.
const REST = 120;

export class PlaceMap {
  constructor(root) {
    this.root = root;
    this.canvas = root.querySelector("canvas");
    this.ctx = this.canvas.getContext("2d");
    this.said = root.querySelector("[data-said]");
    this.countWords = root.dataset.count;
    const box = root.dataset.box ? root.dataset.box.split(",").map(Number) : [116.39, 39.9, 116.4, 39.91];
    this.places = new Places({
      url: root.dataset.tiles, asked: root.dataset.asked, layers: ["places"], origin: [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2],
      changed: (changed) => { this.picture.spoil(changed); this.paint(); this.#rested(); }, lost: () => this.say(this.root.dataset.lost),
    });
    const [left, bottom] = this.places.toPlane([box[0], box[1]]);
    const [right, top] = this.places.toPlane([box[2], box[3]]);
    this.box = [left, top, right, bottom];
    this.base = BaseMap.of(this);
    this.layers = new Set();
    this.picture = new Picture();
    [this.centre, this.scale] = [[0, 0], 1];
    [this.chosen, this.tool, this.overlay, this.marked] = [null, null, null, null];
    this.pointers = new Map();
    this.#choose();
    this.#listen();
    new ResizeObserver(() => this.#resize()).observe(this.canvas);
    this.#resize();
    listInView(this);
  }

  // Show all of it, or what the page has chosen; With `data-whole` all of it is fetched, however little is in view. `map:ready` comes when it is there.
  async load() {
    this.begun = true;
    const { chosen, chosenAt } = this.root.dataset;
    if (chosenAt) this.goTo(chosenAt.split(",").map(Number), chosen, 1.6); else this.showAll();
    if ("whole" in this.root.dataset) await this.places.whole(this.box); else await this.places.settled();
    if (chosen) this.chosen = this.places.byId.get(chosen) ?? null;
    if (this.chosen && !chosenAt) this.show(this.chosen);
    if (!this.root.dataset.box) this.say(this.root.dataset.empty);
    this.root.dataset.ready = "";
    this.root.dispatchEvent(new CustomEvent("map:ready"));
    this.paint();
  }

  toScreen(x, y) {
    return [x * this.scale + this.dx, y * this.scale + this.dy];
  }

  toPlane(x, y) {
    return [(x - this.dx) / this.scale, (y - this.dy) / this.scale];
  }

  get dx() { return this.width / 2 - this.centre[0] * this.scale; }

  get dy() { return this.height / 2 - this.centre[1] * this.scale; }

  // The box of the plane in view.
  get seen() {
    return [...this.toPlane(0, 0), ...this.toPlane(this.width, this.height)];
  }

  get level() { return this.places.level(this.scale); }

  // All there is, or the box `whole` where a page has set one.
  showAll() { this.fit(this.whole ?? this.box, 3); }

  fit(box, most = 3) {
    this.centre = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
    const room = Math.min((this.width - 2 * ROOM) / Math.max(box[2] - box[0], 1), (this.height - 2 * ROOM) / Math.max(box[3] - box[1], 1));
    this.scale = Math.min(Math.max(room, LEAST), most);
    this.#moved();
  }

  // A place in degrees, near enough to see buildings; what is there under that id is chosen as soon as it has come.
  async goTo(degrees, id, scale = 0.8) {
    this.centre = this.places.toPlane(degrees);
    this.scale = Math.max(this.scale, scale);
    this.#moved();
    await this.places.settled();
    const found = this.places.byId.get(id) ?? this.places.facilities.get(id);
    if (found) { this.chosen = found; this.paint(); this.say(this.wordsFor(found)); }
  }

  // Bring something into view and choose it: an area fills the view, a building or service lies in its middle.
  show(thing) {
    if (thing.rings) this.fit(thing.box, FROM.houses * 6);
    else {
      this.centre = [...thing.middle];
      this.scale = Math.max(this.scale, thing.kind === "building" ? 1.6 : 0.6);
      this.#moved();
    }
  }

  choose(thing) {
    this.chosen = thing;
    this.paint();
    this.say(thing ? this.wordsFor(thing) : this.root.dataset.nothing);
    this.root.dispatchEvent(new CustomEvent("map:pick", { detail: thing }));
  }

  // What lies at a point: what one could point at there.
  at(point) {
    if (this.level !== "houses") return this.places.areaAt(this.level, ...point);
    const reach = REACH / this.scale;
    if (this.layers.has("facilities")) {
      const near = [...this.places.facilities.values()].find(({ middle }) => Math.hypot(middle[0] - point[0], middle[1] - point[1]) < reach);
      if (near) return near;
    }
    return this.places.at(...point, reach);
  }

  wordsFor(thing) {
    const [open] = this.layers.has("cases") ? this.places.cases[thing.id] ?? [0] : [0];
    const count = thing.rings && thing.count && this.countWords ? this.countWords.replace("{n}", thing.count) : "";
    return [(thing.estate ?? "") + thing.name, count, open ? this.root.dataset.open.replace("{n}", open) : ""].filter(Boolean).join(" · ");
  }

  zoom(factor, x = this.width / 2, y = this.height / 2) {
    const before = this.toPlane(x, y);
    this.scale = Math.min(Math.max(this.scale * factor, LEAST), MOST);
    const after = this.toPlane(x, y);
    this.centre = [this.centre[0] + before[0] - after[0], this.centre[1] + before[1] - after[1]];
    this.hasty = true;
    this.#moved();
  }

  pan(dx, dy) {
    this.centre = [this.centre[0] - dx / this.scale, this.centre[1] - dy / this.scale];
    this.#moved();
  }

  // Show a layer or show it no more.
  layer(name, on) {
    this.layers[on ? "add" : "delete"](name);
    if (this.root.dataset.layers.split(" ").includes(name)) this.places.want(name, on);
    const hint = this.root.querySelector(`[data-hint="${name}"]`);
    if (hint) hint.hidden = !on;
    this.picture.drop();
    this.#moved();
  }

  say(words) {
    if (this.said) this.said.textContent = words ?? "";
  }

  paint() {
    if (this.waiting) return;
    this.waiting = requestAnimationFrame(() => {
      this.waiting = 0;
      if (!this.width || !this.height) return;
      const began = performance.now();
      this.ctx.setTransform(this.dense, 0, 0, this.dense, 0, 0);
      const exact = this.picture.show(this.ctx, this, this.hasty);
      if (!exact) this.#rested();
      paintWritten(this.ctx, this);
      this.overlay?.(this.ctx, this);
      paintScale(this.ctx, this);
      this.base?.paintSource(this.ctx, this);
      if (this.byKeys && document.activeElement === this.canvas) paintCross(this.ctx, this);
      this.root.dataset.painted = (performance.now() - began).toFixed(1);
    });
  }

  // The view changed: fetch what it lacks, paint, and tell when it rests.
  #moved() {
    if (this.begun && this.width) this.places.see(this.seen, this.scale);
    this.paint();
    this.#rested();
  }

  #rested() {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      this.hasty = false;
      this.paint();
      this.root.dispatchEvent(new CustomEvent("map:moved"));
    }, REST);
  }

  #resize() {
    this.dense = Math.min(window.devicePixelRatio || 1, 2);
    const first = !this.width;
    [this.width, this.height] = [this.canvas.clientWidth, this.canvas.clientHeight];
    this.canvas.width = this.width * this.dense;
    this.canvas.height = this.height * this.dense;
    if (first && this.begun) this.showAll(); else this.#moved();
  }

  #choose() {
    const shown = this.root.dataset.always.split(" ").filter(Boolean);
    for (const box of this.root.querySelectorAll("[data-layer-choice]")) {
      box.addEventListener("change", () => this.layer(box.value, box.checked));
      if (box.checked) shown.push(box.value);
    }
    const fetched = new Set(this.root.dataset.layers.split(" "));
    for (const name of shown) {
      this.layers.add(name);
      if (fetched.has(name)) this.places.want(name, true);
    }
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
    this.went = this.pointers.size > 1 ? Infinity : 0;
    if (this.pointers.size > 1) this.tool?.cancel?.();
    else this.tool?.down?.(this.toPlane(event.offsetX, event.offsetY));
  }

  #move(event) {
    const last = this.pointers.get(event.pointerId);
    if (!last) return;
    const now = [event.offsetX, event.offsetY];
    this.went += Math.hypot(now[0] - last[0], now[1] - last[1]);
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
    if (this.went === Infinity) return;
    if (this.tool) {
      if (this.tool.move || this.went <= CLICK) this.tool.up?.(point);
    } else if (this.went <= CLICK) {
      this.#open(this.at(point));
    }
  }

  // A community or grid is looked into, a building or service chosen.
  #open(thing) {
    this.choose(thing);
    if (thing?.rings) this.show(thing);
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
    else this.#open(this.at(this.centre));
  }

  #sayUnderCross() {
    clearTimeout(this.saying);
    this.saying = setTimeout(() => {
      const there = this.at(this.centre);
      this.say(there ? this.wordsFor(there) : "");
    }, 250);
  }
}
