"""Seasons with the figures that a test wants: so many works in each field, so many prizes in each tier, a budget."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import cycle

from sqlalchemy.orm import Session

from contests.decisions.terms import DecisionKind
from contests.entries.model import Entry
from contests.entries.terms import EntryState
from contests.kernel.sessions import value_of
from contests.nomination import service as nomination
from contests.people.model import Unit
from contests.people.terms import UnitKind
from contests.seasons.model import Contest, Field, Season, Tier
from contests.seasons.terms import ContestKind
from tests.factories import FIELDS, make_entry, make_season, make_unit
from tests.factories_awards import Judged, decision, make_decided, make_judged

MILLION = 1_000_000


@dataclass(frozen=True)
class Printed:
    """A season as a union printed it: `fields` and `tiers` with their counts, `upper` what came back ("" for no prize)."""

    kind: ContestKind
    edition: int
    years: str
    title: str
    tiers: Mapping[str, int]
    fields: Mapping[str, int] = field(default_factory=dict)
    eligible: int = 0
    rejected: int = 0
    nominated: int = 0
    upper: Sequence[str] = ()
    money: tuple[int | None, int | None] = (None, None)

    @property
    def passed(self) -> int:
        """Works that passed the pre-screening."""
        return sum(self.fields.values()) or self.eligible


def make_printed(
    session: Session, organiser: Unit, printed: Printed, *, schools: Sequence[Unit] = (), decided: bool = True
) -> Season:
    """The season with exactly these figures, through the services where one stands behind the figure."""
    season = make_season(session, organiser, kind=printed.kind)
    season.title, season.years, season.edition = printed.title, printed.years, printed.edition
    season.budget_allocated, season.budget_used = printed.money
    session.get_one(Contest, season.contest_id).name = f"{printed.kind} {printed.edition}"
    _set_tiers(session, season, printed.tiers)
    codes = _set_fields(session, season, printed.fields)
    marks = [9900 - 10 * at for at in range(printed.passed)]
    make = make_decided if decided else make_judged
    judged = make(session, marks, organiser=organiser, season=season)
    places = schools or (judged.school,)
    rejected = [
        make_entry(session, season, places[0], state=EntryState.REJECTED) for _ in range(printed.rejected)
    ]
    make_entry(session, season, places[0], state=EntryState.DRAFT)
    make_entry(session, season, places[0], state=EntryState.WITHDRAWN)
    _spread(session, (*judged.entries, *rejected), codes, places)
    if decided and printed.nominated:
        _send_up(session, judged, printed)
    session.flush()
    return season


def _set_tiers(session: Session, season: Season, tiers: Mapping[str, int]) -> None:
    session.query(Tier).filter_by(season_id=season.id).delete()
    session.add_all(
        Tier(
            season_id=season.id, code=f"T{at}", name=name, quota=count, least_hundredths=None,
            money=(len(tiers) - at) * MILLION, position=at,
        )
        for at, (name, count) in enumerate(tiers.items())
    )  # fmt: skip
    session.flush()


def _set_fields(session: Session, season: Season, fields: Mapping[str, int]) -> list[str]:
    """The ids of the fields, one for each work."""
    rows = session.query(Field).filter_by(season_id=season.id).order_by(Field.position).all()
    for at, name in enumerate(fields):
        if at < len(FIELDS):
            rows[at].name = name
        else:
            rows.append(Field(season_id=season.id, code=f"F{at}", name=name, position=at))
    session.add_all(rows)
    session.flush()
    for row in rows[len(fields) :] if fields else ():
        session.delete(row)
    return [row.id for row, count in zip(rows, fields.values(), strict=False) for _ in range(count)]


def _spread(session: Session, entries: Sequence[Entry], field_ids: list[str], units: Sequence[Unit]) -> None:
    """Works over their fields, neighbours in rank in different ones as far as may be, and over the units."""
    places = [*field_ids, *([entries[0].field_id] * (len(entries) - len(field_ids)))]
    for entry, field_id, unit in zip(entries, places, cycle(units), strict=False):
        entry.field_id, entry.unit_id = field_id, unit.id
    session.flush()


def _send_up(session: Session, judged: Judged, printed: Printed) -> None:
    letter = decision(f"{300 + printed.edition}/CV-{printed.kind.name}", DecisionKind.LETTER)
    chosen = [entry.id for entry in judged.entries[: printed.nominated]]
    sent = value_of(nomination.nominate(session, judged.season, chosen, letter, **judged.by_office))
    for one, tier in zip(sent, printed.upper, strict=False):
        on = date(2021, 12, 1)
        value_of(nomination.record_result(session, one, tier, on, "Quyết định", **judged.by_office))


def make_schools(session: Session, organiser: Unit, communes: Mapping[str, int]) -> list[Unit]:
    """Communes right under the organiser, each with so many schools."""
    made = []
    for name, count in communes.items():
        commune = make_unit(session, name, organiser, UnitKind.COMMUNE)
        for _ in range(count):
            school = make_unit(session, organiser=organiser)
            school.parent_id = commune.id
            made.append(school)
    session.flush()
    return made


TUYEN_QUANG_YOUTH = Printed(
    ContestKind.YOUTH, 17, "2021", "Cuộc thi Sáng tạo Thanh thiếu niên, Nhi đồng tỉnh Tuyên Quang lần thứ 17, năm 2021",
    {"Giải Nhất": 2, "Giải Nhì": 4, "Giải Ba": 6, "Giải Khuyến khích": 12},
    eligible=89, rejected=13, nominated=10, upper=("Giải Ba", "Giải Khuyến khích", *[""] * 8),
    money=(180 * MILLION, 156_900_000),
)  # fmt: skip
TUYEN_QUANG_TECHNICAL = Printed(
    ContestKind.TECHNICAL, 9, "2020-2021", "Hội thi Sáng tạo Kỹ thuật tỉnh Tuyên Quang lần thứ 9 (2020-2021)",
    {"Giải Nhất": 1, "Giải Nhì": 2, "Giải Ba": 3, "Giải Khuyến khích": 5},
    eligible=39, nominated=4, money=(350 * MILLION, 236_900_000),
)  # fmt: skip
BAC_GIANG_YOUTH = Printed(
    ContestKind.YOUTH, 16, "2020", "Cuộc thi Sáng tạo Thanh thiếu niên, Nhi đồng tỉnh Bắc Giang lần thứ 16, năm 2020",
    {"Giải Nhất": 2, "Giải Nhì": 4, "Giải Ba": 6, "Giải Khuyến khích": 18},
    eligible=106, nominated=12, upper=("Giải Nhì", "Giải Ba", "Giải Khuyến khích", *[""] * 9),
)  # fmt: skip
BAC_GIANG_AWARD = Printed(
    ContestKind.AWARD, 2, "2020", "Giải thưởng Khoa học và Công nghệ tỉnh Bắc Giang lần thứ 2, năm 2020",
    {"Giải A": 4, "Giải B": 4, "Giải C": 7, "Giải Khuyến khích": 9},
    {
        "Khoa học nông nghiệp": 12, "Khoa học xã hội và nhân văn": 18, "Khoa học y, dược": 30,
        "Khoa học kỹ thuật và công nghệ": 3, "Khoa học tự nhiên": 1,
    },
)  # fmt: skip
BAC_GIANG_FIRST_AWARD = Printed(
    ContestKind.AWARD, 1, "2015", "Giải thưởng Khoa học và Công nghệ tỉnh Bắc Giang lần thứ 1, năm 2015",
    {"Giải A": 1, "Giải B": 2, "Giải C": 4, "Giải Khuyến khích": 5}, eligible=30,
)  # fmt: skip
