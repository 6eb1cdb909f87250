/* Ed25519 (RFC 8032): the browser's own where it has it, else these lines. A classic script, so that it works from a disk. */
"use strict";
globalThis.Ed25519 = (() => {
  const P = 2n ** 255n - 19n;
  const L = 2n ** 252n + 27742317777372353535851937790883648493n;
  const mod = (a, m = P) => ((a % m) + m) % m;
  const power = (base, exponent) => {
    let found = 1n;
    for (base = mod(base); exponent > 0n; exponent >>= 1n, base = mod(base * base)) if (exponent & 1n) found = mod(found * base);
    return found;
  };
  const inverse = (a) => power(a, P - 2n);
  const D = mod(-121665n * inverse(121666n));
  const ROOT = power(2n, (P - 1n) / 4n);
  const number = (bytes) => bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const add = (a, b) => {
    const x = mod((a[1] - a[0]) * (b[1] - b[0])), y = mod((a[1] + a[0]) * (b[1] + b[0]));
    const z = mod(2n * a[2] * b[2]), t = mod(2n * D * a[3] * b[3]);
    const e = y - x, f = z - t, g = z + t, h = y + x;
    return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
  };
  const times = (count, point) => {
    let found = [0n, 1n, 1n, 0n];
    for (; count > 0n; count >>= 1n, point = add(point, point)) if (count & 1n) found = add(found, point);
    return found;
  };
  const pointOf = (bytes) => {
    const whole = number(bytes), sign = whole >> 255n, y = whole & (2n ** 255n - 1n);
    if (y >= P) return null;
    const square = mod((y * y - 1n) * inverse(D * y * y + 1n));
    let x = power(square, (P + 3n) / 8n);
    if (mod(x * x - square) !== 0n) x = mod(x * ROOT);
    if (mod(x * x - square) !== 0n || (x === 0n && sign === 1n)) return null;
    if ((x & 1n) !== sign) x = P - x;
    return [x, y, 1n, mod(x * y)];
  };
  const encoded = (point) => {
    const back = inverse(point[2]), x = mod(point[0] * back), y = mod(point[1] * back);
    return y | ((x & 1n) << 255n);
  };
  const base = pointOf(Uint8Array.from({ length: 32 }, (_, at) => (at === 0 ? 0x58 : 0x66)));

  /* SHA-512 (FIPS 180-4); its constants are the fractions of the square and cube roots of primes. */
  const MASK = 2n ** 64n - 1n;
  const primes = [];
  for (let n = 2; primes.length < 80; n += 1) if (primes.every((p) => n % p !== 0)) primes.push(n);
  const rooted = (value, degree) => {
    let low = 0n, high = value;
    while (low < high) {
      const middle = (low + high + 1n) >> 1n;
      if (middle ** degree <= value) low = middle;
      else high = middle - 1n;
    }
    return low;
  };
  const fraction = (prime, degree) => rooted(BigInt(prime) << (64n * degree), degree) & MASK;
  const K = primes.map((prime) => fraction(prime, 3n));
  const START = primes.slice(0, 8).map((prime) => fraction(prime, 2n));
  const turned = (x, by) => ((x >> by) | (x << (64n - by))) & MASK;
  const sha512 = (message) => {
    const length = message.length, blocks = Math.ceil((length + 17) / 128);
    const padded = new Uint8Array(blocks * 128);
    padded.set(message);
    padded[length] = 0x80;
    const view = new DataView(padded.buffer);
    view.setBigUint64(padded.length - 8, BigInt(length) * 8n);
    const state = START.slice();
    for (let at = 0; at < padded.length; at += 128) {
      const w = Array.from({ length: 16 }, (_, i) => view.getBigUint64(at + i * 8));
      for (let i = 16; i < 80; i += 1) {
        const a = w[i - 15], b = w[i - 2];
        w[i] = (w[i - 16] + w[i - 7] + (turned(a, 1n) ^ turned(a, 8n) ^ (a >> 7n)) + (turned(b, 19n) ^ turned(b, 61n) ^ (b >> 6n))) & MASK;
      }
      let [a, b, c, d, e, f, g, h] = state;
      for (let i = 0; i < 80; i += 1) {
        const one = (h + (turned(e, 14n) ^ turned(e, 18n) ^ turned(e, 41n)) + ((e & f) ^ (~e & MASK & g)) + K[i] + w[i]) & MASK;
        const two = ((turned(a, 28n) ^ turned(a, 34n) ^ turned(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c))) & MASK;
        [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) & MASK, c, b, a, (one + two) & MASK];
      }
      [a, b, c, d, e, f, g, h].forEach((value, i) => { state[i] = (state[i] + value) & MASK; });
    }
    const out = new DataView(new ArrayBuffer(64));
    state.forEach((value, i) => out.setBigUint64(i * 8, value));
    return new Uint8Array(out.buffer);
  };

  const joined = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
  const own = (key, message, signature) => {
    const point = key.length === 32 && signature.length === 64 ? pointOf(key) : null;
    const s = number(signature.slice(32));
    if (point === null || s >= L) return false;
    const k = mod(number(sha512(joined(signature.slice(0, 32), key, message))), L);
    const minus = [mod(-point[0]), point[1], 1n, mod(-point[3])];
    return encoded(add(times(s, base), times(k, minus))) === number(signature.slice(0, 32));
  };
  const verify = async (key, message, signature) => {
    try {
      const known = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
      return await crypto.subtle.verify({ name: "Ed25519" }, known, signature, message);
    } catch {
      return own(key, message, signature);
    }
  };
  return { verify, own, sha512 };
})();
