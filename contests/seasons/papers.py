"""The decision that founds a season's organizing committee: facts in, paper out."""

from dataclasses import dataclass

from contests.decisions.papers import IN_FORCE, appendix, competence, decision
from contests.decisions.rules import Words
from contests.kernel.documents.official import OfficialPaper
from contests.kernel.documents.tables import Column, Table

OPEN_ROWS = ("Phó Trưởng Ban", "Ủy viên", "Ủy viên")
"""Duties that no account holds: the lines stay open for names."""
_BLANK = "……………"


@dataclass(frozen=True, slots=True)
class Member:
    """Someone of the committee with the duty there."""

    name: str
    duty: str


@dataclass(frozen=True, slots=True)
class CommitteeFacts:
    """Whose committee it is; members as they are listed: the head first, the others by given name."""

    season: str
    bases: tuple[str, ...]
    members: tuple[Member, ...]


def committee_decision(
    facts: CommitteeFacts, words: Words, year: int, *, demo: bool = False
) -> OfficialPaper:
    """Quyết định thành lập Ban Tổ chức, Ban Thư ký."""
    return decision(
        words,
        year,
        competence=competence(words),
        bases=facts.bases,
        articles=(
            f"Thành lập Ban Tổ chức và Ban Thư ký {facts.season} gồm các ông, bà có tên trong danh sách kèm theo.",
            (
                "Ban Tổ chức, Ban Thư ký có nhiệm vụ tổ chức cuộc thi theo Thể lệ, quy định hiện hành và tự giải thể sau khi "
                "hoàn thành nhiệm vụ."
            ),
            IN_FORCE.format(whom="Các cơ quan, đơn vị có liên quan và các ông, bà có tên tại Điều 1"),
        ),
        appendices=(appendix(words, year, "Danh sách Ban Tổ chức, Ban Thư ký", [_table(facts)]),),
        demo=demo,
    )


def _table(facts: CommitteeFacts) -> Table:
    columns = (
        Column("TT", 10, "centre"),
        Column("Họ và tên", 48),
        Column("Chức vụ, đơn vị công tác", 62),
        Column("Nhiệm vụ", 45),
    )
    lines = [*facts.members, *(Member(_BLANK, duty) for duty in OPEN_ROWS)]
    rows = [(str(at), one.name, _BLANK, one.duty) for at, one in enumerate(lines, 1)]
    return Table(columns, rows)
