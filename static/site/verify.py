"""Checks a copy of this site: every file against its manifest, every manifest against its Ed25519 signature.

    python3 verify.py [folder] [fingerprint of the key, as printed on paper]

Needs Python 3.8 or newer and nothing else.
"""

import hashlib
import json
import sys
from pathlib import Path

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def add(a, b):
    x, y, z, t = (a[1] - a[0]) * (b[1] - b[0]), (a[1] + a[0]) * (b[1] + b[0]), 2 * a[2] * b[2], 2 * D * a[3] * b[3]
    e, f, g, h = y - x, z - t, z + t, y + x
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    found = (0, 1, 1, 0)
    while number:
        if number & 1:
            found = add(found, point)
        point, number = add(point, point), number >> 1
    return found


def point_of(data):
    """The point that 32 bytes stand for; None where they stand for none, or are not the one way to write it."""
    y, sign = int.from_bytes(data, "little") & (2**255 - 1), data[31] >> 7
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = x if x & 1 == sign else P - x
    return x, y, 1, x * y % P


def bytes_of(point):
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def verified(key, message, signature):
    """RFC 8032, 5.1.7, without the cofactor."""
    point, s = point_of(key), int.from_bytes(signature[32:], "little")
    if point is None or len(signature) != 64 or s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    minus = (P - point[0], point[1], 1, P - point[3])
    return bytes_of(add(times(s, BASE), times(k, minus))) == signature[:32]


def fingerprint(key):
    digest = hashlib.sha256(key).hexdigest()[:40].upper()
    return " ".join(digest[at : at + 4] for at in range(0, 40, 4))


def faults(root, folder, wanted, said_of_it=None):
    """What is wrong in one folder; the root's manifest says what the others' manifests are."""
    own = root / folder
    content = (own / "manifest.json").read_bytes()
    proof = json.loads((own / "manifest.sig.json").read_text("utf-8"))
    key = bytes.fromhex(proof["key"])
    if not verified(key, b"bangvang/site\0" + content, bytes.fromhex(proof["signature"])):
        yield f"{folder or '.'}: the signature of manifest.json does not hold"
        return
    if wanted and fingerprint(key).replace(" ", "") != wanted:
        yield f"{folder or '.'}: signed with another key: {fingerprint(key)}"
    if said_of_it and hashlib.sha256(content).hexdigest() != said_of_it:
        yield f"{folder}: not the manifest that the root names"
    said = json.loads(content)
    for path, digest in said["files"].items():
        file = own / path
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            yield f"{(folder + '/' if folder else '') + path}: missing or changed"
    for inner, digest in said.get("folders", {}).items():
        yield from faults(root, inner, wanted, digest)


def main():
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
    wanted = "".join(sys.argv[2:]).replace(" ", "").upper()
    found = list(faults(root, "", wanted))
    key = bytes.fromhex(json.loads((root / "manifest.sig.json").read_text("utf-8"))["key"])
    print("\n".join(found) if found else f"OK. Key: {fingerprint(key)}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
