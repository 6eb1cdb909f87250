import io
from datetime import timedelta

import pikepdf
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.model import DossierVersion, Entry
from contests.entries.terms import EntryState
from contests.envelopes import drawing, exhibit_state, service
from contests.envelopes.exhibit_queries import ExhibitState, Shown, exhibit_rows, exhibit_shown
from contests.envelopes.model import Exhibition, ExhibitPage
from contests.envelopes.readying import candidates
from contests.kernel import jobs
from contests.kernel.errors import STALE, Refused
from contests.kernel.sessions import Transactions, value_of
from contests.kernel.web.runtime import Runtime
from contests.seasons.model import DossierItem
from tests.factories import NOON, make_entry, make_file
from tests.factories_envelopes import Scene, draw, make_scene, prepare, ready
from workers.tasks import FUNCTIONS


def pdf(pages: int = 2) -> bytes:
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(200, 100))
    made.save(out := io.BytesIO())
    return out.getvalue()


def put_file(
    session: Session, runtime: Runtime, scene: Scene, entry: Entry, content: bytes, item: str = "TM"
):
    kept = runtime.storage.put(io.BytesIO(content), area=f"{scene.organiser.id}/originals")
    wanted = session.query(DossierItem).filter_by(season_id=scene.season.id, code=item).one()
    make_file(session, entry, wanted, kept.sha256, len(content))


def run_job(runtime: Runtime, scene: Scene) -> jobs.Job:
    asked = value_of(runtime.main.act(lambda s: service.ask_for_exhibits(s, scene.season, **scene.by())))
    assert jobs.run(asked.id, FUNCTIONS, runtime.main, runtime.storage)
    with runtime.main.reading() as session:
        return session.get_one(jobs.Job, asked.id)


def states(transactions: Transactions, scene: Scene) -> list[str]:
    with transactions.reading() as session:
        return [row.state for row in exhibit_rows(session, scene.season.id).rows]


def said(outcome) -> list[str]:
    assert isinstance(outcome, Refused)
    return [str(reason) for reason in outcome.reasons]


def test_the_job_draws_what_judges_get_and_nothing_else(runtime: Runtime):
    def fill(session: Session) -> Scene:
        scene = make_scene(session, count=2)
        put_file(session, runtime, scene, scene.entries[0], pdf(2))
        put_file(session, runtime, scene, scene.entries[0], pdf(3), item="PHIEU")
        make_entry(session, scene.season, scene.unit, state=EntryState.REJECTED)
        return scene

    scene = runtime.main.do(fill)
    assert run_job(runtime, scene).result == {"rendered": 2, "failed": 0, "faults": {}}
    with runtime.main.reading() as session:
        rows = exhibit_rows(session, scene.season.id).rows
        page = session.scalars(sa.select(ExhibitPage).limit(1)).one()
    assert [(row.state, row.pages, row.kept) for row in rows] == [("waiting", 2, 2), ("waiting", 0, 0)]
    assert runtime.storage.read(page.sha256, area="pieces").startswith(b"\xff\xd8")


def test_a_file_that_cannot_be_drawn_stops_only_its_own_entry_and_is_told(runtime: Runtime):
    def fill(session: Session) -> Scene:
        scene = make_scene(session, count=3)
        put_file(session, runtime, scene, scene.entries[0], b"%PDF-1.7 broken")
        item = session.query(DossierItem).filter_by(season_id=scene.season.id, code="TM").one()
        make_file(session, scene.entries[1], item, "0" * 64)
        return scene

    scene = runtime.main.do(fill)
    result = run_job(runtime, scene).result
    assert (result["rendered"], result["failed"]) == (1, 2)
    assert result["faults"][scene.entries[1].id] == "Tệp gốc trong kho lưu trữ bị thiếu hoặc đã hỏng."
    assert states(runtime.main, scene) == ["missing", "missing", "waiting"]


def test_asking_twice_is_one_job_and_running_twice_draws_once(runtime: Runtime):
    scene = runtime.main.do(make_scene)
    asked = [
        value_of(runtime.main.act(lambda s: service.ask_for_exhibits(s, scene.season, **scene.by()))).id
        for _ in range(2)
    ]
    assert asked[0] == asked[1]
    run_job(runtime, scene)
    with runtime.main.reading() as session:
        before = session.scalars(sa.select(Exhibition.id).order_by(Exhibition.id)).all()
    again = run_job(runtime, scene)
    assert again.id != asked[0]
    assert again.result == {"rendered": 0, "failed": 0, "faults": {}}
    with runtime.main.reading() as session:
        assert session.scalars(sa.select(Exhibition.id).order_by(Exhibition.id)).all() == before


def test_an_exhibit_of_an_earlier_dossier_is_drawn_anew_and_looked_at_anew(runtime: Runtime):
    def fill(session: Session) -> Scene:
        scene = make_scene(session, count=1)
        draw(session, runtime.storage, scene.entries[0], looked_by=scene.secretary.id, pages=3)
        later = {"number": 2, "frozen_at": NOON, "frozen_by": "tests", "manifest": {"files": []}}
        session.add(DossierVersion(entry_id=scene.entries[0].id, **later))
        return scene

    scene = runtime.main.do(fill)
    assert states(runtime.main, scene) == ["missing"]
    with runtime.main.reading() as session:
        assert [one.drawn for one in candidates(session, scene.season.id)] == [False]
    run_job(runtime, scene)
    assert states(runtime.main, scene) == ["waiting"]
    with runtime.main.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(ExhibitPage)) == 0


def shown(session: Session, entry: Entry) -> Shown:
    found = exhibit_shown(session, entry)
    assert found
    return found


def drawn(session: Session, runtime: Runtime, *, looked: bool = False) -> tuple[Scene, ExhibitPage]:
    scene = make_scene(session, count=2)
    by = scene.secretary.id if looked else None
    made = draw(session, runtime.storage, scene.entries[0], looked_by=by, pages=2)
    return scene, session.scalars(sa.select(ExhibitPage).filter_by(exhibition_id=made.id, position=0)).one()


def test_dropping_a_page_undoes_the_look(session: Session, runtime: Runtime):
    scene, page = drawn(session, runtime, looked=True)
    value_of(service.keep_page(session, scene.entries[0], page.id, False, **scene.by()))
    found = shown(session, scene.entries[0])
    assert (found.row.state, found.row.kept, found.row.pages) == (ExhibitState.WAITING, 1, 2)
    value_of(service.keep_page(session, scene.entries[0], page.id, True, **scene.by()))
    assert shown(session, scene.entries[0]).row.kept == 2


def test_a_page_is_dropped_from_its_own_entry_only(session: Session, runtime: Runtime):
    scene, page = drawn(session, runtime)
    outcome = service.keep_page(session, scene.entries[1], page.id, False, **scene.by())
    assert said(outcome) == ["Không tìm thấy trang này trong bản chấm."]
    assert page.kept


def test_the_look_names_who_and_when(session: Session, runtime: Runtime):
    scene, _ = drawn(session, runtime)
    at = NOON + timedelta(hours=1)
    value_of(service.looked(session, scene.entries[0], **scene.by(at=at)))
    row = shown(session, scene.entries[0]).row
    assert (row.looker, row.looked_at) == ("Lê Thị Hồng Gấm", at)


def test_a_look_at_what_has_changed_since_is_refused(session: Session, runtime: Runtime):
    scene, page = drawn(session, runtime)
    entry = scene.entries[0]
    seen = service.stamp(session, entry)
    value_of(service.keep_page(session, entry, page.id, False, **scene.by()))
    assert said(service.looked(session, entry, seen=seen, **scene.by())) == [STALE]
    value_of(service.looked(session, entry, seen=service.stamp(session, entry), **scene.by()))
    entry.summary += " Nhà trường Lê Quý Đôn."
    assert service.stamp(session, entry) != seen


def test_what_is_not_drawn_cannot_be_looked_at(session: Session, runtime: Runtime):
    scene, _ = drawn(session, runtime)
    assert said(service.looked(session, scene.entries[1], **scene.by())) == ["Hồ sơ này chưa lập bản chấm."]


def test_after_sealing_no_exhibit_changes(session: Session, runtime: Runtime):
    scene = ready(session, runtime.storage)
    value_of(service.seal_round(session, scene.season, **scene.by()))
    page = session.scalars(sa.select(ExhibitPage).limit(1)).one()
    entry = session.get_one(Entry, session.get_one(Exhibition, page.exhibition_id).entry_id)
    for outcome in (
        service.keep_page(session, entry, page.id, False, **scene.by()),
        service.looked(session, entry, **scene.by()),
        service.ask_for_exhibits(session, scene.season, **scene.by()),
    ):
        assert said(outcome) == [exhibit_state.SEALED]


def test_a_job_that_ends_after_the_sealing_changes_nothing(session: Session, runtime: Runtime):
    scene = ready(session, runtime.storage)
    value_of(service.seal_round(session, scene.season, **scene.by()))
    entry = scene.entries[0]
    later = DossierVersion(entry_id=entry.id, number=2, frozen_at=NOON, frozen_by="tests", manifest={})
    session.add(later)
    session.flush()
    before = session.scalar(sa.select(Exhibition.id).filter_by(entry_id=entry.id))
    drawing.note(session, entry.id, later.id, [])
    assert session.scalar(sa.select(Exhibition.id).filter_by(entry_id=entry.id)) == before


def test_the_next_one_to_look_at_comes_by_number_and_begins_again(session: Session, runtime: Runtime):
    scene = make_scene(session, count=3)
    for entry in scene.entries[:2]:
        draw(session, runtime.storage, entry)
    found = shown(session, scene.entries[1])
    assert (found.following, found.next_waiting) == (scene.entries[2].id, scene.entries[0].id)


def test_the_list_is_filtered_by_state(session: Session, runtime: Runtime):
    scene, _ = drawn(session, runtime)
    missing = exhibit_rows(session, scene.season.id, ExhibitState.MISSING)
    assert [row.entry_id for row in missing.rows] == [scene.entries[1].id]
    assert exhibit_rows(session, scene.season.id, ExhibitState.LOOKED).total == 0


@pytest.mark.parametrize("page", [1, 2, 99])
def test_a_page_of_the_list_beyond_the_last_is_the_last(session: Session, page: int):
    scene = prepare(session, make_scene(session, count=51))
    listed = exhibit_rows(session, scene.season.id, page=page)
    assert (listed.page, listed.pages, listed.total) == (min(page, 2), 2, 51)
