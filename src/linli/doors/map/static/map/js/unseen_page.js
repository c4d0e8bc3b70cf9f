// What nobody has looked at: the longer, the darker; nothing on record is hatched too, so that it reads in grey. Public places are dots.

import { PlaceMap } from "./map.js";
import { COLOURS, circle, hatch, trace } from "./paint.js";

const root = document.querySelector("[data-map]");
const map = new PlaceMap(root);
// Days, and how dark: a building nobody has on record is hatched instead.
const NEVER = 100_000;
const STEPS = [[30, 0.08], [90, 0.25], [180, 0.45], [NEVER - 1, 0.65], [Infinity, 0.12]];

map.overlay = (ctx) => {
  const unseen = map.places?.extra.unseen;
  if (!unseen) return;
  for (const one of map.places.index.within(map.seen)) {
    const days = unseen[one.id];
    if (days === undefined) continue;
    ctx.save();
    ctx.beginPath();
    trace(ctx, map, one.ring);
    ctx.globalAlpha = STEPS.find(([most]) => days <= most)[1];
    ctx.fillStyle = COLOURS.late;
    ctx.fill();
    ctx.globalAlpha = 1;
    ctx.lineWidth = days === NEVER ? 2 : 1;
    ctx.strokeStyle = days > 90 ? COLOURS.late : COLOURS.edge;
    ctx.stroke();
    if (days === NEVER) { ctx.clip(); ctx.lineWidth = 1; hatch(ctx, map, one.box); }
    ctx.restore();
  }
  for (const [id, , longitude, latitude, days] of map.places.extra.unseen_places) {
    const [x, y] = map.toScreen(...map.places.toPlane([longitude, latitude]));
    if (x < -12 || y < -12 || x > map.width + 12 || y > map.height + 12) continue;
    circle(ctx, x, y, id === map.marked ? 10 : map.scale < 0.3 ? 3 : 6);
    ctx.fillStyle = COLOURS.sheet;
    ctx.fill();
    ctx.globalAlpha = STEPS.find(([most]) => days <= most)[1];
    ctx.fillStyle = COLOURS.late;
    ctx.fill();
    ctx.globalAlpha = 1;
    ctx.lineWidth = id === map.marked ? 4 : 2;
    ctx.strokeStyle = days > 90 ? COLOURS.late : COLOURS.edge;
    ctx.stroke();
  }
};

document.addEventListener("focusin", (event) => {
  const facility = event.target.closest?.("[data-facility]")?.dataset.facility;
  const place = facility && map.places?.extra.unseen_places.find(([one]) => one === facility);
  if (place) {
    map.marked = facility;
    map.centre = map.places.toPlane([place[2], place[3]]);
    map.scale = Math.max(map.scale, 0.6);
    map.paint();
    map.say(place[1]);
    return;
  }
  const id = event.target.closest?.("[data-building]")?.dataset.building;
  const building = id && map.places?.byId.get(id);
  if (building) { map.chosen = building; map.show(building); }
});

map.load();
