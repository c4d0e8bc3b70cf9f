// What is drawn on top of the places: marks and lines, as the server keeps them (degrees), painted on the plane.

import { COLOURS, FONT, circle } from "./paint.js";

const LINES = {
  walk: { colour: COLOURS.accent, width: 4, dash: [12, 7] },
  rescue: { colour: COLOURS.late, width: 5, dash: [] },
  edge: { colour: COLOURS.ink, width: 2.5, dash: [2, 6] },
};

export class Drawing {
  constructor(plain, glyphs) {
    this.glyphs = glyphs;
    this.marks = plain.marks ?? [];
    this.lines = plain.lines ?? [];
    this.earlier = [];
  }

  // Remember what stands now, so that the change that follows can be undone.
  remember() {
    this.earlier.push(this.plain());
    if (this.earlier.length > 100) this.earlier.shift();
  }

  undo() {
    const plain = this.earlier.pop();
    if (plain) Object.assign(this, JSON.parse(plain));
  }

  plain() {
    return JSON.stringify({ marks: this.marks, lines: this.lines });
  }

  paint(ctx, map, unfinished) {
    for (const line of this.lines) this.#line(ctx, map, line);
    if (unfinished) this.#line(ctx, map, unfinished);
    for (const mark of this.marks) this.#mark(ctx, map, mark);
  }

  #line(ctx, map, { kind, points, words }) {
    const { colour, width, dash } = LINES[kind];
    const path = points.map((point) => map.toScreen(...map.places.toPlane(point)));
    if (!path.length) return;
    ctx.lineJoin = ctx.lineCap = "round";
    for (const [stroke, wide, gaps] of [[COLOURS.sheet, width + 3, []], [colour, width, dash]]) {
      ctx.strokeStyle = stroke;
      ctx.lineWidth = wide;
      ctx.setLineDash(gaps);
      ctx.beginPath();
      path.forEach(([x, y], number) => (number ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
      ctx.stroke();
    }
    ctx.setLineDash([]);
    ctx.lineCap = "butt";
    if (path.length === 1) { circle(ctx, ...path[0], width); ctx.fillStyle = colour; ctx.fill(); }
    if (words) beside(ctx, words, ...path[Math.floor(path.length / 2)], colour);
  }

  #mark(ctx, map, { kind, at, words }) {
    const [x, y] = map.toScreen(...map.places.toPlane(at));
    circle(ctx, x, y, 12);
    ctx.fillStyle = COLOURS.sheet;
    ctx.fill();
    ctx.lineWidth = 2.5;
    ctx.strokeStyle = COLOURS.ink;
    ctx.stroke();
    ctx.font = `600 13px ${FONT}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = COLOURS.ink;
    ctx.fillText(this.glyphs[kind], x, y + 0.5);
    if (words) beside(ctx, words, x + 4, y, COLOURS.ink);
  }
}

function beside(ctx, words, x, y, colour) {
  ctx.font = `600 13px ${FONT}`;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = 4;
  ctx.strokeStyle = COLOURS.sheet;
  ctx.strokeText(words, x + 12, y);
  ctx.fillStyle = colour;
  ctx.fillText(words, x + 12, y);
}

// Leave out points that lie within `most` metres of the way between their neighbours (Douglas–Peucker).
export function simpler(points, most) {
  if (points.length < 3) return points;
  const [first, last] = [points[0], points.at(-1)];
  let [worst, far] = [0, 0];
  for (let i = 1; i < points.length - 1; i += 1) {
    const away = distance(points[i], first, last);
    if (away > far) [worst, far] = [i, away];
  }
  if (far <= most) return [first, last];
  return [...simpler(points.slice(0, worst + 1), most).slice(0, -1), ...simpler(points.slice(worst), most)];
}

function distance([x, y], [ax, ay], [bx, by]) {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const along = length ? Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length)) : 0;
  return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay));
}
