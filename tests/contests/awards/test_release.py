"""Nothing of a decided list goes out before the inspector lets it, where the season asks for that."""

from datetime import date, timedelta

import pytest

from contests.awards import release as gate
from contests.awards.board import board
from contests.awards.queries import prized_rows
from contests.awards.terms import ResultState
from contests.certificates import service as certificates
from contests.certificates.holders import prized_authors
from contests.entries.model import Author
from contests.kernel.access import Actor, Role
from contests.kernel.audit import Deed
from contests.kernel.errors import Refused
from contests.kernel.sessions import value_of
from contests.nomination import service as nomination
from contests.nomination.queries import nomination_rows
from contests.people.model import Account
from contests.publication import service as publication
from contests.publication.model import Notice
from contests.publication.queries import (
    preview,
    prize_list,
    prize_news,
    prize_of_entry,
    prized_work,
    prizes_of_author,
    public_results,
)
from contests.seasons.settings import BY_INSPECTOR, RELEASE
from contests.web.milestones import milestones
from tests.factories import NOON, actor_of, make_account, make_actor
from tests.factories_awards import Judged, decision, make_decided, make_judged, with_setting

TODAY = date(2026, 11, 22)
CHECKED = "Đã đối chiếu điểm với sổ của vòng chấm và cơ cấu giải."


def make_waiting(session) -> Judged:
    judged = make_decided(session)
    with_setting(session, judged.season, RELEASE, BY_INSPECTOR)
    return judged


def release(session, judged, checked=CHECKED, *, by=None, version=0):
    by = by or make_actor(session, Role.INSPECTOR, judged.organiser, "Trần Thị Kiểm")
    version = version or board(session, judged.season.id).proposal.version
    return gate.release(session, judged.season, checked, version=version, by=by, at=NOON)


def reasons(outcome) -> list[str]:
    assert isinstance(outcome, Refused)
    return [str(reason) for reason in outcome.reasons]


def test_results_are_out_with_the_decision_where_nobody_has_to_release_them(session):
    judged = make_decided(session)
    assert gate.released(session, judged.season.id)
    assert gate.result_state(session, judged.season.id) is ResultState.RELEASED


def test_without_a_decision_nothing_is_out(session):
    judged = make_judged(session)
    assert not gate.released(session, judged.season.id)
    assert gate.result_state(session, judged.season.id) is ResultState.UNDECIDED


def test_where_the_inspector_is_asked_the_decision_alone_lets_nothing_out(session):
    judged = make_waiting(session)
    assert gate.result_state(session, judged.season.id) is ResultState.WAITING
    value_of(release(session, judged))
    assert gate.result_state(session, judged.season.id) is ResultState.RELEASED
    assert gate.release_of(session, judged.season.id).checked == CHECKED


def test_the_release_is_on_record_with_what_was_checked(session):
    judged = make_waiting(session)
    value_of(release(session, judged))
    deed = session.query(Deed).filter_by(verb="awards.release").one()
    assert (deed.subject, deed.detail["note"]) == (judged.season.id, CHECKED)


SHOWN = {
    "the prize list": lambda s, j: prize_list(s, j.season.id, NOON),
    "a prized work": lambda s, j: prized_work(s, j.season.id, j.entries[0].id, NOON),
    "the preview": lambda s, j: preview(s, j.season.id, TODAY),
    "the seasons with results": lambda s, _: public_results(s, NOON),
    "the prize of an entry": lambda s, j: prize_of_entry(s, j.entries[0].id, NOON)[1],
    "the news of an entry": lambda s, j: prize_news(s, j.entries[0].id, NOON),
    "the prizes of an author": lambda s, j: prizes_of_author(s, _author_account(s, j), NOON),
    "the prized rows": lambda s, j: prized_rows(s, j.season.id),
    "who gets a certificate": lambda s, j: prized_authors(s, j.season.id, TODAY),
    "the step of the season": lambda s, j: milestones(s, [j.season.id])[j.season.id].decided,
}
"""Everything that shows something of a result after the decision."""


def _author_account(session, judged) -> str:
    author = session.query(Author).filter_by(entry_id=judged.entries[0].id, position=0).one()
    author.account_id = author.account_id or make_account(session, Role.AUTHOR, judged.organiser).id
    session.flush()
    return author.account_id


@pytest.mark.parametrize("what", SHOWN)
def test_it_shows_nothing_before_the_release_and_something_after(session, what):
    judged = make_waiting(session)
    session.add(Notice(season_id=judged.season.id, published_at=NOON, published_by="tests"))
    session.flush()
    assert not SHOWN[what](session, judged), "shown before the release"
    value_of(release(session, judged))
    assert SHOWN[what](session, judged), "the control: it would have shown something"


def test_a_nomination_of_an_unreleased_season_is_not_listed(session):
    judged = make_decided(session)
    value_of(nominate(session, judged))
    assert nomination_rows(session, judged.season.id)
    with_setting(session, judged.season, RELEASE, BY_INSPECTOR)
    assert not nomination_rows(session, judged.season.id)


def nominate(session, judged):
    letter = decision("45/CV-LHH")
    return nomination.nominate(session, judged.season, [judged.entries[0].id], letter, **judged.by_head)


def test_the_stages_behind_the_gate_say_what_they_wait_for(session):
    judged = make_waiting(session)
    assert reasons(publication.publish(session, judged.season, **judged.by_head)) == [
        "Kết quả chờ giám sát cho phép nên chưa công bố được."
    ]
    assert reasons(nominate(session, judged)) == ["Kết quả chờ giám sát cho phép nên chưa đề cử được."]
    facts = certificates.IssueFacts("Tuyên Quang", TODAY)
    assert isinstance(certificates.issue(session, judged.season, facts, **judged.by_head), Refused)


@pytest.mark.parametrize("role", [Role.HEAD, Role.SECRETARY, Role.UNIT])
def test_only_an_inspector_of_the_organiser_releases(session, role):
    judged = make_waiting(session)
    other = make_actor(session, role, judged.organiser, "Phạm Văn Hai")
    assert reasons(release(session, judged, by=other)) == [
        "Chỉ giám sát của mùa thi được cho phép công bố kết quả."
    ]


def test_an_inspector_of_another_organiser_does_not(session):
    judged, other = make_waiting(session), make_judged(session)
    stranger = make_actor(session, Role.INSPECTOR, other.organiser, "Phạm Văn Hai")
    assert isinstance(release(session, judged, by=stranger), Refused)


def test_who_decided_does_not_release_under_another_account(session):
    judged = make_waiting(session)
    decider = session.get(Account, judged.head.account_id)
    decider.phone = "0912345678"
    again = make_account(session, Role.INSPECTOR, judged.organiser, "Trần Thị Kiểm")
    again.phone = "0912345678"
    session.flush()
    by: Actor = actor_of(again, Role.INSPECTOR, judged.organiser)
    assert "Quý vị là người đã quyết định danh sách giải" in reasons(release(session, judged, by=by))[0]


def test_without_saying_what_was_checked_nothing_is_released(session):
    assert reasons(release(session, make_waiting(session), "  ")) == ["Đề nghị ghi đã kiểm tra những gì."]


def test_it_is_released_once(session):
    judged = make_waiting(session)
    value_of(release(session, judged))
    assert reasons(release(session, judged)) == ["Kết quả của mùa thi này không còn chờ giám sát."]


def test_what_was_not_decided_cannot_be_released(session):
    judged = make_judged(session)
    by = make_actor(session, Role.INSPECTOR, judged.organiser, "Trần Thị Kiểm")
    outcome = gate.release(session, judged.season, CHECKED, version=1, by=by, at=NOON + timedelta(days=1))
    assert reasons(outcome) == ["Chưa có quyết định trao giải nên chưa có gì để cho phép công bố."]


def test_another_version_than_the_one_shown_is_not_released(session):
    judged = make_waiting(session)
    assert "đã được người khác thay đổi" in reasons(release(session, judged, version=99))[0]
