"""What a static site shows: of every opened season what is public at a moment, as frozen values."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.signing import PublicKey, public_keys
from contests.people.model import Unit
from contests.publication.queries import PrizedWork, PrizeList, prize_list
from contests.seasons.model import Contest, Season
from contests.seasons.parts import Definition
from contests.seasons.queries import definition_of
from contests.seasons.terms import Level


@dataclass(frozen=True, slots=True)
class SeasonFacts:
    """A season as the public knows it; `prizes` is None while its list is under embargo."""

    id: str
    contest: str
    level: Level
    definition: Definition
    opened_at: datetime
    prizes: PrizeList | None

    @property
    def works(self) -> tuple[PrizedWork, ...]:
        """The prized works, highest tier first."""
        return tuple(work for tier in self.prizes.tiers for work in tier.works) if self.prizes else ()

    @property
    def ceremony_on(self) -> date | None:
        """The day of the ceremony, where it is set."""
        return self.definition.ceremony_on


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """An organiser with its seasons, the latest first."""

    organiser_id: str
    organiser: str
    keys: tuple[PublicKey, ...]
    seasons: tuple[SeasonFacts, ...]


def site_facts(session: Session, organiser_id: str, at: datetime) -> SiteFacts:
    """Everything public of an organiser at the moment `at`, names as far as consents go."""
    rows = session.execute(
        sa.select(Season, Contest)
        .join(Contest, Contest.id == Season.contest_id)
        .where(Season.organiser_id == organiser_id, Season.opened_at.is_not(None))
        .order_by(Season.opened_at.desc(), Season.id)
    ).all()
    seasons = tuple(_season(session, season, contest, at) for season, contest in rows)
    keys = tuple(public_keys(session, organiser_id))
    return SiteFacts(organiser_id, session.get_one(Unit, organiser_id).name, keys, seasons)


def _season(session: Session, season: Season, contest: Contest, at: datetime) -> SeasonFacts:
    return SeasonFacts(
        id=season.id,
        contest=contest.name,
        level=season.level,
        definition=definition_of(session, season),
        opened_at=season.opened_at or at,
        prizes=prize_list(session, season.id, at),
    )
