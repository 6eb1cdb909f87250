"""The advice of a season's round: asked for when the marking ends, or by the head again; read by the head alone."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from contests.envelopes.asked import ask_once
from contests.envelopes.juries import NO_ROUND, locked_round
from contests.envelopes.model import RoundEnvelope
from contests.envelopes.terms import RoundState
from contests.kernel import jobs
from contests.kernel.access import Actor, Role
from contests.kernel.clock import now
from contests.kernel.errors import Done, Outcome, Refused, because, gathered
from contests.kernel.text import N_
from contests.seasons.model import Season
from judging import service as judging

JOB = "advice"
TITLE = N_("Tính số liệu tham khảo")
HEAD_ONLY = N_("Chỉ lãnh đạo Ban Tổ chức xem số liệu tham khảo.")


def ask_unless_off(session: Session, season: Season, round_id: str, *, by: Actor, at: datetime) -> None:
    """Have the advice computed for a round whose marking has just ended, where its season has not switched it off."""
    if judging.advice_obstacle(session, round_id) is None:
        ask_once(session, season, JOB, TITLE, round_id, by=by, at=at)


def ask_advice(session: Session, season: Season, *, by: Actor, at: datetime) -> Outcome[jobs.Job]:
    """Have the advice computed again, by the head; while that job is under way, asking again gives the same one."""
    round_ = locked_round(session, season.id)
    if round_ is None:
        return because(NO_ROUND)
    if season.organiser_id not in by.acts_for(Role.HEAD):
        return because(HEAD_ONLY)
    if refusal := gathered([judging.advice_obstacle(session, round_.round_id)]):
        return refusal
    return Done(ask_once(session, season, JOB, TITLE, round_.round_id, by=by, at=at))


def advise(work: jobs.Work) -> dict[str, Any]:
    """The job: compute the advice from its beginning; running it twice leaves the same rows."""
    done = judging.refresh_advice(work.transactions, str(work.args["of"]), work.progress, at=now())
    if isinstance(done, Refused):
        return {"refused": [str(reason) for reason in done.reasons]}
    return {"panels": done.value}


def advice_for_head(session: Session, round_: RoundEnvelope) -> judging.KeptAdvice:
    """What was found for a round. Before its envelopes are open, by code only where a code cannot be a name.

    A piece that lacks a judge's sheet has a wider interval, and is missing from what that judge's absence would
    change: beside the list of conflicts that would tell its entry. So until the opening the pieces of a field with a
    noted conflict are shown only where all of them were marked by the very same judges.
    """
    kept = judging.advice_of_round(session, round_.round_id)
    if not kept.panels or round_.state is RoundState.OPENED:
        return kept
    telling = judging.telling_codes(session, round_.round_id)
    return judging.advice_less(kept, telling)
