// A proposal of grids over those of today: it can be hidden, and today's shown by the chooser of layers, so that one sees what would change.

import { GridPlan, STEPS } from "./grid_plan.js";
import { PlaceMap } from "./map.js";
import { paintPlan } from "./paint_plan.js";

const map = new PlaceMap(document.querySelector("[data-map]"));
const plan = new GridPlan(JSON.parse(document.querySelector("[data-plan]").dataset.plan));
const button = document.querySelector("[data-show-plan]");
let isShown = true;

map.overlay = (ctx) => {
  if (isShown) paintPlan(ctx, map, { plan, picked: new Set(), held: null, faults: [], chosenFault: -1, line: null, corners: false });
};

button.addEventListener("click", () => {
  isShown = !isShown;
  button.setAttribute("aria-pressed", String(isShown));
  map.paint();
});

map.root.addEventListener("map:ready", () => {
  const boxes = plan.cells.map((cell) => plan.boxOf(cell).map((value) => value / STEPS));
  if (!boxes.length) return;
  const [west, south, east, north] = [0, 1, 2, 3].map((i) => Math[i < 2 ? "min" : "max"](...boxes.map((box) => box[i])));
  map.whole = [...map.places.toPlane([west, north]), ...map.places.toPlane([east, south])];
  map.showAll();
});

map.load();
