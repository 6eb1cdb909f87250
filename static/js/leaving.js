// Signing out leaves nothing typed behind in this browser.
import { leave } from "./journal.js";

export function forgetAtSignOut(root) {
  const seat = root.querySelector("[data-desk]")?.dataset.seat;
  root.querySelectorAll('form[action$="/sign-out"]').forEach((form) => {
    form.addEventListener("submit", () => leave(seat));
  });
}
