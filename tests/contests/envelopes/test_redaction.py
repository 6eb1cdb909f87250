"""A person covers what the gate found: boxes burnt in, words replaced, or a reason why it is nobody that enters."""

import io
from functools import partial

import pytest
import sqlalchemy as sa
from PIL import Image
from sqlalchemy.orm import Session

from contests.envelopes import gatekeeping, redacting, service
from contests.envelopes.exhibit_state import PIECES, SEALED
from contests.envelopes.gate.findings import FindingKind
from contests.envelopes.gate.reading import Box
from contests.envelopes.model import Exhibition, ExhibitPage
from contests.envelopes.terms import ReadBy
from contests.kernel.audit import deeds_of
from contests.kernel.errors import STALE, Done, Outcome, Refused
from contests.kernel.sessions import value_of
from contests.kernel.text import fold
from contests.kernel.web.runtime import Runtime
from contests.people.model import Person
from judging.model import Page
from tests.contests.entries import samples
from tests.contests.envelopes.redactions import (
    AUTHOR,
    entry_of,
    findings,
    page_of,
    put,
    run_job,
    said,
    stamped,
    telling,
)
from tests.factories_envelopes import Scene, make_scene, readiness, ready


def cover(runtime: Runtime, scene: Scene, boxes: list[Box] | None = None):
    """Cover every finding on the first page, or what is given."""
    with runtime.main.reading() as session:
        page, entry = page_of(session, scene), entry_of(session, scene)
        found = [Box(*spot) for one in findings(session, scene) for spot in one.spots]
        with_boxes = [
            *redacting.origin_of(page, entry.organiser_id).boxes,
            *(found if boxes is None else boxes),
        ]
        made = value_of(
            service.redrawn(runtime.storage, redacting.origin_of(page, entry.organiser_id), with_boxes)
        )
    return runtime.main.act(
        lambda s: service.redact_page(s, entry_of(s, scene), page.id, made, **stamped(s, scene))
    )


def test_the_gate_finds_what_a_page_says_and_keeps_the_round_shut(runtime: Runtime):
    scene = telling(runtime)
    with runtime.main.reading() as session:
        found = findings(session, scene)
        assert [(one.kind, one.excerpt) for one in found] == [
            (FindingKind.FULL_NAME, AUTHOR), (FindingKind.PHONE, "0912 345 678"),
        ]  # fmt: skip
        assert page_of(session, scene).read_by is ReadBy.LAYER
        assert readiness(session, scene).gate.shut == 1
        (refused,) = said(service.looked(session, entry_of(session, scene), **scene.by()))
        assert refused.startswith("Còn 2 chỗ có thể lộ danh tính.")
    sealing = said(runtime.main.act(lambda s: service.seal_round(s, scene.season, **scene.by())))
    assert any("1 bản chấm có chỗ có thể lộ danh tính" in reason for reason in sealing)


def test_a_box_is_burnt_in_and_the_old_picture_is_what_nobody_shows_any_more(runtime: Runtime):
    scene = telling(runtime)
    with runtime.main.reading() as session:
        before, spot = page_of(session, scene).sha256, Box(*findings(session, scene)[0].spots[0])
    former = value_of(cover(runtime, scene))
    with runtime.main.reading() as session:
        page = page_of(session, scene)
        assert (former, page.sha256 != before, findings(session, scene)) == (before, True, [])
        assert redacting.unused(session, former)
        assert not redacting.unused(session, page.sha256)
    picture = Image.open(io.BytesIO(runtime.storage.read(page.sha256, area=PIECES))).convert("L")
    x = (spot.x + spot.width // 2) * picture.width // 10_000
    y = (spot.y + spot.height // 2) * picture.height // 10_000
    inside = picture.crop((x - 5, y - 3, x + 5, y + 3))
    assert max(inside.tobytes()) < 40, "black, whatever stood there"
    value_of(runtime.main.act(lambda s: service.looked(s, entry_of(s, scene), **stamped(s, scene))))
    value_of(runtime.main.act(lambda s: service.seal_round(s, scene.season, **scene.by())))
    with runtime.main.reading() as session:
        assert session.scalars(sa.select(Page.sha256)).all() == [page.sha256]


def test_a_box_beside_the_name_changes_nothing_for_the_gate(runtime: Runtime):
    scene = telling(runtime)
    value_of(cover(runtime, scene, [Box(0, 9000, 2000, 500)]))
    with runtime.main.reading() as session:
        assert len(findings(session, scene)) == 2


def test_a_box_taken_off_again_brings_the_finding_back_and_undoes_the_look(runtime: Runtime):
    scene = telling(runtime)
    value_of(cover(runtime, scene))
    value_of(runtime.main.act(lambda s: service.looked(s, entry_of(s, scene), **stamped(s, scene))))
    with runtime.main.reading() as session:
        page, entry = page_of(session, scene), entry_of(session, scene)
        made = value_of(service.redrawn(runtime.storage, redacting.origin_of(page, entry.organiser_id), []))
    value_of(runtime.main.act(lambda s: service.redact_page(s, entry, page.id, made, **stamped(s, scene))))
    with runtime.main.reading() as session:
        assert len(findings(session, scene)) == 2
        assert session.scalars(sa.select(Exhibition.looked_at)).one() is None
        verbs = [deed.verb for deed in deeds_of(session, scene.entries[0].id)]
    assert verbs == ["exhibit.redact", "exhibit.looked", "exhibit.uncover"]


@pytest.mark.parametrize(
    ("box", "message"),
    [(Box(0, 0, 10, 500), redacting.TOO_SMALL), (Box(9_990, 9_990, 500, 500), redacting.TOO_SMALL)],
)
def test_a_box_that_covers_nothing_is_refused(runtime: Runtime, box: Box, message: str):
    scene = telling(runtime)
    with runtime.main.reading() as session:
        origin = redacting.origin_of(page_of(session, scene), scene.organiser.id)
    assert said(service.redrawn(runtime.storage, origin, [box])) == [message]
    crowded = said(service.redrawn(runtime.storage, origin, [Box(0, 0, 100, 100)] * 61))
    assert crowded == [redacting.TOO_MANY % {"most": 60}]


def test_a_stale_page_covers_clears_and_rewords_nothing(runtime: Runtime):
    scene = telling(runtime, text=f"Em {AUTHOR} làm máy.")
    old = {"seen": "0" * 64, **scene.by()}
    with runtime.main.reading() as session:
        page, entry = page_of(session, scene), entry_of(session, scene)
        made = value_of(
            service.redrawn(
                runtime.storage, redacting.origin_of(page, entry.organiser_id), [Box(0, 0, 100, 100)]
            )
        )
        finding = findings(session, scene)[0]
        for outcome in (
            service.redact_page(session, entry, page.id, made, **old),
            service.clear_finding(session, entry, finding.id, "Tên một nhân vật", **old),
            service.replace_words(session, entry, "summary", AUTHOR, "", **old),
            service.restore_words(session, entry, "summary", **old),
            service.hide_finding(session, entry, finding.id, **old),
        ):
            assert said(outcome) == [STALE]
        assert len(findings(session, scene)) == 3


def test_a_finding_is_cleared_with_a_reason_and_stays_so_when_the_gate_looks_again(runtime: Runtime):
    scene = telling(runtime, text=f"Tượng bà {AUTHOR} trong bảo tàng.")

    def clear(session: Session, reason: str):
        one = next(one for one in findings(session, scene) if one.place)
        return service.clear_finding(
            session, entry_of(session, scene), one.id, reason, **stamped(session, scene)
        )

    assert said(runtime.main.act(lambda s: clear(s, "  x "))) == [gatekeeping.NO_REASON]
    value_of(runtime.main.act(lambda s: clear(s, "Tên một nhân vật lịch sử")))
    value_of(cover(runtime, scene))
    with runtime.main.reading() as session:
        (left,) = findings(session, scene)
        assert (left.reason, left.cleared_by) == ("Tên một nhân vật lịch sử", scene.secretary.id)
        assert readiness(session, scene).gate.shut == 0
    assert said(runtime.main.act(lambda s: clear(s, "Tên một nhân vật lịch sử"))) == [gatekeeping.GONE]


def test_the_log_says_who_when_and_what_kind_and_not_what_was_hidden(runtime: Runtime):
    scene = telling(runtime, text=f"Em {AUTHOR} làm máy. Thư: anh@truong.vn")
    value_of(
        runtime.main.act(
            lambda s: service.replace_words(s, entry_of(s, scene), "summary", AUTHOR, "", **stamped(s, scene))
        )
    )
    with runtime.main.reading() as session:
        mail = next(one.id for one in findings(session, scene) if one.place)
    value_of(
        runtime.main.act(
            lambda s: service.clear_finding(
                s, entry_of(s, scene), mail, "Thư của cửa hàng linh kiện", **stamped(s, scene)
            )
        )
    )
    value_of(cover(runtime, scene))
    with runtime.main.reading() as session:
        deeds = deeds_of(session, scene.entries[0].id)
    assert [(deed.verb, deed.actor) for deed in deeds] == [
        ("exhibit.reword", scene.secretary.id), ("exhibit.clear", scene.secretary.id), ("exhibit.redact", scene.secretary.id),
    ]  # fmt: skip
    assert deeds[1].detail == {"kind": "email"}
    written = fold(" ".join(str(deed.detail) for deed in deeds))
    assert not any(word in written for word in ("anh", "nguyen", "0912", "truong", "cua hang"))


def test_a_dropped_page_tells_nothing_and_a_page_taken_back_tells_again(runtime: Runtime):
    scene = telling(runtime)
    with runtime.main.reading() as session:
        page = page_of(session, scene)
    for kept, left in ((False, 0), (True, 2)):
        value_of(runtime.main.act(partial(keep, scene, page.id, kept)))
        with runtime.main.reading() as session:
            assert len(findings(session, scene)) == left


def test_a_person_called_otherwise_since_has_to_be_looked_for_again(runtime: Runtime):
    scene = telling(runtime)
    value_of(cover(runtime, scene))
    value_of(runtime.main.act(lambda s: service.looked(s, entry_of(s, scene), **stamped(s, scene))))

    def rename(session: Session) -> None:
        session.scalars(sa.select(Person)).one().full_name = "Trần Van Điện Từ"

    runtime.main.do(rename)
    refusal = said(runtime.main.act(lambda s: service.seal_round(s, scene.season, **scene.by())))
    assert any("1 hồ sơ đã đổi sau khi dò tên" in reason for reason in refusal)
    run_job(runtime, scene)
    with runtime.main.reading() as session:
        facts = readiness(session, scene).gate
    assert (facts.unread, facts.shut) == (0, 1), "van điện từ is now a part of the author's name"


def test_a_picture_is_read_by_nobody_and_says_so(runtime: Runtime):
    def fill(session: Session) -> Scene:
        scene = make_scene(session, count=1)
        put(session, runtime, scene, samples.picture("JPEG"), "image/jpeg")
        return scene

    scene = runtime.main.do(fill)
    run_job(runtime, scene)
    with runtime.main.reading() as session:
        page = page_of(session, scene)
        assert page.read_by is not ReadBy.LAYER
        made = value_of(
            service.redrawn(
                runtime.storage, redacting.origin_of(page, scene.organiser.id), [Box(0, 0, 5000, 5000)]
            )
        )
    before = Image.open(io.BytesIO(runtime.storage.read(page.sha256, area=PIECES))).convert("L")
    after = Image.open(io.BytesIO(made.page.content)).convert("L")
    assert after.size == before.size
    assert max(after.crop((2, 2, 3, 3)).tobytes()) < 30


def keep(scene: Scene, page_id: str, kept: bool, session: Session) -> Outcome[ExhibitPage]:
    return service.keep_page(session, entry_of(session, scene), page_id, kept, **scene.by())


def test_after_sealing_nothing_is_covered_cleared_or_reworded(session: Session, runtime: Runtime):
    scene = ready(session, runtime.storage, count=1)
    entry = scene.entries[0]
    value_of(service.seal_round(session, scene.season, **scene.by()))
    page = session.scalars(sa.select(ExhibitPage)).one()
    made = redacting.Redrawn(None, "0" * 64, ())  # type: ignore[arg-type]
    more = stamped(session, scene)
    for outcome in (
        service.redact_page(session, entry, page.id, made, **more),
        service.clear_finding(session, entry, "x", "Tên một nhân vật", **more),
        service.replace_words(session, entry, "summary", "Hệ", "", **more),
        service.restore_words(session, entry, "summary", **more),
    ):
        assert said(outcome) == [SEALED]


def test_a_page_without_its_source_is_not_redrawn(session: Session, runtime: Runtime):
    scene = ready(session, runtime.storage, count=1)
    page = session.scalars(sa.select(ExhibitPage)).one()
    origin = redacting.origin_of(page, scene.organiser.id)
    assert said(service.redrawn(runtime.storage, origin, [Box(0, 0, 500, 500)])) == [redacting.NO_SOURCE]


def test_what_one_dossier_decides_another_does_not_see(runtime: Runtime):
    scene = telling(runtime, count=2)
    with runtime.main.reading() as session:
        finding = findings(session, scene)[0]
        other = entry_of(session, scene, 1)
        seen = {"seen": service.stamp(session, other), **scene.by()}
        assert said(service.clear_finding(session, other, finding.id, "Tên một nhân vật", **seen)) == [
            gatekeeping.GONE
        ]
        assert isinstance(service.hide_finding(session, other, finding.id, **seen), Refused)
    assert isinstance(cover(runtime, scene), Done)
