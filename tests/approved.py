"""Approved pictures: a page as somebody once looked at it and found it right, against the page as it is drawn today.

After a change that is meant: look at the new picture, then `BANGVANG_APPROVE=1 pytest <the test>` and commit the PNG.
"""

import os
from pathlib import Path

from PIL import Image, ImageChops

MOST_DIFFERENT = 0.004
"""The share of pixels that may differ by more than a shade: renderers set the edge of a letter a little otherwise."""
_SHADE = 48


def assert_approved(picture: Image.Image, path: Path) -> None:
    """The picture is the approved one but for the edges of letters; with BANGVANG_APPROVE it becomes the approved one."""
    if os.environ.get("BANGVANG_APPROVE"):
        path.parent.mkdir(exist_ok=True)
        picture.convert("L").quantize(16).save(path, optimize=True)
    with Image.open(path) as kept:
        approved = kept.convert("L")
    drawn = picture.convert("L")
    assert drawn.size == approved.size
    assert different(drawn, approved) <= MOST_DIFFERENT, f"{path.name} looks otherwise than approved"


def different(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels of two grey pictures that differ by more than a shade."""
    apart = ImageChops.difference(one, other).histogram()
    return sum(apart[_SHADE:]) / sum(apart)
