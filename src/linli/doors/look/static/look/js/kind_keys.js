// Alt+1, Alt+2, Alt+3 take the kind that is suggested first, second, third, and send the form it stands in: one key to
// accept the likeliest, one to correct it by another. The digit's place on the keyboard counts, whatever it types there.

document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.repeat || event.isComposing) return;
  const number = /^Digit([1-9])$/.exec(event.code)?.[1];
  const offered = number && [...document.querySelectorAll(`[data-kind-key="${number}"]`)].find((one) => one.offsetParent);
  const form = offered?.closest("form");
  const kinds = form?.querySelector("select[name=category], select[name=kind]");
  if (!kinds) return;
  event.preventDefault();
  kinds.value = offered.dataset.kindCode;
  kinds.dispatchEvent(new Event("change", { bubbles: true }));
  form.requestSubmit(form.querySelector("button[name=step][value=file]") ?? form.querySelector("button[type=submit]"));
});
