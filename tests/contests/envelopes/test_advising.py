"""The advice of a season: asked for when the marking ends, for the head alone, and by code only where no code is a name."""

import pytest
from sqlalchemy.orm import Session

from contests.envelopes import advising, service
from contests.envelopes.asked import latest_job
from contests.envelopes.model import RoundEnvelope
from contests.envelopes.terms import BarSource
from contests.kernel import jobs
from contests.kernel.access import Role
from contests.kernel.clock import now
from contests.kernel.errors import Refused
from contests.kernel.sessions import value_of
from contests.kernel.web.runtime import Runtime
from judging import service as judging
from judging.model import Round
from judging.seen import rubric
from tests.factories_envelopes import Scene, mark_all, ready, round_id_of, seal_results, sealed
from workers.tasks import FUNCTIONS


def closed(session: Session, **wanted: object) -> Scene:
    scene = sealed(session, **{"count": 6, "judges": 4, **wanted})  # type: ignore[arg-type]
    mark_apart(session, scene)
    value_of(service.close_round(session, scene.season, **scene.by()))
    return scene


def mark_apart(session: Session, scene: Scene) -> None:
    """Every judge submits every own piece, in the order of the codes from the poorest to the best."""
    criteria = [one.scale.criterion_id for one in rubric(session, round_id_of(session, scene), 2)]
    for place, one in enumerate(scene.judges):
        rows = sorted(judging.my_pieces(session, one.judge_id), key=lambda row: row.code)
        for nth, row in enumerate(rows):
            marks = dict(zip(criteria, (str(5 + 2 * nth), str(6 + 2 * nth), str(20 + place)), strict=True))
            saved = value_of(judging.save_marks(session, one.judge_id, row.piece_id, marks, "", 0, at=now()))
            value_of(judging.submit_sheet(session, one.judge_id, row.piece_id, saved.version, at=now()))


def codes(session: Session, scene: Scene) -> set[str]:
    round_ = service.round_of(session, scene.season.id)
    assert isinstance(round_, RoundEnvelope)
    return {
        line.code for panel in service.advice_for_head(session, round_).panels for line in panel.pieces
    } | {code for panel in service.advice_for_head(session, round_).panels for code in panel.again}


def made(session: Session, scene: Scene) -> None:
    computed = value_of(judging.make_advice(session, round_id_of(session, scene)))
    value_of(judging.keep_advice(session, computed, at=now()))


def test_the_end_of_the_marking_asks_for_it_once(session: Session) -> None:
    scene = closed(session)
    job = latest_job(session, advising.JOB, round_id_of(session, scene))
    assert job is not None
    assert value_of(service.ask_advice(session, scene.season, **scene.by(Role.HEAD))).id == job.id


def test_a_season_that_does_without_has_none(session: Session) -> None:
    scene = sealed(session, count=6, judges=4)
    found = session.get_one(Round, round_id_of(session, scene))
    assert found.deliberation["advice"] == "on"
    found.deliberation = {**found.deliberation, "advice": "off"}
    mark_all(session, scene)
    value_of(service.close_round(session, scene.season, **scene.by()))
    assert latest_job(session, advising.JOB, found.id) is None
    refused = service.ask_advice(session, scene.season, **scene.by(Role.HEAD))
    assert isinstance(refused, Refused)


def test_the_secretary_may_not_ask(session: Session) -> None:
    scene = closed(session)
    refused = service.ask_advice(session, scene.season, **scene.by(Role.SECRETARY))
    assert isinstance(refused, Refused)
    assert [reason.message for reason in refused.reasons] == [advising.HEAD_ONLY]


def test_the_job_leaves_the_same_rows_however_often_it_runs(runtime: Runtime) -> None:
    transactions = runtime.main
    scene = transactions.do(closed)
    round_id = transactions.do(lambda s: round_id_of(s, scene))
    job_id = transactions.do(lambda s: getattr(latest_job(s, advising.JOB, round_id), "id", ""))
    assert jobs.run(job_id, FUNCTIONS, transactions, runtime.storage)
    ended = transactions.do(lambda s: s.get_one(jobs.Job, job_id))
    assert (ended.state, ended.result, ended.error) == (jobs.JobState.DONE, {"panels": 1}, "")
    with transactions.reading() as session:
        assert len(codes(session, scene)) == 6


@pytest.mark.parametrize("barred", [0, 1])
def test_a_noted_conflict_hides_the_codes_of_its_field_until_the_opening(
    session: Session, barred: int
) -> None:
    scene = ready(session, count=8, judges=4, fields=("HT", "PM"))
    for entry in scene.entries[:barred]:
        source = BarSource.DECLARED
        value_of(service.bar(session, scene.season, entry.id, scene.judges[3].id, source, **scene.by()))
    value_of(service.seal_round(session, scene.season, **scene.by()))
    mark_apart(session, scene)
    value_of(service.close_round(session, scene.season, **scene.by()))
    made(session, scene)
    round_ = service.round_of(session, scene.season.id)
    assert round_ is not None
    kept = service.advice_for_head(session, round_)
    assert kept.withheld is bool(barred)
    fields = {line.field for panel in kept.panels for line in panel.pieces}
    assert fields == ({"PM"} if barred else {"HT", "PM"})
    whole = judging.advice_of_round(session, round_id_of(session, scene))
    hidden = {line.code for panel in whole.panels for line in panel.pieces if line.field not in fields}
    assert len(hidden) == 4 * barred
    assert not any(code in str(kept.panels) for code in hidden)


def test_after_the_opening_the_head_reads_all(session: Session) -> None:
    scene = closed(session)
    value_of(judging.compute_standings(session, round_id_of(session, scene), **scene.by()))
    seal_results(session, scene)
    for role in (Role.SECRETARY, Role.HEAD):
        value_of(service.give_opening(session, scene.season, **scene.by(role)))
    made(session, scene)
    assert len(codes(session, scene)) == 6
