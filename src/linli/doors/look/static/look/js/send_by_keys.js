// Ctrl+Enter (⌘+Enter) sends a form marked `data-send-by-keys` by its first button, as a press on it would.

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  const form = event.target.closest?.("form[data-send-by-keys]");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector(".form-deeds button[type=submit]"));
});
