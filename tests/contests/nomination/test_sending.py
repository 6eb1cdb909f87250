"""Works go up a level: in a sealed bundle that two persons trust, or straight into the parent season; with substitutes."""

import hashlib
import io

import pytest
import sqlalchemy as sa

from contests.decisions.model import Decision
from contests.decisions.terms import DecisionKind
from contests.entries import dossier
from contests.entries import service as entries
from contests.entries.files import Accepted
from contests.entries.improving import open_for_improving
from contests.entries.model import Author, DossierVersion, Entry
from contests.entries.terms import EntryState
from contests.kernel.access import Role
from contests.kernel.errors import Done, Refused
from contests.kernel.sessions import value_of
from contests.kernel.signing import fingerprint
from contests.nomination import handing, receiving, sending
from contests.nomination import service as nomination
from contests.nomination.bundle.sealing import take_in
from contests.nomination.model import Nomination, ReceivedWork, SealedBundle, Sender
from contests.nomination.queries import letter_rows, nomination_rows, received_rows
from contests.people.model import Consent
from contests.people.outside import handed_rows
from contests.people.terms import Consenter, ConsentPurpose
from contests.seasons.model import DossierItem, Field, Setting
from contests.seasons.settings import NOMINATION_PER_FIELD, NOMINATION_TIERS
from contests.seasons.terms import Origin
from tests.factories import NOON, make_actor, make_organiser, make_season, make_unit
from tests.factories_awards import decision, make_decided

PDF = b"%PDF-1.7\n% a dossier's file\n%%EOF\n"
SHA256 = hashlib.sha256(PDF).hexdigest()
UPPER = {
    "title": "Cuộc thi toàn quốc",
    "fields": {"HT": "HT", "PM": "PM"},
    "items": {"TM": "Bản thuyết minh"},
}


def reasons(outcome) -> list[str]:
    assert isinstance(outcome, Refused)
    return [str(reason) for reason in outcome.reasons]


def letter(symbol="07/CV-LHH"):
    return decision(symbol, DecisionKind.LETTER)


def nominate(session, judged, places, substitutes=(), symbol="07/CV-LHH"):
    chosen, others = ([judged.entries[at].id for at in group] for group in (places, substitutes))
    return nomination.nominate(session, judged.season, chosen, letter(symbol), others, **judged.by_office)


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


@pytest.fixture
def sent(runtime):
    """A season with one work nominated, whose dossier has a file."""

    def verb(session):
        judged = make_decided(session)
        value_of(sending.set_upper(session, judged.season, **UPPER, **judged.by_office))
        _file(session, runtime.storage, judged)
        value_of(nominate(session, judged, (0,), (1,)))
        return judged

    return runtime.main.do(verb)


def _file(session, storage, judged, at=0):
    storage.put(io.BytesIO(PDF), area=dossier.area_of(judged.organiser.id))
    version = session.query(DossierVersion).filter_by(entry_id=judged.entries[at].id).one()
    said = {
        "id": "x",
        "item": "TM",
        "name": "thuyết minh.pdf",
        "media_type": "application/pdf",
        "size": len(PDF),
        "pages": 1,
        "sha256": SHA256,
    }
    version.manifest = {**version.manifest, "files": [said]}
    session.flush()


def take_part(session, entry):
    """What a dossier of a pupil has from its first submission on."""
    for author in session.scalars(sa.select(Author).where(Author.entry_id == entry.id)):
        session.add_all(
            Consent(
                person_id=author.person_id, purpose=ConsentPurpose.TAKE_PART, given_by=giver, giver_name="Bình",
                wording="bản 1", given_at=NOON,
            )
            for giver in Consenter
        )  # fmt: skip
    session.flush()


def the_letter(session) -> Decision:
    return session.scalars(sa.select(Decision).where(Decision.kind == DecisionKind.LETTER)).one()


def seal(runtime, judged):
    return runtime.main.act(
        lambda s: sending.seal_bundle(s, judged.season, the_letter(s), runtime.storage, **judged.by_office)
    )


def received(runtime, judged):
    bundle = value_of(seal(runtime, judged))
    data = runtime.storage.read(bundle.sha256, area=sending.papers_area(judged.organiser.id))
    return value_of(take_in(io.BytesIO(data), len(data))), bundle.sha256


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
        runtime.main.do(lambda s: _file(s, runtime.storage, sent, 1))
        taken, sha256 = received(runtime, sent)
        assert [one.substitute for one in taken.bundle.nominees] == [False, True]
        with taken.open(SHA256) as file:
            assert file.read() == PDF
        with runtime.main.reading() as session:
            assert [row.sha256 for row in handed_rows(session, sent.season.id)] == [sha256]
            (row,) = letter_rows(session, sent.season.id)
            assert fingerprint(bytes.fromhex(row.bundle.raw_key)) == fingerprint(taken.parcel.raw_key)

    def test_it_is_sealed_once(self, runtime, sent):
        runtime.main.do(lambda s: _file(s, runtime.storage, sent, 1))
        value_of(seal(runtime, sent))
        assert reasons(seal(runtime, sent)) == ["Gói hồ sơ của công văn này đã được niêm phong."]


@pytest.fixture
def upper(runtime, sent):
    """The upper organiser, with a season that takes entries and the sender among its units."""

    def verb(session):
        organiser = make_organiser(session, "Ban Tổ chức toàn quốc")
        season = make_season(session, organiser)
        unit = make_unit(session, sent.organiser.name, organiser=organiser)
        people = [make_actor(session, Role.SECRETARY, organiser, name) for name in ("Lò Thị Mai", "Y Blăm")]
        return season, unit, people

    return runtime.main.do(verb)


def trust(runtime, upper, raw_key):
    _, unit, (first, second) = upper
    spelled = fingerprint(raw_key)

    def compare(session):
        return receiving.compare_key(session, unit, raw_key, spelled, "07/CV-LHH", by=first, at=NOON)

    def confirm(session):
        sender = session.scalars(sa.select(Sender)).one()
        return receiving.confirm_key(session, sender, spelled.lower(), by=second, at=NOON)

    value_of(runtime.main.act(compare))
    value_of(runtime.main.act(confirm))


def take(runtime, upper, taken, sha256):
    season, _, (first, _) = upper
    for one in taken.bundle.nominees:
        receiving.keep_files(runtime.storage, season.organiser_id, one, taken.open)
    return runtime.main.act(lambda s: receiving.receive(s, season, taken, sha256, by=first, at=NOON))


class TestReceiving:
    @pytest.fixture
    def bundle(self, runtime, sent):
        runtime.main.do(lambda s: _file(s, runtime.storage, sent, 1))
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
        runtime.main.do(lambda s: _file(s, runtime.storage, sent, 1))

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
        runtime.main.do(lambda s: _file_of(s, sent, 1))
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


def _file_of(session, judged, at):
    version = session.query(DossierVersion).filter_by(entry_id=judged.entries[at].id).one()
    said = {
        "id": "x",
        "item": "TM",
        "name": "a.pdf",
        "media_type": "application/pdf",
        "size": len(PDF),
        "pages": 1,
        "sha256": SHA256,
    }
    version.manifest = {**version.manifest, "files": [said]}
