"""Awards: proposed from the marks, ties settled by the jury with its reason, decided, published."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy.orm import Session

from contests.awards import service
from contests.awards.board import Board, BoardRow, board
from contests.awards.model import Award
from contests.decisions.terms import DecisionKind
from contests.kernel.sessions import value_of
from contests.publication.service import publish
from contests.seasons.queries import tiers_of
from workers.demo.calendars import hour
from workers.demo.cast import Act
from workers.demo.documents import facts_of
from workers.demo.people import head, secretary
from workers.demo.scene import Scene
from workers.demo.steps import Step, once

SETTLED = (
    "Các bài đồng điểm ở ranh giới hạng giải: hội đồng giám khảo họp, xem xét tính mới và thống nhất thứ tự."
)


def steps(scene: Scene, act: Act) -> list[Step]:
    """From the opened standings to the public prize list."""
    return [
        once(f"{act.key}/proposed", _propose, scene, act),
        once(f"{act.key}/submitted", _submit, scene, act),
        once(f"{act.key}/decided", _decide, scene, act),
        once(f"{act.key}/published", _publish, scene, act),
    ]


def _propose(session: Session, scene: Scene, act: Act) -> None:
    season, by = scene.season(session, act), secretary(session)
    at = hour(act.calendar.judging + timedelta(days=4), 9)
    value_of(service.propose(session, season, by=by, at=at))
    found = board(session, season.id)
    rows = found.rows if found else ()
    for row, tier_id in _settled(rows, _places(session, season.id)):
        award = session.get_one(Award, row.award_id)
        value_of(
            service.assign_tier(
                session,
                season,
                award,
                tier_id,
                SETTLED,
                version=award.version,
                by=by,
                at=at + timedelta(hours=4),
            )
        )


def _places(session: Session, season_id: str) -> list[str]:
    """The tier of each place from the first, by the quotas."""
    return [tier.id for tier in tiers_of(session, season_id) for _ in range(tier.quota or 0)]


def _settled(rows: tuple[BoardRow, ...], places: list[str]) -> Iterator[tuple[BoardRow, str]]:
    """The lines that a tie left below their place, from the highest."""
    for row, tier_id in zip(rows, places, strict=False):
        if row.tier_id != tier_id:
            yield row, tier_id


def _submit(session: Session, scene: Scene, act: Act) -> None:
    season, day = scene.season(session, act), act.calendar.judging + timedelta(days=12)
    version = _board(session, season.id, act).proposal.version
    value_of(service.submit(session, season, version=version, by=secretary(session), at=hour(day, 15)))


def _board(session: Session, season_id: str, act: Act) -> Board:
    found = board(session, season_id)
    if found is None:
        raise LookupError(act.key)
    return found


def _decide(session: Session, scene: Scene, act: Act) -> None:
    season, day = scene.season(session, act), act.calendar.judging + timedelta(days=14)
    facts = facts_of(scene, act, DecisionKind.AWARDS, f"Tặng giải {act.title}", day)
    version = _board(session, season.id, act).proposal.version
    value_of(service.decide(session, season, facts, version=version, by=head(session), at=hour(day, 9)))


def _publish(session: Session, scene: Scene, act: Act) -> None:
    at = hour(act.calendar.judging + timedelta(days=16), 8)
    value_of(publish(session, scene.season(session, act), by=head(session), at=at))
