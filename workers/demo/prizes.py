"""What is given beside the tiers: special prizes decided with the awards, honours proposed after the ceremony."""

import dataclasses
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.honours import service as honours
from contests.awards.honours.model import HonourCase
from contests.awards.honours.queries import honour_views
from contests.awards.honours.service import Answer
from contests.awards.special import service as specials
from contests.awards.special.model import SpecialList
from contests.decisions.terms import DecisionKind
from contests.kernel.sessions import value_of
from contests.seasons.parts import Definition
from contests.seasons.recognition.parts import FeePart, SpecialPart
from contests.seasons.recognition.terms import SpecialKind, SpecialRule
from workers.demo.calendars import hour
from workers.demo.cast import Act
from workers.demo.corpus.works import Contest
from workers.demo.documents import FICTION, facts_of
from workers.demo.people import head, secretary
from workers.demo.scene import Scene
from workers.demo.steps import Step, once

BASIS = f"Nghị quyết số 26/NQ-HĐND của Hội đồng nhân dân tỉnh {FICTION}"
SPECIALS: dict[Contest, tuple[SpecialPart, ...]] = {
    "TTNND": (
        SpecialPart(
            "NHOTUOI", "Tác giả nhỏ tuổi nhất", SpecialKind.THEME, SpecialRule.YOUNGEST, money=1_000_000, basis=BASIS
        ),
        SpecialPart(
            "TAPTHE", "Giải tập thể", SpecialKind.COLLECTIVE, SpecialRule.POINTS, count=2, money=2_000_000, basis=BASIS,
            per_received=1, per_eligible=1, per_tier=("NHAT=10", "NHI=7", "BA=5", "KK=3"),
        ),
    ),
    "STKT": (
        SpecialPart(
            "LONTUOI", "Tác giả lớn tuổi nhất", SpecialKind.THEME, SpecialRule.OLDEST, money=3_000_000, basis=BASIS
        ),
        SpecialPart("NU", "Tác giả nữ tiêu biểu", SpecialKind.THEME, SpecialRule.CHOSEN, money=3_000_000, basis=BASIS),
    ),
}  # fmt: skip
FEES = (
    FeePart("chair", 150_000, BASIS),
    FeePart("secretary", 120_000, BASIS),
    FeePart("member", 100_000, BASIS),
)
ANSWER_DAYS = 60


def completed(season: Definition, contest: Contest) -> Definition:
    """The definition with what is given beside the tiers, and with what sets the money."""
    return dataclasses.replace(
        season,
        tiers=tuple(dataclasses.replace(tier, basis=BASIS) for tier in season.tiers),
        special_prizes=SPECIALS[contest],
        fees=FEES,
    )


def steps(scene: Scene, act: Act) -> list[Step]:
    """From the decided awards to the special prizes, the honours and an answer to them."""
    return [
        once(f"{act.key}/specials", _specials, scene, act),
        once(f"{act.key}/specials-decided", _decide, scene, act),
        once(f"{act.key}/honours", _honours, scene, act),
        once(f"{act.key}/honoured", _answer, scene, act),
    ]


def _specials(session: Session, scene: Scene, act: Act) -> None:
    season, day, by = (
        scene.season(session, act),
        act.calendar.judging + timedelta(days=14),
        secretary(session),
    )
    value_of(specials.propose(session, season, by=by, at=hour(day, 10)))
    session.flush()
    value_of(specials.submit(session, season, version=_version(session, season.id), by=by, at=hour(day, 11)))


def _version(session: Session, season_id: str) -> int:
    return session.scalars(sa.select(SpecialList.version).filter_by(season_id=season_id)).one()


def _decide(session: Session, scene: Scene, act: Act) -> None:
    season, day = scene.season(session, act), act.calendar.judging + timedelta(days=14)
    version, by = _version(session, season.id), head(session)
    value_of(specials.decide(session, season, None, version=version, by=by, at=hour(day, 14)))


def _honours(session: Session, scene: Scene, act: Act) -> None:
    """Everybody whom the first honour is for is proposed."""
    season, day = scene.season(session, act), act.calendar.ceremony + timedelta(days=10)
    for view in honour_views(session, season.id)[:1]:
        letter = facts_of(scene, act, DecisionKind.LETTER, f"Đề nghị tặng {view.part.name}", day)
        letter = dataclasses.replace(letter, symbol=letter.symbol.replace("/LHH", "a/LHH"))
        chosen, by = [one.id for one in view.candidates], secretary(session)
        value_of(honours.propose(session, season, view.id, chosen, letter, by=by, at=hour(day, 10)))


def _answer(session: Session, scene: Scene, act: Act) -> None:
    """The first of them was given it."""
    season, day = scene.season(session, act), act.calendar.ceremony + timedelta(days=ANSWER_DAYS)
    for view in honour_views(session, season.id)[:1]:
        case = session.get_one(HonourCase, view.cases[0].id)
        answer = Answer(True, day, f"Quyết định 1204/QĐ-TLĐ {FICTION}")
        value_of(
            honours.record_answer(
                session, season, case, answer, version=case.version, by=secretary(session), at=hour(day, 15)
            )
        )
