// The editor of a division: borders are moved, grids cut and put together, by mouse, finger or keys; every step can be undone and done again.

import { GridList } from "./grid_list.js";
import { GridPlan, STEPS } from "./grid_plan.js";
import { PlaceMap } from "./map.js";
import { paintPlan } from "./paint_plan.js";

// Pixels around a corner or a border that count as it.
const REACH = 12;
const form = document.getElementById("grid-draft");
const root = form.querySelector("[data-map]");
const field = form.elements.plan;
const list = form.querySelector("[data-cells]");
const words = list.dataset;
const isFixed = "fixed" in form.dataset;
const [undoButton, redoButton, mergeButton, cutButton, removeButton, closeButton, liftButton] = ["undo", "redo", "merge", "cut-now", "remove-corner", "close-ring", "lift"].map((name) => form.querySelector(`[data-${name}]`));
const faults = JSON.parse(form.querySelector("[data-faults]").dataset.faults || "[]");

const map = new PlaceMap(root);
let plan = new GridPlan(plainOf(field.value));
let kept = text();
const [earlier, later] = [[], []];
const picked = new Set();
let [held, carried, line, tool, chosenFault, began] = [null, false, null, "move", -1, null];

map.overlay = (ctx) => {
  if (carried) { plan.move(held, toSteps(map.centre)); }
  paintPlan(ctx, map, { plan, picked, held, faults, chosenFault, line, corners: tool === "border" });
};

function plainOf(value) {
  try { return JSON.parse(value || "{}"); } catch { return {}; }
}

function text() {
  return JSON.stringify(plan.plain());
}

function toSteps(point) {
  return map.places.toDegrees(point).map((value) => Math.round(value * STEPS));
}

// One step that can be undone: `act` returns false when nothing came of it.
function change(act, said) {
  const before = text();
  if (act() === false) { load(before); return false; }
  remember(before);
  show(said);
  return true;
}

function remember(before) {
  earlier.push(before);
  if (earlier.length > 200) earlier.shift();
  later.length = 0;
}

function load(plain) {
  plan = new GridPlan(JSON.parse(plain));
  [held, carried, began] = [null, false, null];
}

function back(from, to, said) {
  if (!from.length) return;
  to.push(text());
  load(from.pop());
  picked.clear();
  show(said);
}

function show(said) {
  field.value = text();
  undoButton.disabled = !earlier.length;
  redoButton.disabled = !later.length;
  mergeButton.disabled = picked.size !== 2;
  liftButton.hidden = picked.size !== 1 || plan.cells[[...picked][0]]?.kind !== "exclusive";
  removeButton.disabled = held === null || carried;
  grids.draw();
  map.paint();
  if (said) map.say(said + (isUnsaved() ? ` · ${words.unsaved}` : ""));
}

function counts() {
  const found = plan.cells.map(() => [0, 0]);
  const boxes = plan.cells.map((cell) => plan.boxOf(cell));
  const order = plan.inOrder();
  for (const building of map.places.buildings) {
    const [x, y] = toSteps(building.middle);
    const number = order.find((n) => x >= boxes[n][0] && x <= boxes[n][2] && y >= boxes[n][1] && y <= boxes[n][3] && plan.holds(plan.cells[n], [x, y]));
    if (number !== undefined) { found[number][0] += 1; found[number][1] += map.places.homes[building.id] ?? 0; }
  }
  return found;
}

const grids = new GridList(list, { plan: () => plan, picked, isFixed, counts, pick: (number) => pick(number, true), rename });

function rename(number, name) {
  if (!name || plan.cells.some((other, n) => n !== number && other.name === name)) { map.say(words.sameName); return false; }
  return change(() => { plan.cells[number].name = name; }, name);
}

function pick(number, moves) {
  if (picked.has(number)) picked.delete(number);
  else {
    if (picked.size === 2) picked.delete([...picked][0]);
    picked.add(number);
    if (moves) zoomTo(plan.boxOf(plan.cells[number]).map((value) => value / STEPS));
  }
  show(picked.has(number) ? plan.cells[number].name : "");
}

function zoomTo([west, south, east, north]) {
  const [left, bottom] = map.places.toPlane([west, south]);
  const [right, top] = map.places.toPlane([east, north]);
  map.fit([left, top, right, bottom], 6);
}

// ---- Borders: take a corner (or make one on a border), carry it, put it down; near another corner or border it grows together with it.

function take(spot) {
  const reach = REACH / map.scale;
  const found = plan.near(toSteps(spot), reach);
  if (!found) { held = null; show(); return false; }
  began = text();
  held = found.point ?? plan.insert(found.edge, found.at);
  return true;
}

function putDown() {
  if (held === null || began === null) return;
  const spot = plan.points[held];
  const other = nearestOther(spot);
  if (other?.point !== undefined) { if (!plan.weld(held, other.point)) map.say(words.folds); else held = other.point; }
  else if (other?.edge) plan.insert(other.edge, spot, held);
  if (text() !== began) { remember(began); began = null; show(words.moved); }
  else { began = null; show(); }
}

function nearestOther(spot) {
  const reach = 6 / map.scale;
  const beside = new Set([held]);
  for (const ring of plan.rings()) {
    const i = ring.indexOf(held);
    if (i >= 0) beside.add(ring[(i + 1) % ring.length]).add(ring[(i + ring.length - 1) % ring.length]);
  }
  const others = new GridPlan(plan.plain());
  const far = [spot[0] + 1e9, spot[1]];
  for (const n of beside) others.points[n] = far;
  const point = others.near(spot, reach)?.point;
  if (point !== undefined) return { point };
  const whole = new GridPlan({ points: plan.points, cells: plan.cells });
  for (const cell of whole.cells) for (const part of cell.parts) for (let i = part.length - 1; i >= 0; i -= 1) if (part[i].includes(held)) part.splice(i, 1);
  const found = whole.near(spot, reach);
  return found?.edge && !found.edge.includes(held) ? found : null;
}

const border = {
  down: (spot) => { if (!carried) take(spot); },
  move: (spot) => {
    if (held === null || began === null || carried) return false;
    plan.move(held, toSteps(spot));
    map.paint();
    return true;
  },
  up: putDown,
  // By keys: Enter takes the corner at the cross, the arrows carry it, Enter puts it down, Escape lets go.
  enter: (spot) => {
    if (carried) { plan.move(held, toSteps(spot)); carried = false; putDown(); return; }
    if (take(spot)) { carried = true; show(words.carried); } else map.say(words.noCorner);
  },
  cancel: () => {
    if (began !== null) load(began);
    [carried, began] = [false, null];
    show();
  },
};

// ---- Cutting: a line through the one grid, from outside it to outside it.

function extend(spot) {
  line = [...(line ?? []), toSteps(spot)];
  map.say(words.cutting.replace("{n}", line.length));
  show();
}

function finishCut() {
  if (!line || line.length < 2) { line = null; show(); return; }
  const drawn = line;
  line = null;
  const chosen = picked.size === 1 ? [...picked] : [];
  const candidates = chosen.length ? chosen : plan.inOrder();
  const before = text();
  const why = { twice: 0, hole: 0, small: 0 };
  for (const number of candidates) {
    const said = plan.split(number, drawn, newName(words.newGrid));
    if (!said) { remember(before); picked.clear(); show(words.cut); return; }
    why[said] += 1;
    load(before);
  }
  map.say(why.hole ? words.hole : words.twice);
  show();
}

function newName(stem) {
  const taken = new Set(plan.cells.map((cell) => cell.name));
  let number = plan.cells.length + 1;
  while (taken.has(`${stem}${number}`)) number += 1;
  return `${stem}${number}`;
}

// ---- An exclusive grid: its border drawn corner by corner, upon the basic ones.

function closeRing() {
  const drawn = line ?? [];
  line = null;
  if (drawn.length < 3 || !change(() => plan.enclose(drawn, newName(words.newExclusive), REACH / map.scale), words.ringed)) { map.say(words.tooFew); show(); }
}

const cutting = { up: extend, enter: extend, cancel: () => { line = null; show(); } };
const picking = { up: (spot) => { const n = plan.at(toSteps(spot)); if (n >= 0) pick(n, false); }, enter: (spot) => picking.up(spot) };
const TOOLS = { move: null, pick: picking, border, cut: cutting, exclusive: cutting };

for (const button of form.querySelectorAll("[data-tool-choice]")) {
  button.addEventListener("click", () => {
    border.cancel();
    line = null;
    tool = button.dataset.toolChoice;
    map.tool = TOOLS[tool];
    root.toggleAttribute("data-tool", Boolean(map.tool));
    cutButton.hidden = tool !== "cut";
    closeButton.hidden = tool !== "exclusive";
    removeButton.hidden = tool !== "border";
    for (const other of form.querySelectorAll("[data-tool-choice]")) other.setAttribute("aria-pressed", String(other === button));
    map.say(button.dataset.how ?? "");
    show();
  });
}

undoButton.addEventListener("click", () => back(earlier, later, words.undone));
redoButton.addEventListener("click", () => back(later, earlier, words.redone));
cutButton.addEventListener("click", finishCut);
closeButton.addEventListener("click", closeRing);
liftButton.addEventListener("click", () => {
  const [number] = picked;
  picked.clear();
  change(() => plan.lift(number), words.lifted);
});
removeButton.addEventListener("click", () => {
  const point = held;
  held = null;
  if (!change(() => plan.remove(point), words.removed)) { map.say(words.forks); show(); }
});
mergeButton.addEventListener("click", () => {
  const [a, b] = [...picked].sort((p, q) => p - q);
  if (plan.cells[a].kind !== plan.cells[b].kind) { map.say(words.kinds); return; }
  // What goes on is the grid that exists already.
  const [stays, goes] = !plan.cells[a].code && plan.cells[b].code ? [b, a] : [a, b];
  if (!change(() => { const done = plan.merge(stays, goes); if (done) picked.clear(); return done; }, words.merged)) map.say(words.apart);
});
form.addEventListener("keydown", (event) => {
  if (event.target.matches("input, textarea")) return;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") { event.preventDefault(); (event.shiftKey ? redoButton : undoButton).click(); }
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "y") { event.preventDefault(); redoButton.click(); }
  if (event.key === "Delete" && tool === "border" && !removeButton.disabled) { event.preventDefault(); removeButton.click(); }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && (tool === "cut" || tool === "exclusive")) { event.preventDefault(); (tool === "cut" ? finishCut : closeRing)(); }
});

for (const button of form.querySelectorAll("[data-fault]")) {
  button.addEventListener("click", () => {
    chosenFault = Number(button.dataset.fault);
    const { at, ring } = faults[chosenFault];
    const spots = ring.length ? ring : [at];
    const [x, y] = [spots.map((one) => one[0]), spots.map((one) => one[1])];
    zoomTo([Math.min(...x), Math.min(...y), Math.max(...x), Math.max(...y)]);
    map.say(button.textContent.trim());
  });
}

const isUnsaved = () => text() !== kept;
form.addEventListener("submit", () => { if (tool === "cut") finishCut(); line = null; field.value = text(); kept = text(); });
window.addEventListener("beforeunload", (event) => { if (isUnsaved()) event.preventDefault(); });
root.addEventListener("map:ready", () => {
  if (plan.points.length) {
    const boxes = plan.cells.map((cell) => plan.boxOf(cell));
    const [west, south, east, north] = [0, 1, 2, 3].map((i) => Math[i < 2 ? "min" : "max"](...boxes.map((box) => box[i])) / STEPS);
    map.whole = [...map.places.toPlane([west, north]), ...map.places.toPlane([east, south])];
    map.showAll();
  }
  show();
});

map.load();
