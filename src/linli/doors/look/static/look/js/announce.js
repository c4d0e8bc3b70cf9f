// What htmx swaps in is announced to screen readers, and keeps the focus where it was; what did not arrive is said.

const words = () => document.getElementById("look-words")?.dataset ?? {};

function say(sentence) {
  const announcer = document.getElementById("announcer");
  if (!announcer || !sentence) return;
  announcer.textContent = "";
  requestAnimationFrame(() => { announcer.textContent = sentence; });
}

function showTrouble(sentence) {
  let notice = document.getElementById("trouble");
  if (!notice) {
    notice = document.createElement("div");
    notice.id = "trouble";
    notice.className = "notice notice-error";
    notice.setAttribute("role", "alert");
    document.getElementById("main")?.prepend(notice);
  }
  notice.textContent = sentence;
  notice.scrollIntoView({ block: "nearest" });
}

let focusedId = "";

document.addEventListener("htmx:beforeSwap", () => { focusedId = document.activeElement?.id ?? ""; });

document.addEventListener("htmx:afterSwap", (event) => {
  document.getElementById("trouble")?.remove();
  const part = event.detail.target;
  const errors = document.querySelector("[data-form-errors]");
  if (errors && part.contains(errors)) {
    errors.focus();
  } else if (focusedId && document.activeElement === document.body) {
    document.getElementById(focusedId)?.focus({ preventScroll: true });
  }
  const named = part.matches?.("[data-announce]") ? part : part.querySelector?.("[data-announce]");
  say(named?.dataset.announce || words().loaded);
});

document.addEventListener("htmx:sendError", () => showTrouble(words().lost));
document.addEventListener("htmx:timeout", () => showTrouble(words().lost));
document.addEventListener("htmx:responseError", () => showTrouble(words().gone));

// A refused form that came back as a whole page: go to what needs attention.
document.querySelector("[data-form-errors]")?.focus();

// An open menu closes when one clicks elsewhere or presses Escape.
document.addEventListener("click", (event) => {
  document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
    menu.open = false;
    menu.querySelector("summary").focus();
  });
});
