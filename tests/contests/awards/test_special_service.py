"""The list of special prizes: found by the rules, completed with reasons, decided by two persons, out after the release."""

from datetime import date

import pytest

from contests.awards import service as awards
from contests.awards.special import service
from contests.awards.special.gathering import candidates
from contests.awards.special.model import SpecialAward, SpecialList
from contests.awards.special.queries import decided_specials, special_board
from contests.awards.special.service import Choice
from contests.entries.model import Entry
from contests.entries.terms import EntryState
from contests.kernel.access import Role
from contests.kernel.audit import deeds_of
from contests.kernel.errors import STALE, Refused
from contests.kernel.sessions import value_of
from contests.people.model import Unit
from contests.seasons.recognition.terms import Pool, Recipient, SpecialKind, SpecialRule
from contests.seasons.settings import BY_INSPECTOR, RELEASE
from tests.factories import NOON, make_actor, make_unit
from tests.factories_awards import decision, make_decided, make_judged, with_setting
from tests.factories_prizes import add_special, authors_of, born, decided_specials_of, submitted_specials


def reasons(outcome) -> list[str]:
    assert isinstance(outcome, Refused)
    return [str(reason) for reason in outcome.reasons]


@pytest.fixture
def judged(session):
    made = make_judged(session)
    value_of(awards.propose(session, made.season, **made.by_office))
    session.flush()
    return made


def lines(session, judged, place: int = 0) -> list[tuple[str, str]]:
    prize = special_board(session, judged.season.id).prizes[place]
    return [(line.name, line.reason or line.ground) for line in prize.lines]


def propose(session, judged) -> SpecialList:
    made = value_of(service.propose(session, judged.season, **judged.by_office))
    session.flush()
    return made


def choose(session, judged, prize, recipient: str, reason: str = "Tác giả là người dân tộc thiểu số"):
    return service.choose(session, judged.season, Choice(prize.id, recipient, reason), **judged.by_office)


def test_nothing_is_found_before_the_awards_are_proposed(session):
    judged = make_judged(session)
    add_special(session, judged.season, SpecialRule.YOUNGEST)
    outcome = service.propose(session, judged.season, **judged.by_office)
    assert reasons(outcome) == ["Chưa lập danh sách đề xuất giải."]


def test_the_youngest_author_is_found_with_the_birth_date_it_rests_on(session, judged):
    add_special(session, judged.season, SpecialRule.YOUNGEST)
    born(session, judged.entries[4], date(2017, 9, 5))
    propose(session, judged)
    assert lines(session, judged) == [("Ánh", "sinh ngày 05/09/2017")]
    assert "awards.special.propose" in [deed.verb for deed in deeds_of(session, judged.season.id)]


def test_rejected_and_withdrawn_works_count_for_nobody(session, judged):
    add_special(session, judged.season, SpecialRule.YOUNGEST)
    born(session, judged.entries[0], date(2018, 1, 1))
    born(session, judged.entries[1], date(2017, 1, 1))
    born(session, judged.entries[2], date(2016, 1, 1))
    judged.entries[0].state, judged.entries[1].state = EntryState.REJECTED, EntryState.WITHDRAWN
    propose(session, judged)
    assert lines(session, judged) == [("Y Blăm", "sinh ngày 01/01/2016")]


def test_equals_are_told_and_a_person_chooses_among_them_with_a_reason(session, judged):
    prize = add_special(session, judged.season, SpecialRule.YOUNGEST)
    for entry in judged.entries[:2]:
        born(session, entry, date(2018, 1, 1))
    propose(session, judged)
    shown = special_board(session, judged.season.id).prizes[0]
    assert (shown.lines, shown.tied) == ((), ("Nguyễn Thị Ngọc Ánh", "H’Hen Niê"))
    author = authors_of(session, judged.entries[1])[0]
    value_of(choose(session, judged, prize, author.person_id, "Sinh sau theo giờ ghi trong giấy khai sinh"))
    shown = special_board(session, judged.season.id).prizes[0]
    assert ([line.name for line in shown.lines], shown.tied) == (["H’Hen Niê"], ())


def test_finding_again_keeps_what_was_chosen_by_hand(session, judged):
    prize = add_special(session, judged.season, SpecialRule.OLDEST, count=2)
    born(session, judged.entries[3], date(1948, 1, 1))
    author = authors_of(session, judged.entries[6])[0]
    value_of(choose(session, judged, prize, author.person_id))
    propose(session, judged)
    propose(session, judged)
    assert [name for name, _ in lines(session, judged)] == ["Đặng Trần Côn", "Trần Quốc Toản"]


def test_units_are_found_by_their_points(session, judged):
    other = make_unit(session, "Trường THPT Chuyên Tuyên Quang", judged.organiser)
    for entry in judged.entries[:2]:
        entry.unit_id = other.id
    add_special(session, judged.season, SpecialRule.POINTS, per_received=1, per_tier=["NHAT=20", "NHI=10"])
    propose(session, judged)
    assert lines(session, judged) == [
        ("Trường THPT Chuyên Tuyên Quang", "2 hồ sơ nhận × 1 + 1 Giải Nhất × 20 + 1 Giải Nhì × 10 = 32 điểm")
    ]


def test_a_work_is_chosen_from_the_eligible_ones(session, judged):
    prize = add_special(session, judged.season, SpecialRule.CHOSEN_WORK)
    value_of(choose(session, judged, prize, judged.entries[5].id, "Giải pháp về chuyển đổi số"))
    assert lines(session, judged) == [(judged.entries[5].title, "Giải pháp về chuyển đổi số")]


def test_nobody_of_another_season_is_chosen(session, judged):
    stranger = make_judged(session, (9000,))
    for rule, recipient in (
        (SpecialRule.CHOSEN, authors_of(session, stranger.entries[0])[0].person_id),
        (SpecialRule.CHOSEN_WORK, stranger.entries[0].id),
    ):
        prize = add_special(session, judged.season, rule)
        assert reasons(choose(session, judged, prize, recipient)) == [
            "Đề nghị chọn người, giải pháp hoặc đơn vị nhận giải trong danh sách."
        ]
    theirs = add_special(session, stranger.season, SpecialRule.CHOSEN)
    own = authors_of(session, judged.entries[0])[0].person_id
    assert isinstance(choose(session, judged, theirs, own), Refused)


def test_candidates_are_listed_by_given_name_number_or_name(session, judged):
    people = [label.split(" (")[0] for _, label in candidates(session, judged.season.id, Recipient.PERSON)]
    assert people[:3] == ["Ánh", "Công Tằng Tôn Nữ Hoàng Thị Phương Nghi Ánh", "Nguyễn Thị Ngọc Ánh"]
    works = candidates(session, judged.season.id, Recipient.WORK)
    assert works[0] == (judged.entries[0].id, f"{judged.entries[0].number}. {judged.entries[0].title}")
    assert candidates(session, judged.season.id, Recipient.UNIT) == [(judged.school.id, judged.school.name)]


def test_a_line_is_dropped_before_the_decision(session, judged):
    add_special(session, judged.season, SpecialRule.YOUNGEST)
    born(session, judged.entries[4], date(2017, 9, 5))
    propose(session, judged)
    line = session.query(SpecialAward).one()
    value_of(service.drop(session, judged.season, line, **judged.by_office))
    session.flush()
    assert lines(session, judged) == []


def test_a_line_of_another_season_is_not_dropped_here(session, judged):
    stranger = make_judged(session, (9000,))
    value_of(awards.propose(session, stranger.season, **stranger.by_office))
    add_special(session, stranger.season, SpecialRule.YOUNGEST)
    propose(session, stranger)
    line = session.query(SpecialAward).one()
    assert isinstance(service.drop(session, judged.season, line, **judged.by_office), Refused)


def youngest(session, judged) -> SpecialList:
    add_special(session, judged.season, SpecialRule.YOUNGEST)
    born(session, judged.entries[4], date(2017, 9, 5))
    return propose(session, judged)


def decide(session, judged, version, facts=None, **more):
    return service.decide(session, judged.season, facts, version=version, **{**judged.by_head, **more})


def test_two_persons_and_a_document_of_its_own_decide_the_list_and_fix_its_money(session, judged):
    youngest(session, judged)
    own = submitted_specials(session, judged)
    value_of(decide(session, judged, own.version, decision("105/QĐ-BTC")))
    session.flush()
    assert (own.decided_by, session.query(SpecialAward).one().money) == (judged.head.account_id, 3_000_000)
    assert special_board(session, judged.season.id).decision.symbol == "105/QĐ-BTC"


def test_a_list_that_nobody_submitted_is_not_decided_nor_by_who_submitted_it(session, judged):
    own = youngest(session, judged)
    assert reasons(decide(session, judged, own.version, decision())) == [
        "Danh sách chưa được trình, hoặc đã thay đổi sau khi trình. Đề nghị trình lại."
    ]
    value_of(service.submit(session, judged.season, version=own.version, **judged.by_head))
    session.flush()
    assert reasons(decide(session, judged, own.version, decision())) == [
        "Người quyết định phải là người khác với người trình danh sách."
    ]


def test_a_change_takes_the_first_word_back(session, judged):
    youngest(session, judged)
    own = submitted_specials(session, judged)
    value_of(service.drop(session, judged.season, session.query(SpecialAward).one(), **judged.by_office))
    session.flush()
    assert own.submitted_at is None


def test_what_changed_since_it_was_read_is_stale(session, judged):
    own = youngest(session, judged)
    seen = own.version
    submitted_specials(session, judged)
    assert reasons(decide(session, judged, seen, decision())) == [STALE]
    assert reasons(service.submit(session, judged.season, version=seen, **judged.by_office)) == [STALE]


def test_the_awards_decision_founds_the_list_only_once_there_is_one(session, judged):
    youngest(session, judged)
    own = submitted_specials(session, judged)
    assert reasons(decide(session, judged, own.version)) == [
        "Giải thưởng chưa có quyết định. Đề nghị ghi quyết định riêng cho danh sách này."
    ]


def test_a_secretary_and_a_stranger_decide_nothing(session, judged):
    youngest(session, judged)
    own = submitted_specials(session, judged)
    stranger = make_judged(session, (9000,)).head
    for by in (make_actor(session, Role.SECRETARY, judged.organiser, "Vừ A Dính"), stranger):
        assert reasons(decide(session, judged, own.version, decision(), by=by, at=NOON)) == [
            "Chỉ lãnh đạo Ban Tổ chức được ghi quyết định."
        ]


def test_a_stranger_submits_nothing(session, judged):
    own = youngest(session, judged)
    stranger = make_judged(session, (9000,)).secretary
    outcome = service.submit(session, judged.season, version=own.version, by=stranger, at=NOON)
    assert reasons(outcome) == ["Quý vị không được phân công trình danh sách giải của mùa thi này."]


def test_nothing_changes_after_the_decision(session):
    judged = make_decided(session)
    prize = add_special(session, judged.season, SpecialRule.YOUNGEST)
    born(session, judged.entries[4], date(2017, 9, 5))
    decided_specials_of(session, judged)
    closed = "Danh sách giải chuyên đề, tập thể, phong trào đã được quyết định, không thay đổi được nữa."
    author = authors_of(session, judged.entries[0])[0]
    assert closed in reasons(choose(session, judged, prize, author.person_id))
    assert reasons(service.propose(session, judged.season, **judged.by_office)) == [closed]
    line = session.query(SpecialAward).one()
    assert reasons(service.drop(session, judged.season, line, **judged.by_office)) == [closed]


def test_the_list_is_out_after_its_decision_and_the_inspectors_release(session):
    judged = make_decided(session)
    add_special(session, judged.season, SpecialRule.YOUNGEST)
    born(session, judged.entries[4], date(2017, 9, 5))
    propose(session, judged)
    assert lines(session, judged) == [("Ánh", "sinh ngày 05/09/2017")]
    assert decided_specials(session, judged.season.id) == []
    own = submitted_specials(session, judged)
    value_of(decide(session, judged, own.version))
    session.flush()
    (prize,) = decided_specials(session, judged.season.id)
    assert ([line.name for line in prize.lines], prize.total) == (["Ánh"], 3_000_000)
    with_setting(session, judged.season, RELEASE, BY_INSPECTOR)
    assert decided_specials(session, judged.season.id) == []


def test_prizes_for_units_and_works_stand_beside_each_other(session, judged):
    add_special(session, judged.season, SpecialRule.CHOSEN, kind=SpecialKind.MOVEMENT, among=Pool.RECEIVED)
    prize = special_board(session, judged.season.id).prizes[0]
    value_of(choose(session, judged, prize, judged.school.id, "Nhiều năm vận động học sinh dự thi"))
    session.flush()
    line = session.query(SpecialAward).one()
    assert (session.get_one(Unit, line.unit_id).name, line.entry_id, line.person_id) == (
        judged.school.name,
        None,
        None,
    )
    assert session.query(Entry).count() == 12
