/* Reads the text of a certificate's QR code, checks its signature with the published keys and looks into the lists. */
"use strict";
(() => {
  const lists = globalThis.BANG_VANG;
  const VERSION = 1, HEAD = 8, SIGNATURE = 64, NAMED = 1, SAMPLE = 2;
  const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const text = new TextEncoder(), words = new TextDecoder("utf-8", { fatal: true });
  const byId = (id) => document.getElementById(id);

  const bytesOf = (typed) => {
    const seal = typed.trim().replace(/^.*\?/s, "").replace(/\s+/g, "").toUpperCase();
    if (!seal || [...seal].some((sign) => !LETTERS.includes(sign))) return null;
    let bits = 0, held = 0;
    const found = [];
    for (const sign of seal) {
      held = (held << 5) | LETTERS.indexOf(sign);
      bits += 5;
      if (bits >= 8) { bits -= 8; found.push((held >> bits) & 255); }
      held &= (1 << bits) - 1;
    }
    return held === 0 && bits < 5 ? Uint8Array.from(found) : null;
  };

  const partsOf = (body) => {
    const parts = [];
    for (let at = HEAD; at < body.length; at += 1 + body[at]) {
      if (at + 1 + body[at] > body.length) return null;
      parts.push(body.slice(at + 1, at + 1 + body[at]));
    }
    return parts.length === 4 ? parts : null;
  };

  const read = (typed) => {
    const packed = bytesOf(typed);
    if (packed === null || packed.length < HEAD + SIGNATURE || packed[0] !== VERSION) return null;
    const body = packed.slice(0, -SIGNATURE), parts = partsOf(body), flags = body[7];
    if (parts === null || flags > (NAMED | SAMPLE)) return null;
    try {
      const [register, prize, work] = parts.slice(0, 3).map((part) => words.decode(part));
      const name = flags & NAMED ? words.decode(parts[3]) : null;
      const day = new Date(Date.UTC(2000, 0, 1 + body[5] * 256 + body[6]));
      const key = [...body.slice(1, 5)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      return { register, prize, work, name, day, key, sample: Boolean(flags & SAMPLE), body, signature: packed.slice(-SIGNATURE) };
    } catch {
      return null;
    }
  };

  const signed = async (seal) => {
    const message = Uint8Array.from([...text.encode("bangvang/certificate"), 0, ...seal.body]);
    for (const known of lists.keys.filter((one) => one.id === seal.key)) {
      const raw = Uint8Array.from(known.key.match(/../g), (pair) => parseInt(pair, 16));
      if (await globalThis.Ed25519.verify(raw, message, seal.signature)) return true;
    }
    return false;
  };

  const stateOf = (seal) => {
    if (lists.revoked.includes(seal.register)) return "revoked";
    if (Object.hasOwn(lists.replaced, seal.register)) return "replaced";
    return "valid";
  };

  const shown = (seal) => {
    if (seal.name === null || lists.hidden.includes(seal.register)) return byId("words").dataset.unnamed;
    return seal.name;
  };

  const fill = (seal, state) => {
    const two = (value) => String(value).padStart(2, "0"), { day } = seal;
    byId("holder").textContent = state === "revoked" ? byId("words").dataset.unnamed : shown(seal);
    byId("prize").textContent = seal.prize;
    byId("work").textContent = seal.work;
    byId("register").textContent = seal.register;
    byId("issued").textContent = `${two(day.getUTCDate())}/${two(day.getUTCMonth() + 1)}/${day.getUTCFullYear()}`;
    byId("newer").textContent = lists.replaced[seal.register] ?? "";
    byId("newer-row").hidden = state !== "replaced";
    byId("sample").hidden = !seal.sample;
  };

  const check = async (typed) => {
    const seal = read(typed);
    const state = seal === null ? "unreadable" : (await signed(seal)) ? stateOf(seal) : "forged";
    byId("verdict").textContent = byId("words").dataset[state];
    byId("result").dataset.state = state;
    byId("facts").hidden = !["valid", "replaced", "revoked"].includes(state);
    if (!byId("facts").hidden) fill(seal, state);
    byId("result").hidden = false;
    byId("result").focus();
  };

  byId("form").addEventListener("submit", (event) => {
    event.preventDefault();
    check(byId("seal").value);
  });
  const asked = location.search.slice(1) || location.hash.slice(1);
  if (asked) {
    byId("seal").value = decodeURIComponent(asked);
    check(byId("seal").value);
  }
})();
