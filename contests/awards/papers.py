"""The papers on prizes: the decision with its list, and the submission to the province. Pure: facts in, paper out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from contests.decisions.papers import IN_FORCE, appendix, competence, decision, titled, two_digits
from contests.decisions.rules import Words
from contests.kernel.amounts import in_words
from contests.kernel.documents.official import OfficialPaper, Paragraph, Part
from contests.kernel.documents.tables import Column, Table
from contests.kernel.figures import number


@dataclass(frozen=True, slots=True)
class PrizeRow:
    """A work of the award list; names exactly as they were registered, money in đồng for the whole work."""

    title: str
    authors: tuple[str, ...]
    unit: str
    field: str
    tier: str
    money: int


@dataclass(frozen=True, slots=True)
class PrizeFacts:
    """The award list of a season, highest tier first, in each tier the best rank first; counts of works."""

    season: str
    bases: tuple[str, ...]
    rows: tuple[PrizeRow, ...]
    received: int = 0
    eligible: int = 0

    @property
    def total(self) -> int:
        """All prize money, in đồng."""
        return sum(row.money for row in self.rows)

    def tiers(self) -> list[tuple[str, list[PrizeRow]]]:
        """The tiers that were reached, each with its works."""
        return [(tier, list(own)) for tier, own in groupby(self.rows, key=lambda row: row.tier)]


def awards_decision(facts: PrizeFacts, words: Words, year: int, *, demo: bool = False) -> OfficialPaper:
    """Quyết định trao giải, with the list of works by tier."""
    return decision(
        words,
        year,
        competence=competence(words),
        bases=(*facts.bases, "Căn cứ kết quả chấm của Hội đồng giám khảo", "Theo đề nghị của Ban Thư ký"),
        articles=tuple(_articles(facts)),
        appendices=(
            appendix(words, year, "Danh sách giải pháp đạt giải", prize_list(facts), landscape=True),
        ),
        demo=demo,
    )


def _articles(facts: PrizeFacts) -> Iterator[str]:
    yield (
        f"Trao giải cho {two_digits(len(facts.rows))} giải pháp đạt giải {facts.season}, gồm: {_counts(facts)} "
        "(có danh sách kèm theo)."
    )
    if facts.total:
        yield (
            f"Tiền thưởng kèm theo giải là {money(facts.total)}, chi từ nguồn kinh phí tổ chức {facts.season} theo quy "
            "định hiện hành."
        )
    yield IN_FORCE.format(whom="Ban Thư ký, các đơn vị và tác giả có tên tại Điều 1")


def _counts(facts: PrizeFacts) -> str:
    return ", ".join(f"{two_digits(len(rows))} {tier}" for tier, rows in facts.tiers())


def money(amount: int) -> str:
    """An amount in figures and in words, as vouchers ask: "5.000.000 đồng (bằng chữ: Năm triệu đồng)"."""
    return f"{number(amount)} đồng (bằng chữ: {in_words(amount)})"


def prize_list(facts: PrizeFacts) -> list[Part]:
    """A heading and a table for each tier; the count runs through."""
    columns = (
        Column("TT", 10, "centre"),
        Column("Tên giải pháp, sản phẩm", 84),
        Column("Tác giả", 58),
        Column("Đơn vị", 52),
        Column("Lĩnh vực", 38),
    )
    parts: list[Part] = []
    before = 0
    for tier, rows in facts.tiers():
        lines = [
            (str(at), row.title, ", ".join(row.authors), row.unit, row.field)
            for at, row in enumerate(rows, before + 1)
        ]
        before += len(rows)
        parts += [
            Paragraph(_heading(tier, rows), "left", bold=True, size=13),
            Table(columns, lines),
        ]
    return parts


def _heading(tier: str, rows: Sequence[PrizeRow]) -> str:
    each = {row.money for row in rows}
    one = f", mỗi giải {number(each.pop())} đồng" if len(each) == 1 and each != {0} else ""
    return f"{tier} ({two_digits(len(rows))} giải{one})"


def submission(facts: PrizeFacts, words: Words, year: int, *, demo: bool = False) -> OfficialPaper:
    """Tờ trình on the results, for the province to recognise them."""
    return titled(
        words,
        year,
        "Tờ trình",
        tuple(_submitted(facts)),
        appendices=(
            appendix(words, year, "Danh sách giải pháp đề nghị trao giải", prize_list(facts), landscape=True),
        ),
        demo=demo,
    )


def _submitted(facts: PrizeFacts) -> Iterator[Part]:
    yield Paragraph(
        f"Thực hiện kế hoạch tổ chức {facts.season}, Ban Tổ chức đã tiếp nhận {number(facts.received)} hồ sơ dự thi, trong đó "
        f"{number(facts.eligible)} hồ sơ đủ điều kiện được Hội đồng giám khảo chấm theo Thể lệ."
    )
    yield Paragraph(
        f"Căn cứ kết quả chấm, Ban Tổ chức đề xuất trao giải cho {two_digits(len(facts.rows))} giải pháp, gồm:"
    )
    yield _tiers_table(facts)
    if facts.total:
        yield Paragraph(f"Tổng số tiền thưởng là {money(facts.total)}.")
    yield Paragraph("(Có danh sách kèm theo.)", italic=True)
    yield Paragraph("Kính trình xem xét, quyết định.")


def _tiers_table(facts: PrizeFacts) -> Table:
    columns = (
        Column("TT", 10, "centre"),
        Column("Hạng giải", 70),
        Column("Số giải", 25, "right"),
        Column("Tiền thưởng (đồng)", 50, "right"),
    )
    rows = [
        (str(at), tier, str(len(own)), number(sum(row.money for row in own)))
        for at, (tier, own) in enumerate(facts.tiers(), 1)
    ]
    return Table(columns, [*rows, ("", "Tổng cộng", str(len(facts.rows)), number(facts.total))])
