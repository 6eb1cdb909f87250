// What was typed into score sheets and not yet acknowledged: marks and comments only, kept in this browser.
// A record: where it goes, what the boxes hold (fields), what the server last said of each (base), and the saves that
// were sent but not answered (outbox). Those are repeated word for word under their own number: the server knows them.
const PREFIX = "bangvang:";
const DEVICE_LENGTH = 16;

function reachable() {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

const store = reachable();
let room = Boolean(store);
let left = false;
// Whether this browser keeps what is typed; where it does not, the page asks before it is left.
export const keeps = () => room;

export function newDevice() {
  const numbers = crypto.getRandomValues(new Uint8Array(DEVICE_LENGTH));
  return Array.from(numbers, (number) => (number % 36).toString(36)).join("");
}

const keyOf = (record) => `${PREFIX}${record.seat}:${record.piece}:${record.device}`;

export function differs(record) {
  return Object.keys(record.fields).some((name) => record.fields[name] !== record.base[name]);
}

export function unsent(record) {
  return record.outbox.length > 0 || differs(record);
}

export function keep(record) {
  if (left) return;
  try {
    if (unsent(record)) store?.setItem(keyOf(record), JSON.stringify(record));
    else store?.removeItem(keyOf(record));
  } catch {
    room = false;
  }
}

export function drop(record) {
  store?.removeItem(keyOf(record));
}

function keys(start) {
  return store ? Object.keys(store).filter((key) => key.startsWith(PREFIX + start)) : [];
}

export function kept(seat, piece = "") {
  return keys(`${seat}:${piece}`).map((key) => JSON.parse(store.getItem(key)));
}

// A seat's records, of one piece or of all; without a seat everybody's.
export function wipe(seat = "", piece = "") {
  for (const key of keys(seat && `${seat}:${piece}`)) store.removeItem(key);
}

// At signing out: nothing is kept any more, not even by what the page does on its way out.
export function leave(seat) {
  left = true;
  wipe(seat);
}

function bodyOf(record, letter, token) {
  const body = new URLSearchParams({ csrf_token: token, seat: record.seat, version: letter.version, save: letter.save });
  for (const [name, text] of Object.entries(letter.fields)) body.set(name, text);
  for (const [name, text] of Object.entries(letter.base)) body.set(`base-${name}`, text);
  return body;
}

function nextLetter(record) {
  if (!record.outbox.length) {
    record.number += 1;
    const { fields, base, version, device, number } = record;
    record.outbox.push({ fields: { ...fields }, base: { ...base }, version, save: `${device}.${number}` });
  }
  keep(record);
  return record.outbox[0];
}

// After an acknowledgement: what went as sent is the server's now; what another page saved shows where nobody typed since.
function settle(record, letter, saved) {
  const adopted = [];
  for (const [name, text] of Object.entries(letter.fields)) {
    if (!(name in saved.fresh)) record.base[name] = text;
    else if (record.fields[name] === text) {
      record.fields[name] = record.base[name] = saved.fresh[name];
      adopted.push(name);
    }
  }
  record.version = saved.version;
  return adopted;
}

const JSON_ONLY = { headers: { Accept: "application/json" }, redirect: "manual", cache: "no-store" };

// A token for a sign-in that was renewed elsewhere; "" while there is none, or while somebody else sits here.
export async function renewed(record) {
  const answer = await fetch(record.url, JSON_ONLY);
  if (answer.status === 404) drop(record);
  if (!answer.ok) return "";
  const { seat, csrf_token: token } = await answer.json();
  return seat === record.seat ? token : "";
}

// Sends the next save and says what became of it: saved, refused, clash, signed-out, gone. No connection: it throws.
export async function deliver(record, token) {
  const letter = nextLetter(record);
  const answer = await fetch(record.url, { ...JSON_ONLY, method: "POST", body: bodyOf(record, letter, token) });
  if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 400) return { kind: "signed-out" };
  if (![200, 404, 409, 422].includes(answer.status)) throw new Error(String(answer.status));
  record.outbox.shift();
  if (answer.status === 404) {
    drop(record);
    return { kind: "gone" };
  }
  const said = await answer.json();
  const adopted = answer.ok ? settle(record, letter, said) : [];
  keep(record);
  if (answer.ok) return { kind: "saved", said, adopted };
  return { kind: Object.keys(said.clashes).length ? "clash" : "refused", said };
}
