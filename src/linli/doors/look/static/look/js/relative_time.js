// Keeps "3小时前" and "还剩 3 小时" true while a page stays open, by the server's clock and not the computer's own.

const MINUTE = 60_000;
const atLoad = { server: Date.parse(document.documentElement.dataset.now), here: Date.now() };
const now = () => (Number.isNaN(atLoad.server) ? Date.now() : atLoad.server + (Date.now() - atLoad.here));
const words = document.getElementById("look-words")?.dataset ?? {};
const fill = (template, n) => template.replace("{n}", n);

function ago(minutes) {
  if (minutes < 1) return words.now;
  if (minutes < 60) return fill(words.minutesAgo, minutes);
  if (minutes < 24 * 60) return fill(words.hoursAgo, Math.floor(minutes / 60));
  return fill(words.daysAgo, Math.floor(minutes / (24 * 60)));
}

function span(minutes) {
  if (minutes < 60) return fill(words.minutes, minutes);
  if (minutes < 48 * 60) return fill(words.hours, Math.floor(minutes / 60));
  return fill(words.days, Math.floor(minutes / (24 * 60)));
}

function refresh() {
  for (const shown of document.querySelectorAll("[data-ago]")) {
    const minutes = Math.floor((now() - Date.parse(shown.dataset.ago)) / MINUTE);
    if (minutes >= 0 && minutes < 30 * 24 * 60) shown.textContent = ago(minutes);
  }
  for (const shown of document.querySelectorAll("[data-due]")) {
    const left = Math.floor((Date.parse(shown.dataset.due) - now()) / MINUTE);
    if (left >= 0) {
      shown.textContent = words.left.replace("{span}", span(left));
      continue;
    }
    const clock = shown.closest(".due");
    if (clock.classList.contains("tone-overdue")) continue;
    shown.textContent = words.over.replace("{span}", span(-left));
    clock.classList.remove("tone-calm", "tone-soon");
    clock.classList.add("tone-overdue");
    const drawing = clock.querySelector("use");
    drawing?.setAttribute("href", drawing.getAttribute("href").replace(/#.*/, "#overdue"));
  }
}

if (words.minutesAgo) setInterval(refresh, MINUTE);
