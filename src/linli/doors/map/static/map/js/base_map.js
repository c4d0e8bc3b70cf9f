// A base map of somebody else's tiles under ours, where the tenant has set one up: fetched as pictures, painted at the same squares, named with
// its source and review number. What does not arrive is left out, and our own layers stay as they are.

import { COLOURS, FONT } from "./paint.js";

const SIDE = 256;
const KEPT = 300;

export class BaseMap {
  // The base map of a page, null where there is none.
  static of(map) {
    const { base } = map.root.dataset;
    return base ? new BaseMap(map, JSON.parse(base)) : null;
  }

  constructor(map, { templates, most, source }) {
    Object.assign(this, { map, templates, most, source });
    this.pictures = new Map();
  }

  // The pictures of the view: of the zoom whose squares come nearest to their natural size.
  paint(ctx, view) {
    const { plane } = view.places;
    const z = Math.min(Math.max(Math.round(Math.log2((plane.world * view.scale) / SIDE)), 3), this.most);
    for (const template of this.templates) {
      for (const [, x, y] of plane.tiles(z, view.seen)) {
        const { left, top, side } = plane.tile(z, x, y);
        const picture = this.#picture(template.replace("{z}", z).replace("{x}", x).replace("{y}", y), [left, top, left + side, top + side]);
        if (!picture.complete || !picture.naturalWidth) continue;
        const [sx, sy] = view.toScreen(left, top);
        ctx.drawImage(picture, sx, sy, side * view.scale + 0.5, side * view.scale + 0.5);
      }
    }
  }

  #picture(address, box) {
    let picture = this.pictures.get(address);
    if (!picture) {
      picture = new Image();
      picture.decoding = "async";
      picture.referrerPolicy = "origin";
      picture.addEventListener("load", () => { this.map.picture.spoil(box); this.map.paint(); });
      picture.src = address;
      this.pictures.set(address, picture);
      if (this.pictures.size > KEPT) this.pictures.delete(this.pictures.keys().next().value);
    }
    return picture;
  }

  // Whose map it is, at the lower right.
  paintSource(ctx, map) {
    ctx.font = `12px ${FONT}`;
    const wide = ctx.measureText(this.source).width + 12;
    ctx.fillStyle = COLOURS.sheet;
    ctx.globalAlpha = 0.9;
    ctx.fillRect(map.width - wide, map.height - 22, wide, 22);
    ctx.globalAlpha = 1;
    ctx.textAlign = "right";
    ctx.textBaseline = "middle";
    ctx.fillStyle = COLOURS.ink;
    ctx.fillText(this.source, map.width - 6, map.height - 11);
  }
}
