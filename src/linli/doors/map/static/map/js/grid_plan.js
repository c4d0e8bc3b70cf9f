// A plan of grids whose borders are shared: points once, cells that name them. Moving a point moves it for every grid that has it.
// Coordinates are whole ten-millionths of a degree, as the server keeps them (places/rules/grid_plan.py).

export const STEPS = 1e7;
const METRES_PER_STEP = 111_320 / STEPS;

export class GridPlan {
  constructor(plain) {
    this.points = (plain.points ?? []).map((point) => [...point]);
    this.cells = (plain.cells ?? []).map((cell) => ({ kind: "basic", ...cell, parts: cell.parts.map((part) => part.map((ring) => [...ring])) }));
    const latitude = this.points.length ? this.points[0][1] / STEPS : 0;
    this.aspect = Math.cos((latitude * Math.PI) / 180);
  }

  plain() {
    return { points: this.points, cells: this.cells.map(({ code, name, kind, parts }) => ({ code, name, kind, parts })) };
  }

  // Metres between two points in steps.
  apart([ax, ay], [bx, by]) {
    return Math.hypot((ax - bx) * this.aspect, ay - by) * METRES_PER_STEP;
  }

  * rings(cell) {
    for (const one of cell ? [cell] : this.cells) for (const part of one.parts) yield * part;
  }

  // What lies within `reach` metres: {point} for a corner, else {edge: [a, b], at} for a border, else null.
  near(spot, reach) {
    let best = null;
    let least = reach;
    for (const point of new Set([...this.rings()].flat())) {
      const away = this.apart(this.points[point], spot);
      if (away < least) { least = away; best = { point }; }
    }
    if (best) return best;
    for (const ring of this.rings()) {
      ring.forEach((a, i) => {
        const b = ring[(i + 1) % ring.length];
        const at = this.#foot(spot, this.points[a], this.points[b]);
        const away = this.apart(at, spot);
        if (away < least) { least = away; best = { edge: [a, b], at }; }
      });
    }
    return best;
  }

  move(point, [x, y]) {
    this.points[point] = [Math.round(x), Math.round(y)];
  }

  // A corner on the border a–b, in every ring that has this border; the number of the corner. `point` puts an existing corner there.
  insert([a, b], at, point = this.points.push([Math.round(at[0]), Math.round(at[1])]) - 1) {
    for (const ring of this.rings()) {
      for (let i = ring.length - 1; i >= 0; i -= 1) {
        const [from, to] = [ring[i], ring[(i + 1) % ring.length]];
        if (((from === a && to === b) || (from === b && to === a)) && !ring.includes(point)) ring.splice(i + 1, 0, point);
      }
    }
    return point;
  }

  // Take a corner away, for every grid; false where borders fork there or a grid would be left with two corners.
  remove(point) {
    const beside = new Set();
    for (const ring of this.rings()) {
      const i = ring.indexOf(point);
      if (i < 0) continue;
      if (ring.length <= 3) return false;
      beside.add(ring[(i + 1) % ring.length]).add(ring[(i + ring.length - 1) % ring.length]);
    }
    if (beside.size !== 2) return false;
    for (const ring of this.rings()) {
      const i = ring.indexOf(point);
      if (i >= 0) ring.splice(i, 1);
    }
    return true;
  }

  // Make two corners one (a gap or an overlap is closed); false where a grid would fold up.
  weld(point, onto) {
    const before = JSON.stringify(this.plain());
    for (const ring of this.rings()) {
      ring.forEach((one, i) => { if (one === point) ring[i] = onto; });
      for (let i = ring.length - 1; i >= 0; i -= 1) if (ring[i] === ring[(i + 1) % ring.length]) ring.splice(i, 1);
    }
    const isSound = [...this.rings()].every((ring) => ring.length >= 3 && new Set(ring).size === ring.length);
    if (!isSound) Object.assign(this, new GridPlan(JSON.parse(before)));
    return isSound;
  }

  // The number of the cell that holds a spot, -1 for none; an exclusive one lies upon the basic ones.
  at(spot) {
    return this.inOrder().find((n) => this.holds(this.cells[n], spot)) ?? -1;
  }

  // The numbers of the cells, what lies on top first.
  inOrder() {
    const numbers = this.cells.map((_cell, n) => n);
    return [...numbers.filter((n) => this.cells[n].kind === "exclusive"), ...numbers.filter((n) => this.cells[n].kind !== "exclusive")];
  }

  holds(cell, [x, y]) {
    return this.#crossings(cell, x, y) % 2 === 1;
  }

  // Cut a cell in two along a drawn line; "" when done, else why not: "twice" (it must go in once and out once), "hole", "small".
  split(number, line, name) {
    const cell = this.cells[number];
    const cuts = [];
    cell.parts.forEach((part, partNumber) => part.forEach((ring, ringNumber) => {
      ring.forEach((a, i) => {
        const b = ring[(i + 1) % ring.length];
        for (let s = 0; s + 1 < line.length; s += 1) {
          const cut = crossing(this.points[a], this.points[b], line[s], line[s + 1]);
          if (cut) cuts.push({ partNumber, ringNumber, edge: [a, b], along: s + cut.along, at: cut.at });
        }
      });
    }));
    cuts.sort((p, q) => p.along - q.along);
    if (cuts.length !== 2 || cuts[0].partNumber !== cuts[1].partNumber) return "twice";
    if (cuts.some((cut) => cut.ringNumber > 0)) return "hole";
    const part = cell.parts[cuts[0].partNumber];
    const within = line.filter((_spot, i) => i > cuts[0].along && i < cuts[1].along);
    const first = this.#corner(cuts[0]);
    // The first corner may have cut the border the second one lies on.
    const second = this.#corner({ ...cuts[1], edge: this.#edgeAt(part[0], cuts[1].at) });
    if (first === second) return "small";
    const middle = within.map(([x, y]) => this.points.push([Math.round(x), Math.round(y)]) - 1);
    const ring = part[0];
    const [i, j] = [ring.indexOf(first), ring.indexOf(second)];
    const way = (from, to) => (from <= to ? ring.slice(from, to + 1) : [...ring.slice(from), ...ring.slice(0, to + 1)]);
    const one = [...way(i, j), ...[...middle].reverse()];
    const two = [...way(j, i), ...middle];
    if (one.length < 3 || two.length < 3) return "small";
    const holes = part.slice(1);
    const inOne = (hole) => inRing(one.map((n) => this.points[n]), this.points[hole[0]]);
    const rest = cell.parts.filter((_part, n) => n !== cuts[0].partNumber);
    cell.parts = [[one, ...holes.filter(inOne)], ...rest];
    this.cells.push({ code: "", name, kind: cell.kind, parts: [[two, ...holes.filter((hole) => !inOne(hole))]] });
    return "";
  }

  // Put cell `b` to cell `a`; false where they share no border.
  merge(a, b) {
    const edges = new Map();
    let shared = 0;
    for (const cell of [this.cells[a], this.cells[b]]) {
      for (const ring of this.rings(cell)) {
        ring.forEach((from, i) => {
          const to = ring[(i + 1) % ring.length];
          if (edges.delete(`${to} ${from}`)) shared += 1; else edges.set(`${from} ${to}`, [from, to]);
        });
      }
    }
    if (!shared) return false;
    const next = new Map();
    for (const [from, to] of edges.values()) next.set(from, [...(next.get(from) ?? []), to]);
    const rings = [];
    while (next.size) {
      const start = next.keys().next().value;
      const ring = [];
      let here = start;
      do {
        ring.push(here);
        const ways = next.get(here);
        const to = ways.pop();
        if (!ways.length) next.delete(here);
        here = to;
      } while (here !== start && next.has(here));
      if (ring.length >= 3) rings.push(ring);
    }
    const outer = rings.filter((ring) => this.#area(ring) > 0).map((ring) => [ring]);
    for (const hole of rings.filter((ring) => this.#area(ring) <= 0)) {
      const around = outer.find(([ring]) => inRing(ring.map((n) => this.points[n]), this.points[hole[0]])) ?? outer[0];
      around?.push(hole);
    }
    this.cells[a].parts = outer;
    this.cells.splice(b, 1);
    this.#straighten();
    return true;
  }

  // An exclusive cell with its border along drawn spots; what lies within `reach` metres of a corner or a border grows together with it. False for no area.
  enclose(spots, name, reach) {
    const ring = [];
    for (const spot of spots) {
      const found = this.near(spot, reach);
      const point = found?.point ?? (found ? this.insert(found.edge, found.at) : this.points.push([Math.round(spot[0]), Math.round(spot[1])]) - 1);
      if (!ring.includes(point)) ring.push(point);
    }
    if (ring.length < 3 || !this.#area(ring)) return false;
    this.cells.push({ code: "", name, kind: "exclusive", parts: [[this.#area(ring) > 0 ? ring : ring.reverse()]] });
    return true;
  }

  // Take a cell away; the ground below it stays with the basic ones.
  lift(number) {
    this.cells.splice(number, 1);
    this.#straighten();
  }

  boxOf(cell) {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const n of [...this.rings(cell)].flat()) {
      const [x, y] = this.points[n];
      box[0] = Math.min(box[0], x); box[1] = Math.min(box[1], y); box[2] = Math.max(box[2], x); box[3] = Math.max(box[3], y);
    }
    return box;
  }

  // Corners that no cell has any more.
  #straighten() {
    const used = new Map();
    const points = [];
    for (const ring of this.rings()) {
      ring.forEach((n, i) => {
        if (!used.has(n)) used.set(n, points.push(this.points[n]) - 1);
        ring[i] = used.get(n);
      });
    }
    this.points = points;
  }

  #corner({ edge, at }) {
    const [a, b] = edge;
    for (const end of [a, b]) if (this.apart(this.points[end], at) < 1) return end;
    return this.insert(edge, at);
  }

  #edgeAt(ring, spot) {
    let best = [ring[0], ring[1]];
    let least = Infinity;
    ring.forEach((a, i) => {
      const b = ring[(i + 1) % ring.length];
      const away = this.apart(this.#foot(spot, this.points[a], this.points[b]), spot);
      if (away < least) { least = away; best = [a, b]; }
    });
    return best;
  }

  #foot([x, y], [ax, ay], [bx, by]) {
    const [dx, dy] = [(bx - ax) * this.aspect, by - ay];
    const length = dx * dx + dy * dy;
    const along = length ? Math.max(0, Math.min(1, ((x - ax) * this.aspect * dx + (y - ay) * dy) / length)) : 0;
    return [ax + along * (bx - ax), ay + along * (by - ay)];
  }

  #crossings(cell, x, y) {
    let count = 0;
    for (const ring of this.rings(cell)) {
      ring.forEach((n, i) => {
        const [[ax, ay], [bx, by]] = [this.points[n], this.points[ring[(i + 1) % ring.length]]];
        if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) count += 1;
      });
    }
    return count;
  }

  #area(ring) {
    return ring.reduce((sum, n, i) => {
      const [[ax, ay], [bx, by]] = [this.points[n], this.points[ring[(i + 1) % ring.length]]];
      return sum + (ax - this.points[ring[0]][0]) * (by - this.points[ring[0]][1]) - (bx - this.points[ring[0]][0]) * (ay - this.points[ring[0]][1]);
    }, 0);
  }
}

function crossing([ax, ay], [bx, by], [cx, cy], [dx, dy]) {
  const [rx, ry, sx, sy] = [bx - ax, by - ay, dx - cx, dy - cy];
  const turn = rx * sy - ry * sx;
  if (!turn) return null;
  const t = ((cx - ax) * sy - (cy - ay) * sx) / turn;
  const u = ((cx - ax) * ry - (cy - ay) * rx) / turn;
  // Half-open, so that a line through a corner crosses one of its two borders.
  return t >= 0 && t < 1 && u >= 0 && u < 1 ? { along: u, at: [ax + t * rx, ay + t * ry] } : null;
}

function inRing(ring, [x, y]) {
  let inside = false;
  ring.forEach(([ax, ay], i) => {
    const [bx, by] = ring[(i + 1) % ring.length];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  });
  return inside;
}
