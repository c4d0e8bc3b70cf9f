// Photographs: scaled to at most `data-edge` pixels as JPEG before they leave the phone (which also drops where they
// were taken), shown, removable, with progress. Whatever fails here leaves the plain file input as it was.

const fill = (template, n) => template.replace("{n}", n);
const same = (a, b) => a.name === b.name && a.size === b.size && a.lastModified === b.lastModified;
const chosen = new WeakMap();

async function scaled(file, edge) {
  if (!file.type.startsWith("image/") || file.type === "image/gif") return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const ratio = Math.min(1, edge / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * ratio));
    canvas.height = Math.max(1, Math.round(picture.height * ratio));
    const brush = canvas.getContext("2d");
    brush.fillStyle = "#fff";
    brush.fillRect(0, 0, canvas.width, canvas.height);
    brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    if (!blob) return file;
    return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg", lastModified: file.lastModified });
  } catch {
    return file;
  }
}

async function preview(file) {
  try {
    const picture = await createImageBitmap(file);
    const canvas = document.createElement("canvas");
    const side = Math.min(picture.width, picture.height);
    canvas.width = canvas.height = 208;
    canvas.getContext("2d").drawImage(picture, (picture.width - side) / 2, (picture.height - side) / 2, side, side, 0, 0, 208, 208);
    picture.close();
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", file.name);
    return canvas;
  } catch {
    const name = document.createElement("span");
    name.className = "file-name";
    name.textContent = file.name;
    return name;
  }
}

async function show(room, input) {
  const files = chosen.get(input) ?? [];
  const list = room.querySelector("[data-previews]");
  const cards = await Promise.all(files.map(async (file, index) => {
    const card = document.createElement("li");
    const remove = document.createElement("button");
    remove.type = "button";
    remove.setAttribute("aria-label", `${room.dataset.removeWords}：${file.name}`);
    const cross = document.createElement("span");
    cross.textContent = "×";
    remove.append(cross);
    remove.addEventListener("click", () => {
      put(room, input, files.filter((_, i) => i !== index));
      input.focus();
    });
    card.append(await preview(file), remove);
    return card;
  }));
  list.replaceChildren(...cards);
}

function put(room, input, files, more = "") {
  const carrier = new DataTransfer();
  files.forEach((file) => carrier.items.add(file));
  input.files = carrier.files;
  chosen.set(input, files);
  const count = files.length ? fill(room.dataset.countWords, files.length) : "";
  room.querySelector("[data-state]").textContent = [count, more].filter(Boolean).join("，");
  return show(room, input);
}

document.addEventListener("change", async (event) => {
  const input = event.target;
  const room = input.type === "file" && input.closest("[data-upload]");
  if (!room || typeof DataTransfer === "undefined") return;
  const before = chosen.get(input) ?? [];
  const picked = [...input.files];
  const most = Number(room.dataset.most);
  const edge = Number(room.dataset.edge);
  input.form?.setAttribute("aria-busy", "true");
  const fresh = [];
  for (const file of picked) {
    const ready = await scaled(file, edge);
    if (![...before, ...fresh].some((other) => same(other, ready))) fresh.push(ready);
  }
  input.form?.removeAttribute("aria-busy");
  const all = [...before, ...fresh];
  await put(room, input, all.slice(0, most), all.length > most ? room.dataset.fullWords : "");
});

// Pressing the button while a photograph is still being scaled would send the large one; that is allowed, not lost.
document.addEventListener("htmx:xhr:progress", (event) => {
  // A field that asks something of its own while one types sends no photographs.
  const form = event.target.matches?.("form") ? event.target : null;
  const room = form?.querySelector("[data-upload]");
  if (!room || !event.detail.lengthComputable) return;
  const percent = Math.round((event.detail.loaded / event.detail.total) * 100);
  const bar = room.querySelector("[data-sending]");
  bar.hidden = false;
  bar.value = percent;
  room.querySelector("[data-state]").textContent = fill(room.dataset.sendingWords, percent);
});
document.addEventListener("htmx:afterRequest", (event) => {
  event.detail.elt.closest?.("form")?.querySelectorAll("[data-sending]").forEach((bar) => { bar.hidden = true; });
});
