"""The label of a paper sheet: the piece's code and the judge's number, as the QR holds it and as people type it."""

import re

from contests.kernel.signs import well_formed

_LABEL = re.compile(r"\s*([0-9A-Za-z]{2,12})\s*[-/ ]\s*([0-9]{1,4})\s*")


def label(code: str, number: int) -> str:
    """What is printed on a sheet and in its QR: "PSWWP-3"."""
    return f"{code}-{number}"


def read_label(text: str) -> tuple[str, int] | None:
    """(code, judge's number) of a label as it was typed or scanned; None where it cannot be one.

    The code's check sign catches every single wrong sign and every swap of two neighbours.
    """
    match = _LABEL.fullmatch(text)
    if match is None or not well_formed(match[1].upper()):
        return None
    return match[1].upper(), int(match[2])
