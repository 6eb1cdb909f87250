"""Works come in from below: in a sealed bundle that two persons trust, or straight into the parent season."""

import pytest
import sqlalchemy as sa

from contests.entries import dossier
from contests.entries.model import Author, Entry
from contests.kernel.sessions import value_of
from contests.kernel.signing import fingerprint
from contests.nomination import handing, receiving
from contests.nomination.model import Nomination, ReceivedWork, Sender
from contests.nomination.queries import received_rows
from contests.seasons.model import Field
from tests.contests.nomination.sent import SHA256, put_file, reasons, received, take, the_letter, trust
from tests.factories import NOON


class TestReceiving:
    @pytest.fixture
    def bundle(self, runtime, sent):
        runtime.main.do(lambda s: put_file(s, runtime.storage, sent, 1))
        return received(runtime, sent)

    def test_a_key_that_two_persons_did_not_compare_is_not_taken(self, runtime, upper, bundle):
        taken, sha256 = bundle
        assert "Chưa có hai người đối chiếu khóa" in reasons(take(runtime, upper, taken, sha256))[0]
        _, unit, (first, _) = upper
        raw = taken.parcel.raw_key
        value_of(
            runtime.main.act(
                lambda s: receiving.compare_key(s, unit, raw, fingerprint(raw), "7", by=first, at=NOON)
            )
        )
        assert "Chưa có hai người đối chiếu khóa" in reasons(take(runtime, upper, taken, sha256))[0]

    def test_one_person_does_not_compare_twice_and_a_wrong_fingerprint_is_refused(
        self, runtime, upper, bundle
    ):
        _, unit, (first, second) = upper
        raw = bundle[0].parcel.raw_key
        wrong = "0" * 40
        refused = runtime.main.act(
            lambda s: receiving.compare_key(s, unit, raw, wrong, "7", by=first, at=NOON)
        )
        assert reasons(refused) == [
            "Dấu vân tay gõ từ công văn không khớp với khóa của gói. Đề nghị đọc lại công văn."
        ]
        value_of(
            runtime.main.act(
                lambda s: receiving.compare_key(s, unit, raw, fingerprint(raw), "7", by=first, at=NOON)
            )
        )

        def again(by, typed):
            return runtime.main.act(
                lambda s: receiving.confirm_key(s, s.scalars(sa.select(Sender)).one(), typed, by=by, at=NOON)
            )

        assert reasons(again(first, fingerprint(raw))) == ["Cần một người khác đối chiếu lần thứ hai."]
        assert len(reasons(again(second, wrong))) == 1
        value_of(again(second, fingerprint(raw)))

    def test_the_works_become_entries_with_people_and_files(self, runtime, sent, upper, bundle):
        trust(runtime, upper, bundle[0].parcel.raw_key)
        value_of(take(runtime, upper, *bundle))
        season, unit, _ = upper
        with runtime.main.reading() as session:
            ((work, entry, came),) = received_rows(session, season.id)
            assert (entry.title, entry.unit_id, work.tier) == (sent.entries[0].title, unit.id, "Giải Nhất")
            assert came.letter["symbol"] == "07/CV-LHH"
            assert session.scalar(sa.select(sa.func.count()).where(Author.entry_id == entry.id)) == 1
        assert runtime.storage.exists(SHA256, area=dossier.area_of(season.organiser_id))

    def test_a_bundle_comes_in_once(self, runtime, upper, bundle):
        trust(runtime, upper, bundle[0].parcel.raw_key)
        value_of(take(runtime, upper, *bundle))
        assert reasons(take(runtime, upper, *bundle)) == ["Gói này đã được nhận vào mùa thi."]

    def test_a_field_that_the_season_does_not_have_is_named(self, runtime, upper, bundle):
        trust(runtime, upper, bundle[0].parcel.raw_key)
        runtime.main.do(
            lambda s: s.execute(
                sa.update(Field).where(Field.season_id == upper[0].id, Field.code == "HT").values(code="X")
            )
        )
        assert "không có lĩnh vực mang mã “HT”" in reasons(take(runtime, upper, *bundle))[0]


class TestHandingUp:
    def hand(self, runtime, sent, upper):
        return runtime.main.act(
            lambda s: handing.hand_up(s, sent.season, upper[0], the_letter(s), **sent.by_office)
        )

    @pytest.fixture(autouse=True)
    def complete(self, runtime, sent):
        runtime.main.do(lambda s: put_file(s, runtime.storage, sent, 1))

    def test_the_works_appear_in_the_parent_season_with_a_link_both_ways(self, runtime, sent, upper):
        (work,) = value_of(self.hand(runtime, sent, upper))
        with runtime.main.reading() as session:
            made = session.get_one(ReceivedWork, work.id)
            assert session.get_one(Nomination, made.nomination_id).entry_id == sent.entries[0].id
            assert session.get_one(Entry, made.entry_id).season_id == upper[0].id

    def test_they_go_up_once(self, runtime, sent, upper):
        value_of(self.hand(runtime, sent, upper))
        assert reasons(self.hand(runtime, sent, upper)) == [
            "Hồ sơ của công văn này đã được chuyển lên cấp trên."
        ]

    def test_the_upper_organiser_must_know_the_sender(self, runtime, sent, upper):
        runtime.main.do(
            lambda s: s.execute(
                sa.text("UPDATE unit SET folded = 'khac' WHERE id = :id"), {"id": upper[1].id}
            )
        )
        assert "trong danh sách đơn vị" in reasons(self.hand(runtime, sent, upper))[0]
