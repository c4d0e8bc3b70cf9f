// A page with a map and a table: what one points at in the table (`data-building`, `data-facility`, or `data-at` alone) is found on the map; a building
// picked on the map opens in `#building-panel` where the page has one.

import { PlaceMap } from "./map.js";

const root = document.querySelector("[data-map]");
const map = new PlaceMap(root);
const panel = document.getElementById("building-panel");

if (panel) {
  root.addEventListener("map:pick", ({ detail: thing }) => {
    if (thing?.kind !== "building") return;
    const address = new URL(location.href);
    address.searchParams.delete("grid");
    address.searchParams.set("building", thing.id);
    history.replaceState(history.state, "", address);
    window.htmx.ajax("GET", address.pathname + address.search, { target: "#building-panel", swap: "innerHTML" });
  });
}

document.addEventListener("focusin", (event) => {
  const { at, building, facility } = event.target.closest?.("[data-at], [data-building], [data-facility]")?.dataset ?? {};
  const known = map.places.byId.get(building) ?? map.places.facilities.get(facility);
  if (known) { map.show(known); map.chosen = known; map.say(map.wordsFor(known)); map.paint(); }
  else if (at) map.goTo(at.split(",").map(Number), building ?? facility);
});

map.load();
