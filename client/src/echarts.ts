// What of ECharts is shipped. Whatever is added here is sent to every page with a plot.
import { LineChart, MapChart } from "echarts/charts";
import { AriaComponent, DataZoomSliderComponent, GeoComponent, GridComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import ZH from "echarts/i18n/langZH-obj.js";
import { CanvasRenderer } from "echarts/renderers";

echarts.use([
  LineChart,
  MapChart,
  GridComponent,
  GeoComponent,
  TooltipComponent,
  DataZoomSliderComponent,
  AriaComponent,
  CanvasRenderer,
]);
echarts.registerLocale("ZH", ZH);

export { echarts };
