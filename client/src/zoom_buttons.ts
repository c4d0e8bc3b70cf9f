// Nearer and farther by buttons: a wheel or two fingers over the map go on scrolling the page.

const STEP = 1.6;

/** Gives the buttons the server wrote beside the map their deeds; their words are the server's. */
export function zoomButtons(chart: any, frame: HTMLElement): void {
  let zoom = 1;
  for (const button of frame.parentElement?.querySelectorAll<HTMLButtonElement>("button[data-zoom]") ?? []) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const wanted = button.dataset.zoom === "whole" ? 1 : zoom * (button.dataset.zoom === "in" ? STEP : 1 / STEP);
      zoom = Math.min(12, Math.max(1, wanted));
      chart.setOption({ series: [{ zoom, ...(zoom === 1 ? { center: null } : {}) }] });
    });
  }
}
