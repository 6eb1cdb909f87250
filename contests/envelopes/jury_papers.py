"""The decision that founds the jury, with its panels: facts in, paper out."""

from dataclasses import dataclass

from contests.decisions.papers import IN_FORCE, appendix, competence, decision, two_digits
from contests.decisions.rules import Words
from contests.kernel.documents.official import OfficialPaper
from contests.kernel.documents.tables import Column, Table


@dataclass(frozen=True, slots=True)
class Juror:
    """A judge with panel and duty; who sits on none has an empty panel."""

    name: str
    panel: str
    duty: str


@dataclass(frozen=True, slots=True)
class JuryFacts:
    """The judges of a season: panel by panel, chair and secretary first, then by given name."""

    season: str
    bases: tuple[str, ...]
    jurors: tuple[Juror, ...]

    @property
    def panels(self) -> int:
        """How many panels somebody sits on."""
        return len({juror.panel for juror in self.jurors if juror.panel})


def jury_decision(facts: JuryFacts, words: Words, year: int, *, demo: bool = False) -> OfficialPaper:
    """Quyết định thành lập Hội đồng giám khảo."""
    panels = f"{two_digits(facts.panels)} tổ giám khảo, " if facts.panels else ""
    people = len({juror.name for juror in facts.jurors})
    return decision(
        words,
        year,
        competence=competence(words),
        bases=(*facts.bases, "Theo đề nghị của Ban Thư ký"),
        articles=(
            (
                f"Thành lập Hội đồng giám khảo {facts.season} gồm {panels}{two_digits(people)} thành viên có tên trong "
                "danh sách kèm theo."
            ),
            (
                "Hội đồng giám khảo chấm độc lập theo thang điểm của cuộc thi, giữ bí mật kết quả cho đến khi công bố, đề xuất giải với "
                "Ban Tổ chức và tự giải thể sau khi hoàn thành nhiệm vụ."
            ),
            IN_FORCE.format(whom="Ban Thư ký và các ông, bà có tên tại Điều 1"),
        ),
        appendices=(appendix(words, year, "Danh sách Hội đồng giám khảo", [_table(facts)]),),
        demo=demo,
    )


def _table(facts: JuryFacts) -> Table:
    columns = (
        Column("TT", 10, "centre"),
        Column("Họ và tên", 48),
        Column("Học vị, đơn vị công tác", 48),
        Column("Tổ giám khảo", 34),
        Column("Nhiệm vụ", 25),
    )
    rows = [(str(at), one.name, "……………", one.panel, one.duty) for at, one in enumerate(facts.jurors, 1)]
    return Table(columns, rows)
