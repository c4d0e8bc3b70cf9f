// The table beside the map: what is in view, services first, nearest the middle first. Tab goes from thing to thing and shows each on the map, Enter opens it. Its
// link fetches all of it as a workbook.

import { touches } from "./places.js";

const MOST = 40;

export function listInView(map) {
  const aside = map.root.querySelector("[data-in-view]");
  if (!aside) return;
  const [body, more, file] = ["tbody", "[data-more]", "[data-table-file]"].map((what) => aside.querySelector(what));
  const words = aside.dataset;
  if (window.matchMedia("(min-width: 861px)").matches) aside.open = true;

  function things() {
    const seen = map.seen;
    const areas = map.level === "houses" ? [] : [...map.places[map.level].values()].filter((one) => touches(one.box, seen));
    const inside = ([x, y]) => x >= seen[0] && x <= seen[2] && y >= seen[1] && y <= seen[3];
    const services = map.layers.has("facilities") ? [...map.places.facilities.values()].filter((one) => inside(one.middle)) : [];
    const houses = map.level === "houses" ? map.places.within(seen).filter((one) => inside(one.middle)) : [];
    const away = ({ middle }) => Math.hypot(middle[0] - map.centre[0], middle[1] - map.centre[1]);
    const nearest = (some) => some.map((one) => [away(one), one]).sort((a, b) => a[0] - b[0]).map(([, one]) => one);
    return [...nearest(services), ...nearest([...areas, ...houses])];
  }

  function row(thing) {
    const line = document.createElement("tr");
    const lead = line.insertCell();
    lead.className = "lead";
    const button = Object.assign(document.createElement("button"), { type: "button", className: "link-button", textContent: (thing.estate ?? "") + thing.name });
    button.dataset.thing = thing.id;
    button.addEventListener("focus", () => { map.chosen = thing; map.paint(); map.say(map.wordsFor(thing)); });
    button.addEventListener("click", () => { map.show(thing); map.choose(thing); });
    lead.append(button);
    const about = line.insertCell();
    about.className = "number";
    about.textContent = said(thing);
    return line;
  }

  function said(thing) {
    const parts = [];
    const [open, late] = map.layers.has("cases") ? map.places.cases[thing.id] ?? [0, 0] : [0, 0];
    if (thing.rings) parts.push(words.count.replace("{n}", thing.count));
    if (thing.kind === "facility") parts.push(words.facility);
    if (open) parts.push(words.open.replace("{n}", open));
    if (late) parts.push(words.late.replace("{n}", late));
    if (map.layers.has("looks") && thing.days !== undefined) parts.push(thing.days === 100_000 ? words.never : words.days.replace("{n}", thing.days));
    if ((map.layers.has("reach") || map.layers.has("sites")) && map.places.reach[thing.id] !== undefined) parts.push(words[`reach${map.places.reach[thing.id]}`]);
    return parts.join(" · ");
  }

  map.root.addEventListener("map:moved", () => {
    const all = things();
    const focused = document.activeElement?.dataset?.thing;
    body.replaceChildren(...all.slice(0, MOST).map(row));
    if (focused) body.querySelector(`[data-thing="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    more.textContent = all.length > MOST ? words.moreWords.replace("{n}", all.length - MOST) : all.length ? "" : words.nothing;
    if (!file) return;
    const [west, north] = map.places.toDegrees(map.seen.slice(0, 2));
    const [east, south] = map.places.toDegrees(map.seen.slice(2));
    const address = new URL(file.href);
    address.searchParams.set("box", [west, south, east, north].map((value) => value.toFixed(6)).join(","));
    address.searchParams.set("level", map.level);
    file.href = address.href;
  });
}
