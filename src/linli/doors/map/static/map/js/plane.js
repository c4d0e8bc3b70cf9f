// The plane of a map: metres to the east and south of its origin, in the web-mercator projection every tile server draws in, made true to
// length at the origin. Straight lines and squares are those of a base map, so that both lie on each other exactly.

const EARTH = 6_378_137;

export class Plane {
  constructor([longitude, latitude]) {
    this.radius = EARTH * Math.cos((latitude * Math.PI) / 180);
    this.world = 2 * Math.PI * this.radius;
    [this.left, this.top] = this.#whole([longitude, latitude]);
  }

  // From the world's north-western corner.
  #whole([longitude, latitude]) {
    const north = Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360));
    return [((longitude + 180) / 360) * this.world, (0.5 - north / (2 * Math.PI)) * this.world];
  }

  toPlane(point) {
    const [x, y] = this.#whole(point);
    return [x - this.left, y - this.top];
  }

  toDegrees([x, y]) {
    const north = (0.5 - (y + this.top) / this.world) * 2 * Math.PI;
    return [((x + this.left) / this.world) * 360 - 180, (Math.atan(Math.sinh(north)) * 180) / Math.PI];
  }

  // Degrees as they are kept: a tenth of a metre.
  toEarth(point) {
    return this.toDegrees(point).map((value) => Math.round(value * 1e6) / 1e6);
  }

  // Of a tile: its north-western corner on the plane, and its side.
  tile(z, x, y) {
    const side = this.world / 2 ** z;
    return { left: x * side - this.left, top: y * side - this.top, side };
  }

  // The tiles of a zoom that a box of the plane touches, those nearest its middle first.
  tiles(z, [left, top, right, bottom]) {
    const side = this.world / 2 ** z;
    const most = 2 ** z - 1;
    const at = (value, origin) => Math.min(Math.max(Math.floor((value + origin) / side), 0), most);
    const found = [];
    for (let x = at(left, this.left); x <= at(right, this.left); x += 1) {
      for (let y = at(top, this.top); y <= at(bottom, this.top); y += 1) found.push([z, x, y]);
    }
    const [mx, my] = [((left + right) / 2 + this.left) / side - 0.5, ((top + bottom) / 2 + this.top) / side - 0.5];
    return found.sort((a, b) => Math.hypot(a[1] - mx, a[2] - my) - Math.hypot(b[1] - mx, b[2] - my));
  }
}
