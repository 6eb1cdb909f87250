// The sheet without a mouse: Enter and the arrows go from mark to mark, Alt with an arrow from piece to piece, ? helps.
function neighbour(boxes, from, step) {
  const box = boxes[boxes.indexOf(from) + step];
  if (!box) return false;
  box.focus();
  if (box.tagName === "INPUT") box.select();
  return true;
}

const STEPS = { Enter: 1, ArrowDown: 1, ArrowUp: -1 };

function fromMarkToMark(event, boxes) {
  const step = event.key === "Enter" && event.shiftKey ? -1 : STEPS[event.key];
  if (!step || event.target.tagName !== "INPUT" || !boxes.includes(event.target) || event.ctrlKey || event.altKey || event.metaKey) return;
  if (neighbour(boxes, event.target, step) || event.key === "Enter") event.preventDefault();
}

function toPiece(event, saved) {
  const way = { ArrowRight: "next", ArrowLeft: "prev" }[event.key];
  const link = event.altKey && way && document.querySelector(`.neighbours a[rel=${way}]`);
  if (!link) return;
  event.preventDefault();
  saved().then(() => link.click());
}

function help(event) {
  const typing = event.target.matches?.("textarea");
  const dialog = document.getElementById("keys");
  if (event.key !== "?" || typing || !dialog || dialog.open) return;
  event.preventDefault();
  dialog.showModal();
}

function send(event, form, saved) {
  if (!(event.ctrlKey || event.metaKey)) return;
  if (event.key === "s") {
    event.preventDefault();
    saved();
  } else if (event.key === "Enter") {
    event.preventDefault();
    form.requestSubmit(form.querySelector("[data-submit]"));
  }
}

export function byKeyboard(form, saved) {
  const boxes = [...form.querySelectorAll(".criterion input, textarea[name=comment]")];
  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]")) return;
    fromMarkToMark(event, boxes);
    toPiece(event, saved);
    help(event);
    send(event, form, saved);
  });
}
