// A map shaded by value: the shapes are those of the server's own drawing, the numbers those of the table beside it.
import type { Look } from "./colours";
import { tooltip } from "./colours";
import { echarts } from "./echarts";
import type { Table } from "./read_table";

let named = 0;

export function mapOption(table: Table, look: Look, frame: HTMLElement) {
  const drawing = frame.querySelector<SVGSVGElement>("svg")!;
  const map = `shaded-${named++}`;
  echarts.registerMap(map, { svg: shapesOf(drawing) });
  const byName = new Map(table.rows.map((row, at) => [String(at), row]));
  const scale = Math.min(frame.clientWidth / 1000, frame.clientHeight / drawing.viewBox.baseVal.height);
  const fits = (shape: SVGPathElement, words: string) => Number(shape.dataset.wide) * scale >= words.length * 0.8 * look.rem;
  const shapes = [...drawing.querySelectorAll<SVGPathElement>("path[data-row]")];
  return {
    animation: false,
    aria: { enabled: true },
    textStyle: look.font,
    tooltip: {
      ...tooltip(look),
      trigger: "item" as const,
      formatter: (one: any) => {
        const row = byName.get(one.name);
        return row ? [row.label, ...row.words.filter(Boolean)].join("\n") : "";
      },
    },
    series: [
      {
        type: "map" as const,
        map,
        name: drawing.getAttribute("aria-label") ?? "",
        roam: matchMedia("(pointer: fine)").matches ? ("move" as const) : false,
        scaleLimit: { min: 1, max: 12 },
        selectedMode: false as const,
        left: 8,
        right: 8,
        top: 8,
        bottom: 8,
        label: { show: false },
        emphasis: { label: { show: false }, itemStyle: { areaColor: undefined, borderColor: look.ink, borderWidth: 2.5 } },
        labelLayout: { hideOverlap: true },
        data: shapes.map((shape) => {
          const at = shape.dataset.row!;
          const shade = Number(shape.dataset.shade || 0);
          return {
            name: at,
            value: byName.get(at)?.cells[0] ?? undefined,
            itemStyle: {
              areaColor: shade ? look.shades[shade - 1] : look.nothing,
              borderColor: look.sheet,
              borderWidth: 1.25,
              ...(shade ? {} : { borderType: "dashed" as const, borderColor: look.edge, decal: hatch(look) }),
            },
            label: {
              show: fits(shape, byName.get(at)?.label ?? ""),
              color: shade ? look.onShades[shade - 1] : look.soft,
              ...look.font,
              formatter: () => byName.get(at)?.label ?? "",
            },
          };
        }),
      },
    ],
  };
}

function hatch(look: Look) {
  return { symbol: "rect", color: look.edge, dashArrayX: [1, 0], dashArrayY: [1, 6], rotation: -Math.PI / 4 };
}

function shapesOf(drawing: SVGSVGElement): string {
  const paths = [...drawing.querySelectorAll("path[data-row]")].map(
    (path) => `<path name="${path.getAttribute("data-row")}" d="${path.getAttribute("d")}"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${drawing.getAttribute("viewBox")}">${paths.join("")}</svg>`;
}
