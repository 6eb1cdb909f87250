"""Two persons and a decision: one submits, another decides what was submitted, and a change between them counts."""

import threading

import pytest
from sqlalchemy.exc import IntegrityError

from contests.awards import service as awards
from contests.awards.board import board
from contests.awards.queries import prized_rows
from contests.kernel.access import Role
from contests.kernel.audit import Deed
from contests.kernel.errors import STALE, Done, Refused
from contests.kernel.sessions import value_of
from contests.people.model import Account
from contests.seasons.model import Tier
from tests.contests.awards.test_service import give, reasons
from tests.factories import NOON, actor_of, make_account, make_actor
from tests.factories_awards import decision, make_decided, make_judged, submitted

NOT_SUBMITTED = "Danh sách chưa được trình, hoặc đã thay đổi sau khi trình. Đề nghị người thứ nhất trình lại."
NOT_DECIDER = "Chỉ lãnh đạo Ban Tổ chức, hoặc người được phân công, được ghi quyết định trao giải."


@pytest.fixture
def judged(session):
    made = make_judged(session)
    value_of(awards.propose(session, made.season, **made.by_office))
    session.flush()
    return made


def decide(session, judged, symbol="101/QĐ-BTC", *, by=None, version=0):
    version = version or board(session, judged.season.id).proposal.version
    by = by or judged.head
    return awards.decide(session, judged.season, decision(symbol), version=version, by=by, at=NOON)


def submit(session, judged, *, by=None, version=0):
    version = version or board(session, judged.season.id).proposal.version
    return awards.submit(session, judged.season, version=version, by=by or judged.secretary, at=NOON)


def test_with_the_second_word_the_money_is_fixed(session, judged):
    submitted(session, judged)
    value_of(decide(session, judged))
    rows = prized_rows(session, judged.season.id)
    assert [row.money for row in rows] == [4_000_000] + [3_000_000] * 2 + [2_000_000] * 3 + [1_000_000] * 4
    for one in session.query(Tier).filter_by(season_id=judged.season.id):
        one.money = 1
    session.flush()
    assert prized_rows(session, judged.season.id)[0].money == 4_000_000


def test_nobody_decides_what_was_not_submitted(session, judged):
    assert reasons(decide(session, judged)) == [NOT_SUBMITTED]


def test_one_person_does_not_say_both_words(session, judged):
    value_of(submit(session, judged, by=judged.head))
    (message,) = reasons(decide(session, judged))
    assert message.startswith("Tài khoản này là của người đã trình danh sách")


def test_one_human_with_two_accounts_does_not_either(session, judged):
    value_of(submit(session, judged))
    session.get(Account, judged.secretary.account_id).email = "ban.thu.ky@tuyenquang.example"
    twin = make_account(session, Role.HEAD, judged.organiser, "Vũ Trọng Phụng")
    twin.email = "Ban.Thu.Ky@tuyenquang.example"
    session.flush()
    (message,) = reasons(decide(session, judged, by=actor_of(twin, Role.HEAD, judged.organiser)))
    assert message.startswith("Tài khoản này là của người đã trình danh sách")


def test_a_change_of_a_line_takes_the_first_word_back(session, judged):
    submitted(session, judged)
    value_of(give(session, judged, 9, None, "Trùng giải pháp"))
    session.flush()
    assert board(session, judged.season.id).submitter == ""
    assert reasons(decide(session, judged)) == [NOT_SUBMITTED]


def test_proposing_again_takes_it_back_as_well(session, judged):
    submitted(session, judged)
    value_of(awards.propose(session, judged.season, **judged.by_office))
    assert reasons(decide(session, judged)) == [NOT_SUBMITTED]


def test_who_read_another_version_decides_nothing(session, judged):
    seen = submitted(session, judged).version
    value_of(give(session, judged, 9, None, "Trùng giải pháp"))
    session.flush()
    submitted(session, judged)
    assert reasons(decide(session, judged, version=seen)) == [STALE]
    assert reasons(submit(session, make_proposed(session), version=99)) == [STALE]


def make_proposed(session):
    made = make_judged(session)
    value_of(awards.propose(session, made.season, **made.by_office))
    session.flush()
    return made


def test_it_is_submitted_once(session, judged):
    submitted(session, judged)
    assert reasons(submit(session, judged)) == [
        "Danh sách này đã được trình. Người thứ hai xem lại và ghi quyết định."
    ]


def test_a_list_beyond_its_quota_is_not_submitted(session, judged):
    session.query(Tier).filter_by(season_id=judged.season.id, code="KK").one().quota = 3
    session.flush()
    assert reasons(submit(session, judged)) == ["Giải Khuyến khích vượt cơ cấu: 4 giải, tối đa 3."]


def test_where_nobody_is_named_only_the_head_decides(session, judged):
    value_of(submit(session, judged, by=make_actor(session, Role.SECRETARY, judged.organiser, "Ngô Tất Tố")))
    session.flush()
    assert reasons(decide(session, judged, by=judged.secretary)) == [NOT_DECIDER]


def test_another_organisers_head_has_no_word_here(session, judged):
    stranger = make_judged(session, (9000,)).head
    assert isinstance(submit(session, judged, by=stranger), Refused)
    submitted(session, judged)
    assert reasons(decide(session, judged, by=stranger)) == [NOT_DECIDER]


class TestNamedPersons:
    def name(self, session, judged, actor, *, substitute=False, by=None):
        return awards.name_person(
            session, judged.season, actor.account_id, substitute=substitute, by=by or judged.head, at=NOON
        )

    def test_where_persons_are_named_only_they_have_a_word(self, session, judged):
        other = make_actor(session, Role.SECRETARY, judged.organiser, "Ngô Tất Tố")
        value_of(self.name(session, judged, judged.secretary))
        value_of(self.name(session, judged, other, substitute=True))
        submitted(session, judged)
        assert reasons(decide(session, judged)) == [NOT_DECIDER]
        value_of(decide(session, judged, by=other))

    def test_who_is_not_named_does_not_submit(self, session, judged):
        value_of(self.name(session, judged, judged.head))
        (message,) = reasons(submit(session, judged))
        assert message.startswith("Mùa thi này đã phân công người trình")

    def test_only_the_head_names_and_drops(self, session, judged):
        message = "Chỉ lãnh đạo Ban Tổ chức phân công người trình và người quyết định danh sách giải."
        assert reasons(self.name(session, judged, judged.head, by=judged.secretary)) == [message]
        row = value_of(self.name(session, judged, judged.head))
        assert reasons(awards.drop_person(session, judged.season, row.id, **judged.by_office)) == [message]

    def test_only_somebody_of_the_office_is_named(self, session, judged):
        inspector = make_actor(session, Role.INSPECTOR, judged.organiser, "Trần Thị Kiểm")
        assert reasons(self.name(session, judged, inspector)) == [
            "Người được phân công phải là lãnh đạo Ban Tổ chức hoặc Ban Thư ký."
        ]

    def test_who_is_dropped_has_no_word_and_is_dropped_once(self, session, judged):
        row = value_of(self.name(session, judged, judged.head))
        value_of(awards.drop_person(session, judged.season, row.id, **judged.by_head))
        session.flush()
        assert awards.award_persons(session, judged.season.id) == []
        assert reasons(awards.drop_person(session, judged.season, row.id, **judged.by_head)) == [
            "Người này không còn trong danh sách."
        ]

    def test_substitutes_come_last(self, session, judged):
        value_of(self.name(session, judged, judged.secretary, substitute=True))
        value_of(self.name(session, judged, judged.head))
        assert [row.substitute for row in awards.award_persons(session, judged.season.id)] == [False, True]


def test_without_a_proposal_there_is_nothing_to_submit_or_decide(session):
    judged = make_judged(session)
    nothing = ["Chưa lập danh sách đề xuất giải."]
    assert reasons(submit(session, judged, version=1)) == nothing
    assert reasons(decide(session, judged, version=1)) == nothing


def test_a_bad_document_decides_nothing(session, judged):
    submitted(session, judged)
    assert reasons(decide(session, judged, "QĐ")) == [
        "Đề nghị nhập số và ký hiệu như trên văn bản, ví dụ 101/QĐ-BTC."
    ]
    assert prized_rows(session, judged.season.id) == []


def test_both_words_are_on_record(session):
    judged = make_decided(session)
    verbs = [
        deed.verb for deed in session.query(Deed).filter_by(subject=judged.season.id).order_by(Deed.verb)
    ]
    assert verbs == ["awards.decide", "awards.propose", "awards.submit"]


def test_the_table_itself_holds_two_persons_apart(session, judged):
    proposal = submitted(session, judged)
    proposal.decided_by = proposal.submitted_by
    with pytest.raises(IntegrityError, match="two_persons"):
        session.flush()


def test_of_two_deciders_at_once_the_later_is_told(transactions):
    judged = transactions.do(make_judged)
    value_of(transactions.act(lambda s: awards.propose(s, judged.season, **judged.by_office)))
    version = transactions.do(lambda s: submitted(s, judged).version)
    ready, outcomes = threading.Barrier(2), []

    def decide(symbol: str) -> None:
        ready.wait()
        facts = decision(symbol)
        outcomes.append(
            transactions.act(
                lambda s: awards.decide(s, judged.season, facts, version=version, **judged.by_head)
            )
        )

    threads = [threading.Thread(target=decide, args=(f"{number}/QĐ-BTC",)) for number in (101, 102)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (refused,) = (one for one in outcomes if isinstance(one, Refused))
    assert reasons(refused) == ["Danh sách giải đã được quyết định, không thay đổi được nữa."]
    assert sum(isinstance(one, Done) for one in outcomes) == 1
