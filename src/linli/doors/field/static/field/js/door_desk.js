// The desk at the door: notes are kept in this browser first and sent in batches that count once, so that nothing is
// lost without network and nothing is counted twice with it.

const desk = document.querySelector("[data-door]");
const SEND_EVERY = 15_000;
const SHOWN = 12;
const BATCH = 200;

function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function open(desk) {
  const name = `linli-door-${desk.dataset.door}`;
  const form = desk.querySelector("[data-note]");
  const code = form.elements.code;
  const group = form.elements.group;
  const log = desk.querySelector("[data-log]");
  const line = desk.querySelector("[data-line]");
  const words = document.getElementById("door-words").dataset;
  const outcomes = JSON.parse(document.getElementById("door-outcomes").textContent);
  const kinds = JSON.parse(document.getElementById("door-kinds").textContent);
  const told = [];
  let sending = false;

  const waiting = () => {
    try {
      return JSON.parse(localStorage.getItem(name)) ?? [];
    } catch {
      return [];
    }
  };
  const keep = (notes) => localStorage.setItem(name, JSON.stringify(notes));

  function draw() {
    const queue = waiting();
    log.replaceChildren(
      ...[...queue].reverse().map((note) => entry(note, words.waits, "waits")),
      ...told.slice(0, SHOWN).map(([note, verdict]) =>
        entry(note, outcomes[verdict] ?? verdict, ["counted", "waiting"].includes(verdict) ? "done" : "said"),
      ),
    );
    desk.dataset.queue = queue.length;
    if (queue.length === 0) line.textContent = "";
  }

  function entry(note, verdict, css) {
    const item = document.createElement("li");
    const what = document.createElement("span");
    const how = document.createElement("span");
    what.textContent = `${kinds[note.kind]} ${note.code}`;
    how.textContent = verdict;
    how.className = css;
    item.append(what, how);
    return item;
  }

  function note(kind, digits = "") {
    const made = { id: newId(), kind, at: new Date().toISOString(), code: digits };
    if (kind === "walk_in" && group.value) made.group = group.value;
    keep([...waiting(), made]);
    draw();
    send();
  }

  async function send() {
    const batch = waiting().slice(0, BATCH);
    if (sending || batch.length === 0) return;
    sending = true;
    try {
      const answer = await fetch(desk.dataset.send, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
        body: JSON.stringify({ scans: batch }),
        redirect: "manual",
      });
      const type = answer.headers.get("Content-Type") ?? "";
      if (!type.startsWith("application/json")) {
        line.textContent = words.signedOut;
        return;
      }
      const said = await answer.json();
      if (!answer.ok) {
        line.textContent = said.words;
        return;
      }
      const done = new Set(batch.map((one) => one.id));
      keep(waiting().filter((one) => !done.has(one.id)));
      told.unshift(...batch.map((one) => [one, said.verdicts[one.id]]).reverse());
      desk.querySelector("[data-came]").textContent = said.count.came;
      desk.querySelector("[data-places]").textContent = said.count.places;
      desk.querySelector("[data-walked]").textContent = said.count.walk_ins;
      draw();
    } catch {
      line.textContent = words.offline;
    } finally {
      sending = false;
    }
    if (waiting().length > 0 && navigator.onLine) setTimeout(send, 1000);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    const kind = event.submitter?.value || "in";
    const digits = code.value.replace(/\D/g, "");
    if (kind !== "walk_in" && digits.length === 0) {
      line.textContent = words.empty;
      code.focus();
      return;
    }
    note(kind, kind === "walk_in" ? "" : digits);
    code.value = "";
    code.focus();
  }, true);

  camera(desk, (digits) => note("in", digits));
  window.addEventListener("online", send);
  setInterval(send, SEND_EVERY);
  draw();
  send();
}

// Where the browser itself reads QR codes; elsewhere a code is typed, or read by a hand scanner that types.
function camera(desk, found) {
  const button = desk.querySelector("[data-camera]");
  const view = desk.querySelector("[data-view]");
  if (!("BarcodeDetector" in window) || !navigator.mediaDevices) return;
  button.hidden = false;
  let stream = null;
  let last = "";

  async function look(detector) {
    if (!stream) return;
    const seen = await detector.detect(view).catch(() => []);
    const digits = (seen[0]?.rawValue ?? "").replace(/\D/g, "");
    if (digits.length === 10 && digits !== last) {
      last = digits;
      found(digits);
    }
    setTimeout(() => look(detector), 300);
  }

  button.addEventListener("click", async () => {
    if (stream) {
      for (const track of stream.getTracks()) track.stop();
      stream = null;
      view.hidden = true;
      return;
    }
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      button.hidden = true;
      return;
    }
    view.srcObject = stream;
    view.hidden = false;
    await view.play();
    look(new BarcodeDetector({ formats: ["qr_code"] }));
  });
}

if (desk) open(desk);
