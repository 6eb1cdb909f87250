// Pages of an exhibit by keyboard (only while a page has the focus), and black boxes drawn over a page by hand.
const WHOLE = 1000;
const SCALE = 10;

function press(sheet, selector) {
  sheet.querySelector(selector)?.click();
}

function step(sheet, forward) {
  const next = forward ? sheet.nextElementSibling : sheet.previousElementSibling;
  next?.focus();
}

const KEYS = {
  x: (sheet) => press(sheet, ".post-button button"),
  b: (sheet) => press(sheet, "[data-redact]"),
  j: (sheet) => step(sheet, true),
  k: (sheet) => step(sheet, false),
};

function listen(sheet) {
  sheet.addEventListener("keydown", (event) => {
    const act = KEYS[event.key.toLowerCase()];
    if (event.target !== sheet || !act || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    act(sheet);
  });
}

// Where the pointer is on the page, in thousandths.
function place(canvas, event) {
  const box = canvas.getBoundingClientRect();
  const on = (at, from, size) => Math.round(Math.min(1, Math.max(0, (at - from) / size)) * WHOLE);
  return { x: on(event.clientX, box.left, box.width), y: on(event.clientY, box.top, box.height) };
}

function fill(form, from, to) {
  const { x, y, width, height } = form.elements;
  [x.value, y.value] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
  [width.value, height.value] = [Math.abs(from.x - to.x), Math.abs(from.y - to.y)];
}

function paint(form, mark) {
  for (const name of ["x", "y", "width", "height"]) {
    mark.setAttribute(name, Math.max(0, Number(form.elements[name].value) || 0) * SCALE);
  }
}

function draw(canvas) {
  const form = document.getElementById("box-form");
  const mark = canvas.querySelector("[data-new-box]");
  if (!form || !mark) return;
  let from = null;
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    from = place(canvas, event);
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!from) return;
    fill(form, from, place(canvas, event));
    paint(form, mark);
  });
  const end = () => {
    from = null;
  };
  canvas.addEventListener("pointerup", end);
  canvas.addEventListener("pointercancel", end);
  form.addEventListener("input", () => paint(form, mark));
  paint(form, mark);
}

document.querySelectorAll("[data-sheet-page]").forEach(listen);
document.querySelectorAll("[data-draws]").forEach(draw);
document.querySelector("[data-sheet-page]:target")?.focus();
