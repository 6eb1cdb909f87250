"""The signs of codes that people read aloud and type: their alphabet, check sign and spelling, without chance."""

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 signs without look-alikes (no 0/O, 1/I/L); a prime number of them, so that the check
sign catches every single wrong sign and every swap of two neighbours."""


def check_sign(signs: str) -> str:
    """The sign that makes the weighted sum of a code a multiple of 31."""
    total = sum((place + 2) * ALPHABET.index(sign) for place, sign in enumerate(signs))
    return ALPHABET[-total % 31]


def typed(code: str) -> str:
    """A code as a person may have typed it, brought to the form in which it is stored."""
    return "".join(code.upper().replace("-", "").split())


def well_formed(code: str) -> bool:
    """Whether a stored form could be a code of ours at all."""
    return len(code) > 1 and all(sign in ALPHABET for sign in code) and check_sign(code[:-1]) == code[-1]


def spelled(code: str) -> str:
    """A code as it is printed: groups of four."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
