// How the map is drawn on its canvas. Colours and type come from the look's tokens.

const style = getComputedStyle(document.documentElement);
const ink = (name) => style.getPropertyValue(`--${name}`).trim();

export const COLOURS = {
  ground: ink("sunk"), wall: ink("hollow"), edge: ink("line-strong"), ink: ink("ink"), soft: ink("ink-soft"), sheet: ink("sheet"),
  accent: ink("accent"), accentWash: ink("accent-wash"), accentLine: ink("accent-line"), late: ink("overdue"), settled: ink("settled"),
};
// Pixels a metre below which buildings are drawn as plain rectangles.
const SPECKS = 0.18;
// Buildings drawn as one path: one path of thousands takes seconds without a graphics card.
const TOGETHER = 64;
export const FONT = getComputedStyle(document.body).fontFamily;

// `map` has width, height, scale (pixels a metre), toScreen, seen (the box of the plane in view), places, layers, chosen.
export function paintPlaces(ctx, map) {
  ctx.fillStyle = COLOURS.ground;
  ctx.fillRect(0, 0, map.width, map.height);
  if (!map.places) return;
  const { places, layers } = map;
  const inView = places.index.within(map.seen);
  ground(ctx, map, places.ground, "water");
  if (layers.has("outline")) outlines(ctx, map, places.grids);
  ground(ctx, map, places.ground, "");
  buildings(ctx, map, inView);
  if (map.chosen) chosen(ctx, map, map.chosen);
  const taken = [];
  if (layers.has("cases")) counts(ctx, map, taken);
  if (layers.has("outline")) {
    for (const grid of places.grids) label(ctx, map, grid.name, above(grid.box, map.scale), taken, { size: 15, weight: 600, colour: COLOURS.accent });
  }
  if (layers.has("estates") && map.scale > 0.09) {
    for (const estate of places.estates) label(ctx, map, estate.name, below(estate.box, map.scale), taken, { size: 13, weight: 500, colour: COLOURS.ink });
  }
  if (layers.has("numbers") && map.scale > 0.7) {
    for (const one of inView) label(ctx, map, one.number, one.middle, taken, { size: 12, weight: 400, colour: COLOURS.soft });
  }
}

// Water lies under the grids, roads and outlines from files on them. Kinds as `layers.ground_of` names them.
function ground(ctx, map, lines, wanted) {
  const [left, top, right, bottom] = map.seen;
  for (const { kind, line, box } of lines) {
    if ((wanted === "water") !== (kind === "water")) continue;
    if (box[0] > right || box[2] < left || box[1] > bottom || box[3] < top) continue;
    if (kind === "house" && map.scale < SPECKS) continue;
    ctx.beginPath();
    for (let i = 0; i < line.length; i += 2) {
      const [x, y] = map.toScreen(line[i], line[i + 1]);
      if (i) ctx.lineTo(x, y); else ctx.moveTo(x, y);
    }
    if (kind === "water" || kind === "house") {
      ctx.fillStyle = kind === "water" ? COLOURS.accentWash : COLOURS.wall;
      ctx.fill();
    }
    ctx.strokeStyle = { water: COLOURS.accentLine, river: COLOURS.accentLine, house: COLOURS.edge }[kind] ?? COLOURS.edge;
    ctx.lineWidth = kind === "main" ? Math.min(Math.max(map.scale * 9, 2), 9) : kind === "river" ? 3 : 1;
    ctx.stroke();
  }
}

function outlines(ctx, map, grids) {
  ctx.lineWidth = 1.5;
  ctx.setLineDash([7, 5]);
  ctx.strokeStyle = COLOURS.accent;
  ctx.fillStyle = COLOURS.sheet;
  for (const grid of grids) {
    ctx.beginPath();
    trace(ctx, map, grid.ring);
    ctx.fill();
    ctx.stroke();
  }
  ctx.setLineDash([]);
}

function buildings(ctx, map, inView) {
  ctx.fillStyle = COLOURS.wall;
  ctx.strokeStyle = COLOURS.edge;
  ctx.lineWidth = 1;
  // Far off a building is a speck: a rectangle is far quicker than its true shape, and nobody sees the difference.
  if (map.scale < SPECKS) {
    ctx.fillStyle = COLOURS.edge;
    for (const { box } of inView) {
      const [x, y] = map.toScreen(box[0], box[1]);
      ctx.fillRect(x, y, Math.max((box[2] - box[0]) * map.scale, 1), Math.max((box[3] - box[1]) * map.scale, 1));
    }
    return;
  }
  for (let from = 0; from < inView.length; from += TOGETHER) {
    ctx.beginPath();
    for (const { ring } of inView.slice(from, from + TOGETHER)) trace(ctx, map, ring);
    ctx.fill();
    ctx.stroke();
  }
}

function chosen(ctx, map, { ring }) {
  ctx.beginPath();
  trace(ctx, map, ring);
  ctx.fillStyle = COLOURS.accentLine;
  ctx.fill();
  ctx.lineWidth = 3;
  ctx.strokeStyle = COLOURS.accent;
  ctx.stroke();
}

// The number of open cases in a circle; a late one has a second ring, so that it differs without its colour too.
function counts(ctx, map, taken) {
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.font = `600 12px ${FONT}`;
  for (const { middle, open, late } of map.places.withCases ?? []) {
    const [x, y] = map.toScreen(...middle);
    if (x < -20 || y < -20 || x > map.width + 20 || y > map.height + 20) continue;
    const radius = map.scale > 0.12 ? 10 : 4;
    const colour = late ? COLOURS.late : COLOURS.accent;
    if (late) {
      circle(ctx, x, y, radius + 3);
      ctx.fillStyle = COLOURS.sheet;
      ctx.fill();
      ctx.lineWidth = 2;
      ctx.strokeStyle = colour;
      ctx.stroke();
    }
    circle(ctx, x, y, radius);
    ctx.fillStyle = colour;
    ctx.fill();
    if (radius > 4) {
      ctx.fillStyle = COLOURS.sheet;
      ctx.fillText(String(open), x, y + 0.5);
      taken.push([x - 14, y - 14, x + 14, y + 14]);
    }
  }
}

// A name stands off what it names: the grid's above it, the estate's below.
const above = ([left, top, right], scale) => [(left + right) / 2, top - 11 / scale];
const below = ([left, , right, bottom], scale) => [(left + right) / 2, bottom + 12 / scale];

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

export function trace(ctx, map, ring) {
  for (let i = 0; i < ring.length; i += 2) {
    const [x, y] = map.toScreen(ring[i], ring[i + 1]);
    if (i) ctx.lineTo(x, y); else ctx.moveTo(x, y);
  }
  ctx.closePath();
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
