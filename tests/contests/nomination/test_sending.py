"""Who goes up: substitutes, limits; the sealed bundle of a letter; dossiers that grow before it."""

import io

import pytest
import sqlalchemy as sa

from contests.entries import dossier
from contests.entries import service as entries
from contests.entries.files import Accepted
from contests.entries.improving import open_for_improving
from contests.entries.model import DossierVersion, Entry
from contests.entries.terms import EntryState
from contests.kernel.errors import Done
from contests.kernel.sessions import value_of
from contests.kernel.signing import fingerprint
from contests.nomination import sending
from contests.nomination import service as nomination
from contests.nomination.model import Nomination, SealedBundle
from contests.nomination.queries import letter_rows, nomination_rows
from contests.people.outside import handed_rows
from contests.seasons.model import DossierItem, Setting
from contests.seasons.settings import NOMINATION_PER_FIELD, NOMINATION_TIERS
from contests.seasons.terms import Origin
from tests.contests.nomination.sent import (
    PDF,
    SHA256,
    UPPER,
    nominate,
    put_file,
    reasons,
    received,
    seal,
    take_part,
)
from tests.factories import NOON
from tests.factories_awards import make_decided


def setting(session, judged, key, value):
    session.add(Setting(season_id=judged.season.id, key=key, value=value, origin=Origin.ORGANISER))
    session.flush()


class TestWhoGoes:
    @pytest.fixture
    def judged(self, session):
        return make_decided(session)

    def test_substitutes_stand_behind_and_count_for_no_quota(self, session, judged):
        value_of(nominate(session, judged, (0,), (2, 1)))
        rows = nomination_rows(session, judged.season.id)
        assert [(row.entry_id, row.substitute) for row in rows] == [
            (judged.entries[0].id, False), (judged.entries[2].id, True), (judged.entries[1].id, True)
        ]  # fmt: skip

    def test_the_first_substitute_goes_in_the_place_of_who_steps_back(self, session, judged):
        first, *_ = value_of(nominate(session, judged, (0, 3), (2, 1)))
        instead = value_of(nomination.step_back(session, first, "Tác giả xin rút.", **judged.by_office))
        assert instead.entry_id == judged.entries[2].id
        going = [
            row.entry_id
            for row in nomination_rows(session, judged.season.id)
            if not row.substitute and not row.withdrawn_at
        ]
        assert going == [judged.entries[3].id, judged.entries[2].id]

    def test_nobody_steps_back_without_a_reason_or_twice(self, session, judged):
        (first,) = value_of(nominate(session, judged, (0,)))
        assert reasons(nomination.step_back(session, first, " ", **judged.by_office)) == [
            "Đề nghị ghi lý do rút khỏi danh sách đề cử."
        ]
        assert value_of(nomination.step_back(session, first, "Xin rút.", **judged.by_office)) is None
        assert reasons(nomination.step_back(session, first, "Xin rút.", **judged.by_office)) == [
            "Hồ sơ này đã rút khỏi danh sách đề cử."
        ]

    def test_only_the_highest_tiers_go_where_the_season_says_so(self, session, judged):
        setting(session, judged, NOMINATION_TIERS, "2")
        assert reasons(nominate(session, judged, (0, 4))) == ["Chỉ đề cử từ 2 hạng giải cao nhất."]
        assert isinstance(nominate(session, judged, (0, 1)), Done)

    def test_so_many_of_a_field_go(self, session, judged):
        setting(session, judged, NOMINATION_PER_FIELD, "1")
        (said,) = reasons(nominate(session, judged, (0, 1)))
        assert said.startswith("Lĩnh vực “")
        assert isinstance(nominate(session, judged, (0,), (1,)), Done)


class TestSealing:
    def test_what_the_upper_list_asks_and_the_dossier_lacks_is_named(self, runtime, sent):
        asked = {**UPPER, "items": {"TM": "Bản thuyết minh", "VIDEO": "Video giới thiệu"}, "fields": {}}
        runtime.main.act(lambda s: sending.set_upper(s, sent.season, **asked, **sent.by_office))
        said = reasons(seal(runtime, sent))
        assert said[0] == "Lĩnh vực “Đồ dùng dành cho học tập” chưa được ghép với lĩnh vực của cấp trên."
        assert said[1].endswith("còn thiếu theo danh mục của cấp trên: Video giới thiệu.")
        with runtime.main.reading() as session:
            assert session.scalars(sa.select(SealedBundle)).all() == []

    def test_the_bundle_holds_the_works_with_their_files_and_is_noted_as_handed_out(self, runtime, sent):
        # the substitute's dossier is complete too
        runtime.main.do(lambda s: put_file(s, runtime.storage, sent, 1))
        taken, sha256 = received(runtime, sent)
        assert [one.substitute for one in taken.bundle.nominees] == [False, True]
        with taken.open(SHA256) as file:
            assert file.read() == PDF
        with runtime.main.reading() as session:
            assert [row.sha256 for row in handed_rows(session, sent.season.id)] == [sha256]
            (row,) = letter_rows(session, sent.season.id)
            assert fingerprint(bytes.fromhex(row.bundle.raw_key)) == fingerprint(taken.parcel.raw_key)

    def test_it_is_sealed_once(self, runtime, sent):
        runtime.main.do(lambda s: put_file(s, runtime.storage, sent, 1))
        value_of(seal(runtime, sent))
        assert reasons(seal(runtime, sent)) == ["Gói hồ sơ của công văn này đã được niêm phong."]


class TestImproving:
    def test_a_nominated_dossier_grows_as_a_new_version_and_the_old_one_stays(self, runtime, sent):
        with runtime.main.reading() as session:
            (row,) = (one for one in nomination_rows(session, sent.season.id) if not one.substitute)
            before = session.get_one(Nomination, row.id).version_id
        until = NOON.replace(day=25)
        runtime.storage.put(io.BytesIO(PDF), area=dossier.area_of(sent.organiser.id))

        def improve(session):
            entry = session.get_one(Entry, row.entry_id)
            take_part(session, entry)
            value_of(open_for_improving(session, entry, ["PHIEU", "TM"], until, **sent.by_office))
            for code in ("PHIEU", "TM"):
                item = session.scalars(
                    sa.select(DossierItem).where(
                        DossierItem.season_id == entry.season_id, DossierItem.code == code
                    )
                ).one()
                looked = Accepted("application/pdf", len(PDF), SHA256, "bản mới.pdf")
                value_of(dossier.add_file(session, entry, item, looked, **sent.by_office))
            value_of(entries.submit(session, entry, declared=True, version=entry.version, **sent.by_office))

        runtime.main.do(improve)
        runtime.main.do(lambda s: put_file(s, runtime.storage, sent, 1))
        value_of(seal(runtime, sent))
        with runtime.main.reading() as session:
            entry, own = session.get_one(Entry, row.entry_id), session.get_one(Nomination, row.id)
            assert (entry.state, entry.open_parts) == (EntryState.ELIGIBLE, [])
            assert own.version_id == before
            assert session.get_one(DossierVersion, own.sent_version_id).number == 2

    def test_its_texts_and_authors_stay_shut(self, runtime, sent):
        def verb(session):
            entry = session.get_one(Entry, sent.entries[0].id)
            value_of(open_for_improving(session, entry, ["TM"], NOON.replace(day=25), **sent.by_office))
            return [
                entries.shut(session, entry, part, NOON) is None
                for part in ("TM", "PHIEU", "+facts", "+authors")
            ]

        assert runtime.main.do(verb) == [True, False, False, False]

    def test_it_is_opened_for_something_and_until_a_day_ahead(self, runtime, sent):
        def verb(session):
            return open_for_improving(
                session, session.get_one(Entry, sent.entries[0].id), [], NOON, **sent.by_office
            )

        assert reasons(runtime.main.act(verb)) == [
            "Đề nghị chọn ít nhất một mục của hồ sơ để mở.", "Hạn hoàn thiện phải ở trong tương lai."
        ]  # fmt: skip
