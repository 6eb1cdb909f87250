"""A round of judging: panels and judges, what they see, sealing, the marks that habits make, the results."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.decisions.terms import DecisionKind
from contests.envelopes import advising
from contests.envelopes import service as envelopes
from contests.envelopes.asked import latest_job
from contests.envelopes.conflicts.queries import undecided
from contests.envelopes.conflicts.terms import Ruling
from contests.envelopes.model import Appointment
from contests.kernel.sessions import value_of
from contests.seasons.model import Season
from judging import service as judging
from judging.terms import SeatRole
from workers.demo import deliberating
from workers.demo.calendars import hour
from workers.demo.cast import HEAD, INSPECTOR, Act
from workers.demo.documents import recorded
from workers.demo.marks import Marker
from workers.demo.nested import run
from workers.demo.people import head, secretary
from workers.demo.plans import Planned
from workers.demo.redaction import cover
from workers.demo.scene import Scene, account_of, actor
from workers.demo.steps import Notes, Step, after_job, once

NAMESAKE = "Trùng họ tên; đã hỏi đơn vị, không phải cùng một người."
SEATS = (SeatRole.CHAIR, SeatRole.SECRETARY)
"""The first and the second of a panel; the rest are members."""


def to_sealing(scene: Scene, act: Act) -> list[Step]:
    """Everything until the entries are pieces."""
    eligible = [plan for plan in act.entries if plan.rejection is None]
    return [
        once(f"{act.key}/round", _prepare, scene, act),
        *(once(f"{act.key}/jury/{at}", _seat, scene, act, at) for at in range(len(act.juries))),
        once(f"{act.key}/declarations", _declare, scene, act),
        once(f"{act.key}/conflicts", _rule, scene, act),
        once(f"{act.key}/asked", _ask_for_exhibits, scene, act),
        after_job(f"{act.key}/exhibits", lambda: run(scene.work, scene.done[f"{act.key}/asked"]["job"])),
        once(f"{act.key}/looked", _look, scene, act, eligible),
        once(f"{act.key}/sealed", _seal, scene, act),
    ]


def _prepare(session: Session, scene: Scene, act: Act) -> Notes:
    at = hour(act.calendar.screened + timedelta(days=1), 9)
    founded = recorded(session, scene, act, DecisionKind.JURY, "Thành lập Hội đồng giám khảo", at)
    season, officer = scene.season(session, act), secretary(session)
    value_of(envelopes.prepare_round(session, season, by=officer, at=at))
    value_of(envelopes.name_officer(session, season, officer.account_id, None, by=head(session), at=at))
    return {"decision": founded.id}


def _seat(session: Session, scene: Scene, act: Act, at_panel: int) -> None:
    season, by = scene.season(session, act), secretary(session)
    at = hour(act.calendar.screened + timedelta(days=1), 10)
    name, fields = act.juries[at_panel]
    founded = scene.done[f"{act.key}/round"]["decision"]
    panel = value_of(envelopes.add_panel(session, season, name, fields, by=by, at=at))
    for place, login in enumerate(scene.script.judges[at_panel]):
        account = account_of(session, login)
        made = value_of(envelopes.appoint(session, season, account.id, decision_id=founded, by=by, at=at))
        role = SEATS[place] if place < len(SEATS) else SeatRole.MEMBER
        value_of(envelopes.seat(session, season, panel, made.id, role, by=by, at=at))


def appointment(session: Session, season: Season, login: str) -> Appointment:
    """The appointment of an account, which holds the judge's id inside judging."""
    own = sa.select(Appointment).where(Appointment.season_id == season.id)
    return session.scalars(own.where(Appointment.account_id == account_of(session, login).id)).one()


def judge_id(session: Session, season: Season, login: str) -> str:
    """A judge's id inside judging, as the judge's own session would give it."""
    return appointment(session, season, login).judge_id


def _declare(session: Session, scene: Scene, act: Act) -> None:
    season, at = scene.season(session, act), hour(act.calendar.screened + timedelta(days=2), 8)
    for login in (login for panel in scene.script.judges for login in panel):
        judge = judge_id(session, season, login)
        value_of(judging.accept(session, judge, at=at))
        kin = not act.over and login == scene.script.judges[0][-1]
        rows = [_niece(_kin(act))] if kin else []
        value_of(judging.declare(session, judge, rows, at=at + timedelta(hours=1)))


def _niece(plan: Planned) -> judging.DeclaredFacts:
    """What the judge remembers of a niece who might enter: she did, and her name is on the entry."""
    return judging.DeclaredFacts(
        judging.DeclaredKind.KIN, plan.makers[0].person.full_name, "cháu ruột", plan.unit
    )


def _kin(act: Act) -> Planned:
    """The entry whose first author the last judge of the first panel declares as kin."""
    fields = act.juries[0][1]
    return next(plan for plan in act.entries if plan.work.field in fields and plan.rejection is None)


def _rule(session: Session, scene: Scene, act: Act) -> None:
    """The officer has the declarations matched, and says of every case that waits what it is."""
    season, by = scene.season(session, act), secretary(session)
    at = hour(act.calendar.screened + timedelta(days=2), 14)
    value_of(envelopes.match_conflicts(session, season, by=by, at=at))
    if waiting := undecided(session, season.id):
        value_of(envelopes.rule_on(session, season, waiting, Ruling.CLEAR, NAMESAKE, by=by, at=at))


def _ask_for_exhibits(session: Session, scene: Scene, act: Act) -> Notes:
    at = hour(act.calendar.screened + timedelta(days=3), 8)
    season = scene.season(session, act)
    job = value_of(envelopes.ask_for_exhibits(session, season, by=secretary(session), at=at))
    return {"job": job.id}


def _look(session: Session, scene: Scene, act: Act, eligible: Sequence[Planned]) -> None:
    by, at = secretary(session), hour(act.calendar.screened + timedelta(days=4), 8)
    for plan in eligible:
        entry = scene.entry(session, plan)
        cover(session, entry, by=by, at=at)
        value_of(envelopes.looked(session, entry, by=by, at=at))


def _seal(session: Session, scene: Scene, act: Act) -> None:
    at = hour(act.calendar.sealed, 9)
    value_of(envelopes.seal_round(session, scene.season(session, act), by=secretary(session), at=at))


def marking(scene: Scene, act: Act) -> list[Step]:
    """Every judge's sheets, a judge a step; in a season under way some are drafts and some not begun."""
    marker = Marker(scene.script.seed, act)
    return [
        once(f"{act.key}/sheets/{login}", _mark, scene, act, marker, login, place)
        for panel in scene.script.judges
        for place, login in enumerate(panel)
    ]


def _mark(session: Session, scene: Scene, act: Act, marker: Marker, login: str, place: int) -> None:
    marker.mark(session, judge_id(session, scene.season(session, act), login), login, place)


def results(scene: Scene, act: Act) -> list[Step]:
    """The end of the round: a panel meets, figures, lines by code, their seal, and two persons open the envelopes."""
    return [
        once(f"{act.key}/met", _meet, scene, act),
        once(f"{act.key}/closed", _close, scene, act),
        after_job(f"{act.key}/advised", lambda: run(scene.work, scene.done[f"{act.key}/closed"]["advice"])),
        after_job(f"{act.key}/figures", lambda: run(scene.work, scene.done[f"{act.key}/closed"]["job"])),
        once(f"{act.key}/drawn", _draw, scene, act),
        once(f"{act.key}/fixed", _fix, scene, act),
        once(f"{act.key}/opened/1", _open, scene, act, INSPECTOR, 9),
        once(f"{act.key}/opened/2", _open, scene, act, HEAD, 10),
    ]


def _end(act: Act, hours: int) -> datetime:
    return hour(act.calendar.judging + timedelta(days=1), hours)


def _meet(session: Session, scene: Scene, act: Act) -> None:
    season = scene.season(session, act)
    seated = [judge_id(session, season, login) for login in scene.script.judges[0]]
    deliberating.meet(session, seated, _end(act, 7))


def _draw(session: Session, scene: Scene, act: Act) -> None:
    season = scene.season(session, act)
    chairs = [judge_id(session, season, panel[0]) for panel in scene.script.judges]
    round_ = envelopes.round_of(session, season.id)
    if round_ is not None:
        deliberating.draw(session, season.id, round_.round_id, chairs, _end(act, 8))


def _close(session: Session, scene: Scene, act: Act) -> Notes:
    season, by = scene.season(session, act), secretary(session)
    value_of(envelopes.close_round(session, season, by=by, at=_end(act, 8)))
    job = value_of(envelopes.ask_aggregation(session, season, by=by, at=_end(act, 8)))
    advice = latest_job(session, advising.JOB, str(job.args["of"]))
    return {"job": job.id, "advice": advice.id if advice else ""}


def _fix(session: Session, scene: Scene, act: Act) -> None:
    """Chair and secretary of every panel seal their figures."""
    season = scene.season(session, act)
    for panel in scene.script.judges:
        for login in panel[:2]:
            who = judge_id(session, season, login)
            for sheet in judging.seal_sheets(session, who, at=_end(act, 8)):
                done = judging.confirm_results(
                    session, who, sheet.seal.panel_id, sheet.figures, at=_end(act, 8)
                )
                value_of(done)


def _open(session: Session, scene: Scene, act: Act, login: str, hours: int) -> None:
    by = actor(session, login)
    value_of(envelopes.give_opening(session, scene.season(session, act), by=by, at=_end(act, hours)))
