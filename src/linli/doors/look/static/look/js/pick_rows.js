// Picking rows for batch deeds: the box above the column picks all, the bar says how many.

function count(form) {
  const boxes = [...form.querySelectorAll("[data-pick]")];
  const picked = boxes.filter((box) => box.checked).length;
  const shown = form.querySelector("[data-picked]");
  if (shown) shown.textContent = picked;
  const all = form.querySelector("[data-pick-all]");
  if (all) {
    all.checked = picked > 0 && picked === boxes.length;
    all.indeterminate = picked > 0 && picked < boxes.length;
  }
}

document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (!form) return;
  if (event.target.matches("[data-pick-all]")) {
    form.querySelectorAll("[data-pick]").forEach((box) => { box.checked = event.target.checked; });
    count(form);
  } else if (event.target.matches("[data-pick]")) {
    count(form);
  }
});

const countAll = () => new Set([...document.querySelectorAll("[data-pick]")].map((box) => box.form)).forEach((form) => form && count(form));
countAll();
document.addEventListener("htmx:load", countAll);
window.addEventListener("pageshow", countAll);
