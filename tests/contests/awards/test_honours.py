"""Honours that follow a prize: whom they are for, proposed with a letter, answered; nothing before the release."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from contests.awards import service as awards
from contests.awards.honours import lists, service
from contests.awards.honours.model import HonourCase
from contests.awards.honours.queries import case_rows, given_counts, honour_views, used_codes
from contests.awards.honours.service import Answer
from contests.awards.honours.terms import HonourState
from contests.decisions.terms import DecisionKind
from contests.kernel.audit import deeds_of
from contests.kernel.documents import sheets, word
from contests.kernel.errors import STALE, Refused
from contests.kernel.sessions import value_of
from contests.people.model import Person
from contests.seasons.settings import BY_INSPECTOR, RELEASE
from tests.factories import NOON
from tests.factories_awards import decision, make_decided, make_judged, with_setting
from tests.factories_prizes import add_honour, authors_of, born, with_shares

LETTER_DAY = date(2026, 11, 21)


def reasons(outcome) -> list[str]:
    assert isinstance(outcome, Refused)
    return [str(reason) for reason in outcome.reasons]


@pytest.fixture
def decided(session):
    """Twelve works of two authors, the first leading, the second leading with the first."""
    judged = make_decided(session, team=2)
    for entry in judged.entries:
        with_shares(session, entry, (60, 40))
    return judged


def letter(symbol: str = "88/CV-BTC"):
    return decision(symbol, DecisionKind.LETTER)


def propose(session, judged, honour, *people: str, symbol: str = "88/CV-BTC"):
    made = service.propose(session, judged.season, honour.id, people, letter(symbol), **judged.by_office)
    session.flush()
    return made


def test_leads_of_the_first_three_tiers_may_be_proposed_with_their_ground(session, decided):
    add_honour(session, decided.season, roles=["lead"])
    (view,) = honour_views(session, decided.season.id)
    assert len(view.candidates) == 6
    assert view.candidates[0].ground == f"Giải Nhất, chủ trì: {decided.entries[0].title}"
    assert view.candidates[0].name == "Nguyễn Thị Ngọc Ánh"


def test_the_badge_is_for_the_young_and_says_of_how_many_it_does_not_know(session, decided):
    add_honour(session, decided.season, "HH", least_tier="NHAT", roles=[], most_age=35)
    born(session, decided.entries[0], date(1991, 11, 21), None)
    (view,) = honour_views(session, decided.season.id)
    assert ([one.name for one in view.candidates], view.unknown) == (["Nguyễn Thị Ngọc Ánh"], 1)
    born(session, decided.entries[0], date(1990, 11, 21), None)
    assert honour_views(session, decided.season.id)[0].candidates == ()


def test_the_golden_book_takes_works(session, decided):
    honour = add_honour(session, decided.season, "SV", least_tier="NHI", roles=[], to_works=True)
    (view,) = honour_views(session, decided.season.id)
    assert [one.name for one in view.candidates] == [entry.title for entry in decided.entries[:3]]
    value_of(propose(session, decided, honour, decided.entries[1].id))
    case = session.query(HonourCase).one()
    assert (case.entry_id, case.person_id) == (decided.entries[1].id, None)


def test_who_was_proposed_is_no_candidate_any_more(session, decided):
    honour = add_honour(session, decided.season)
    lead = authors_of(session, decided.entries[0])[0].person_id
    value_of(propose(session, decided, honour, lead))
    (view,) = honour_views(session, decided.season.id)
    assert lead not in {one.id for one in view.candidates}
    assert [(case.name, case.letter, case.state) for case in view.cases] == [
        ("Nguyễn Thị Ngọc Ánh", "88/CV-BTC", HonourState.PROPOSED)
    ]
    assert reasons(propose(session, decided, honour, lead, symbol="89/CV-BTC")) == [
        "Danh sách đã thay đổi. Đề nghị xem lại rồi chọn lại."
    ]


def test_one_human_with_two_prized_works_is_proposed_once_for_the_better(session, decided):
    honour = add_honour(session, decided.season, roles=["lead"])
    leads = [authors_of(session, entry)[0] for entry in decided.entries[:2]]
    again = session.get_one(Person, leads[1].person_id)
    again.full_name = session.get_one(Person, leads[0].person_id).full_name
    session.flush()
    (view,) = honour_views(session, decided.season.id)
    assert [one.ground for one in view.candidates if one.name == again.full_name] == [
        f"Giải Nhất, chủ trì: {decided.entries[0].title}"
    ]
    value_of(propose(session, decided, honour, leads[0].person_id))
    assert again.full_name not in {one.name for one in honour_views(session, decided.season.id)[0].candidates}


def test_who_stands_below_the_tier_is_not_proposed(session, decided):
    honour = add_honour(session, decided.season)
    below = authors_of(session, decided.entries[7])[0].person_id
    assert isinstance(propose(session, decided, honour, below), Refused)


def test_nobody_is_seen_or_proposed_before_the_results_may_be_used(session):
    judged = make_judged(session)
    value_of(awards.propose(session, judged.season, **judged.by_office))
    honour = add_honour(session, judged.season)
    lead = authors_of(session, judged.entries[0])[0].person_id
    assert honour_views(session, judged.season.id)[0].candidates == ()
    assert reasons(propose(session, judged, honour, lead)) == [
        "Kết quả chưa được phép dùng: cần quyết định trao giải và, nếu mùa thi yêu cầu, xác nhận của giám sát."
    ]


def test_an_inspectors_release_is_waited_for(session, decided):
    honour = add_honour(session, decided.season)
    lead = authors_of(session, decided.entries[0])[0].person_id
    value_of(propose(session, decided, honour, lead))
    assert len(case_rows(session, decided.season.id)) == 1
    with_setting(session, decided.season, RELEASE, BY_INSPECTOR)
    (view,) = honour_views(session, decided.season.id)
    assert (view.candidates, view.cases) == ((), ())


def test_an_honour_of_another_season_is_not_there(session, decided):
    stranger = make_decided(session, (9000,))
    honour = add_honour(session, stranger.season)
    lead = authors_of(session, decided.entries[0])[0].person_id
    assert reasons(propose(session, decided, honour, lead)) == ["Mùa thi này không có hình thức tôn vinh đó."]


def answer(session, judged, case, given=True, on=LETTER_DAY, source="Quyết định 1234/QĐ-TLĐ", **more):
    more = {"version": case.version, **judged.by_office, **more}
    made = service.record_answer(session, judged.season, case, Answer(given, on, source), **more)
    session.flush()
    return made


@pytest.fixture
def case(session, decided) -> HonourCase:
    honour = add_honour(session, decided.season)
    return value_of(propose(session, decided, honour, authors_of(session, decided.entries[0])[0].person_id))[
        0
    ]


def test_an_answer_is_noted_and_counted_and_may_be_mended(session, decided, case):
    value_of(answer(session, decided, case, given=False))
    value_of(answer(session, decided, case))
    assert given_counts(session, decided.season.id) == [("Bằng Lao động sáng tạo", 1, 1)]
    verbs = [
        deed.detail["before"] for deed in deeds_of(session, case.person_id) if deed.verb == "honour.answer"
    ]
    assert sorted(verbs) == ["declined", "proposed"]


def test_an_answer_of_tomorrow_or_before_the_letter_is_refused(session, decided, case):
    assert reasons(answer(session, decided, case, on=NOON.date() + timedelta(days=1))) == [
        "Ngày này chưa đến."
    ]
    assert reasons(answer(session, decided, case, on=LETTER_DAY - timedelta(days=1))) == [
        "Kết quả không thể có trước ngày của văn bản đề nghị."
    ]


def test_an_answer_to_what_changed_meanwhile_is_stale(session, decided, case):
    seen = case.version
    value_of(answer(session, decided, case))
    assert reasons(answer(session, decided, case, given=False, version=seen)) == [STALE]


def test_the_season_keeps_an_honour_for_which_somebody_was_proposed(session, decided, case):
    add_honour(session, decided.season, "SV", position=1)
    assert used_codes(session, decided.season.id) == {"BLDST"}


def test_word_and_excel_list_who_was_proposed(session, decided, case):
    value_of(answer(session, decided, case))
    view = value_of(service.take_list(session, decided.season, case.honour_id, **decided.by_office))
    paper = Document(BytesIO(word.to_bytes(lists.paper(view.part, view.listed, "Liên hiệp", "Mùa 17"))))
    assert [cell.text for cell in paper.tables[1].rows[1].cells][1:3] == ["Nguyễn Thị Ngọc Ánh", "01/05/2013"]
    made = sheets.to_bytes(lists.sheet(view.part, view.listed, "Mùa 17"))
    row = CalamineWorkbook.from_filelike(BytesIO(made)).get_sheet_by_index(0).to_python()[-1]
    assert row[1:] == [
        "Nguyễn Thị Ngọc Ánh", date(2013, 5, 1), row[3], f"Giải Nhất, chủ trì: {decided.entries[0].title}",
        "88/CV-BTC", "Đã được tặng", LETTER_DAY,
    ]  # fmt: skip
    assert "honour.export" in [deed.verb for deed in deeds_of(session, decided.season.id)]


def test_before_the_first_letter_the_list_is_whom_the_honour_is_for(session, decided):
    honour = add_honour(session, decided.season)
    view = value_of(service.take_list(session, decided.season, honour.id, **decided.by_office))
    assert len(view.listed) == len(view.candidates) > 6


def test_an_empty_list_is_not_taken(session, decided):
    honour = add_honour(session, decided.season, least_tier="X")
    assert reasons(service.take_list(session, decided.season, honour.id, **decided.by_office)) == [
        "Chưa có ai trong danh sách này."
    ]
