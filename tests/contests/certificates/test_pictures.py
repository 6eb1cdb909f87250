"""Rendered pages compared with approved pictures: `python -m tests.contests.certificates.test_pictures` approves anew.

Whoever approves looks at them first.
"""

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from contests.certificates.design.presets import NAMES
from tests.contests.certificates.papers import ANH, LONG_TITLE, TEAM, grant, paper, template
from tests.contests.kernel.documents.reading import picture

FOLDER = Path(__file__).with_name("approved")
CASES = {
    **{name: (name, ANH) for name in NAMES},
    "giay-chung-nhan-dai": ("giay-chung-nhan", grant(names=TEAM[-1:], work=LONG_TITLE)),
    "giay-khen-nhom": ("giay-khen", grant(names=TEAM, work=LONG_TITLE)),
}
MOST_MEAN = 1.5
"""Of 255, over the whole page: other versions of the renderer smooth edges a little otherwise."""
MOST_IN_A_TILE = 24
_TILE = 24


def drawn(case: str) -> Image.Image:
    name, said = CASES[case]
    return picture(paper(said, ready=template(name)), scale=1 if "bang" not in name else 0.75)


def worst_tile(difference: Image.Image) -> float:
    """The mean difference of the square of the page that differs most: a word that moved, a line that is gone."""
    small = difference.convert("L").resize(
        (difference.width // _TILE, difference.height // _TILE), Image.Resampling.BOX
    )
    return float(max(small.tobytes()))


@pytest.mark.parametrize("case", CASES)
def test_a_paper_looks_as_it_was_approved(case: str) -> None:
    with Image.open(FOLDER / f"{case}.png") as kept:
        approved = kept.convert("RGB")
    found = drawn(case)
    assert found.size == approved.size
    difference = ImageChops.difference(found, approved)
    assert max(ImageStat.Stat(difference).mean) < MOST_MEAN
    assert worst_tile(difference) < MOST_IN_A_TILE


def test_a_page_that_lost_its_name_is_told_from_the_approved_one() -> None:
    with Image.open(FOLDER / "giay-chung-nhan.png") as kept:
        approved = kept.convert("RGB")
    nameless = picture(paper(grant(names=("",)), ready=template("giay-chung-nhan")), scale=1)
    assert worst_tile(ImageChops.difference(nameless, approved)) > MOST_IN_A_TILE


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for one in CASES:
        drawn(one).quantize(128, dither=Image.Dither.NONE).save(FOLDER / f"{one}.png", optimize=True)
