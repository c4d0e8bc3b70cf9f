// Entering paper by keyboard: in a form marked `data-answer-form` a digit in a field `data-answer-keys="one"` goes on to the
// next field, Enter goes on from any, and the last one's Enter comes to the button.

for (const form of document.querySelectorAll("form[data-answer-form]")) {
  const fields = () => [...form.elements].filter((one) => one.type !== "hidden" && !one.disabled && one.tabIndex >= 0);
  const onward = (from) => {
    const all = fields();
    const next = all[all.indexOf(from) + 1];
    next?.focus();
    next?.select?.();
  };
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.isComposing) return;
    if (event.target.type === "submit" || event.target.tagName === "TEXTAREA") return;
    event.preventDefault();
    onward(event.target);
  });
  form.addEventListener("input", (event) => {
    const field = event.target;
    if (field.dataset.answerKeys === "one" && !event.isComposing && /^\d$/.test(field.value)) onward(field);
  });
  form.querySelector("[aria-invalid=true], [data-answer-keys]")?.focus();
}
