// What a sheet shows of its saving: the total, the line that says when, what is wrong beside each box, and questions.

// A mark that the server would refuse counts as none.
function stepsOf({ value, dataset }, perPoint) {
  const match = /^\s*(\d{1,6})(?:[.,](\d{1,6}))?\s*$/.exec(value);
  if (!match) return 0;
  const steps = Number(`${match[1]}.${match[2] || 0}`) * perPoint;
  return Number.isInteger(steps) && steps <= Number(dataset.mostSteps) ? steps : 0;
}

export function addUp(form) {
  const total = form.querySelector("[data-total]");
  const perPoint = Number(total.dataset.perPoint);
  const marks = [...form.querySelectorAll(".criterion input")];
  const steps = marks.reduce((sum, input) => sum + stepsOf(input, perPoint), 0);
  total.textContent = String(steps / perPoint).replace(".", ",");
}

export function say(form, text, tone = "") {
  const line = form.querySelector("[data-saved]");
  line.textContent = text;
  line.dataset.tone = tone;
}

// The way back in stays beside the line while further attempts come and go.
export function signedOut(form) {
  say(form, form.dataset.signedOut, "bad");
  form.querySelector("[data-again]").hidden = false;
}

export function mark(form, errors) {
  for (const place of form.querySelectorAll("[data-error-for]")) {
    const message = errors[place.dataset.errorFor] || "";
    place.textContent = message;
    place.parentElement.classList.toggle("has-error", Boolean(message));
    const box = form.elements[place.dataset.errorFor];
    if (message) box.setAttribute("aria-invalid", "true");
    else box.removeAttribute("aria-invalid");
  }
}

export const questions = (form) => form.querySelectorAll("[data-question]").length;

// After a save: what the page said before it no longer holds, neither the refusal above the boxes nor a sheet not begun.
export function settled(form, said, adopted) {
  mark(form, {});
  form.querySelector("[data-again]").hidden = true;
  form.querySelectorAll(".error-summary, [data-stale], [data-question]").forEach((old) => old.remove());
  const begun = document.querySelector("template[data-begun]");
  if (begun) {
    document.querySelector("[data-state]").replaceChildren(begun.content);
    begun.remove();
  }
  addUp(form);
  say(form, adopted.length ? `${said.said}. ${form.dataset.fresh}` : said.said, "good");
}

// Both pages gave the same box another value: both are shown, a person says which one holds.
export function ask(form, clashes, chosen) {
  form.querySelectorAll("[data-question]").forEach((old) => old.remove());
  const empty = form.dataset.empty;
  for (const [name, stored] of Object.entries(clashes)) {
    const question = form.querySelector("template[data-clash]").content.cloneNode(true).firstElementChild;
    question.querySelector("[data-theirs]").textContent = stored || empty;
    question.querySelector("[data-mine]").textContent = form.elements[name].value || empty;
    question.querySelectorAll("button").forEach((button) => {
      button.addEventListener("click", () => {
        question.remove();
        chosen(name, stored, button.value === "mine");
        form.elements[name].focus();
      });
    });
    form.querySelector(`[data-error-for="${name}"]`).after(question);
  }
}
