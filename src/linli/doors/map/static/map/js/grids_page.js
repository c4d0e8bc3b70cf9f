// The grids of a community: a fault or a grid of the list is found on the map.

import { PlaceMap } from "./map.js";
import { COLOURS, hatch, trace } from "./paint.js";
import { paintFaults } from "./paint_plan.js";

const root = document.querySelector("[data-map]");
const map = new PlaceMap(root);
const faults = JSON.parse(document.querySelector("[data-faults]")?.dataset.faults || "[]");
let chosen = -1;

map.overlay = (ctx) => {
  if (map.layers.has("outline")) for (const [code, grid] of map.places.grids) if (code[12] === "2") hatchedGrid(ctx, grid);
  paintFaults(ctx, map, faults, chosen);
};

// An exclusive grid (the thirteenth digit of its code is 2) is told apart from the basic one it lies upon.
function hatchedGrid(ctx, grid) {
  ctx.save();
  ctx.beginPath();
  for (const ring of grid.rings) trace(ctx, map, ring);
  ctx.clip("evenodd");
  ctx.lineWidth = 1;
  ctx.strokeStyle = COLOURS.accentLine;
  hatch(ctx, map, grid.box);
  ctx.restore();
}

for (const button of document.querySelectorAll("[data-fault]")) {
  button.addEventListener("click", () => {
    chosen = Number(button.dataset.fault);
    map.goTo(faults[chosen].at, null, 1.5);
    map.say(button.textContent.trim());
    root.scrollIntoView({ block: "nearest" });
  });
}
for (const button of document.querySelectorAll("[data-go-to]")) {
  button.addEventListener("click", () => { map.goTo(button.dataset.goTo.split(",").map(Number), null, 0.6); root.scrollIntoView({ block: "nearest" }); });
}

map.load();
