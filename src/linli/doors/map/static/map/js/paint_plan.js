// A plan of grids painted over the map: fields, borders once, corners while borders are moved, faults, the line that cuts.

import { COLOURS, FONT, circle, label } from "./paint.js";
import { STEPS } from "./grid_plan.js";

// Pixels a metre from which the corners are shown.
const CORNERS = 0.25;

export function paintPlan(ctx, map, { plan, picked, held, faults, chosenFault, line, corners }) {
  const toScreen = ([x, y]) => map.toScreen(...map.places.toPlane([x / STEPS, y / STEPS]));
  const spots = plan.points.map(toScreen);
  for (const number of plan.inOrder().reverse()) {
    const cell = plan.cells[number];
    ctx.beginPath();
    for (const ring of plan.rings(cell)) traceRing(ctx, ring.map((n) => spots[n]));
    ctx.fillStyle = COLOURS.accentLine;
    ctx.globalAlpha = picked.has(number) ? 0.5 : 0.08;
    ctx.fill("evenodd");
    ctx.globalAlpha = 1;
    if (cell.kind === "exclusive") hatched(ctx, map, plan.boxOf(cell));
    for (const [width, colour] of [[4.5, COLOURS.sheet], [2, COLOURS.accent]]) {
      ctx.lineWidth = picked.has(number) ? width + 1 : width;
      ctx.strokeStyle = colour;
      ctx.stroke();
    }
  }
  paintFaults(ctx, map, faults, chosenFault);
  if (corners && map.scale > CORNERS) {
    for (const n of new Set([...plan.rings()].flat())) corner(ctx, spots[n], n === held);
  } else if (held !== null && spots[held]) corner(ctx, spots[held], true);
  if (line?.length) cuttingLine(ctx, line.map(toScreen));
  const taken = [];
  for (const number of plan.inOrder()) {
    const cell = plan.cells[number];
    const spot = map.places.toPlane(nameSpot(plan, number).map((value) => value / STEPS));
    plate(ctx, map.toScreen(...spot), cell.name);
    label(ctx, map, cell.name, spot, taken, { size: 15, weight: 600, colour: COLOURS.accent });
  }
}

// Where a cell's name stands: in its middle, or a fifth below its upper end where an exclusive cell has the middle.
function nameSpot(plan, number) {
  const [west, south, east, north] = plan.boxOf(plan.cells[number]);
  const middle = [(west + east) / 2, (south + north) / 2];
  const top = plan.at(middle);
  return top < 0 || top === number || plan.cells[top].kind !== "exclusive" ? middle : [middle[0], north - (north - south) / 5];
}

// Slanting lines over an exclusive grid, whose path is the current one: it is told apart without its colour too.
function hatched(ctx, map, [west, south, east, north]) {
  const path = [map.places.toPlane([west / STEPS, north / STEPS]), map.places.toPlane([east / STEPS, south / STEPS])];
  const corners = path.map((spot) => map.toScreen(...spot));
  ctx.save();
  ctx.clip("evenodd");
  ctx.lineWidth = 1;
  ctx.strokeStyle = COLOURS.accent;
  const lines = new Path2D();
  const [[left, top], [right, bottom]] = corners;
  for (let x = left - (bottom - top); x < right; x += 8) { lines.moveTo(x, bottom); lines.lineTo(x + bottom - top, top); }
  ctx.stroke(lines);
  ctx.restore();
}

// Faults as the server found them: rings in degrees, a cross where they are too small to see.
export function paintFaults(ctx, map, faults, chosen) {
  faults.forEach((fault, number) => {
    const at = map.toScreen(...map.places.toPlane(fault.at));
    ctx.strokeStyle = COLOURS.late;
    ctx.lineWidth = number === chosen ? 4 : 2;
    if (fault.ring.length) {
      ctx.beginPath();
      traceRing(ctx, fault.ring.map((point) => map.toScreen(...map.places.toPlane(point))));
      ctx.fillStyle = COLOURS.late;
      ctx.globalAlpha = 0.25;
      ctx.fill();
      ctx.globalAlpha = 1;
      ctx.stroke();
    }
    circle(ctx, ...at, number === chosen ? 11 : 8);
    ctx.fillStyle = COLOURS.sheet;
    ctx.fill();
    ctx.stroke();
    ctx.font = `700 11px ${FONT}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = COLOURS.late;
    ctx.fillText(String(number + 1), at[0], at[1] + 0.5);
  });
}

// A light ground under a grid's name, so that the numbers of buildings do not run into it.
function plate(ctx, [x, y], words) {
  ctx.font = `600 15px ${FONT}`;
  const half = ctx.measureText(words).width / 2 + 5;
  ctx.fillStyle = COLOURS.sheet;
  ctx.globalAlpha = 0.85;
  ctx.fillRect(x - half, y - 12, half * 2, 24);
  ctx.globalAlpha = 1;
}

function traceRing(ctx, spots) {
  spots.forEach(([x, y], i) => (i ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  ctx.closePath();
}

function corner(ctx, [x, y], isHeld) {
  circle(ctx, x, y, isHeld ? 8 : 4.5);
  ctx.fillStyle = isHeld ? COLOURS.accent : COLOURS.sheet;
  ctx.fill();
  ctx.lineWidth = 2;
  ctx.strokeStyle = COLOURS.accent;
  ctx.stroke();
}

function cuttingLine(ctx, spots) {
  for (const [width, colour, dash] of [[6, COLOURS.sheet, []], [3, COLOURS.late, [8, 5]]]) {
    ctx.lineWidth = width;
    ctx.strokeStyle = colour;
    ctx.setLineDash(dash);
    ctx.beginPath();
    spots.forEach(([x, y], i) => (i ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
    ctx.stroke();
  }
  ctx.setLineDash([]);
  for (const spot of spots) { circle(ctx, ...spot, 4); ctx.fillStyle = COLOURS.late; ctx.fill(); }
}
