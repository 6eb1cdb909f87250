"""A booklet drawn page by page: cover, foreword, contents, a page a work, index of authors; the same facts, the same bytes.

It is drawn twice: first into nothing, to learn on which page each work begins, then for good with these numbers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from contests.kernel.documents.faces import Face
from contests.kernel.documents.pdf import PdfFile, Picture
from contests.kernel.text import nfc, person_sort_key
from contests.publication.booklet.facts import BookletFacts, Plate, Work
from contests.publication.booklet.leaves import GOLD, GREY, INK, Leaves
from contests.publication.booklet.opening import draw_cover, draw_foreword

Pictures = Callable[[Plate], Picture | None]
"""Gives the pixels of a plate under the name given to it; None where they are lost."""
Told = Callable[[int, int], None]
"""Is told how many works are drawn, of how many."""
_TALLEST = 300.0


class _Nothing:
    """A file that keeps nothing."""

    def write(self, data: bytes) -> int:
        return len(data)


@dataclass
class _Starts:
    """On which page each work begins, by its place; where the index begins."""

    works: dict[int, int] = field(default_factory=dict)
    index: int = 0


def draw(
    facts: BookletFacts, pictures: Pictures, out: BinaryIO, told: Told = lambda _done, _total: None
) -> int:
    """Write the booklet; how many pages it has."""
    known = _Starts()
    _draw(facts, lambda _plate: None, _Nothing(), known, _Starts(), told=lambda _done, _total: None)  # type: ignore[arg-type]
    return _draw(facts, pictures, out, _Starts(), known, told=told)


def _draw(
    facts: BookletFacts, pictures: Pictures, out: BinaryIO, met: _Starts, known: _Starts, *, told: Told
) -> int:
    pdf = PdfFile(out, title=nfc(f"Kỷ yếu {facts.title}"))
    leaves = Leaves(pdf, facts.title, demo=facts.demo)
    draw_cover(leaves, facts)
    if facts.foreword:
        draw_foreword(leaves, facts)
    _contents(leaves, facts, known)
    for at, work in enumerate(facts.works):
        met.works[at] = leaves.turn()
        _work(leaves, work, pictures)
        told(at + 1, len(facts.works))
    met.index = leaves.turn()
    _index(leaves, facts.works, met)
    leaves.close()
    pdf.close()
    return leaves.number


def _contents(leaves: Leaves, facts: BookletFacts, known: _Starts) -> None:
    leaves.turn()
    leaves.heading("Mục lục")
    tier = ""
    for at, work in enumerate(facts.works):
        if work.tier != tier:
            tier = work.tier
            leaves.group(tier)
        leaves.entry(work.title, known.works.get(at, 0))
    leaves.space(8)
    leaves.entry("Chỉ mục tác giả", known.index)


def _work(leaves: Leaves, work: Work, pictures: Pictures) -> None:
    """Tier, title, who made it; the picture; what it is. A long text goes on over the next page."""
    leaves.ribbon(work.tier)
    leaves.text(work.title, Face.SANS_BOLD, 17, colour=INK)
    leaves.space(4)
    leaves.text(work.byline, Face.SANS_BOLD, 11.5, colour=GOLD)
    leaves.text(f"{work.unit} · Lĩnh vực: {work.field}", Face.SANS, 10, colour=GREY)
    leaves.space(10)
    if work.plate is not None:
        _plate(leaves, work.plate, pictures)
    for heading, text in work.text:
        leaves.text(heading, Face.SANS_BOLD, 11, colour=GOLD, keep=3)
        leaves.text(text, Face.TINOS, 12.5, justify=True)
        leaves.space(7)


def _plate(leaves: Leaves, plate: Plate, pictures: Pictures) -> None:
    """The picture in the middle, as large as the measure or a third of the page allows."""
    scale = min(leaves.measure / plate.width, _TALLEST / plate.height)
    wide, high = plate.width * scale, plate.height * scale
    leaves.picture(pictures(plate), wide, high)
    leaves.space(12)


def _index(leaves: Leaves, works: Sequence[Work], met: _Starts) -> None:
    """Every named author by given name, with the pages; who is not to be named is not there."""
    pages: dict[str, list[int]] = {}
    for at, work in enumerate(works):
        for name in filter(None, work.people):
            pages.setdefault(name, []).append(met.works[at])
    leaves.heading("Chỉ mục tác giả")
    for name in sorted(pages, key=person_sort_key):
        leaves.entry(name, *dict.fromkeys(pages[name]))
