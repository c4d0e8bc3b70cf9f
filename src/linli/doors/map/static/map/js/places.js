// What a map has been sent so far: tiles of communities, grids and buildings, fetched as the view comes over them and kept.

import { GridIndex, boxOf, holds } from "./grid_index.js";
import { Plane } from "./plane.js";

// Zoom of each level's tiles, and the pixels a metre from which it is shown.
export const LEVELS = { communities: 10, grids: 13, houses: 15 };
// Where all of one community has been fetched its houses are shown from further off: there are few, and marks mean nothing without them.
export const FROM = { grids: 0.03, whole: 0.06, houses: 0.16 };
const AT_ONCE = 6;
const KEPT = 600;
// Metres a building may reach out of the tile its middle lies in.
const OVERHANG = 80;

export class Places {
  // `changed(box)` is called when something in a box of the plane is there that was not.
  constructor({ url, asked, layers, origin, changed, lost }) {
    Object.assign(this, { url, asked, changed, lost, plane: new Plane(origin) });
    this.wanted = new Set(layers);
    this.tiles = new Map();
    this.queue = [];
    this.under = 0;
    this.waiters = [];
    this.byId = new Map();
    [this.grids, this.communities, this.facilities] = [new Map(), new Map(), new Map()];
    [this.reach, this.homes, this.cases, this.sites] = [{}, {}, {}, []];
  }

  toPlane(point) { return this.plane.toPlane(point); }

  toEarth(point) { return this.plane.toEarth(point); }

  toDegrees(point) { return this.plane.toDegrees(point); }

  // The level one sees at so many pixels a metre.
  level(scale) {
    if (scale >= (this.keepsAll ? FROM.whole : FROM.houses)) return "houses";
    return scale >= FROM.grids ? "grids" : "communities";
  }

  // Ask for what a view lacks; what is still asked for an earlier view and not under way is given up.
  see(box, scale) {
    const level = this.level(scale);
    const zooms = level === "houses" ? [LEVELS.grids, LEVELS.houses] : [LEVELS[level]];
    this.queue = [];
    for (const z of zooms) this.#ask(z, box);
    this.#forget();
  }

  // Everything down to the buildings of a box, however little of it is in view; resolves when all of it is there.
  whole(box) {
    this.keepsAll = true;
    for (const z of [LEVELS.grids, LEVELS.houses]) this.#ask(z, box);
    return this.settled();
  }

  settled() {
    return this.under || this.queue.length ? new Promise((done) => this.waiters.push(done)) : Promise.resolve();
  }

  // Show a layer, or show it no more; what is there of it stays.
  want(layer, on) {
    if (on) this.wanted.add(layer); else this.wanted.delete(layer);
  }

  // The buildings whose boxes touch `box`.
  within(box) {
    const found = [];
    for (const tile of this.#houses(box)) for (const one of tile.index.within(box)) found.push(one);
    return found;
  }

  groundWithin(box) {
    const found = [];
    for (const tile of this.#houses(box)) for (const one of tile.ground) if (touches(one.box, box)) found.push(one);
    return found;
  }

  // The names of estates, each once, around those of its buildings that are there.
  estatesWithin(box) {
    const boxes = new Map();
    for (const tile of this.#houses(box)) {
      for (const [name, one] of tile.estates) boxes.set(name, boxes.has(name) ? joined(boxes.get(name), one) : one);
    }
    return [...boxes].map(([name, one]) => ({ name, box: one }));
  }

  // The building at a point, or the nearest within `reach` metres.
  at(x, y, reach) {
    for (const tile of this.#houses([x - reach, y - reach, x + reach, y + reach])) {
      const found = tile.index.at(x, y, reach);
      if (found) return found;
    }
    return null;
  }

  areaAt(level, x, y) {
    return [...this[level].values()].find((one) => one.rings.some((ring) => holds(ring, x, y))) ?? null;
  }

  get buildings() { return [...this.byId.values()]; }

  *#houses(box) {
    for (const tile of this.tiles.values()) if (tile.index && touches(tile.reach, box)) yield tile;
  }

  #ask(z, box) {
    for (const [, x, y] of this.plane.tiles(z, wider(box, OVERHANG))) {
      const key = `${z}/${x}/${y}`;
      const tile = this.tiles.get(key) ?? { key, z, x, y, have: new Set(), ...this.plane.tile(z, x, y) };
      tile.used = performance.now();
      this.tiles.delete(key);
      this.tiles.set(key, tile);
      const lacks = [...this.wanted].filter((layer) => !tile.have.has(layer));
      if (lacks.length && !tile.under) this.queue.push({ tile, lacks });
    }
    this.#next();
  }

  #next() {
    while (this.under < AT_ONCE && this.queue.length) {
      const { tile, lacks } = this.queue.shift();
      if (tile.under) continue;
      this.under += 1;
      tile.under = true;
      this.#fetch(tile, lacks).finally(() => {
        tile.under = false;
        this.under -= 1;
        this.#next();
        if (!this.under && !this.queue.length) for (const done of this.waiters.splice(0)) done();
      });
    }
  }

  async #fetch(tile, lacks) {
    try {
      const answer = await fetch(`${this.url}${tile.key}/?${this.asked}&layers=${lacks}`, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      this.#take(tile, await answer.json());
      for (const layer of lacks) tile.have.add(layer);
      this.changed([tile.left - OVERHANG, tile.top - OVERHANG, tile.left + tile.side + OVERHANG, tile.top + tile.side + OVERHANG]);
    } catch {
      this.lost();
    }
  }

  #take(tile, told) {
    const step = tile.side / told.steps;
    const plane = (flat) => Float64Array.from(flat, (value, i) => (i % 2 ? tile.top : tile.left) + value * step);
    const areas = (lines, kept, kind) => {
      for (const [code, name, buildings, exact, flats] of lines) {
        const rings = flats.map(plane);
        const box = rings.map(boxOf).reduce(joined);
        kept.set(code, { kind, id: code, code, name, count: buildings, isExact: Boolean(exact), rings, box, middle: middleOf(box) });
      }
    };
    if (told.places?.communities) areas(told.places.communities, this.communities, "community");
    if (told.places?.grids) areas(told.places.grids, this.grids, "grid");
    if (told.places?.buildings) this.#takeHouses(tile, told.places, plane);
    if (told.ground) {
      tile.ground = told.ground.map(([kind, flat]) => { const line = plane(flat); return { kind, line, box: boxOf(line) }; });
    }
    for (const [id, glyph, name, x, y] of told.facilities ?? []) {
      const middle = [tile.left + x * step, tile.top + y * step];
      this.facilities.set(id, { kind: "facility", id, glyph, name, middle, box: [...middle, ...middle] });
    }
    Object.assign(this.cases, told.cases);
    Object.assign(this.reach, told.reach, told.sites?.reach);
    if (told.sites?.sites) this.sites = told.sites.sites;
    Object.assign(this.homes, told.homes);
    if (told.looks) tile.looks = told.looks;
    for (const [id, days] of Object.entries(tile.looks ?? {})) { const one = this.byId.get(id); if (one) one.days = days; }
  }

  #takeHouses(tile, told, plane) {
    tile.buildings = told.buildings.map(([id, estate, name, number, grid, units, floors, exact, flat]) => {
      const ring = plane(flat);
      const box = boxOf(ring);
      return { kind: "building", id, estate: told.estates[estate], name, number, grid, units, floors, isExact: Boolean(exact), ring, box, middle: middleOf(box) };
    });
    tile.index = new GridIndex(tile.buildings);
    tile.estates = new Map();
    tile.ground ??= [];
    tile.reach = [tile.left, tile.top, tile.left + tile.side, tile.top + tile.side];
    for (const one of tile.buildings) {
      this.byId.set(one.id, one);
      tile.reach = joined(tile.reach, one.box);
      tile.estates.set(one.estate, tile.estates.has(one.estate) ? joined(tile.estates.get(one.estate), one.box) : one.box);
    }
  }

  // Tiles not looked at for longest are dropped; what they said of grids and communities stays, it is little.
  #forget() {
    if (this.keepsAll) return;
    for (const [key, tile] of this.tiles) {
      if (this.tiles.size <= KEPT) return;
      for (const one of tile.buildings ?? []) this.byId.delete(one.id);
      this.tiles.delete(key);
    }
  }
}

export function touches(a, b) {
  return a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
}

export function wider([left, top, right, bottom], by) {
  return [left - by, top - by, right + by, bottom + by];
}

function middleOf(box) {
  return [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
}

function joined(a, b) {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}
