"""After the decision: certificates, the nomination, what the nation answered, the budget, what the report asks for."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.board import board
from contests.certificates.prints import print_of
from contests.certificates.service import IssueFacts, issue
from contests.certificates.terms import PrintForm
from contests.decisions.terms import DecisionKind
from contests.kernel.sessions import value_of
from contests.nomination.model import Nomination
from contests.nomination.service import nominate, record_result
from contests.reports.rules import ValueFacts
from contests.reports.service import type_value
from contests.seasons.service import set_budget
from workers.demo import paperwork
from workers.demo.calendars import hour
from workers.demo.cast import Act
from workers.demo.documents import FICTION, facts_of
from workers.demo.nested import run
from workers.demo.people import head, secretary
from workers.demo.scene import Scene
from workers.demo.steps import Notes, Step, after_job, once

PLACE = "Tuyên Quang"
RESULT_DAYS = 75
TYPED = {"leaflets": 3000, "news": 18, "booklets": 300}
"""What the office types into the report; the rest of its blanks stay open, to be seen."""
SOURCE = f"Thông báo kết quả của Ban Tổ chức toàn quốc {FICTION}"


def steps(scene: Scene, act: Act) -> list[Step]:
    """What remains of a finished season."""
    return [
        once(f"{act.key}/issued", _issue, scene, act),
        after_job(f"{act.key}/printed", lambda: run(scene.work, scene.done[f"{act.key}/issued"]["job"])),
        once(f"{act.key}/nominated", _nominate, scene, act),
        once(f"{act.key}/results", _record, scene, act),
        once(f"{act.key}/budget", _account, scene, act),
        once(f"{act.key}/reported", _type, scene, act),
        *paperwork.steps(scene, act),
    ]


def _issue(session: Session, scene: Scene, act: Act) -> Notes:
    day = act.calendar.ceremony
    facts = IssueFacts(PLACE, day, demo=True)
    season = scene.season(session, act)
    batch = value_of(issue(session, season, facts, by=secretary(session), at=hour(day, 7)))
    drawn = print_of(session, batch.id, PrintForm.MERGED)
    return {"job": drawn.job_id if drawn else ""}


def _nominate(session: Session, scene: Scene, act: Act) -> None:
    """The best of the prized, in the order of their marks."""
    season, day = scene.season(session, act), act.calendar.ceremony + timedelta(days=6)
    found = board(session, season.id)
    rows = found.rows[: act.over.nominated] if found and act.over else ()
    letter = facts_of(scene, act, DecisionKind.LETTER, "Giới thiệu giải pháp dự thi toàn quốc", day)
    chosen = [row.entry_id for row in rows]
    value_of(nominate(session, season, chosen, letter, by=head(session), at=hour(day, 9)))


def _record(session: Session, scene: Scene, act: Act) -> None:
    season, day = scene.season(session, act), act.calendar.ceremony + timedelta(days=RESULT_DAYS)
    sent = session.scalars(sa.select(Nomination).filter_by(season_id=season.id).order_by(Nomination.position))
    tiers = act.over.results if act.over else ()
    for nomination, tier in zip(sent, tiers, strict=False):
        value_of(
            record_result(session, nomination, tier, day, SOURCE, by=secretary(session), at=hour(day, 14))
        )


def _account(session: Session, scene: Scene, act: Act) -> None:
    season, at = scene.season(session, act), hour(act.calendar.ceremony, 16)
    allocated, used = act.budget
    value_of(
        set_budget(session, season, allocated, used, version=season.version, by=secretary(session), at=at)
    )


def _type(session: Session, scene: Scene, act: Act) -> None:
    season, at = scene.season(session, act), hour(act.calendar.ceremony + timedelta(days=10), 9)
    for key, number in TYPED.items():
        facts = ValueFacts(number, source=f"Sổ theo dõi của Ban Thư ký {FICTION}")
        value_of(type_value(session, season, key, facts, turn=0, by=secretary(session), at=at))
