// The cut-off board, live: a moved line is tried out on the server, and what it comes to is put in the place of what stood.
import { labelCells } from "./tables.js";

const form = document.getElementById("lines-form");
const WAIT = 250;
let timer = 0;
let asked = 0;

function put(page, boxesToo) {
  for (const part of page.querySelectorAll("[data-effect]")) {
    document.getElementById(part.id)?.replaceWith(part);
  }
  if (boxesToo) {
    for (const box of page.querySelectorAll("#lines-form input[name^='line_']")) {
      form.elements[box.name].value = box.value;
    }
  }
  labelCells(document);
}

async function tryOut(change) {
  const body = new FormData(form);
  body.set("change", change);
  asked += 1;
  const mine = asked;
  const answer = await fetch(window.location.pathname, { method: "POST", body });
  if (mine !== asked || !answer.ok) {
    return;
  }
  put(new DOMParser().parseFromString(await answer.text(), "text/html"), change !== "preview");
}

form?.addEventListener("input", (event) => {
  if (event.target.name?.startsWith("line_")) {
    clearTimeout(timer);
    timer = setTimeout(tryOut, WAIT, "preview");
  }
});

form?.addEventListener("click", (event) => {
  const button = event.target.closest("button[name='change']");
  if (button) {
    event.preventDefault();
    clearTimeout(timer);
    tryOut(button.value);
  }
});
