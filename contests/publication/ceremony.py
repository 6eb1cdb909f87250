"""The papers of a ceremony, lowest tier first: who is invited, who is called up when, who signs for what. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from contests.decisions.papers import titled, two_digits
from contests.decisions.rules import Words
from contests.kernel.documents.official import Letterhead, OfficialPaper, Paragraph, Part, Signature
from contests.kernel.documents.tables import Column, Table


@dataclass(frozen=True, slots=True)
class CalledRow:
    """A prized work as it is called up; names exactly as they were registered."""

    tier: str
    title: str
    authors: tuple[str, ...]
    unit: str
    unit_id: str


@dataclass(frozen=True, slots=True)
class CeremonyFacts:
    """The prized works of a season in the order of the calls: the lowest tier first, in each the best rank last."""

    season: str
    committee: str
    organiser: str
    day: str
    """ "ngày 01 tháng 02 năm 2027", or open."""
    rows: tuple[CalledRow, ...]

    def tiers(self) -> list[tuple[str, list[CalledRow]]]:
        """The calls: a tier with its works."""
        return [(tier, list(own)) for tier, own in groupby(self.rows, key=lambda row: row.tier)]


def script(facts: CeremonyFacts, *, demo: bool = False) -> OfficialPaper:
    """Kịch bản lễ trao giải: what is said and who comes up, call by call."""
    return OfficialPaper(
        _head(facts),
        "Kịch bản",
        tuple(_script(facts)),
        subject=f"Lễ tổng kết và trao giải {facts.season}",
        demo=demo,
    )


def _head(facts: CeremonyFacts) -> Letterhead:
    return Letterhead(facts.committee, facts.organiser, place_and_date=facts.day)


def _script(facts: CeremonyFacts) -> Iterator[Part]:
    opening = (
        "Ổn định tổ chức, đón tiếp đại biểu.",
        "Tuyên bố lý do, giới thiệu đại biểu.",
        "Báo cáo tổng kết.",
        "Công bố quyết định trao giải.",
    )
    for at, text in enumerate(opening, 1):
        yield Paragraph(text, lead=f"{at}.")
    first = len(opening) + 1
    for at, (tier, rows) in enumerate(facts.tiers(), first):
        yield Paragraph(f"Trao {tier}: {two_digits(len(rows))} giải pháp", "left", bold=True)
        yield Paragraph(
            f"Đợt {two_digits(at - first + 1)}. Trân trọng kính mời … lên trao giải và mời các tác giả sau lên nhận {tier}:"
        )
        yield _calls(rows)
    yield Paragraph("Phát biểu của đại biểu và đại diện tác giả đạt giải. Bế mạc.", lead="Kết thúc.")


def _calls(rows: Sequence[CalledRow]) -> Table:
    columns = (
        Column("TT", 10, "centre"),
        Column("Tác giả", 60),
        Column("Giải pháp, sản phẩm", 55),
        Column("Đơn vị", 40),
    )
    return Table(
        columns,
        [(str(at), ", ".join(row.authors), row.title, row.unit) for at, row in enumerate(rows, 1)],
    )


_ORDER = "Xếp theo thứ tự trao: từ hạng giải thấp nhất đến hạng cao nhất."


def receiving_list(facts: CeremonyFacts, *, demo: bool = False) -> OfficialPaper:
    """Danh sách nhận thưởng, to be signed on the spot, in the order of the calls."""
    return OfficialPaper(
        _head(facts),
        "Danh sách ký nhận giải thưởng",
        (Paragraph(_ORDER, "centre", italic=True, size=13), _received(facts)),
        subject=facts.season,
        signatures=(
            Signature("NGƯỜI LẬP DANH SÁCH", note="(Ký, ghi rõ họ tên)"),
            Signature("TM. BAN TỔ CHỨC"),
        ),
        landscape=True,
        demo=demo,
    )


def _received(facts: CeremonyFacts) -> Table:
    columns = (
        Column("TT", 10, "centre"),
        Column("Tác giả", 58),
        Column("Giải pháp, sản phẩm", 70),
        Column("Đơn vị", 48),
        Column("Giải", 30),
        Column("Ký nhận", 36),
    )
    rows = [
        (str(at), ", ".join(row.authors), row.title, row.unit, row.tier, "")
        for at, row in enumerate(facts.rows, 1)
    ]
    return Table(columns, rows, size=11.5)


def invitations(
    facts: CeremonyFacts, words: Words, year: int, *, demo: bool = False
) -> tuple[OfficialPaper, ...]:
    """A giấy mời for each unit with prized works, naming whose, in the order of the units' first calls."""
    units = dict.fromkeys(row.unit_id for row in facts.rows)
    own = [[row for row in facts.rows if row.unit_id == unit_id] for unit_id in units]
    return tuple(_invitation(facts, rows, words, year, demo=demo) for rows in own)


def _invitation(
    facts: CeremonyFacts, rows: Sequence[CalledRow], words: Words, year: int, *, demo: bool
) -> OfficialPaper:
    body: list[Part] = [
        Paragraph(
            f"{words.agency} trân trọng kính mời đại diện lãnh đạo đơn vị và các tác giả có tên sau đây đến dự lễ tổng kết và "
            f"trao giải {facts.season}:"
        ),
        *(Paragraph(f"- {', '.join(row.authors)} ({row.title}).") for row in rows),
        *(Paragraph(line) for line in words.details.splitlines()),
        Paragraph("Sự có mặt của quý vị là niềm vinh dự của Ban Tổ chức."),
    ]
    return titled(replace(words, addressees=(rows[0].unit,)), year, "Giấy mời", body, demo=demo)
