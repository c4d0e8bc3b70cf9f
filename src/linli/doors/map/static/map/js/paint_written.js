// What is written on top of the picture of a map, again at each frame: names, counts, services, what is chosen.

import { COLOURS, FONT, circle, label, trace } from "./paint.js";

export function paintWritten(ctx, map) {
  const { places, layers } = map;
  if (!places) return;
  const level = places.level(map.scale);
  const areas = level === "communities" ? places.communities : places.grids;
  if (map.chosen) chosen(ctx, map, map.chosen);
  const taken = [];
  if (layers.has("facilities")) services(ctx, map, places.facilities.values(), taken);
  if (layers.has("sites")) proposed(ctx, map);
  if (layers.has("cases")) counts(ctx, map, level === "houses" ? places.within(map.seen) : areas.values(), places.cases, taken);
  if (layers.has("outline")) {
    for (const one of areas.values()) {
      const words = level === "houses" || !one.count || !map.countWords ? one.name : `${one.name} ${map.countWords.replace("{n}", one.count)}`;
      label(ctx, map, words, level === "houses" ? above(one.box, map.scale) : lower(one.middle, map.scale), taken, { size: level === "houses" ? 15 : 13, weight: 600, colour: COLOURS.accent });
    }
  }
  if (level !== "houses") return;
  if (layers.has("estates")) {
    for (const estate of places.estatesWithin(map.seen)) label(ctx, map, estate.name, below(estate.box, map.scale), taken, { size: 13, weight: 500, colour: COLOURS.ink });
  }
  if (layers.has("numbers") && map.scale > 0.7) {
    for (const one of places.within(map.seen)) label(ctx, map, one.number, one.middle, taken, { size: 12, weight: 400, colour: COLOURS.soft });
  }
}

function chosen(ctx, map, { kind, rings, ring, middle }) {
  ctx.lineWidth = 3;
  ctx.strokeStyle = COLOURS.accent;
  ctx.beginPath();
  if (kind === "facility") {
    ctx.arc(...map.toScreen(...middle), 16, 0, Math.PI * 2);
  } else {
    for (const one of rings ?? [ring]) trace(ctx, map, one);
    if (kind === "building") { ctx.fillStyle = COLOURS.accentLine; ctx.fill(); }
  }
  ctx.stroke();
}

// A service is one character in a circle.
function services(ctx, map, facilities, taken) {
  const radius = map.scale > 0.1 ? 11 : 5;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.font = `600 13px ${FONT}`;
  for (const { glyph, middle } of facilities) {
    const [x, y] = map.toScreen(...middle);
    if (x < -20 || y < -20 || x > map.width + 20 || y > map.height + 20) continue;
    circle(ctx, x, y, radius);
    ctx.fillStyle = COLOURS.sheet;
    ctx.fill();
    ctx.lineWidth = 2;
    ctx.strokeStyle = COLOURS.ink;
    ctx.stroke();
    if (radius < 11) continue;
    ctx.fillStyle = COLOURS.ink;
    ctx.fillText(glyph, x, y + 0.5);
    taken.push([x - 12, y - 12, x + 12, y + 12]);
  }
}

// Sites that are proposed, by their numbers.
function proposed(ctx, map) {
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  for (const [at, id] of map.places.sites.entries()) {
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
}

// The number of open cases in a circle; a late one has a second ring, so that it differs without its colour too.
function counts(ctx, map, inView, cases, taken) {
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.font = `600 12px ${FONT}`;
  for (const { id, kind, middle } of inView) {
    const [open, late] = cases[id] ?? [0, 0];
    if (!open) continue;
    const [x, y] = map.toScreen(...middle);
    if (x < -20 || y < -20 || x > map.width + 20 || y > map.height + 20) continue;
    const radius = kind !== "building" || map.scale > 0.3 ? 10 : 4;
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
const lower = ([x, y], scale) => [x, y + 20 / scale];

