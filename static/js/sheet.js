// The score sheet: adds up while marks are typed and saves by itself, one request after the other.
const PAUSE = 900;
const RETRY = 15000;

// A mark that the server would refuse counts as none.
function stepsOf({ value, dataset }, perPoint) {
  const match = /^\s*(\d{1,6})(?:[.,](\d{1,6}))?\s*$/.exec(value);
  if (!match) return 0;
  const steps = Number(`${match[1]}.${match[2] || 0}`) * perPoint;
  return Number.isInteger(steps) && steps <= Number(dataset.mostSteps) ? steps : 0;
}

function addUp(form) {
  const total = form.querySelector("[data-total]");
  const perPoint = Number(total.dataset.perPoint);
  const marks = [...form.querySelectorAll(".criterion input")];
  const steps = marks.reduce((sum, input) => sum + stepsOf(input, perPoint), 0);
  total.textContent = String(steps / perPoint).replace(".", ",");
}

function touched(form) {
  return [...form.querySelectorAll(".criterion input, textarea")].some((box) => box.value !== box.defaultValue);
}

function say(form, text, tone = "") {
  const line = form.querySelector("[data-saved]");
  line.textContent = text;
  line.dataset.tone = tone;
}

function mark(form, errors) {
  for (const place of form.querySelectorAll("[data-error-for]")) {
    const message = errors[place.dataset.errorFor] || "";
    place.textContent = message;
    place.parentElement.classList.toggle("has-error", Boolean(message));
    const box = form.elements[place.dataset.errorFor];
    if (message) box.setAttribute("aria-invalid", "true");
    else box.removeAttribute("aria-invalid");
  }
}

// What the page said before this save no longer holds: the refusal above the boxes, and a sheet not begun.
function settle(form) {
  form.querySelectorAll(".error-summary, [data-stale]").forEach((said) => said.remove());
  const begun = document.querySelector("template[data-begun]");
  if (!begun) return;
  document.querySelector("[data-state]").replaceChildren(begun.content);
  begun.remove();
}

async function accepted(form, answer) {
  const saved = await answer.json();
  form.elements.version.value = saved.version;
  mark(form, {});
  settle(form);
  say(form, saved.said, "good");
}

async function refused(form, answer) {
  if (answer.status === 401 || answer.status === 400) return say(form, form.dataset.signedOut, "bad");
  if (answer.status !== 422 && answer.status !== 409) throw new Error(String(answer.status));
  const { errors, on_top: onTop } = await answer.json();
  mark(form, errors);
  return say(form, onTop.join(" ") || form.dataset.refused, "bad");
}

async function send(form) {
  say(form, form.dataset.saving);
  const answer = await fetch(form.action, {
    method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "application/json" },
  });
  return answer.ok ? accepted(form, answer) : refused(form, answer);
}

function follow(form) {
  let timer = 0;
  let running = Promise.resolve();
  let changed = false;

  const save = () => {
    clearTimeout(timer);
    changed = false;
    running = running.then(() => send(form)).catch(() => {
      changed = true;
      say(form, form.dataset.unreachable, "bad");
      timer = setTimeout(save, RETRY);
    });
  };
  const later = () => {
    changed = true;
    addUp(form);
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  };

  form.addEventListener("input", later);
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    clearTimeout(timer);
    event.preventDefault();
    const button = event.submitter;
    // A save may be on its way; the form goes after it, with the version that it brings back.
    return running.finally(() => {
      changed = false;
      const then = Object.assign(document.createElement("input"), { type: "hidden", name: "then", value: button?.value ?? "" });
      form.append(then);
      form.submit();
    });
  });
  window.addEventListener("beforeunload", (event) => changed && event.preventDefault());
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
  // What was typed before this script came, or was put back by the browser, is a change like any other.
  if (touched(form)) later();
  addUp(form);
}

document.querySelectorAll("form[data-sheet]").forEach(follow);
