// What lies where: a grid of square cells over the plane, so that drawing and pointing look only at what is near.

export class GridIndex {
  // `items` carry `box`: [left, top, right, bottom] in metres. Cells are `size` metres wide.
  constructor(items, size = 80) {
    this.items = items;
    this.size = size;
    this.cells = new Map();
    this.turn = 0;
    items.forEach((item, number) => {
      item.seen = 0;
      this.#eachCell(item.box, (cell) => {
        const there = this.cells.get(cell);
        if (there) there.push(number); else this.cells.set(cell, [number]);
      });
    });
  }

  // The items whose boxes touch `box`, each once.
  within(box) {
    const cells = ((box[2] - box[0]) / this.size + 1) * ((box[3] - box[1]) / this.size + 1);
    if (cells > this.cells.size) return this.items.filter((item) => touches(item.box, box));
    const found = [];
    this.turn += 1;
    this.#eachCell(box, (cell) => {
      for (const number of this.cells.get(cell) ?? []) {
        const item = this.items[number];
        if (item.seen === this.turn) continue;
        item.seen = this.turn;
        if (touches(item.box, box)) found.push(item);
      }
    });
    return found;
  }

  // The item whose ring holds the point, else the nearest one within `reach` metres, else null.
  at(x, y, reach) {
    const near = this.within([x - reach, y - reach, x + reach, y + reach]);
    const holding = near.find((item) => holds(item.ring, x, y));
    if (holding) return holding;
    let best = null;
    let least = reach;
    for (const item of near) {
      const [left, top, right, bottom] = item.box;
      const away = Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
      if (away < least) { least = away; best = item; }
    }
    return best;
  }

  #eachCell([left, top, right, bottom], visit) {
    for (let cx = Math.floor(left / this.size); cx <= Math.floor(right / this.size); cx += 1) {
      for (let cy = Math.floor(top / this.size); cy <= Math.floor(bottom / this.size); cy += 1) visit(cx * 1_000_003 + cy);
    }
  }
}

function touches(a, b) {
  return a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
}

// Whether the flat ring [x, y, x, y, …] holds the point (even-odd rule).
export function holds(ring, x, y) {
  let inside = false;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const [ax, ay, bx, by] = [ring[i], ring[i + 1], ring[j], ring[j + 1]];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

export function boxOf(ring) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < ring.length; i += 2) {
    box[0] = Math.min(box[0], ring[i]);
    box[1] = Math.min(box[1], ring[i + 1]);
    box[2] = Math.max(box[2], ring[i]);
    box[3] = Math.max(box[3], ring[i + 1]);
  }
  return box;
}
