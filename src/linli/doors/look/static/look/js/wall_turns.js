// The wall shows its sheets in turn, each for so many seconds; a button holds it. A renewed page goes on where it was.

let at = 0;
let held = false;
let shownSince = Date.now();

const turns = () => document.querySelector("[data-turns]");

function show() {
  const sheets = [...(turns()?.children ?? [])];
  if (!sheets.length) return;
  at %= sheets.length;
  sheets.forEach((sheet, number) => sheet.classList.toggle("is-turn", number === at));
  const button = document.querySelector("[data-turning]");
  if (!button) return;
  button.hidden = sheets.length < 2;
  button.setAttribute("aria-pressed", String(!held));
  button.textContent = held ? button.dataset.off : button.dataset.on;
}

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-turning]")) return;
  held = !held;
  shownSince = Date.now();
  show();
});
document.addEventListener("htmx:afterSwap", show);
setInterval(() => {
  const seconds = Number(turns()?.dataset.turns || 0);
  if (held || !seconds || document.hidden || Date.now() - shownSince < seconds * 1000) return;
  shownSince = Date.now();
  at += 1;
  show();
}, 500);
show();
