"""The decision on the eligible entries, with their list: facts in, paper out."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from contests.decisions.papers import IN_FORCE, appendix, competence, decision, two_digits
from contests.decisions.rules import Words
from contests.kernel.documents.official import OfficialPaper, Paragraph, Part
from contests.kernel.documents.tables import Column, Table


@dataclass(frozen=True, slots=True)
class EligibleRow:
    """An eligible entry as its list shows it; names exactly as they were registered."""

    number: int
    title: str
    authors: tuple[str, ...]
    unit: str
    field: str


@dataclass(frozen=True, slots=True)
class EligibleFacts:
    """The eligible entries of a season by field, in each by number."""

    season: str
    bases: tuple[str, ...]
    rows: tuple[EligibleRow, ...]


def eligible_decision(facts: EligibleFacts, words: Words, year: int, *, demo: bool = False) -> OfficialPaper:
    """Quyết định công nhận hồ sơ đủ điều kiện dự thi."""
    return decision(
        words,
        year,
        competence=competence(words),
        bases=(*facts.bases, "Theo đề nghị của Ban Thư ký"),
        articles=(
            (
                f"Công nhận {two_digits(len(facts.rows))} hồ sơ đủ điều kiện dự thi {facts.season} "
                "(có danh sách kèm theo)."
            ),
            "Các hồ sơ có tên trong danh sách được chuyển đến Hội đồng giám khảo để chấm theo Thể lệ.",
            IN_FORCE.format(
                whom="Ban Thư ký, Hội đồng giám khảo, các đơn vị và tác giả có tên trong danh sách"
            ),
        ),
        appendices=(
            appendix(words, year, "Danh sách hồ sơ đủ điều kiện dự thi", _list(facts.rows), landscape=True),
        ),
        demo=demo,
    )


def _list(rows: Sequence[EligibleRow]) -> list[Part]:
    """A heading and a table for each field; the count runs through."""
    columns = (
        Column("TT", 10, "centre"),
        Column("Số hồ sơ", 16, "centre"),
        Column("Tên giải pháp, sản phẩm", 92),
        Column("Tác giả", 64),
        Column("Đơn vị", 60),
    )
    parts: list[Part] = []
    for field, own in groupby(enumerate(rows, 1), key=lambda pair: pair[1].field):
        lines = [(str(at), str(row.number), row.title, ", ".join(row.authors), row.unit) for at, row in own]
        title = f"Lĩnh vực {field} ({two_digits(len(lines))} hồ sơ)"
        parts += [Paragraph(title, "left", bold=True, size=13), Table(columns, lines, size=11.5)]
    return parts
