"""What follows a prize stands in the report: counted where a stage keeps it, typed by the office where none does."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from contests.awards.honours import service as honours
from contests.decisions.terms import DecisionKind
from contests.kernel.documents import sheets
from contests.kernel.sessions import value_of
from contests.nomination import service as nomination
from contests.nomination.model import FollowUp
from contests.nomination.terms import FollowUpKind
from contests.reports import service
from contests.reports.aftermath import Aftermath
from contests.reports.afterwards import afterwards
from contests.reports.grids import figures_of
from contests.reports.prose import season_prose
from contests.reports.queries import season_figures
from contests.reports.rules import ValueFacts
from contests.reports.saying import Said
from contests.reports.story import season_story
from contests.reports.workbook import season_sheets
from contests.seasons.recognition.terms import SpecialRule
from tests.factories import NOON
from tests.factories_awards import decision, make_decided, make_judged
from tests.factories_prizes import add_honour, add_special, authors_of, decided_specials_of


@pytest.fixture
def decided(session):
    return make_decided(session)


def told(session, season, **changed):
    figures = replace(season_figures(session, season), **changed)
    prose = season_prose(figures, season_story(session, season))
    return "\n".join(piece.text for piece in prose.pieces if isinstance(piece, Said)), prose


def test_honours_are_counted_from_their_letters_and_nobody_is_asked_to_type_them(session, decided):
    honour = add_honour(session, decided.season)
    people = [authors_of(session, entry)[0].person_id for entry in decided.entries[:3]]
    letter = decision("88/CV-BTC", DecisionKind.LETTER)
    value_of(honours.propose(session, decided.season, honour.id, people, letter, **decided.by_office))
    session.flush()
    text, prose = told(session, decided.season)
    assert "Bằng Lao động sáng tạo: đề nghị 3 tác giả, 0 tác giả đã được tặng, 3 tác giả chờ kết quả." in text
    assert not {"labour_honours", "golden_proposed"} & {blank.key for blank in prose.blanks}


def test_a_season_without_a_list_of_honours_asks_for_them(session, decided):
    _, prose = told(session, decided.season)
    assert {"labour_honours", "golden_proposed", "golden_recorded"} <= {blank.key for blank in prose.blanks}


def test_special_prizes_are_told_once_they_are_given(session, decided):
    prize = add_special(session, decided.season, SpecialRule.YOUNGEST, name="Tác giả nhỏ tuổi nhất", count=12)
    assert prize.name not in told(session, decided.season)[0]
    decided_specials_of(session, decided)
    (found,) = afterwards(session, decided.season.id).specials
    assert found.count > 0
    assert f"Các giải khác: Tác giả nhỏ tuổi nhất ({found.count})." in told(session, decided.season)[0]


def test_honours_say_nothing_before_the_release(session):
    judged = make_judged(session)
    add_honour(session, judged.season)
    assert afterwards(session, judged.season.id) == Aftermath()


def follow(session, decided, place: int, kind: FollowUpKind, partner: str, amount: int | None = None) -> None:
    session.add(
        FollowUp(
            season_id=decided.season.id, entry_id=decided.entries[place].id, kind=kind, partner=partner, amount=amount,
            happened_on=date(2026, 11, 1), source="Hợp đồng", recorded_at=NOON, recorded_by="tests",
        )
    )  # fmt: skip
    session.flush()


def test_works_that_found_sponsors_are_told_as_tuyen_quang_did(session, decided):
    follow(session, decided, 0, FollowUpKind.SPONSOR, "Hiệp hội Doanh nghiệp tỉnh", 30_000_000)
    follow(session, decided, 0, FollowUpKind.ORDER, "UBND huyện Lâm Bình")
    follow(session, decided, 1, FollowUpKind.ORDER, "UBND huyện Chiêm Hóa", 12_000_000)
    follow(session, decided, 2, FollowUpKind.PROTECTION, "Cục Sở hữu trí tuệ")
    text, prose = told(session, decided.season)
    assert "2 giải pháp đạt giải có nhà tài trợ hoặc đơn vị đặt hàng sản xuất." in text
    assert "Kinh phí tài trợ vận động được là 30.000.000 đồng (Ba mươi triệu đồng)." in text
    assert f"“{decided.entries[1].title}”: được đặt hàng, UBND huyện Chiêm Hóa, 12 triệu đồng." in text
    assert not {"sponsored", "raised"} & {blank.key for blank in prose.blanks}


def test_nothing_that_follows_is_told_before_the_release(session):
    judged = make_judged(session)
    follow(session, judged, 0, FollowUpKind.SPONSOR, "Hiệp hội Doanh nghiệp tỉnh", 30_000_000)
    assert afterwards(session, judged.season.id) == Aftermath()


def test_a_substitute_and_who_was_taken_back_are_not_counted_as_sent_up(session, decided):
    letter = decision("90/CV-LHH", DecisionKind.LETTER)
    chosen = [entry.id for entry in decided.entries[:4]]
    sent = value_of(nomination.nominate(session, decided.season, chosen, letter, **decided.by_office))
    assert season_figures(session, decided.season).counts.nominated == 4
    sent[2].substitute, sent[3].withdrawn_at, sent[3].withdrawn_reason = True, NOON, "Tác giả xin rút"
    session.flush()
    figures = season_figures(session, decided.season)
    assert (figures.counts.nominated, figures.upper.waiting) == (2, 2)


def test_what_is_typed_stands_among_the_figures_with_who_typed_it(session, decided):
    facts = ValueFacts(30_000_000, source="Hiệp hội Doanh nghiệp")
    value_of(service.type_value(session, decided.season, "raised", facts, turn=0, **decided.by_office))
    figures = season_figures(session, decided.season)
    assert next(one.value for one in figures_of(figures) if one.key == "raised") == 30_000_000
    made = sheets.to_bytes(*season_sheets("Mùa thi", figures))
    rows = CalamineWorkbook.from_filelike(BytesIO(made)).get_sheet_by_index(0).to_python()
    assert rows[-1] == [
        "Kinh phí tài trợ đã vận động", 30_000_000, "Do Lê Thị Hồng Gấm nhập ngày 22/11/2026. Hiệp hội Doanh nghiệp."
    ]  # fmt: skip
