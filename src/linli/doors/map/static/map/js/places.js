// A layer of places as the server sends it, turned into metres on a plane: x to the east, y to the south.

import { GridIndex, boxOf } from "./grid_index.js";

const METRES_PER_DEGREE = 111_320;

export class Places {
  constructor(layer) {
    const [longitude, latitude] = layer.origin;
    this.origin = layer.origin;
    this.perX = METRES_PER_DEGREE * Math.cos((latitude * Math.PI) / 180);
    this.perY = METRES_PER_DEGREE;
    this.isWhole = layer.whole;
    const plane = (flat) => Float64Array.from(flat, (value, i) =>
      i % 2 ? -(value / layer.steps) * this.perY : (value / layer.steps) * this.perX);
    this.grids = layer.grids.map((grid) => ({ ...grid, ring: plane(grid.ring) }));
    this.buildings = layer.buildings.map(([id, estate, name, number, grid, units, floors, exact, flat]) => {
      const ring = plane(flat);
      const box = boxOf(ring);
      return {
        id, estate: layer.estates[estate], name, number, grid, units, floors, isExact: Boolean(exact), ring, box,
        middle: [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2], open: 0, late: 0,
      };
    });
    this.byId = new Map(this.buildings.map((one) => [one.id, one]));
    this.index = new GridIndex(this.buildings);
    this.estates = namesOf(this.buildings);
    for (const grid of this.grids) grid.box = boxOf(grid.ring);
    this.box = this.buildings.reduce((whole, { box }) => joined(whole, box), [Infinity, Infinity, -Infinity, -Infinity]);
    // Where no building is located yet, the grids or the ground say what is to be seen.
    this.ground = (layer.ground ?? []).map(([kind, flat]) => { const line = plane(flat); return { kind, line, box: boxOf(line) }; });
    this.homes = layer.homes ?? {};
    // What one page alone paints by an overlay of its own is found here.
    this.extra = layer;
    if (!this.buildings.length) {
      this.box = [...this.grids, ...this.ground].reduce((whole, { box }) => joined(whole, box), [Infinity, Infinity, -Infinity, -Infinity]);
    }
    if (!Number.isFinite(this.box[0])) this.box = [-100, -100, 100, 100];
  }

  // How many cases are open, and how many of them late, by building.
  setCases(counts) {
    for (const [id, [open, late]] of Object.entries(counts)) {
      const building = this.byId.get(id);
      if (building) Object.assign(building, { open, late });
    }
    this.withCases = this.buildings.filter((one) => one.open);
  }

  toPlane([longitude, latitude]) {
    return [(longitude - this.origin[0]) * this.perX, -(latitude - this.origin[1]) * this.perY];
  }

  toEarth([x, y]) {
    const round = (value) => Math.round(value * 1e6) / 1e6;
    return [round(this.origin[0] + x / this.perX), round(this.origin[1] - y / this.perY)];
  }
}

function namesOf(buildings) {
  const boxes = new Map();
  for (const { estate, box } of buildings) boxes.set(estate, joined(boxes.get(estate) ?? box, box));
  return [...boxes].map(([name, box]) => ({ name, box }));
}

function joined(a, b) {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}
