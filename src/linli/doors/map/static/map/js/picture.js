// The picture of all that stands still — ground, borders, buildings — kept beyond the edges of the view: moving the map copies it, a tile that
// arrives repaints its own piece, moving far paints only the strips that came into view. Zooming stretches it until the hand rests.

import { paintStanding } from "./paint.js";

// Part of the view's size that is painted beyond each edge.
const BEYOND = 0.25;

export class Picture {
  constructor() {
    this.canvas = document.createElement("canvas");
    this.spare = document.createElement("canvas");
    this.stale = [];
    this.scale = 0;
  }

  // Something within a box of the plane changed.
  spoil(box) { this.stale.push(box); }

  // Everything changed.
  drop() { this.scale = 0; }

  // Copy the picture under the view. `hastily`: stretch the one there is where the scale changed. Returns whether it is exact.
  show(ctx, map, hastily) {
    if (hastily && this.scale && this.scale !== map.scale) {
      this.#copy(ctx, map);
      return false;
    }
    if (this.scale !== map.scale || this.dense !== map.dense || this.width !== this.#widthFor(map) || this.height !== this.#heightFor(map)) this.#anew(map);
    else {
      if (!this.#covers(map)) this.#move(map);
      for (const box of this.stale) this.#paint(map, box);
    }
    this.stale = [];
    this.#copy(ctx, map);
    return true;
  }

  #widthFor(map) { return Math.ceil(map.width * (1 + 2 * BEYOND)); }

  #heightFor(map) { return Math.ceil(map.height * (1 + 2 * BEYOND)); }

  // The box of the plane the picture holds.
  get #box() {
    const [w, h] = [this.width / 2 / this.scale, this.height / 2 / this.scale];
    return [this.centre[0] - w, this.centre[1] - h, this.centre[0] + w, this.centre[1] + h];
  }

  #covers(map) {
    const [left, top, right, bottom] = map.seen;
    const box = this.#box;
    return box[0] <= left && box[1] <= top && box[2] >= right && box[3] >= bottom;
  }

  #anew(map) {
    [this.scale, this.dense, this.centre] = [map.scale, map.dense, [...map.centre]];
    [this.width, this.height] = [this.#widthFor(map), this.#heightFor(map)];
    for (const canvas of [this.canvas, this.spare]) [canvas.width, canvas.height] = [this.width * this.dense, this.height * this.dense];
    this.#paint(map, this.#box);
  }

  // Copy what stays in view by whole pixels, and paint the strips that are new.
  #move(map) {
    const by = [0, 1].map((i) => Math.round((map.centre[i] - this.centre[i]) * this.scale * this.dense));
    const before = this.#box;
    const ctx = this.spare.getContext("2d");
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, this.spare.width, this.spare.height);
    ctx.drawImage(this.canvas, -by[0], -by[1]);
    [this.canvas, this.spare] = [this.spare, this.canvas];
    this.centre = [0, 1].map((i) => this.centre[i] + by[i] / this.scale / this.dense);
    const now = this.#box;
    const strips = [];
    if (now[0] < before[0]) strips.push([now[0], now[1], Math.min(before[0], now[2]), now[3]]);
    if (now[2] > before[2]) strips.push([Math.max(before[2], now[0]), now[1], now[2], now[3]]);
    if (now[1] < before[1]) strips.push([now[0], now[1], now[2], Math.min(before[1], now[3])]);
    if (now[3] > before[3]) strips.push([now[0], Math.max(before[3], now[1]), now[2], now[3]]);
    for (const strip of strips) this.#paint(map, strip);
  }

  // Paint one box of the plane, and nothing outside it.
  #paint(map, box) {
    const all = this.#box;
    const part = [Math.max(box[0], all[0]), Math.max(box[1], all[1]), Math.min(box[2], all[2]), Math.min(box[3], all[3])];
    if (part[0] >= part[2] || part[1] >= part[3]) return;
    const ctx = this.canvas.getContext("2d");
    const [dx, dy] = [this.width / 2 - this.centre[0] * this.scale, this.height / 2 - this.centre[1] * this.scale];
    const view = {
      scale: this.scale, width: this.width, height: this.height, seen: part, dx, dy, layers: map.layers, places: map.places, base: map.base,
      toScreen: (x, y) => [x * this.scale + dx, y * this.scale + dy],
    };
    ctx.setTransform(this.dense, 0, 0, this.dense, 0, 0);
    ctx.save();
    ctx.beginPath();
    const [left, top] = view.toScreen(part[0], part[1]).map((value) => Math.floor(value - 1));
    const [right, bottom] = view.toScreen(part[2], part[3]).map((value) => Math.ceil(value + 1));
    ctx.rect(left, top, right - left, bottom - top);
    ctx.clip();
    paintStanding(ctx, view);
    ctx.restore();
  }

  #copy(ctx, map) {
    const stretch = map.scale / this.scale;
    const [w, h] = [this.width * stretch, this.height * stretch];
    const [x, y] = map.toScreen(...this.centre);
    const snap = stretch === 1 ? (value) => Math.round(value * map.dense) / map.dense : (value) => value;
    if (stretch !== 1) ctx.clearRect(0, 0, map.width, map.height);
    ctx.drawImage(this.canvas, snap(x - w / 2), snap(y - h / 2), w, h);
  }
}
