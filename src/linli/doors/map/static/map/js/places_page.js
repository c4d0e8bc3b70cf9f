// The places map: what one picks on the map opens beside it; what one points at in the table is found on the map.

import { PlaceMap } from "./map.js";

const root = document.querySelector("[data-map]");
const map = new PlaceMap(root);

root.addEventListener("map:pick", ({ detail: building }) => {
  if (!building) return;
  const address = new URL(location.href);
  address.searchParams.delete("grid");
  address.searchParams.set("building", building.id);
  history.replaceState(history.state, "", address);
  window.htmx.ajax("GET", address.pathname + address.search, { target: "#building-panel", swap: "innerHTML" });
});

for (const box of document.querySelectorAll("[data-layer-choice]")) {
  const set = () => { map.layers[box.checked ? "add" : "delete"](box.value); map.paint(); };
  box.addEventListener("change", set);
  set();
}

const point = (event) => {
  const id = event.target.closest?.("[data-building]")?.dataset.building;
  const building = id && map.places?.byId.get(id);
  if (building) { map.chosen = building; map.show(building); }
};
document.addEventListener("focusin", point);

map.load();
