// Forms: one press sends once, unsaved changes ask before leaving, the error summary takes the focus.
const changed = new Set();

function sendOnce(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    const button = event.submitter;
    if (!button) return undefined;
    button.setAttribute("aria-disabled", "true");
    const text = button.querySelector("span");
    if (button.dataset.busy && text) {
      button.dataset.rest = text.textContent;
      text.textContent = button.dataset.busy;
    }
    return undefined;
  });
}

function makeReady(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-disabled]")) {
    button.removeAttribute("aria-disabled");
    if (button.dataset.rest) button.querySelector("span").textContent = button.dataset.rest;
  }
}

function rememberChanges(form) {
  form.addEventListener("input", () => changed.add(form));
  form.addEventListener("submit", () => changed.clear());
}

function askBeforeLeaving(event) {
  if (changed.size) event.preventDefault();
}

export function guardForms(root) {
  const guarded = root.querySelectorAll("form[data-guard]");
  guarded.forEach(sendOnce);
  root.querySelectorAll("form[data-unsaved]").forEach(rememberChanges);
  window.addEventListener("beforeunload", askBeforeLeaving);
  window.addEventListener("pageshow", (event) => event.persisted && guarded.forEach(makeReady));
  root.querySelector("[data-focus]")?.focus();
}
