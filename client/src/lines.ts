// Lines over time: a tooltip for every point, a slider where there are many, arrow keys as the mouse.
import type { Look } from "./colours";
import { tooltip } from "./colours";
import type { Table } from "./read_table";

const MANY = 45;
/** From so many points on one can draw out a part. */

export function linesOption(table: Table, look: Look, frame: HTMLElement) {
  const small = frame.dataset.column !== undefined;
  const columns = small ? [table.columns[Number(frame.dataset.column)]] : table.columns;
  const top = frame.dataset.top ? Number(frame.dataset.top) : undefined;
  const unit = frame.dataset.unit ?? "";
  const labels = table.rows.map((row) => row.label);
  const slides = !small && labels.length > MANY;
  const colours = [look.accent, ...look.others];
  return {
    animation: false,
    aria: { enabled: true },
    textStyle: look.font,
    grid: { left: 4, right: 12, top: 12, bottom: slides ? 3.2 * look.rem : 4, containLabel: true },
    tooltip: {
      ...tooltip(look),
      trigger: "axis" as const,
      axisPointer: { lineStyle: { color: look.edge } },
      formatter: (given: any) => pointWords(labels[given[0].dataIndex], given, unit),
    },
    xAxis: {
      type: "category" as const,
      data: labels,
      boundaryGap: false,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: look.line } },
      axisLabel: { color: look.faint, ...look.font, hideOverlap: true, interval: small ? Math.max(0, labels.length - 2) : "auto", alignMinLabel: "left" as const, alignMaxLabel: "right" as const },
    },
    yAxis: {
      type: "value" as const,
      min: 0,
      max: top,
      interval: top && small ? top : undefined,
      splitNumber: 4,
      axisLabel: { color: look.faint, ...look.font },
      splitLine: { lineStyle: { color: look.line } },
    },
    dataZoom: slides
      ? [
          {
            type: "slider" as const,
            height: 1.6 * look.rem,
            bottom: 4,
            borderColor: look.line,
            fillerColor: look.wash,
            handleStyle: { borderColor: look.edge, color: look.sheet },
            moveHandleStyle: { color: look.edge },
            dataBackground: { lineStyle: { color: look.edge }, areaStyle: { color: look.line } },
            selectedDataBackground: { lineStyle: { color: look.accent }, areaStyle: { color: look.wash } },
            textStyle: { color: look.soft, ...look.font },
            brushSelect: false,
          },
        ]
      : undefined,
    series: columns.map((column, at) => ({
      type: "line" as const,
      name: column.name,
      data: column.values,
      connectNulls: false,
      symbol: "circle",
      symbolSize: small ? 3 : 6,
      showSymbol: labels.length <= MANY,
      lineStyle: { width: at ? 1.5 : 2, type: (["solid", "dashed", "dotted"] as const)[at], color: colours[at] },
      itemStyle: { color: colours[at] },
      z: 10 - at,
    })),
  };
}

/** `11-22` and beneath it each line's number. */
function pointWords(label: string, given: any[], unit: string): string {
  const lines = given.map((one) => {
    const number = one.value ?? "—";
    return `${given.length > 1 ? `${one.seriesName} ` : ""}${number}${one.value == null || !unit ? "" : unit === "%" ? "%" : ` ${unit}`}`;
  });
  return [label, ...lines].join("\n");
}
