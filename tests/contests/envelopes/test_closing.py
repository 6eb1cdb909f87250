import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.envelopes import service
from contests.envelopes.closing import JOB, without_codes
from contests.envelopes.queries import owed_sheets
from contests.envelopes.terms import BarSource
from contests.kernel import jobs
from contests.kernel.audit import deeds_of
from contests.kernel.errors import Reason, Refused
from contests.kernel.sessions import value_of
from contests.kernel.web.runtime import Runtime
from judging import service as judging
from judging.model import LedgerRow, Piece, Sheet
from tests.factories_envelopes import Scene, make_scene, mark_all, ready, results_sealed, round_id_of, sealed
from workers.tasks import FUNCTIONS


def said(outcome) -> list[str]:
    assert isinstance(outcome, Refused)
    return [str(reason) for reason in outcome.reasons]


def owed(session: Session, scene: Scene) -> list[tuple[str, int, int]]:
    rows = owed_sheets(session, scene.season.id, round_id_of(session, scene))
    return [(row.name, row.sheets, row.begun) for row in rows]


def waive(session: Session, scene: Scene, judge: int = 0, reason: str = "Nghỉ ốm dài ngày", panel: str = ""):
    panel_id = panel or next(iter(scene.panels.values()))
    judge_id = scene.judges[judge].judge_id
    return service.waive_judge(session, scene.season, panel_id, judge_id, reason, **scene.by())


def half_marked(session: Session, runtime: Runtime, **wanted) -> Scene:
    """Everyone but the first judge has submitted everything."""
    scene = sealed(session, None, **wanted)
    mark_all(session, scene, but=[scene.judges[0].judge_id])
    return scene


def test_what_is_owed_is_counted_by_judge_and_names_no_code(session: Session, runtime: Runtime):
    scene = half_marked(session, runtime)
    assert owed(session, scene) == [("Phạm Thị Ngọc Diệp", 3, 0)]
    codes = session.scalars(sa.select(Piece.code)).all()
    assert not any(
        code in str(owed_sheets(session, scene.season.id, round_id_of(session, scene))) for code in codes
    )


def test_the_sheets_of_an_absent_judge_are_waived_together(session: Session, runtime: Runtime):
    scene = half_marked(session, runtime, judges=4)
    assert value_of(waive(session, scene)) == 3
    assert owed(session, scene) == []
    assert deeds_of(session, scene.season.id)[-1].detail["sheets"] == 3
    value_of(service.close_round(session, scene.season, **scene.by()))


@pytest.mark.parametrize(("reason", "message"), [("  ", "Phải ghi lý do"), ("x" * 1001, "Lý do dài quá")])
def test_a_waiver_has_a_reason(session: Session, runtime: Runtime, reason: str, message: str):
    scene = half_marked(session, runtime, judges=4)
    outcome = waive(session, scene, reason=reason)
    assert said(outcome)[0].startswith(message)
    assert outcome.reasons[0].field == "reason"


def test_a_second_waiver_finds_nothing_owed(session: Session, runtime: Runtime):
    scene = half_marked(session, runtime, judges=4)
    value_of(waive(session, scene))
    assert said(waive(session, scene)) == ["Giám khảo này không còn phiếu nào chưa nộp trong tổ."]


def test_a_judge_who_owes_nothing_or_sits_elsewhere_is_not_waived(session: Session, runtime: Runtime):
    scene, other = (half_marked(session, runtime, judges=4) for _ in range(2))
    assert isinstance(waive(session, scene, judge=1), Refused)
    assert isinstance(waive(session, scene, panel=next(iter(other.panels.values()))), Refused)
    stranger = other.judges[0].judge_id
    panel_id = next(iter(scene.panels.values()))
    assert isinstance(
        service.waive_judge(session, scene.season, panel_id, stranger, "Nghỉ ốm", **scene.by()), Refused
    )


def test_a_refused_close_counts_and_names_no_code(session: Session, runtime: Runtime):
    scene = half_marked(session, runtime, judges=4)
    assert said(service.close_round(session, scene.season, **scene.by())) == [
        "“Tổ HT, PM, MT” còn thiếu 3 phiếu chấm."
    ]


def test_a_late_conflict_that_leaves_an_entry_short_does_not_tell_its_code(
    session: Session, runtime: Runtime
):
    scene = sealed(session)
    mark_all(session, scene)
    entry, judge = scene.entries[0], scene.judges[0]
    value_of(service.bar(session, scene.season, entry.id, judge.id, BarSource.KIN, **scene.by()))
    code = session.scalars(sa.select(Piece.code).filter_by(title=entry.title)).one()
    raw = judging.close_round(session, round_id_of(session, scene), **scene.by())
    assert code in said(raw)[0], "judging itself would tell it"
    outcome = service.close_round(session, scene.season, **scene.by())
    assert said(outcome) == ["“Tổ HT, PM, MT” có 1 bài không đủ 3 phiếu chấm; cần phân công thêm giám khảo."]
    assert code not in repr(outcome)


def test_a_reason_without_codes_stays_as_it_is():
    assert without_codes(Reason("Vòng chấm chưa có bài nào.")) == Reason("Vòng chấm chưa có bài nào.")


def test_a_round_that_is_not_sealed_is_not_closed(session: Session, runtime: Runtime):
    for scene in (make_scene(session), ready(session)):
        assert said(service.close_round(session, scene.season, **scene.by())) == [
            "Vòng chấm chưa đánh phách."
        ]


def closed(session: Session, runtime: Runtime) -> Scene:
    scene = sealed(session)
    mark_all(session, scene)
    value_of(service.close_round(session, scene.season, **scene.by()))
    return scene


def ask(runtime: Runtime, scene: Scene) -> str:
    return value_of(runtime.main.act(lambda s: service.ask_aggregation(s, scene.season, **scene.by()))).id


def computed_deeds(session: Session, scene: Scene) -> int:
    own = sa.select(sa.func.count()).where(
        LedgerRow.round_id == round_id_of(session, scene), LedgerRow.deed == "computed"
    )
    return session.scalars(own).one()


def test_the_figures_are_computed_by_a_job_once(runtime: Runtime):
    scene = runtime.main.do(lambda s: closed(s, runtime))
    job_id = ask(runtime, scene)
    assert ask(runtime, scene) == job_id
    assert jobs.run(job_id, FUNCTIONS, runtime.main, runtime.storage)
    again = ask(runtime, scene)
    assert again != job_id
    assert jobs.run(again, FUNCTIONS, runtime.main, runtime.storage)
    with runtime.main.reading() as session:
        assert [session.get_one(jobs.Job, one).result for one in (job_id, again)] == [{"pieces": 3}] * 2
        assert len(judging.standings(session, round_id_of(session, scene))) == 3
        assert computed_deeds(session, scene) == 1
        assert session.get_one(jobs.Job, job_id).kind == JOB


def test_a_job_for_a_round_that_is_open_ends_with_the_reasons(runtime: Runtime):
    scene = runtime.main.do(sealed)

    def plant(session: Session) -> str:
        key, of = "aggregate:planted", round_id_of(session, scene)
        title, scope, at = "Tổng hợp điểm", scene.organiser.id, scene.by()["at"]
        return jobs.ask(session, JOB, title, key=key, scope=scope, by=scene.actor(), at=at, of=of).id

    job_id = runtime.main.do(plant)
    jobs.run(job_id, FUNCTIONS, runtime.main, runtime.storage)
    with runtime.main.reading() as session:
        assert session.get_one(jobs.Job, job_id).result["refused"] == [
            "Vòng chấm chưa kết thúc nên chưa tổng hợp điểm được.",
            "“Tổ HT, PM, MT” còn thiếu 9 phiếu chấm.",
        ]


def test_only_a_closed_round_is_aggregated(session: Session, runtime: Runtime):
    for scene, message in (
        (make_scene(session), "Mùa thi chưa có vòng chấm"),
        (sealed(session), "Vòng chấm chưa kết thúc"),
        (results_sealed(session), "Kết quả chấm đã được niêm phong"),
    ):
        assert said(service.ask_aggregation(session, scene.season, **scene.by()))[0].startswith(message)


def test_after_the_close_no_sheet_is_waived(session: Session, runtime: Runtime):
    scene = closed(session, runtime)
    assert isinstance(waive(session, scene), Refused)
    assert session.scalar(sa.select(sa.func.count()).select_from(Sheet)) == 9
