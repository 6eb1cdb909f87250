import pytest

from contests.certificates import service as certificates
from contests.certificates.model import NameCheck
from contests.certificates.names import GONE, NO_REASON, ask_for_correction, confirm_names, name_of, name_rows
from contests.certificates.service import IssueFacts
from contests.certificates.terms import NameState
from contests.kernel.errors import Refused
from contests.kernel.sessions import value_of
from contests.people.model import Person
from contests.seasons.model import Setting
from contests.seasons.settings import CERTIFICATE_NAMES
from contests.seasons.terms import Origin
from tests.factories import NOON
from tests.factories_awards import make_decided, make_published


def refusals(outcome) -> list[str]:
    assert isinstance(outcome, Refused)
    return [str(reason) for reason in outcome.reasons]


@pytest.fixture
def judged(session):
    return make_published(session, team=2)


def rows(session, judged):
    return name_rows(session, unit_ids=[judged.school.id])


def said(session, judged) -> list[NameState | None]:
    return [row.state for row in rows(session, judged)]


def wait_for_all(session, judged) -> None:
    """The season wants every name confirmed before anything is printed."""
    session.query(Setting).filter_by(season_id=judged.season.id, key=CERTIFICATE_NAMES).delete()
    session.add(
        Setting(season_id=judged.season.id, key=CERTIFICATE_NAMES, value="required", origin=Origin.ORGANISER)
    )
    session.flush()


def issue(session, judged):
    return certificates.issue(
        session, judged.season, IssueFacts("Tuyên Quang", NOON.date()), **judged.by_office
    )


def test_a_unit_is_shown_its_prized_authors_after_publication_only(session, judged):
    assert len(rows(session, judged)) == 20
    assert name_rows(session, unit_ids=[make_published(session).school.id])[0].unit_id != judged.school.id
    assert name_rows(session, unit_ids=[make_decided(session).school.id]) == []


def test_a_name_is_confirmed_as_it_would_be_printed_and_a_changed_one_is_asked_again(session, judged):
    first, second, *_ = rows(session, judged)
    assert value_of(confirm_names(session, [first, second], **judged.by_office)) == 2
    assert said(session, judged)[:3] == [NameState.CONFIRMED, NameState.CONFIRMED, None]
    person = session.query(Person).filter_by(full_name=first.recipient).first()
    changed = (
        session.query(Person)
        .filter_by(full_name=first.recipient)
        .update({"full_name": "Nguyễn Thị Ngọc Ảnh"})
    )
    assert person is not None
    assert changed
    assert said(session, judged)[0] is None


def test_a_correction_needs_its_words_and_may_be_taken_back_by_confirming(session, judged):
    row = rows(session, judged)[0]
    assert refusals(ask_for_correction(session, row, "  ", **judged.by_office)) == [NO_REASON]
    value_of(ask_for_correction(session, row, "“Ảnh” sửa thành “Ánh”", **judged.by_office))
    assert (rows(session, judged)[0].state, rows(session, judged)[0].wanted) == (
        NameState.WRONG,
        "“Ảnh” sửa thành “Ánh”",
    )
    value_of(confirm_names(session, [row], **judged.by_office))
    assert rows(session, judged)[0].wanted == ""
    assert session.query(NameCheck).count() == 1


def test_nothing_is_issued_before_every_name_is_confirmed_where_the_season_says_so(session, judged):
    wait_for_all(session, judged)
    assert refusals(issue(session, judged)) == [
        "Còn 20 họ tên chưa được đơn vị xác nhận. Mùa thi này yêu cầu xác nhận trước khi in: đề nghị nhắc đơn vị."
    ]
    value_of(confirm_names(session, rows(session, judged)[1:], **judged.by_office))
    assert "Còn 1 họ tên" in refusals(issue(session, judged))[0]
    value_of(confirm_names(session, rows(session, judged), **judged.by_office))
    value_of(issue(session, judged))


def test_where_the_season_only_reminds_certificates_are_issued_all_the_same(session, judged):
    value_of(issue(session, judged))


def test_after_the_issue_nothing_more_is_said_of_a_name(session, judged):
    row = rows(session, judged)[0]
    value_of(issue(session, judged))
    assert rows(session, judged) == []
    late = name_of(session, row.author_id, [judged.school.id])
    assert refusals(confirm_names(session, [late], **judged.by_office)) == [GONE]
    assert refusals(ask_for_correction(session, late, "sai", **judged.by_office)) == [GONE]
    assert name_of(session, row.author_id, ["khác"]) is None
