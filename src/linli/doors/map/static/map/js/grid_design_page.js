// A proposal of grids over those of today: either can be hidden, so that one sees what would change.

import { GridPlan, STEPS } from "./grid_plan.js";
import { PlaceMap } from "./map.js";
import { paintPlan } from "./paint_plan.js";

const root = document.querySelector("[data-map]");
const plan = new GridPlan(JSON.parse(document.querySelector("[data-plan]").dataset.plan));
const map = new PlaceMap(root);
const shown = new Set(["plan"]);

map.overlay = (ctx) => {
  if (shown.has("plan")) paintPlan(ctx, map, { plan, picked: new Set(), held: null, faults: [], chosenFault: -1, line: null, corners: false });
};

for (const button of document.querySelectorAll("[data-show]")) {
  button.addEventListener("click", () => {
    const { show } = button.dataset;
    if (!shown.delete(show)) shown.add(show);
    map.layer("outline", shown.has("today"));
    button.setAttribute("aria-pressed", String(shown.has(show)));
    map.paint();
  });
}

root.addEventListener("map:ready", () => {
  const boxes = plan.cells.map((cell) => plan.boxOf(cell).map((value) => value / STEPS));
  if (!boxes.length) return;
  const [west, south, east, north] = [0, 1, 2, 3].map((i) => Math[i < 2 ? "min" : "max"](...boxes.map((box) => box[i])));
  map.whole = [...map.places.toPlane([west, north]), ...map.places.toPlane([east, south])];
  map.showAll();
});

map.load();
