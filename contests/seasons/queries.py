"""What pages and later stages read of seasons: definitions, working values, rows of lists."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.people.model import Unit
from contests.seasons import parts
from contests.seasons.model import Contest, Criterion, Division, DossierItem, Field, Season, Setting, Tier
from contests.seasons.recognition.rows import (
    fee_part,
    fees_of,
    honour_part,
    honours_of,
    special_part,
    specials_of,
)
from contests.seasons.scoring import ScoringValues, scoring_values
from contests.seasons.settings import CATALOGUE, Known
from contests.seasons.terms import ContestKind, Level, Origin


@dataclass(frozen=True, slots=True)
class SeasonRow:
    """A season in a list."""

    id: str
    title: str
    contest: str
    kind: ContestKind
    level: Level
    edition: int
    years: str
    organiser: str
    registration_from: datetime | None
    registration_until: datetime | None
    opened_at: datetime | None
    archived_at: datetime | None


def _rows() -> sa.Select[Season, Contest, Unit]:
    return (
        sa.select(Season, Contest, Unit)
        .join(Contest, Contest.id == Season.contest_id)
        .join(Unit, Unit.id == Season.organiser_id)
    )


def season_rows(session: Session, organisers: Collection[str]) -> list[SeasonRow]:
    """All seasons of the organisers, those under way first, then those being prepared, then the archived."""
    wanted = _rows().where(Season.organiser_id.in_(organisers))
    order = (
        sa.case((Season.archived_at.is_not(None), 2), (Season.opened_at.is_(None), 1), else_=0),
        Season.opened_at.desc(),
        Season.id,
    )
    return [_row(*found) for found in session.execute(wanted.order_by(*order))]


def public_rows(session: Session) -> list[SeasonRow]:
    """Every season that was opened, the latest first."""
    wanted = _rows().where(Season.opened_at.is_not(None)).order_by(Season.opened_at.desc(), Season.id)
    return [_row(*found) for found in session.execute(wanted)]


def _row(season: Season, contest: Contest, organiser: Unit) -> SeasonRow:
    return SeasonRow(
        id=season.id,
        title=season.title,
        contest=contest.name,
        kind=contest.kind,
        level=season.level,
        edition=season.edition,
        years=season.years,
        organiser=organiser.name,
        registration_from=season.registration_from,
        registration_until=season.registration_until,
        opened_at=season.opened_at,
        archived_at=season.archived_at,
    )


def public_season(session: Session, season_id: str) -> tuple[Season, Contest, Unit] | None:
    """An opened season with its contest and organiser; a season being prepared is not there."""
    wanted = _rows().where(Season.id == season_id, Season.opened_at.is_not(None))
    found = session.execute(wanted).first()
    return (found[0], found[1], found[2]) if found else None


def settings_of(session: Session, season_id: str) -> list[Setting]:
    """Every working value of the catalogue in its order; one that the season lacks is a row not yet kept.

    Such a row is the software's default, confirmed by nobody: a version of the software older than the value made
    the season. Whoever changes or confirms it adds it to the session.
    """
    kept = {row.key: row for row in session.scalars(sa.select(Setting).filter_by(season_id=season_id))}
    return [kept.get(known.key) or _default(season_id, known) for known in CATALOGUE]


def _default(season_id: str, known: Known) -> Setting:
    return Setting(season_id=season_id, key=known.key, value=known.start, origin=Origin.SOFTWARE, source="")


def values(session: Session, season_id: str) -> ScoringValues:
    """The working values that scoring and registration go by."""
    return scoring_values({row.key: row.value for row in settings_of(session, season_id)})


def fields_of(session: Session, season_id: str) -> list[Field]:
    """The fields of a season in their order."""
    return list(session.scalars(sa.select(Field).filter_by(season_id=season_id).order_by(Field.position)))


def divisions_of(session: Session, season_id: str) -> list[Division]:
    """The age tables of a season in their order."""
    wanted = sa.select(Division).filter_by(season_id=season_id).order_by(Division.position)
    return list(session.scalars(wanted))


def items_of(session: Session, season_id: str) -> list[DossierItem]:
    """The parts of a dossier in their order."""
    wanted = sa.select(DossierItem).filter_by(season_id=season_id).order_by(DossierItem.position)
    return list(session.scalars(wanted))


def criteria_of(session: Session, season_id: str) -> list[Criterion]:
    """The rubric in its order."""
    wanted = sa.select(Criterion).filter_by(season_id=season_id).order_by(Criterion.position)
    return list(session.scalars(wanted))


def tiers_of(session: Session, season_id: str) -> list[Tier]:
    """The tiers, highest first."""
    return list(session.scalars(sa.select(Tier).filter_by(season_id=season_id).order_by(Tier.position)))


def definition_of(session: Session, season: Season) -> parts.Definition:
    """Everything of a season that is data, as plain values; ten queries whatever its size."""
    contest = session.get_one(Contest, season.contest_id)
    settings = settings_of(session, season.id)
    return parts.Definition(
        kind=contest.kind,
        contest=contest.name,
        level=season.level,
        edition=season.edition,
        title=season.title,
        years=season.years,
        introduction=season.introduction,
        rules=season.rules,
        legal_bases=tuple(season.legal_bases),
        registration_from=season.registration_from,
        registration_until=season.registration_until,
        supplement_until=season.supplement_until,
        judging_until=season.judging_until,
        ceremony_on=season.ceremony_on,
        fields=tuple(parts.FieldPart(row.code, row.name) for row in fields_of(session, season.id)),
        divisions=tuple(map(_division, divisions_of(session, season.id))),
        items=tuple(map(_item, items_of(session, season.id))),
        criteria=_criteria(session, season.id, _quarters(settings)),
        tiers=tuple(map(_tier, tiers_of(session, season.id))),
        special_prizes=tuple(map(special_part, specials_of(session, season.id))),
        honours=tuple(map(honour_part, honours_of(session, season.id))),
        fees=tuple(map(fee_part, fees_of(session, season.id))),
        settings=tuple(parts.SettingPart(row.key, row.value, row.origin, row.source) for row in settings),
    )


def _quarters(settings: list[Setting]) -> int:
    """How many quarters of a point a step of the season is."""
    return 4 // next(int(row.value) for row in settings if row.key == "steps_per_point")


def _criteria(session: Session, season_id: str, quarters: int) -> tuple[parts.CriterionPart, ...]:
    return tuple(
        parts.CriterionPart(row.code, row.title, row.help, row.most_steps * quarters, row.levels)
        for row in criteria_of(session, season_id)
    )


def _division(row: Division) -> parts.DivisionPart:
    return parts.DivisionPart(row.code, row.name, row.born_from, row.born_until)


def _item(row: DossierItem) -> parts.ItemPart:
    return parts.ItemPart(
        code=row.code,
        title=row.title,
        help=row.help,
        required=row.required,
        to_judges=row.to_judges,
        types=tuple(row.types),
        most_files=row.most_files,
        most_bytes=row.most_bytes,
        article=row.article,
    )


def _tier(row: Tier) -> parts.TierPart:
    return parts.TierPart(
        code=row.code,
        name=row.name,
        quota=row.quota,
        least_hundredths=row.least_hundredths,
        money=row.money,
        basis=row.basis,
        field_quota=row.field_quota,
        least_share=row.least_share,
        by_hand=row.by_hand,
        once=row.once,
    )
