"""From the last sheet to the figures: waive, close, have them computed. Sealing them is the panels' own act."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from contests.envelopes import advising
from contests.envelopes.asked import ask_once
from contests.envelopes.conflicts.finding import unsettled
from contests.envelopes.juries import NO_ROUND, locked_round
from contests.envelopes.model import RoundEnvelope
from contests.envelopes.terms import RoundState
from contests.kernel import jobs
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.clock import now
from contests.kernel.errors import Done, Outcome, Reason, Refused, because, gathered
from contests.kernel.text import N_
from contests.seasons.model import Season
from judging import service as judging

JOB = "aggregate"
NOT_SEALED = N_("Vòng chấm chưa đánh phách.")
NOTHING_OWED = N_("Giám khảo này không còn phiếu nào chưa nộp trong tổ.")
MISSING = N_("“%(panel)s” còn thiếu %(count)s phiếu chấm.")
THIN = N_("“%(panel)s” có %(count)s bài không đủ %(least)s phiếu chấm; cần phân công thêm giám khảo.")


def waive_judge(
    session: Session, season: Season, panel_id: str, judge_id: str, reason: str, *, by: Actor, at: datetime
) -> Outcome[int]:
    """Do without the sheets that one judge still owes one panel, for a reason; how many those were.

    All of a judge's at once: nobody has to name a code, and nobody can pick a piece. Who cannot mark a
    single piece steps back from it at the judge's desk.
    """
    round_ = locked_round(session, season.id)
    if round_ is None:
        return because(NO_ROUND)
    names = {row.panel_id: row.name for row in judging.panel_rows(session, round_.round_id)}
    owed = [
        sheet
        for sheet in judging.missing_sheets(session, round_.round_id)
        if sheet.judge_id == judge_id and sheet.panel == names.get(panel_id)
    ]
    if not owed:
        return because(NOTHING_OWED)
    for sheet in owed:
        waived = judging.waive(session, sheet.piece_id, judge_id, reason, by=by, at=at)
        if isinstance(waived, Refused):
            return waived
    number, scope = owed[0].judge_number, season.organiser_id
    detail: dict[str, str | int] = {"panel": panel_id, "judge": number, "sheets": len(owed)}
    record(session, "judge.waive", season.id, scope=scope, by=by, at=at, **detail)
    checked = judging.check_assignment(session, round_.round_id, at=at)
    return checked if isinstance(checked, Refused) else Done(len(owed))


def owed_to(session: Session, round_id: str, judge_id: str) -> list[str]:
    """The panels to which a judge still owes sheets."""
    names = {sheet.panel for sheet in judging.missing_sheets(session, round_id) if sheet.judge_id == judge_id}
    return [row.panel_id for row in judging.panel_rows(session, round_id) if row.name in names]


def close_round(session: Session, season: Season, *, by: Actor, at: datetime) -> Outcome[RoundEnvelope]:
    """End the marking. A refusal counts what is missing and names no code: the office may know whose conflict
    it has just noted, and the code that becomes short after it would be that entry's."""
    round_ = locked_round(session, season.id)
    if round_ is None or round_.state is RoundState.PREPARED:
        return because(NOT_SEALED)
    if refusal := gathered([unsettled(session, season, round_, by, at)]):
        return refusal
    outcome = judging.close_round(session, round_.round_id, by=by, at=at)
    if isinstance(outcome, Refused):
        return Refused(tuple(map(without_codes, outcome.reasons)))
    record(session, "round.close", season.id, scope=season.organiser_id, by=by, at=at)
    advising.ask_unless_off(session, season, round_.round_id, by=by, at=at)
    return Done(round_)


def without_codes(reason: Reason) -> Reason:
    """The same reason with counts in place of codes."""
    if "codes" not in reason.values:
        return reason
    kept = {key: value for key, value in reason.values.items() if key != "codes"}
    return Reason(THIN if "least" in kept else MISSING, reason.field, reason.article, kept)


def ask_aggregation(session: Session, season: Season, *, by: Actor, at: datetime) -> Outcome[jobs.Job]:
    """Ask for the figures of a closed round; while that job is under way, asking again gives the same one."""
    round_ = locked_round(session, season.id)
    if round_ is None:
        return because(NO_ROUND)
    stage = judging.stage_of(session, round_.round_id)
    if stage is judging.Stage.OPEN:
        return because(N_("Vòng chấm chưa kết thúc nên chưa tổng hợp điểm được."))
    if stage is judging.Stage.SEALED:
        return because(N_("Kết quả chấm đã được niêm phong nên không tổng hợp lại được nữa."))
    return Done(ask_once(session, season, JOB, N_("Tổng hợp điểm"), round_.round_id, by=by, at=at))


def aggregate(work: jobs.Work) -> dict[str, Any]:
    """The job: compute the figures, once for what the round's ledger says."""
    round_id = str(work.args["of"])
    with work.transactions.reading() as session:
        standing = judging.standings(session, round_id) if judging.current(session, round_id) else []
    if standing:
        return {"pieces": len(standing)}
    outcome = judging.aggregate(work.transactions, round_id, work.progress, by=work.by, at=now())
    if isinstance(outcome, Refused):
        return {"refused": [str(without_codes(reason)) for reason in outcome.reasons]}
    return {"pieces": outcome.value}
