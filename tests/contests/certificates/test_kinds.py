"""Certificates of several kinds: for authors, for groups, for units; each in the forms of print."""

import io
import zipfile

import pypdf
import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from contests.awards.special.model import SpecialAward, SpecialList
from contests.certificates import service as certificates
from contests.certificates.design.presets import preset
from contests.certificates.designs import add_design
from contests.certificates.model import Batch, Certificate, Print
from contests.certificates.payload import read
from contests.certificates.printing import area_of, pdf_of
from contests.certificates.prints import print_batch
from contests.certificates.queries import award_decision, certificates_of_entry, checked_seal
from contests.certificates.sealing import holds
from contests.certificates.service import IssueFacts
from contests.certificates.terms import Per, PrintForm
from contests.kernel import jobs, signing
from contests.kernel.sessions import value_of
from contests.seasons.recognition.model import SpecialPrize
from contests.seasons.recognition.terms import Pool, SpecialKind, SpecialRule
from tests.contests.kernel.documents.reading import codes, text
from tests.factories import NOON
from tests.factories_awards import consent_to_names, make_published
from workers.tasks import FUNCTIONS

TODAY = NOON.date()


@pytest.fixture
def judged(session):
    return make_published(session, team=2)


def designed(session, judged, name: str) -> str:
    return value_of(add_design(session, judged.season, name, preset(name), **judged.by_office)).id


def issue(session, judged, design_id: str | None = None):
    facts = IssueFacts("Tuyên Quang", TODAY, design_id=design_id)
    return certificates.issue(session, judged.season, facts, **judged.by_office)


def made(session, per: Per) -> list[Certificate]:
    return session.query(Certificate).filter_by(per=per).order_by(Certificate.number).all()


def test_a_group_gets_one_paper_with_all_its_names(session, judged):
    value_of(issue(session, judged, designed(session, judged, "giay-khen")))
    groups = made(session, Per.GROUP)
    assert len(groups) == 10
    assert all(len(one.recipient.splitlines()) == 2 for one in groups)
    said = "".join(text(pdf_of(session, None, groups[-1])).split())
    assert all("".join(name.split()) in said for name in groups[-1].recipient.splitlines())


def test_authors_and_their_group_may_each_have_a_paper_of_their_kind_and_none_twice(session, judged):
    group = designed(session, judged, "giay-khen")
    value_of(issue(session, judged, group))
    value_of(issue(session, judged, designed(session, judged, "giay-chung-nhan")))
    value_of(issue(session, judged, designed(session, judged, "bang-khen")))
    assert [len(made(session, per)) for per in (Per.GROUP, Per.AUTHOR)] == [10, 40]
    assert len({one.register for one in session.query(Certificate)}) == 50
    assert "đều đã có loại giấy này" in str(issue(session, judged, group))
    entry = judged.entries[0].id
    assert [one.title for one in certificates_of_entry(session, entry)].count("Giấy khen") == 1
    twin = made(session, Per.GROUP)[0]
    with pytest.raises(IntegrityError):
        session.execute(
            Certificate.__table__.insert().from_select(
                [column.name for column in Certificate.__table__.columns], _twin(twin)
            )
        )


def _twin(one: Certificate):
    """The same line of the register under another number."""
    table = Certificate.__table__
    other = {"id": "x" * 16, "number": 999, "register": "TTNND-2026-0999", "code": "ZZZZZZZZ"}
    columns = [sa.literal(other[c.name]) if c.name in other else c for c in table.columns]
    return sa.select(*columns).where(table.c.id == one.id)


def collective_prize(session, judged) -> tuple[SpecialPrize, SpecialList]:
    """A collective prize for the school, proposed and not yet decided."""
    prize = SpecialPrize(
        season_id=judged.season.id, code="TT", name="Giải tập thể xuất sắc", kind=SpecialKind.COLLECTIVE,
        rule=SpecialRule.CHOSEN, among=Pool.PRIZED, count=1, position=0,
    )  # fmt: skip
    listed = SpecialList(season_id=judged.season.id, changed_at=NOON)
    session.add_all([prize, listed])
    session.flush()
    own = {"list_id": listed.id, "prize_id": prize.id, "unit_id": judged.school.id, "position": 0}
    session.add(SpecialAward(by_hand=True, reason="Nhiều giải pháp đạt giải", **own))
    session.flush()
    return prize, listed


def test_a_unit_gets_one_for_each_collective_prize_that_was_decided(session, judged):
    prize, listed = collective_prize(session, judged)
    design = designed(session, judged, "bang-khen-tap-the")
    assert "đều đã có loại giấy này" in str(issue(session, judged, design))
    _decide(session, judged, listed)
    value_of(issue(session, judged, design))
    (one,) = made(session, Per.UNIT)
    assert (one.recipient, one.prize) == (judged.school.name, prize.name)
    assert (one.author_id, one.award_id) == (None, None)
    assert checked_seal(session, one.seal, TODAY).names == (judged.school.name,)
    assert judged.school.name in text(pdf_of(session, None, one))


def _decide(session, judged, listed):
    decision = award_decision(session, judged.season.id)
    listed.decision_id = decision.id
    listed.submitted_at, listed.submitted_by = NOON, "thu-ky"
    listed.decided_at, listed.decided_by = NOON, "truong-ban"
    session.flush()


def test_the_code_on_the_paper_holds_what_the_register_says(session, judged):
    for entry in judged.entries[:5]:
        consent_to_names(session, entry)
    value_of(issue(session, judged))
    named = {one.recipient: read(one.seal).claim for one in made(session, Per.AUTHOR)}
    assert {claim.name for claim in named.values()} > {None}
    for one in made(session, Per.AUTHOR):
        claim = read(one.seal).claim
        assert (claim.register, claim.prize, claim.issued_on) == (one.register, one.prize, TODAY)
        assert claim.name in (None, one.recipient)
    paper = pdf_of(session, None, made(session, Per.AUTHOR)[0])
    assert codes(paper)[0].endswith(made(session, Per.AUTHOR)[0].seal)


def test_what_an_old_key_signed_still_holds_and_another_organisers_key_proves_nothing(session, judged):
    value_of(issue(session, judged))
    old = made(session, Per.AUTHOR)[0]
    signing.rotate(session, judged.organiser.id, **judged.by_office)
    fresh = value_of(certificates.replace(session, old, "Y Blăm", "", "Sai tên", **judged.by_office))
    before, after = read(old.seal), read(fresh.seal)
    assert before.key_id != after.key_id
    assert holds(session, judged.organiser.id, before)
    assert holds(session, judged.organiser.id, after)
    other = make_published(session, (9100,))
    value_of(issue(session, other))
    assert not holds(session, other.organiser.id, after)
    theirs = session.query(Certificate).filter_by(organiser_id=other.organiser.id).first()
    assert holds(session, other.organiser.id, read(theirs.seal))
    assert not holds(session, judged.organiser.id, read(theirs.seal))


@pytest.fixture
def committed(runtime):
    judged = runtime.main.do(lambda s: make_published(s, team=2))
    value_of(runtime.main.act(lambda s: issue(s, judged)))
    return judged


def printed(runtime, judged, form: PrintForm) -> bytes:
    """A batch in a form, as a worker makes it."""

    def ask(session) -> Print:
        batch_id = session.query(Print).filter_by(form=PrintForm.MERGED).one().batch_id
        batch = session.get_one(Batch, batch_id)
        return value_of(print_batch(session, judged.season, batch, form, **judged.by_office))

    asked = runtime.main.do(ask)
    assert runtime.main.do(ask).id == asked.id
    assert jobs.run(asked.job_id, FUNCTIONS, runtime.main, runtime.storage)
    with runtime.main.reading() as session:
        row = session.get_one(Print, asked.id)
    content = runtime.storage.read(row.sha256, area=area_of(judged.organiser.id))
    assert len(content) == row.size
    return content


def test_separate_files_are_those_that_are_printed_alone(runtime, committed):
    with zipfile.ZipFile(io.BytesIO(printed(runtime, committed, PrintForm.FILES))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    with runtime.main.reading() as session:
        alone = {f"{one.register}.pdf": pdf_of(session, None, one) for one in session.query(Certificate)}
    assert list(files) == sorted(files)
    assert files == alone


@pytest.mark.parametrize(("form", "sheets"), [(PrintForm.CROPPED, 20), (PrintForm.TWO_UP, 10)])
def test_a_print_pack_holds_every_paper(runtime, committed, form, sheets):
    assert len(pypdf.PdfReader(io.BytesIO(printed(runtime, committed, form))).pages) == sheets
