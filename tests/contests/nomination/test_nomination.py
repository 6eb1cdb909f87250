import threading
from datetime import date

import pytest

from contests.decisions.terms import DecisionKind
from contests.entries.model import DossierVersion
from contests.kernel.audit import deeds_of
from contests.kernel.errors import Done, Refused
from contests.kernel.sessions import value_of
from contests.nomination import service as nomination
from contests.nomination.model import Nomination
from contests.nomination.queries import nomination_rows
from contests.seasons.model import Setting
from contests.seasons.settings import NOMINATION_QUOTA
from contests.seasons.terms import Origin
from tests.at_once import twice_at_once
from tests.factories import NOON
from tests.factories_awards import decision, make_decided, make_judged

ANNOUNCED = date(2026, 11, 20)


def letter(symbol: str = "07/CV-LHH"):
    return decision(symbol, DecisionKind.LETTER)


def reasons(outcome) -> list[str]:
    assert isinstance(outcome, Refused)
    return [str(reason) for reason in outcome.reasons]


@pytest.fixture
def judged(session):
    return make_decided(session)


def nominate(session, judged, *places, symbol="07/CV-LHH"):
    chosen = [judged.entries[place].id for place in places]
    return nomination.nominate(session, judged.season, chosen, letter(symbol), **judged.by_office)


def test_prized_entries_go_up_in_the_order_of_the_letter(session, judged):
    value_of(nominate(session, judged, 2, 0))
    value_of(nominate(session, judged, 1, symbol="08/CV-LHH"))
    rows = nomination_rows(session, judged.season.id)
    assert [row.entry_id for row in rows] == [judged.entries[place].id for place in (2, 0, 1)]
    assert [row.letter for row in rows] == ["07/CV-LHH", "07/CV-LHH", "08/CV-LHH"]
    assert rows[1].tier == "Giải Nhất"


def test_the_dossier_goes_up_as_it_was_last_frozen(session, judged):
    newer = DossierVersion(
        entry_id=judged.entries[0].id, number=2, frozen_at=NOON, frozen_by="tests", manifest={}
    )
    session.add(newer)
    session.flush()
    (made,) = value_of(nominate(session, judged, 0))
    assert made.version_id == newer.id


def test_an_entry_without_a_prize_does_not_go_up(session, judged):
    assert reasons(nominate(session, judged, 11)) == ["Chỉ đề cử hồ sơ đạt giải của mùa thi này."]


def test_an_entry_of_another_season_does_not_go_up(session, judged):
    other = make_decided(session)
    outcome = nomination.nominate(session, judged.season, [other.entries[0].id], letter(), **judged.by_office)
    assert reasons(outcome) == ["Chỉ đề cử hồ sơ đạt giải của mùa thi này."]


def test_nothing_goes_up_before_the_decision(session):
    assert reasons(nominate(session, make_judged(session), 0)) == [
        "Chỉ đề cử sau khi có quyết định trao giải."
    ]


def test_no_entry_goes_up_twice(session, judged):
    assert reasons(nominate(session, judged, 0, 0)) == ["Có hồ sơ được chọn hai lần."]
    value_of(nominate(session, judged, 0))
    assert reasons(nominate(session, judged, 0)) == ["Có hồ sơ đã được đề cử trước đó."]


def test_an_empty_choice_is_refused(session, judged):
    assert reasons(nominate(session, judged)) == ["Đề nghị chọn ít nhất một hồ sơ đạt giải để đề cử."]


def test_a_quota_binds_all_letters_together(session, judged):
    session.add(Setting(season_id=judged.season.id, key=NOMINATION_QUOTA, value="2", origin=Origin.ORGANISER))
    session.flush()
    value_of(nominate(session, judged, 0))
    assert reasons(nominate(session, judged, 1, 2)) == ["Vượt chỉ tiêu đề cử: tối đa 2 hồ sơ, đã đề cử 1."]
    assert isinstance(nominate(session, judged, 1, symbol="08/CV-LHH"), Done)


def test_a_bad_letter_sends_nothing(session, judged):
    assert reasons(nominate(session, judged, 0, symbol="công văn")) == [
        "Đề nghị nhập số và ký hiệu như trên văn bản, ví dụ 101/QĐ-BTC."
    ]
    assert session.query(Nomination).count() == 0


def test_two_letters_at_once_send_an_entry_once(transactions):
    judged = transactions.do(make_decided)
    ready, outcomes = threading.Barrier(2), []

    def send(symbol):
        ready.wait()
        outcomes.append(transactions.act(lambda s: nominate(s, judged, 0, symbol=symbol)))

    threads = [threading.Thread(target=send, args=(symbol,)) for symbol in ("07/CV-LHH", "08/CV-LHH")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [reasons(one) for one in outcomes if isinstance(one, Refused)] == [
        ["Có hồ sơ đã được đề cử trước đó."]
    ]


@pytest.fixture
def nominated(session, judged) -> Nomination:
    return value_of(nominate(session, judged, 0))[0]


def result(session, judged, nominated, tier="Giải Ba", announced_on=ANNOUNCED, source="Quyết định 12/QĐ-BTC"):
    return nomination.record_result(session, nominated, tier, announced_on, source, **judged.by_office)


def test_the_result_comes_back(session, judged, nominated):
    assert nomination_rows(session, judged.season.id)[0].result is None
    value_of(result(session, judged, nominated))
    (row,) = nomination_rows(session, judged.season.id)
    assert (row.result, row.announced_on, row.source) == ("Giải Ba", ANNOUNCED, "Quyết định 12/QĐ-BTC")


def test_no_prize_is_a_result_too(session, judged, nominated):
    value_of(result(session, judged, nominated, tier=""))
    assert nomination_rows(session, judged.season.id)[0].result == ""


def test_a_corrected_result_keeps_the_earlier_one_in_the_log(session, judged, nominated):
    value_of(result(session, judged, nominated))
    value_of(result(session, judged, nominated, tier="Giải Nhì"))
    assert nomination_rows(session, judged.season.id)[0].result == "Giải Nhì"
    assert {deed.detail["before"] for deed in deeds_of(session, nominated.entry_id)} == {None, "Giải Ba"}


def test_a_result_needs_a_source_and_no_future_date(session, judged, nominated):
    outcome = result(session, judged, nominated, announced_on=date(2026, 11, 23), source=" ")
    assert reasons(outcome) == [
        "Ngày công bố không được ở trong tương lai.",
        "Đề nghị ghi nguồn: số văn bản, địa chỉ trang tin hoặc thông báo.",
    ]


def test_a_result_sent_twice_at_once_is_noted_once(transactions):
    judged = transactions.do(make_decided)
    nominated_id = transactions.do(lambda s: value_of(nominate(s, judged, 0))[0].id)
    outcomes = twice_at_once(transactions, lambda s: result(s, judged, s.get_one(Nomination, nominated_id)))
    assert [type(one) for one in outcomes] == [Done, Done]
    with transactions.reading() as session:
        assert [row.result for row in nomination_rows(session, judged.season.id)] == ["Giải Ba"]
