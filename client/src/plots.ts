// Turns a plot the server drew into one that can be asked: the drawing beneath stays for paper and for whoever has no script.
import { lookOf } from "./colours";
import { echarts } from "./echarts";
import { byKeys } from "./keys";
import { linesOption } from "./lines";
import { readTable } from "./read_table";
import { mapOption } from "./shaded_map";
import { zoomButtons } from "./zoom_buttons";

const OPTIONS = { lines: linesOption, map: mapOption };
const standing = new Set<ReturnType<typeof echarts.init>>();

/** Draws each frame of a `figure[data-plot]`. A frame that cannot be drawn keeps the server's drawing. */
export function draw(figure: HTMLElement): void {
  forget();
  const table = readTable(figure);
  const group = `plot-${standing.size}-${Date.now()}`;
  for (const frame of figure.querySelectorAll<HTMLElement>(".plot-frame")) {
    const canvas = document.createElement("div");
    const drawing = document.createElement("div");
    canvas.className = "plot-canvas";
    canvas.append(drawing);
    frame.append(canvas);
    frame.classList.add("is-drawn");
    try {
      const kind = figure.dataset.plot as keyof typeof OPTIONS;
      const locale = document.documentElement.lang.startsWith("zh") ? "ZH" : "EN";
      const chart = echarts.init(drawing, undefined, { locale, renderer: "canvas" });
      standing.add(chart);
      chart.setOption(OPTIONS[kind](table, lookOf(frame), frame) as never);
      chart.group = group;
      const hint = document.getElementById("look-words")?.dataset.plotKeys ?? "";
      const title = frame.querySelector("svg")?.getAttribute("aria-label") ?? "";
      canvas.setAttribute("aria-label", [title, hint].filter(Boolean).join(" "));
      byKeys(chart, canvas, table, kind, frame);
      if (kind === "map") {
        zoomButtons(chart, frame);
        chart.on("click", (one: { name: string }) => {
          const url = table.rows[Number(one.name)]?.url;
          if (url) location.assign(url);
        });
      }
      new ResizeObserver(() => chart.isDisposed() || chart.resize()).observe(canvas);
    } catch (error) {
      frame.classList.remove("is-drawn");
      canvas.remove();
      console.warn(error);
    }
  }
  echarts.connect(group);
}

/** Lets go of the plots a swap of the page took away. */
function forget(): void {
  for (const chart of standing) {
    if (chart.getDom().isConnected) continue;
    chart.dispose();
    standing.delete(chart);
  }
}
