"""An open round: names come from the envelope, works are shown by a timetable, and a blind round knows neither."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.envelopes import service, timetable
from contests.kernel.clock import now
from contests.kernel.errors import Refused
from contests.kernel.sessions import value_of
from contests.seasons.model import Setting
from judging import service as judging
from judging.model import Piece
from tests.contests.web.round_desk import enter, press, read, url
from tests.factories import NAMES, NOON, make_organiser, make_season
from tests.factories_envelopes import Scene, declare, draw_all, make_scene, name_officer, prepare, sealed
from tests.web_client import send

SLOT = {"starts_at": "05/12/2026 08:30", "minutes": "15", "place": "Nhà văn hóa, gian 3"}


def opened_wide(session: Session, **wanted) -> Scene:
    """A season whose round hides nobody, not sealed yet; the first summary names its author."""
    scene = make_scene(session, **wanted)
    own = sa.select(Setting).where(Setting.season_id == scene.season.id, Setting.key == "blind")
    session.scalars(own).one().value = "no"
    scene.entries[0].summary = f"Em {NAMES[0]} làm máy này."
    prepare(session, scene)
    name_officer(session, scene)
    for one in scene.judges:
        declare(session, one)
    return draw_all(session, None, scene)


def shown(session: Session, **wanted) -> Scene:
    """The same with its works in front of the judges."""
    scene = opened_wide(session, **wanted)
    value_of(service.seal_round(session, scene.season, **scene.by()))
    return scene


def test_an_open_round_is_sealed_with_its_names_and_without_the_gate(session: Session):
    scene = shown(session)
    bylines = set(session.scalars(sa.select(Piece.byline)))
    assert f"{NAMES[0]} – {scene.unit.name}" in bylines
    titles = session.scalars(sa.select(Piece.text).where(Piece.byline.startswith(NAMES[0]))).one()
    assert NAMES[0] in titles["Tóm tắt"]


def test_a_blind_round_gives_no_name_and_has_no_timetable(session: Session):
    scene = sealed(session)
    assert set(session.scalars(sa.select(Piece.byline))) == {""}
    facts = judging.SlotFacts(NOON, 15, "Gian 3")
    outcome = timetable.plan_showing(session, scene.season, scene.entries[0].id, facts, **scene.by())
    assert isinstance(outcome, Refused)
    assert timetable.timetable_rows(session, scene.season.id) == []


def test_before_the_sealing_nothing_can_be_planned(session: Session):
    scene = opened_wide(session)
    facts = judging.SlotFacts(NOON, 15, "Gian 3")
    outcome = timetable.plan_showing(session, scene.season, scene.entries[0].id, facts, **scene.by())
    assert isinstance(outcome, Refused)
    assert str(outcome.reasons[0]) == timetable.NOT_SEALED


class TestPages:
    @pytest.fixture
    def config(self, sqlite_config):
        """What pages show does not depend on the database."""
        return sqlite_config

    def test_the_office_plans_by_entry_and_records_who_came(self, client, runtime):
        scene = enter(client, runtime, shown)
        assert url(scene, "timetable") in client.get(url(scene, "exhibits")).text
        assert client.get(url(scene, "timetable")).text.count("Chưa xếp") == 3
        here = f"timetable/{scene.entries[0].id}"
        assert "Nhà văn hóa, gian 3" in press(client, scene, here, **SLOT).text
        clash = send(client, url(scene, f"timetable/{scene.entries[1].id}"), **SLOT)
        assert (clash.status_code, "đã có bài khác trình bày" in clash.text) == (422, True)
        seen = press(client, scene, f"{here}/present", "timetable")
        assert "Có mặt</span>" in seen.text
        gone = press(client, scene, f"{here}/cancel", here)
        assert gone.text.count("Chưa xếp") == 3

    @pytest.mark.parametrize("change", [{"starts_at": "hôm nay"}, {"minutes": "0"}, {"place": ""}])
    def test_a_slot_that_cannot_be_is_refused_and_stays_typed(self, client, runtime, change):
        scene = enter(client, runtime, shown)
        answer = send(client, url(scene, f"timetable/{scene.entries[0].id}"), **{**SLOT, **change})
        assert (answer.status_code, 'class="field-error"' in answer.text) == (422, True)

    def test_a_blind_round_says_so_and_plans_nothing(self, client, runtime):
        scene = enter(client, runtime, sealed)
        assert "Vòng chấm này giấu tên tác giả" in client.get(url(scene, "timetable")).text
        answer = send(client, url(scene, f"timetable/{scene.entries[0].id}"), **SLOT)
        assert (answer.status_code, "Vòng chấm này giấu tên tác giả" in answer.text) == (422, True)

    def test_another_organisers_season_is_not_there(self, client, runtime):
        scene = enter(client, runtime, shown)
        other = runtime.main.do(lambda s: make_season(s, make_organiser(s)))
        assert client.get(f"/office/seasons/{other.id}/timetable").status_code == 404
        assert client.get(url(scene, f"timetable/{'0' * 16}")).status_code == 404

    def test_a_judge_reads_time_place_and_names(self, client, runtime):
        scene = runtime.main.do(shown)
        facts = judging.SlotFacts(now() + timedelta(days=3), 15, "Nhà văn hóa, gian 3")
        runtime.main.do(
            lambda s: value_of(
                timetable.plan_showing(s, scene.season, scene.entries[0].id, facts, **scene.by())
            )
        )
        end = now() + timedelta(hours=1)
        token = runtime.main.do(lambda s: judging.open_session(s, scene.judges[0].judge_id, expires_at=end))
        client.set_cookie("bv_judge", token, path="/judge")
        text = client.get("/judge/timetable").text
        assert "Nhà văn hóa, gian 3" in text
        assert NAMES[0] in text
        assert "Lịch trình bày" in client.get("/judge/").text

    def test_a_judge_of_a_blind_round_has_none(self, client, runtime):
        scene = runtime.main.do(sealed)
        end = now() + timedelta(hours=1)
        token = runtime.main.do(lambda s: judging.open_session(s, scene.judges[0].judge_id, expires_at=end))
        client.set_cookie("bv_judge", token, path="/judge")
        assert "Chưa có lịch trình bày" in client.get("/judge/timetable").text
        assert "Lịch trình bày" not in client.get("/judge/").text
        assert read(runtime, lambda s: s.scalars(sa.select(Piece.byline)).first()) == ""
