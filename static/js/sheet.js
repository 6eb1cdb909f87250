// The score sheet: adds up while marks are typed, saves by itself, keeps what could not be sent and sends it later.
import { deliver, differs, drop, keep, keeps, kept, newDevice, renewed, unsent } from "./journal.js";
import { byKeyboard } from "./keys.js";
import { addUp, ask, mark, questions, say, settled, signedOut } from "./sheet_view.js";

const PAUSE = 900;
const LONGEST = 1500;
const RETRY = 4000;
const SLOWEST = 15000;

const boxesOf = (form) => [...form.querySelectorAll(".criterion input, textarea[name=comment]")];

function begin(form, boxes) {
  const stored = (box) => box.dataset.stored ?? box.defaultValue;
  return {
    url: form.action, piece: form.dataset.piece, seat: form.dataset.seat, version: form.dataset.version,
    device: newDevice(), number: 0, outbox: [],
    fields: Object.fromEntries(boxes.map((box) => [box.name, box.value])),
    base: Object.fromEntries(boxes.map((box) => [box.name, stored(box)])),
  };
}

// What an earlier page of this sheet could not send: its saves go first, and what it held stands in the boxes again.
function takeOver(record, boxes) {
  const earlier = kept(record.seat, record.piece).filter((old) => old.device !== record.device);
  for (const old of earlier) {
    record.outbox.push(...old.outbox);
    for (const box of boxes) {
      const typed = old.fields[box.name];
      if (typed === undefined || (typed === old.base[box.name] && !old.outbox.length)) continue;
      record.base[box.name] = old.base[box.name];
      record.fields[box.name] = box.value = typed;
    }
  }
  keep(record);
  earlier.forEach(drop);
  return earlier.length > 0;
}

// The first opening of a piece, for the time it took; nothing hangs on the answer.
function tellOpened(form) {
  if (form.dataset.version !== "0") return;
  const body = new URLSearchParams({ csrf_token: form.elements.csrf_token.value });
  fetch(form.action.replace(/sheet$/, "opened"), { method: "POST", body }).catch(() => {});
}

function follow(form) {
  const boxes = boxesOf(form);
  const record = begin(form, boxes);
  const token = form.elements.csrf_token;
  let timer = 0;
  let since = 0;
  let wait = RETRY;
  let dirty = false;
  let running = null;

  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
    wait = Math.min(wait * 2, SLOWEST);
  };
  const answers = {
    saved: ({ said, adopted }) => {
      for (const box of boxes) if (adopted.includes(box.name)) box.value = record.fields[box.name];
      wait = RETRY;
      settled(form, said, adopted);
    },
    refused: ({ said }) => {
      mark(form, said.errors);
      say(form, said.on_top.join(" ") || form.dataset.refused, "bad");
    },
    clash: ({ said }) => {
      say(form, form.dataset.clash, "bad");
      ask(form, said.clashes, (name, stored, mine) => {
        record.base[name] = stored;
        if (!mine) record.fields[name] = form.elements[name].value = stored;
        dirty = true;
        if (!questions(form)) save();
      });
    },
    gone: () => say(form, form.dataset.gone, "bad"),
  };

  // One save after the other; a change made while one is under way goes with the next. False where something stands in the way.
  const work = async () => {
    while (record.outbox.length || dirty) {
      if (!record.outbox.length) dirty = false;
      say(form, form.dataset.saving);
      let done = await deliver(record, token.value);
      if (done.kind === "signed-out") {
        token.value = (await renewed(record)) || token.value;
        done = await deliver(record, token.value);
      }
      if (done.kind === "signed-out") {
        signedOut(form);
        again();
        return false;
      }
      answers[done.kind](done);
      if (done.kind === "saved") dirty = differs(record);
      if (done.kind !== "saved" && !dirty && !record.outbox.length) return false;
    }
    return true;
  };
  const save = () => {
    clearTimeout(timer);
    since = 0;
    dirty = dirty || unsent(record);
    running ??= work().catch(() => {
      say(form, form.dataset.unreachable, "bad");
      again();
      return false;
    }).finally(() => { running = null; });
    return running;
  };
  const later = () => {
    for (const box of boxes) record.fields[box.name] = box.value;
    dirty = true;
    keep(record);
    addUp(form);
    since ||= Date.now();
    clearTimeout(timer);
    timer = setTimeout(save, Math.max(0, Math.min(PAUSE, since + LONGEST - Date.now())));
  };
  const saveAll = async () => {
    let whole = true;
    do whole = await save(); while (whole && unsent(record));
    return whole;
  };
  const sent = async (event) => {
    event.preventDefault();
    const then = event.submitter?.value;
    dirty = true;
    if (!(await saveAll())) form.querySelector("[aria-invalid], [data-question] button")?.focus();
    else if (then) location.assign(then);
  };

  form.addEventListener("input", later);
  form.addEventListener("submit", sent);
  window.addEventListener("online", save);
  document.addEventListener("visibilitychange", () => unsent(record) && save());
  window.addEventListener("beforeunload", (event) => !keeps() && unsent(record) && event.preventDefault());
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
  byKeyboard(form, () => { dirty = true; return saveAll(); });
  // What was typed before this script came, or was put back by the browser, is a change like any other.
  const touched = boxes.some((box) => box.value !== box.defaultValue);
  if (takeOver(record, boxes) || touched) later();
  addUp(form);
  tellOpened(form);
}

document.querySelectorAll("form[data-sheet]").forEach(follow);
