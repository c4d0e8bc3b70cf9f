// The officer's own map: marks and lines by finger, mouse or keys; every change can be undone and goes into the form's hidden field.

import { Drawing, simpler } from "./drawing.js";
import { PlaceMap } from "./map.js";

// Metres: what a line drawn by hand may lose, and how far from a building its mark stands.
const FINE = 1.5;
const BESIDE = 6;
const form = document.getElementById("own-map");
const root = form.querySelector("[data-map]");
const field = form.elements.drawing;
const list = form.querySelector("[data-drawn]");
const undoButton = form.querySelector("[data-undo]");
const lineKind = form.querySelector("[data-line-kind]");
const labels = Object.fromEntries([...document.querySelectorAll("[data-kinds] [data-label]")].map((one) => [one.dataset.markKind ?? one.dataset.lineKindWords, one.dataset.label]));
const glyphs = Object.fromEntries([...document.querySelectorAll("[data-mark-kind]")].map((one) => [one.dataset.markKind, one.dataset.glyph]));
const unsavedWords = document.querySelector("[data-unsaved]").dataset.unsaved;

const map = new PlaceMap(root);
const drawing = new Drawing(plainOf(field.value), glyphs);
let kept = field.value ? drawing.plain() : "";
let unfinished = null;

map.overlay = (ctx) => drawing.paint(ctx, map, unfinished);

function plainOf(text) {
  try { return JSON.parse(text || "{}"); } catch { return {}; }
}

function change(act, said) {
  drawing.remember();
  act();
  show(said);
}

function show(said) {
  field.value = drawing.plain();
  undoButton.disabled = !drawing.earlier.length;
  list.replaceChildren(
    ...drawing.marks.map((mark, number) => row("marks", number, mark.words || labels[mark.kind], glyphs[mark.kind])),
    ...drawing.lines.map((line, number) => row("lines", number, line.words || labels[line.kind], "", list.dataset.points.replace("{n}", line.points.length))),
  );
  form.querySelector("[data-nothing-drawn]").hidden = list.children.length > 0;
  map.paint();
  if (said) map.say(said + (isUnsaved() ? ` · ${unsavedWords}` : ""));
}

function row(what, number, words, glyph, aside) {
  const item = document.createElement("li");
  item.className = "row";
  if (glyph) item.append(made("span", glyph, "map-glyph"), " ");
  item.append(made("span", words));
  if (aside) item.append(" ", made("small", aside, "faint"));
  const button = made("button", "", "button button-quiet push");
  button.type = "button";
  button.append(made("span", list.dataset.remove));
  button.setAttribute("aria-label", `${list.dataset.remove} ${words}`);
  button.addEventListener("click", () => {
    change(() => drawing[what].splice(number, 1), `${list.dataset.remove} ${words}`);
    (list.querySelector("button") ?? undoButton).focus();
  });
  item.append(" ", button);
  return item;
}

function made(tag, text, css = "") {
  const one = document.createElement(tag);
  one.textContent = text;
  one.className = css;
  return one;
}

function addMark(at) {
  const [kind, words] = [form.elements.mark_kind.value || "note", form.elements.words.value.trim()];
  change(() => drawing.marks.push({ kind, at, words }), words || labels[kind]);
  form.elements.words.value = "";
}

function finishLine() {
  const line = unfinished;
  unfinished = null;
  if (line && line.points.length > 1) {
    const plane = simpler(line.points.map((point) => map.places.toPlane(point)), FINE);
    const points = plane.map((point) => map.places.toEarth(point));
    change(() => drawing.lines.push({ ...line, points }), line.words || labels[line.kind]);
    form.elements.words.value = "";
  }
  map.paint();
}

function extend(point) {
  unfinished ??= { kind: lineKind.value, words: form.elements.words.value.trim(), points: [] };
  unfinished.points.push(map.places.toEarth(point));
  map.paint();
}

const mark = (point) => addMark(map.places.toEarth(point));
const TOOLS = {
  move: null,
  mark: { up: mark, enter: mark },
  line: {
    down: extend, move: extend, up: finishLine,
    // By keys: Enter joins point to point, Escape ends the line. By touch a second finger gives the line up and moves the map.
    enter: (point) => { extend(point); map.say(list.dataset.points.replace("{n}", unfinished.points.length)); },
    cancel: () => { if (map.byKeys) finishLine(); else { unfinished = null; map.paint(); } },
  },
};

for (const button of form.querySelectorAll("[data-tool-choice]")) {
  button.addEventListener("click", () => {
    finishLine();
    const name = button.dataset.toolChoice;
    map.tool = TOOLS[name];
    root.toggleAttribute("data-tool", Boolean(map.tool));
    for (const other of form.querySelectorAll("[data-tool-choice]")) other.setAttribute("aria-pressed", String(other === button));
  });
}

undoButton.addEventListener("click", () => { drawing.undo(); show(undoButton.textContent.trim()); });
form.addEventListener("keydown", (event) => {
  if (event.key === "z" && (event.ctrlKey || event.metaKey) && !event.target.matches("input, textarea")) {
    event.preventDefault();
    undoButton.click();
  }
});
form.querySelector("[data-add-mark]")?.addEventListener("click", (event) => {
  const building = map.places.byId.get(form.elements.building.value);
  if (!building) return;
  event.preventDefault();
  // Just south of it, so that the building's number stays to be read.
  addMark(map.places.toEarth([building.middle[0], building.box[3] + BESIDE]));
  map.show(building);
});

for (const box of form.querySelectorAll("input[name=layers]")) {
  const set = () => map.layer(box.value, box.checked);
  box.addEventListener("change", set);
  set();
}

const isUnsaved = () => drawing.plain() !== kept || Boolean(unfinished);
form.addEventListener("submit", () => { finishLine(); kept = drawing.plain(); });
window.addEventListener("beforeunload", (event) => { if (isUnsaved()) event.preventDefault(); });
root.addEventListener("map:ready", () => show());

map.load();
