"""QR codes as matrices of modules, as bits for papers drawn by the thousand, and as SVG for pages."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import cast

import zxingcpp
from PIL import Image

_DARK = re.compile(b"\x01+")
_MASK = 2
QUIET = 4  # modules of white around a code, ISO/IEC 18004 §9.1


@lru_cache(maxsize=64)
def qr_matrix(text: str) -> tuple[bytes, ...]:
    """Rows of modules from the top, one byte each: 1 dark, 0 light; error correction level M, no quiet zone."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image = code.to_image(scale=1, add_quiet_zones=False)
    pixels = memoryview(cast("bytes", image))  # it is a buffer, which its stub does not say
    side = len(pixels)
    flat = bytes(pixels).translate(bytes([1]) + bytes(255))
    return tuple(flat[at : at + side] for at in range(0, side * side, side))


def qr_bits(text: str) -> tuple[int, bytes]:
    """The code's side in modules and its rows, a bit a module (0 dark), each row filled up to whole bytes.

    One mask pattern is taken for all: choosing the best of eight costs seven times the rest, and every reader reads any.
    """
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M", dataMask=_MASK)
    pixels = memoryview(cast("bytes", code.to_image(scale=1, add_quiet_zones=False)))
    side = len(pixels)
    picture = Image.frombytes("L", (side, side), bytes(pixels))
    return side, picture.convert("1", dither=Image.Dither.NONE).tobytes()


def runs(rows: Sequence[bytes]) -> Iterator[tuple[int, int, int]]:
    """Dark modules joined along each row: (row, first column, how many)."""
    for at, row in enumerate(rows):
        for run in _DARK.finditer(row):
            left, end = run.span()
            yield at, left, end - left


def qr_svg(text: str) -> str:
    """Markup of the code with its quiet zone, black on white; size and label are the page's."""
    rows = qr_matrix(text)
    side = len(rows) + 2 * QUIET
    path = "".join(f"M{left + QUIET} {at + QUIET}h{long}v1h-{long}z" for at, left, long in runs(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges" '
        f'role="img" aria-hidden="true"><path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{path}"/></svg>'
    )
