// Fetches what draws plots, half a megabyte, only on a page that has one, and only when it is about to be seen.

const near = new IntersectionObserver(
  (seen) => {
    for (const one of seen) {
      if (!one.isIntersecting) continue;
      near.unobserve(one.target);
      draw(one.target);
    }
  },
  { rootMargin: "400px" },
);

async function draw(figure) {
  try {
    (await import(figure.dataset.drawing)).draw(figure);
  } catch (lost) {
    console.warn(lost); // the drawing of the server stays
  }
}

function lookOver() {
  for (const figure of document.querySelectorAll("figure[data-drawing]:not([data-awaited])")) {
    figure.dataset.awaited = "";
    near.observe(figure);
  }
}

lookOver();
document.addEventListener("htmx:afterSettle", lookOver);
