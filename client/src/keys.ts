// A plot by keyboard: arrows go from point to point or from place to place, Enter opens the place, Escape lets go.
import type { Table } from "./read_table";

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export function byKeys(chart: any, canvas: HTMLElement, table: Table, kind: string, frame: HTMLElement): void {
  let at = -1;
  const column = frame.dataset.column;
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  canvas.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (event.key === "Enter" && kind === "map" && table.rows[at]?.url) location.assign(table.rows[at].url);
    if (event.key === "Escape") leave();
    if (!step || !table.rows.length) return;
    event.preventDefault();
    event.stopPropagation();
    at = at < 0 && step < 0 ? table.rows.length - 1 : (at + step + table.rows.length) % table.rows.length;
    const row = table.rows[at];
    const where = kind === "map" ? { name: String(at) } : { dataIndex: at };
    if (kind === "map") chart.dispatchAction({ type: "downplay", seriesIndex: 0 });
    chart.dispatchAction({ type: "showTip", seriesIndex: 0, ...where });
    if (kind === "map") chart.dispatchAction({ type: "highlight", seriesIndex: 0, ...where });
    const said = column === undefined ? row.words : [row.words[Number(column)]];
    announce([row.label, ...said.filter(Boolean)].join(" "));
  });
  canvas.addEventListener("blur", leave);

  function leave(): void {
    at = -1;
    chart.dispatchAction({ type: "hideTip" });
    if (kind === "map") chart.dispatchAction({ type: "downplay", seriesIndex: 0 });
  }
}

function announce(words: string): void {
  const announcer = document.getElementById("announcer");
  if (announcer) announcer.textContent = words;
}
