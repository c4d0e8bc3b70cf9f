// Work lists by keyboard: j and k between rows, Enter opens (the focus is on the row's link), x picks, / searches, ? shows the keys.

const SWITCH = "linli.keys";
const typing = (element) => element?.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

const keysOn = () => {
  try { return localStorage.getItem(SWITCH) !== "off"; } catch { return true; }
};

function step(by) {
  const links = [...document.querySelectorAll("[data-keyboard-list] tbody .row-link")];
  if (!links.length) return;
  const row = document.activeElement?.closest?.("[data-keyboard-list] tbody tr");
  const here = links.findIndex((link) => row?.contains(link));
  const next = here < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, here + by));
  links[next].focus({ focusVisible: true });
  links[next].closest("tr").scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
  if (event.key === "?") {
    const keys = document.getElementById("keys");
    if (keys && !keys.open) { event.preventDefault(); keys.showModal(); }
    return;
  }
  if (!keysOn() || document.querySelector("dialog[open]")) return;
  if (event.key === "j" || event.key === "k") {
    event.preventDefault();
    step(event.key === "j" ? 1 : -1);
  } else if (event.key === "x") {
    document.activeElement?.closest?.("[data-keyboard-list] tbody tr")?.querySelector("[data-pick]")?.click();
  } else if (event.key === "/") {
    const search = document.querySelector("[data-search]");
    if (search) { event.preventDefault(); search.focus(); search.select(); }
  }
});

const box = document.querySelector("[data-keys-on]");
if (box) {
  box.checked = keysOn();
  box.addEventListener("change", () => {
    try { localStorage.setItem(SWITCH, box.checked ? "on" : "off"); } catch { /* this browser keeps nothing */ }
  });
}
