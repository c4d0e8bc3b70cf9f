// A form that changes something is sent once: its buttons rest until the answer is here.

const PATIENCE = 30_000;
const words = () => document.getElementById("look-words")?.dataset ?? {};
const resting = new Set();

function rest(form, pressed) {
  const buttons = [...document.querySelectorAll("button:not([type=button])")].filter((b) => b.form === form && !b.disabled);
  for (const button of buttons) {
    button.disabled = true;
    resting.add(button);
  }
  const label = pressed?.querySelector("span");
  if (!label) return;
  pressed.setAttribute("aria-busy", "true");
  pressed.dataset.label = label.textContent;
  label.textContent = pressed.dataset.busy || words().sending || label.textContent;
}

function wake() {
  for (const button of resting) {
    button.disabled = false;
    button.removeAttribute("aria-busy");
    if (button.dataset.label) {
      button.querySelector("span").textContent = button.dataset.label;
      delete button.dataset.label;
    }
  }
  resting.clear();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented && !form.closest("[hx-boost]")) return;
  const method = (event.submitter?.getAttribute("formmethod") || form.getAttribute("method") || "get").toLowerCase();
  if (method !== "post") return;
  // After this turn, so that the pressed button's own name and value still travel.
  setTimeout(() => rest(form, event.submitter), 0);
  setTimeout(wake, PATIENCE);
});
document.addEventListener("htmx:afterRequest", wake);
window.addEventListener("pageshow", wake);
