// How the map is drawn on its canvas. Colours and type come from the look's tokens.

import { touches } from "./places.js";

const style = getComputedStyle(document.documentElement);
const ink = (name) => style.getPropertyValue(`--${name}`).trim();

export const COLOURS = {
  ground: ink("sunk"), wall: ink("hollow"), edge: ink("line-strong"), ink: ink("ink"), soft: ink("ink-soft"), sheet: ink("sheet"),
  accent: ink("accent"), accentWash: ink("accent-wash"), accentLine: ink("accent-line"), late: ink("overdue"), settled: ink("settled"),
};
// Pixels a metre below which buildings are drawn as plain rectangles.
const SPECKS = 0.25;
// Buildings drawn as one path: one path of thousands takes seconds without a graphics card.
const TOGETHER = 64;
// Days since a look, and how dark; a building nobody has on record is hatched instead.
const NEVER = 100_000;
const LOOKED = [[30, 0.08], [90, 0.25], [180, 0.45], [NEVER - 1, 0.65], [Infinity, 0.12]];
export const FONT = getComputedStyle(document.body).fontFamily;

// What stands still, within `view.seen`: ground, base map, borders, buildings. `view` has scale, toScreen, dx, dy, seen, places, layers, base.
export function paintStanding(ctx, view) {
  ctx.fillStyle = COLOURS.ground;
  const [left, top] = view.toScreen(view.seen[0], view.seen[1]);
  const [right, bottom] = view.toScreen(view.seen[2], view.seen[3]);
  ctx.fillRect(left - 2, top - 2, right - left + 4, bottom - top + 4);
  const { places, layers } = view;
  if (!places) return;
  view.base?.paint(ctx, view);
  const level = places.level(view.scale);
  const ground = level === "houses" && layers.has("ground") ? places.groundWithin(view.seen) : [];
  lines(ctx, view, ground.filter(({ kind }) => kind === "water"));
  if (layers.has("outline")) borders(ctx, view, level === "communities" ? places.communities : places.grids, level);
  lines(ctx, view, ground.filter(({ kind }) => kind !== "water"));
  if (level === "houses") {
    const inView = places.within(view.seen);
    buildings(ctx, view, inView);
    if (layers.has("reach") || layers.has("sites")) for (const one of inView) if (one.id in places.reach) reached(ctx, view, one, places.reach[one.id]);
    if (layers.has("looks")) for (const one of inView) if (one.days !== undefined) looked(ctx, view, one);
  }
}

// Roads, waters, outlines from files. Kinds as the layer `ground` names them.
function lines(ctx, view, found) {
  for (const { kind, line } of found) {
    if (kind === "house" && view.scale < SPECKS) continue;
    ctx.beginPath();
    path(ctx, view, line);
    if (kind === "water" || kind === "house") {
      ctx.fillStyle = kind === "water" ? COLOURS.accentWash : COLOURS.wall;
      ctx.fill();
    }
    // A road is a white band between its edges.
    const wide = { main: Math.min(Math.max(view.scale * 9, 3), 9), road: Math.min(Math.max(view.scale * 5, 2), 5), river: 3 }[kind] ?? 1;
    ctx.strokeStyle = kind === "water" || kind === "river" ? COLOURS.accentLine : COLOURS.edge;
    ctx.lineWidth = wide;
    ctx.stroke();
    if (kind !== "main" && kind !== "road") continue;
    ctx.strokeStyle = COLOURS.sheet;
    ctx.lineWidth = Math.max(wide - 1.5, 1);
    ctx.stroke();
  }
}

// Borders that were published are dashed lines; a place without one is only washed around its buildings.
function borders(ctx, view, areas, level) {
  ctx.strokeStyle = COLOURS.accent;
  for (const area of areas.values()) {
    if (!touches(area.box, view.seen)) continue;
    ctx.beginPath();
    for (const ring of area.rings) trace(ctx, view, ring);
    ctx.fillStyle = COLOURS.sheet;
    ctx.globalAlpha = view.base ? 0.35 : 1;
    ctx.fill("evenodd");
    ctx.globalAlpha = 1;
    ctx.lineWidth = level === "houses" ? 1.5 : 1.25;
    ctx.setLineDash(area.isExact ? (level === "houses" ? [7, 5] : []) : [2, 4]);
    ctx.stroke();
  }
  ctx.setLineDash([]);
}

function buildings(ctx, view, inView) {
  const { scale, dx, dy } = view;
  ctx.strokeStyle = COLOURS.edge;
  ctx.lineWidth = 1;
  // Far off a building is a speck: a rectangle is far quicker than its true shape, and nobody sees the difference.
  if (scale < SPECKS) {
    ctx.fillStyle = COLOURS.edge;
    for (const { box } of inView) ctx.fillRect(box[0] * scale + dx, box[1] * scale + dy, Math.max((box[2] - box[0]) * scale, 1), Math.max((box[3] - box[1]) * scale, 1));
    return;
  }
  ctx.fillStyle = COLOURS.wall;
  for (let from = 0; from < inView.length; from += TOGETHER) {
    ctx.beginPath();
    for (const { ring } of inView.slice(from, from + TOGETHER)) trace(ctx, view, ring);
    ctx.fill();
    ctx.stroke();
  }
}

// Whose reach a building is in: everybody's, adults', nobody's (hatched, so that it reads in grey too), newly (a thick edge).
const SHADES = [COLOURS.accentLine, COLOURS.accentWash, COLOURS.sheet, COLOURS.accentLine];
const EDGES = [1, 1, 2, 3];

function reached(ctx, view, { ring, box }, far) {
  washed(ctx, view, ring, SHADES[far], 1, far === 2 ? COLOURS.late : COLOURS.accent, far === 2 ? box : null, EDGES[far]);
}

// How long nobody has looked: the longer, the darker.
function looked(ctx, view, { ring, box, days }) {
  const alpha = LOOKED.find(([most]) => days <= most)[1];
  washed(ctx, view, ring, COLOURS.late, alpha, days > 90 ? COLOURS.late : COLOURS.edge, days === NEVER ? box : null);
}

function washed(ctx, view, ring, fill, alpha, stroke, hatched, edge = hatched ? 2 : 1) {
  ctx.save();
  ctx.beginPath();
  trace(ctx, view, ring);
  ctx.globalAlpha = alpha;
  ctx.fillStyle = fill;
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.lineWidth = edge;
  ctx.strokeStyle = stroke;
  if (view.scale > SPECKS) ctx.stroke();
  if (hatched) { ctx.clip(); ctx.lineWidth = 1; hatch(ctx, view, hatched); }
  ctx.restore();
}

export function label(ctx, map, words, middle, taken, { size, weight, colour }) {
  const [x, y] = map.toScreen(...middle);
  if (x < 0 || y < 0 || x > map.width || y > map.height || !words) return;
  ctx.font = `${weight} ${size}px ${FONT}`;
  const half = ctx.measureText(words).width / 2 + 3;
  const box = [x - half, y - size * 0.75, x + half, y + size * 0.75];
  if (taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) return;
  taken.push(box);
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = 3;
  ctx.strokeStyle = COLOURS.sheet;
  ctx.strokeText(words, x, y);
  ctx.fillStyle = colour;
  ctx.fillText(words, x, y);
}

export function trace(ctx, view, ring) {
  path(ctx, view, ring);
  ctx.closePath();
}

function path(ctx, view, line) {
  const { scale, dx, dy } = view;
  for (let i = 0; i < line.length; i += 2) {
    if (i) ctx.lineTo(line[i] * scale + dx, line[i + 1] * scale + dy); else ctx.moveTo(line[i] * scale + dx, line[i + 1] * scale + dy);
  }
}

export function circle(ctx, x, y, radius) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, Math.PI * 2);
}

// Slanting lines across a box, within whatever is clipped.
export function hatch(ctx, map, box) {
  const [left, top] = map.toScreen(box[0], box[1]);
  const [right, bottom] = map.toScreen(box[2], box[3]);
  ctx.beginPath();
  for (let x = left - (bottom - top); x < right; x += 5) { ctx.moveTo(x, bottom); ctx.lineTo(x + bottom - top, top); }
  ctx.stroke();
}

// The cross in the middle, where Enter acts.
export function paintCross(ctx, map) {
  const [x, y] = [map.width / 2, map.height / 2];
  for (const [width, colour] of [[5, COLOURS.sheet], [2, COLOURS.ink]]) {
    ctx.lineWidth = width;
    ctx.strokeStyle = colour;
    ctx.beginPath();
    ctx.moveTo(x - 14, y); ctx.lineTo(x - 4, y); ctx.moveTo(x + 4, y); ctx.lineTo(x + 14, y);
    ctx.moveTo(x, y - 14); ctx.lineTo(x, y - 4); ctx.moveTo(x, y + 4); ctx.lineTo(x, y + 14);
    ctx.stroke();
  }
}

// A bar of a round length at the lower left; north is up.
export function paintScale(ctx, map) {
  const metres = roundLength(110 / map.scale);
  const [x, y, width] = [12, map.height - 14, metres * map.scale];
  ctx.fillStyle = COLOURS.sheet;
  ctx.fillRect(x - 6, y - 22, width + 12, 30);
  ctx.lineWidth = 2;
  ctx.strokeStyle = COLOURS.ink;
  ctx.beginPath();
  ctx.moveTo(x, y - 5); ctx.lineTo(x, y); ctx.lineTo(x + width, y); ctx.lineTo(x + width, y - 5);
  ctx.stroke();
  ctx.font = `12px ${FONT}`;
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  ctx.fillStyle = COLOURS.ink;
  ctx.fillText(metres >= 1000 ? `${metres / 1000} km` : `${metres} m`, x + 3, y - 7);
}

function roundLength(most) {
  const ten = 10 ** Math.floor(Math.log10(most));
  return [5, 2, 1].map((step) => step * ten).find((length) => length <= most) ?? ten;
}
