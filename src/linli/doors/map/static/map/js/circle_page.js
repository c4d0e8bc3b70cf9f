// The circle: services as marks, buildings by how far they are from the nearest one, proposed sites by their numbers. A mark is one character in
// a circle, out of reach is hatched and newly in reach has a thick edge, so that it reads in grey too.

import { PlaceMap } from "./map.js";
import { COLOURS, FONT, circle, hatch, trace } from "./paint.js";

// By level: in reach of everybody, of adults alone, of nobody, newly.
const SHADES = [COLOURS.accentLine, COLOURS.accentWash, COLOURS.sheet, COLOURS.accentLine];
const EDGES = [1, 1, 2, 3];

const root = document.querySelector("[data-map]");
const map = new PlaceMap(root);

map.overlay = (ctx) => {
  if (!map.places) return;
  const { reach, facilities, sites } = map.places.extra;
  if (reach) {
    for (const one of map.places.index.within(map.seen)) {
      const level = reach[one.id];
      if (level === undefined) continue;
      ctx.save();
      ctx.beginPath();
      trace(ctx, map, one.ring);
      ctx.fillStyle = SHADES[level];
      ctx.fill();
      ctx.lineWidth = EDGES[level];
      ctx.strokeStyle = level === 2 ? COLOURS.late : COLOURS.accent;
      ctx.stroke();
      if (level === 2) { ctx.clip(); ctx.lineWidth = 1; hatch(ctx, map, one.box); }
      ctx.restore();
    }
  }
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  // Where two marks would cover each other the later one is a dot until one comes closer.
  const taken = [];
  for (const [id, glyph, , longitude, latitude] of marked(facilities ?? [])) {
    const [x, y] = map.toScreen(...map.places.toPlane([longitude, latitude]));
    if (x < -20 || y < -20 || x > map.width + 20 || y > map.height + 20) continue;
    const isDot = id !== map.marked && taken.some(([left, top]) => Math.hypot(left - x, top - y) < 22);
    circle(ctx, x, y, id === map.marked ? 14 : isDot ? 4 : 11);
    ctx.fillStyle = isDot ? COLOURS.ink : COLOURS.sheet;
    ctx.fill();
    ctx.lineWidth = id === map.marked ? 4 : 2;
    ctx.strokeStyle = COLOURS.ink;
    ctx.stroke();
    if (isDot) continue;
    taken.push([x, y]);
    ctx.font = `600 13px ${FONT}`;
    ctx.fillStyle = COLOURS.ink;
    ctx.fillText(glyph, x, y + 0.5);
  }
  for (const [at, id] of (sites ?? []).entries()) {
    const building = map.places.byId.get(id);
    if (!building) continue;
    const [x, y] = map.toScreen(...building.middle);
    circle(ctx, x, y, 14);
    ctx.fillStyle = COLOURS.accent;
    ctx.fill();
    ctx.lineWidth = 3;
    ctx.strokeStyle = COLOURS.sheet;
    ctx.stroke();
    ctx.font = `700 15px ${FONT}`;
    ctx.fillStyle = COLOURS.sheet;
    ctx.fillText(String(at + 1), x, y + 0.5);
  }
};

// The one pointed at first, so that no other takes its place.
function marked(facilities) {
  return [...facilities.filter(([id]) => id === map.marked), ...facilities.filter(([id]) => id !== map.marked)];
}

// What one points at in the table is found on the map.
document.addEventListener("focusin", (event) => {
  const building = map.places?.byId.get(event.target.closest?.("[data-building]")?.dataset.building);
  if (building) { map.show(building); map.say(map.wordsFor(building)); }
  const id = event.target.closest?.("[data-facility]")?.dataset.facility;
  const found = id && map.places?.extra.facilities?.find(([one]) => one === id);
  if (!found) return;
  map.marked = id;
  map.centre = map.places.toPlane([found[3], found[4]]);
  map.scale = Math.max(map.scale, 0.6);
  map.paint();
  map.say(found[2]);
});

map.load();
