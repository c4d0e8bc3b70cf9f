// Alt+1, Alt+2, Alt+3 take what is suggested first, second, third (a kind, a handler) and send the form it stands in: one key to
// accept the likeliest, one to correct it by another. The digit's place on the keyboard counts, whatever it types there.

const FIELDS = { kind: "select[name=kind], select[name=category]", lead: "select[name=lead]" };

document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.repeat || event.isComposing) return;
  const number = /^Digit([1-9])$/.exec(event.code)?.[1];
  const offered = number && [...document.querySelectorAll(`[data-choice-key="${number}"]`)].find((one) => one.offsetParent);
  const form = offered?.closest("form");
  const choices = form?.querySelector(FIELDS[offered.dataset.choiceField]);
  if (!choices) return;
  event.preventDefault();
  choices.value = offered.dataset.choice;
  choices.dispatchEvent(new Event("change", { bubbles: true }));
  form.requestSubmit(form.querySelector("button[name=step][value=file]") ?? form.querySelector("button[type=submit]"));
});
