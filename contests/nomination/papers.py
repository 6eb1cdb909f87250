"""The letter that sends works one level up: facts in, paper out."""

from dataclasses import dataclass

from contests.decisions.papers import appendix, letter, two_digits
from contests.decisions.rules import Words
from contests.kernel.documents.official import OfficialPaper, Paragraph
from contests.kernel.documents.tables import Column, Table


@dataclass(frozen=True, slots=True)
class NominatedRow:
    """A work to be sent up, best first; names exactly as they were registered."""

    title: str
    authors: tuple[str, ...]
    unit: str
    field: str
    tier: str


@dataclass(frozen=True, slots=True)
class NominationFacts:
    """The works that a letter names."""

    season: str
    rows: tuple[NominatedRow, ...]


def nomination_letter(
    facts: NominationFacts, words: Words, year: int, *, demo: bool = False
) -> OfficialPaper:
    """Công văn giới thiệu giải pháp dự thi cấp trên."""
    body = (
        Paragraph(
            f"Căn cứ kết quả {facts.season}, {words.agency} giới thiệu {two_digits(len(facts.rows))} giải pháp đạt giải tham "
            "dự cuộc thi cấp trên (có danh sách và hồ sơ kèm theo)."
        ),
        Paragraph("Kính đề nghị quý cơ quan tiếp nhận và xem xét."),
    )
    listed = appendix(words, year, "Danh sách giải pháp giới thiệu dự thi", [_table(facts)], landscape=True)
    return letter(words, year, body, appendices=(listed,), demo=demo)


def _table(facts: NominationFacts) -> Table:
    columns = (
        Column("TT", 10, "centre"),
        Column("Tên giải pháp, sản phẩm", 80),
        Column("Tác giả", 58),
        Column("Đơn vị", 48),
        Column("Lĩnh vực", 32),
        Column("Giải", 24),
    )
    rows = [
        (str(at), row.title, ", ".join(row.authors), row.unit, row.field, row.tier)
        for at, row in enumerate(facts.rows, 1)
    ]
    return Table(columns, rows, size=11.5)
