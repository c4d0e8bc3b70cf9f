// A plot's numbers are those of its table: there is nothing else to keep in step.

export type Column = { name: string; values: (number | null)[] };
export type Row = { label: string; cells: (number | null)[]; words: string[]; url: string };
export type Table = { rows: Row[]; columns: Column[] };

/** The table of a figure: the first cell of a row is its label, every other one carries its number as `data-n` (empty: none). */
export function readTable(figure: Element): Table {
  const heads = [...figure.querySelectorAll("table thead th")].slice(1);
  const rows = [...figure.querySelectorAll<HTMLTableRowElement>("table tbody tr")].map((tr) => {
    const [label, ...cells] = tr.cells;
    return {
      label: words(label),
      cells: cells.map((cell) => (cell.dataset.n ? Number(cell.dataset.n) : null)),
      words: cells.map(words),
      url: label.querySelector("a")?.href ?? "",
    };
  });
  const columns = heads.map((head, at) => ({ name: words(head), values: rows.map((row) => row.cells[at] ?? null) }));
  return { rows, columns };
}

function words(node: Element | undefined): string {
  return node?.textContent?.trim().replace(/\s+/g, " ") ?? "";
}
