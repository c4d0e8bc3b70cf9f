// Unsent text is kept in this browser per form (`data-keep`), offered back, and forgotten once it was accepted.
// Passwords, files, hidden fields and fields marked `data-keep-not` are never kept. What is older than a week goes.

const PREFIX = "linli.kept.";
const WEEK = 7 * 24 * 3600 * 1000;
const words = () => document.getElementById("look-words")?.dataset ?? {};

const store = {
  read(name) {
    try { return JSON.parse(localStorage.getItem(PREFIX + name)); } catch { return null; }
  },
  write(name, kept) {
    try { localStorage.setItem(PREFIX + name, JSON.stringify(kept)); } catch { /* full or forbidden: typing goes on */ }
  },
  forget(name) {
    try { localStorage.removeItem(PREFIX + name); } catch { /* nothing was kept */ }
  },
  names() {
    try { return Object.keys(localStorage).filter((k) => k.startsWith(PREFIX)).map((k) => k.slice(PREFIX.length)); } catch { return []; }
  },
};

const keepable = (field) =>
  field.name && !["password", "file", "hidden", "submit", "button"].includes(field.type) && !("keepNot" in field.dataset);

function gather(form) {
  const kept = {};
  for (const field of form.elements) {
    if (!keepable(field)) continue;
    if (field.type === "checkbox" || field.type === "radio") {
      if (field.checked) (kept[field.name] ??= []).push(field.value);
    } else if (field.value.trim()) {
      (kept[field.name] ??= []).push(field.value);
    }
  }
  return kept;
}

function putBack(form, values) {
  const left = structuredClone(values);
  for (const field of form.elements) {
    if (!keepable(field)) continue;
    if (field.type === "checkbox" || field.type === "radio") {
      field.checked = (values[field.name] ?? []).includes(field.value);
    } else if (left[field.name]?.length) {
      field.value = left[field.name].shift();
    }
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

const differs = (form, values) => JSON.stringify(gather(form)) !== JSON.stringify(values);

function offer(form, name, kept) {
  const said = words();
  const bar = document.createElement("div");
  bar.className = "kept-offer";
  bar.setAttribute("role", "status");
  const sentence = document.createElement("span");
  sentence.textContent = said.kept;
  const answer = (label, tone, deed) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `button button-${tone}`;
    button.textContent = label;
    button.addEventListener("click", () => { bar.remove(); deed(); });
    return button;
  };
  bar.append(
    sentence,
    answer(said.restore, "plain", () => putBack(form, kept.values)),
    answer(said.discard, "quiet", () => store.forget(name)),
  );
  form.prepend(bar);
}

const arrivedAfresh = performance.getEntriesByType("navigation")[0]?.type === "navigate";

function attend(root) {
  const forms = [...root.querySelectorAll?.("form[data-keep]") ?? []];
  if (root.matches?.("form[data-keep]")) forms.push(root);
  for (const form of forms) {
    if (form.dataset.kept) continue;
    form.dataset.kept = "watched";
    const name = form.dataset.keep;
    const kept = store.read(name);
    if (!kept) continue;
    const refused = form.querySelector("[data-form-errors], .field-error");
    if (kept.sent && !refused && arrivedAfresh) store.forget(name);
    else if (!refused && differs(form, kept.values)) offer(form, name, kept);
  }
}

// A form that was sent and is not on the page that answered has been accepted.
for (const name of store.names()) {
  const kept = store.read(name);
  const here = document.querySelector(`form[data-keep="${CSS.escape(name)}"]`);
  if (!kept || Date.now() - kept.at > WEEK || (kept.sent && !here && document.getElementById("look-words"))) store.forget(name);
}
attend(document);

let timer = 0;
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form?.dataset.keep) return;
  clearTimeout(timer);
  timer = setTimeout(() => {
    const values = gather(form);
    if (Object.keys(values).length) store.write(form.dataset.keep, { at: Date.now(), values });
    else store.forget(form.dataset.keep);
  }, 300);
});
document.addEventListener("submit", (event) => {
  const name = event.target.dataset?.keep;
  if (!name) return;
  clearTimeout(timer);
  store.write(name, { at: Date.now(), values: gather(event.target), sent: true });
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt.closest?.("form[data-keep]");
  if (!form) return;
  const kept = store.read(form.dataset.keep);
  if (event.detail.failed && kept) store.write(form.dataset.keep, { ...kept, sent: false });
});
document.addEventListener("htmx:load", (event) => {
  const root = event.detail.elt;
  for (const name of store.names()) {
    const kept = store.read(name);
    if (!kept?.sent) continue;
    const form = document.querySelector(`form[data-keep="${CSS.escape(name)}"]`);
    if (!form || !form.querySelector("[data-form-errors], .field-error")) store.forget(name);
  }
  attend(root);
});
