// Every page of the judge's desk: sends what an earlier page could not, and forgets it when it is time to.
import { deliver, kept, renewed, unsent, wipe } from "./journal.js";

async function sendAll(record) {
  const token = await renewed(record);
  while (token && unsent(record)) {
    const { kind } = await deliver(record, token);
    if (kind !== "saved") return;
  }
}

// One after the other, so that of two pages of one sheet the later one is merged with the earlier.
async function sendKept(seat, here) {
  for (const record of kept(seat)) if (record.piece !== here) await sendAll(record).catch(() => {});
  const left = kept(seat).filter((record) => record.piece !== here);
  const notice = document.querySelector("[data-unsent]");
  if (notice) notice.hidden = !left.length;
}

const desk = document.querySelector("[data-desk]");
if (desk) {
  const { seat, closed, locked } = desk.dataset;
  if (closed) wipe(seat);
  if (locked) wipe(seat, locked);
  const here = document.querySelector("form[data-sheet]")?.dataset.piece;
  sendKept(seat, here);
  window.addEventListener("online", () => sendKept(seat, here));
}
