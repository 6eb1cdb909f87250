"""The first pages of a booklet: its cover, and the committee's foreword."""

from contests.kernel.documents.faces import Face
from contests.kernel.documents.sheet import A4, MM
from contests.publication.booklet.facts import BookletFacts
from contests.publication.booklet.leaves import GOLD, GREY, INK, RED, Leaves


def draw_cover(leaves: Leaves, facts: BookletFacts) -> None:
    """A double frame, who publishes, what it is, when; no picture that could name anybody."""
    _frame(leaves)
    leaves.y = A4[1] - 46 * MM
    leaves.middle(facts.organiser.upper(), Face.SANS, 12, colour=GREY)
    leaves.space(2)
    leaves.middle(facts.committee.upper(), Face.SANS_BOLD, 12.5, colour=INK)
    leaves.y = A4[1] - 108 * MM
    leaves.middle("KỶ YẾU", Face.DISPLAY, 54, colour=RED)
    leaves.space(10)
    leaves.page.line(A4[0] / 2 - 60, leaves.y, A4[0] / 2 + 60, leaves.y, stroke=1.4, colour=GOLD)
    leaves.space(18)
    leaves.middle(facts.title, Face.SANS_BOLD, 17, colour=INK)
    leaves.y = 46 * MM
    leaves.middle(f"{len(facts.works)} giải pháp đạt giải", Face.SANS, 12, colour=GREY)
    leaves.middle(facts.years, Face.SANS_BOLD, 14, colour=GOLD)


def _frame(leaves: Leaves) -> None:
    for inset, stroke, colour in ((14 * MM, 2.2, GOLD), (17 * MM, 0.7, RED)):
        leaves.page.frame(inset, inset, A4[0] - 2 * inset, A4[1] - 2 * inset, stroke=stroke, colour=colour)


def draw_foreword(leaves: Leaves, facts: BookletFacts) -> None:
    """The words of the committee, as they were typed."""
    leaves.turn()
    leaves.heading("Lời nói đầu")
    for paragraph in facts.foreword.splitlines():
        leaves.text(paragraph, Face.TINOS, 13.5, justify=True)
        leaves.space(6)
    leaves.space(14)
    for line in facts.signer.splitlines():
        leaves.middle(line, Face.SANS_BOLD, 11, colour=INK)
