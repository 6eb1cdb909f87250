"""Who is paid what: split by the dossier's shares, special prizes included, held against the budget, on lists to sign."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from contests.awards import service as awards
from contests.awards.money import lists
from contests.awards.money.queries import budget_line, by_name, fee_lines, lacks, payments, tier_money
from contests.awards.money.service import take_fees, take_prize_money
from contests.awards.special import service as specials
from contests.awards.special.service import Choice
from contests.kernel.audit import deeds_of
from contests.kernel.documents import official, sheets, word
from contests.kernel.errors import Refused
from contests.kernel.sessions import value_of
from contests.seasons.model import Tier
from contests.seasons.recognition.terms import SpecialKind, SpecialRule
from contests.seasons.settings import BY_INSPECTOR, RELEASE
from judging.terms import SeatRole
from tests.factories_awards import make_decided, make_judged, with_setting
from tests.factories_prizes import (
    add_fee,
    add_special,
    authors_of,
    born,
    decided_specials_of,
    seat_judges,
    submitted_specials,
    with_shares,
)

ISSUER = lists.Issuer("Liên hiệp các Hội KH&KT tỉnh Tuyên Quang", "Cuộc thi lần thứ 17")


@pytest.fixture
def decided(session):
    """Four works of three authors each, one in each tier but the last, whose first work is shared 34, 33, 33."""
    judged = make_decided(session, (9150, 8800, 8800, 8350), team=3)
    with_shares(session, judged.entries[0], (34, 33, 33))
    return judged


def test_prize_money_is_split_by_the_shares_of_the_dossier(session, decided):
    session.query(Tier).filter_by(season_id=decided.season.id, code="NHAT").one()
    best = [one for one in payments(session, decided.season.id) if one.work == decided.entries[0].title]
    assert [(one.name, one.share, one.amount) for one in best] == [
        ("Nguyễn Thị Ngọc Ánh", "34%", 1_360_000),
        ("H’Hen Niê", "33%", 1_320_000),
        ("Y Blăm", "33%", 1_320_000),
    ]


def test_payments_come_to_what_the_tiers_come_to(session, decided):
    tiers = tier_money(session, decided.season.id)
    assert [(tier.name, tier.given, tier.total) for tier in tiers] == [
        ("Giải Nhất", 1, 4_000_000), ("Giải Nhì", 2, 6_000_000), ("Giải Ba", 1, 2_000_000),
        ("Giải Khuyến khích", 0, 0),
    ]  # fmt: skip
    assert sum(one.amount for one in payments(session, decided.season.id)) == 12_000_000


def test_the_ceremony_begins_with_the_lowest_tier_and_people_are_listed_by_given_name(session, decided):
    found = payments(session, decided.season.id)
    assert (found[0].prize, found[-1].prize) == ("Giải Ba", "Giải Nhất")
    assert [one.name for one in by_name(found)][:2] == ["Ánh", "Ánh"]


def test_before_the_decision_the_desk_sees_what_tiers_would_cost_and_nobody_is_paid(session):
    judged = make_judged(session, (9150, 8800))
    value_of(awards.propose(session, judged.season, **judged.by_office))
    session.flush()
    assert budget_line(session, judged.season).spending.prizes == 7_000_000
    assert payments(session, judged.season.id) == []
    outcome = take_prize_money(session, judged.season, ceremony=False, **judged.by_office)
    assert isinstance(outcome, Refused)


def test_a_decided_amount_stays_when_the_tiers_amount_changes(session, decided):
    session.query(Tier).filter_by(season_id=decided.season.id).update({Tier.money: 1})
    assert sum(tier.total for tier in tier_money(session, decided.season.id)) == 12_000_000


def test_nobody_is_paid_before_the_inspectors_release(session, decided):
    assert payments(session, decided.season.id)
    with_setting(session, decided.season, RELEASE, BY_INSPECTOR)
    assert payments(session, decided.season.id) == []


def test_special_prizes_go_to_the_person_the_authors_of_the_work_or_the_unit(session, decided):
    add_special(session, decided.season, SpecialRule.YOUNGEST)
    work = add_special(session, decided.season, SpecialRule.CHOSEN_WORK, money=1_000_001)
    unit = add_special(
        session, decided.season, SpecialRule.CHOSEN, kind=SpecialKind.COLLECTIVE, money=5_000_000
    )
    with_shares(session, decided.entries[1], (50, 25, 25))
    born(session, decided.entries[3], date(2018, 1, 1), date(2012, 1, 1), date(2012, 1, 1))
    for prize, recipient in ((work, decided.entries[1].id), (unit, decided.school.id)):
        value_of(
            specials.choose(
                session, decided.season, Choice(prize.id, recipient, "Tiêu biểu"), **decided.by_office
            )
        )
    decided_specials_of(session, decided)
    found = [(one.name, one.prize, one.amount) for one in payments(session, decided.season.id)[:5]]
    assert found == [
        (decided.school.name, "Giải chosen", 5_000_000),
        ("H’Hen Niê", "Giải chosen_work", 500_001),
        ("Y Blăm", "Giải chosen_work", 250_000),
        ("Đặng Trần Côn", "Giải chosen_work", 250_000),
        ("Đặng Trần Côn", "Giải youngest", 3_000_000),
    ]
    assert budget_line(session, decided.season).spending.specials == 9_000_001


def test_special_prizes_are_paid_after_their_own_decision_only(session, decided):
    add_special(session, decided.season, SpecialRule.YOUNGEST)
    born(session, decided.entries[3], date(2018, 1, 1), date(2012, 1, 1), date(2012, 1, 1))
    value_of(specials.propose(session, decided.season, **decided.by_office))
    submitted_specials(session, decided)
    assert sum(one.amount for one in payments(session, decided.season.id)) == 12_000_000


def test_what_goes_beyond_the_budget_is_said(session, decided):
    decided.season.budget_allocated, decided.season.budget_used = 10_000_000, 9_000_000
    line = budget_line(session, decided.season)
    assert (line.spending.total, line.left, line.over, line.returned, line.other) == (
        12_000_000, -2_000_000, 2_000_000, 1_000_000, -3_000_000
    )  # fmt: skip


JUDGES = {
    "Lương Thế Vinh": (SeatRole.CHAIR, 4),
    "Vũ Ngọc Phan": (SeatRole.SECRETARY, 3),
    "H’Hen Niê": (SeatRole.MEMBER, 4),
}


def test_fees_are_sheets_by_role_and_a_role_without_a_rate_is_missing(session, decided):
    seat_judges(session, decided, JUDGES)
    add_fee(session, decided.season, "chair", 150_000)
    add_fee(session, decided.season, "member", 100_000)
    found = fee_lines(session, decided.season.id)
    assert [(one.name, one.role, one.sheets, one.amount) for one in found] == [
        ("H’Hen Niê", "member", 4, 400_000), ("Vũ Ngọc Phan", "secretary", 3, 0),
        ("Lương Thế Vinh", "chair", 4, 600_000),
    ]  # fmt: skip
    line = budget_line(session, decided.season)
    assert line.spending.fees == 1_000_000
    assert ("rate", "secretary") in lacks(tier_money(session, decided.season.id), line, found)


def test_no_count_of_sheets_stands_beside_a_name_before_the_opening(session):
    closed = make_judged(session, (9150, 8800), opened=False)
    seat_judges(session, closed, {"Lương Thế Vinh": (SeatRole.CHAIR, 2)})
    assert fee_lines(session, closed.season.id) == []
    opened = make_judged(session, (9150, 8800))
    seat_judges(session, opened, {"Lương Thế Vinh": (SeatRole.CHAIR, 2)})
    assert [one.sheets for one in fee_lines(session, opened.season.id)] == [2]
    assert isinstance(take_fees(session, closed.season, **closed.by_office), Refused)


def test_what_is_missing_is_named(session, decided):
    session.query(Tier).filter_by(season_id=decided.season.id, code="NHAT").one().basis = "Nghị quyết 26/2018"
    line = budget_line(session, decided.season)
    assert lacks(tier_money(session, decided.season.id), line, []) == [
        ("allocated", ""), ("basis", "Giải Nhì"), ("basis", "Giải Ba"), ("basis", "Giải Khuyến khích"),
    ]  # fmt: skip


def test_taking_a_list_is_on_record(session, decided):
    seat_judges(session, decided, JUDGES)
    value_of(take_prize_money(session, decided.season, ceremony=True, **decided.by_office))
    value_of(take_fees(session, decided.season, **decided.by_office))
    verbs = [deed.verb for deed in deeds_of(session, decided.season.id)]
    assert {"awards.money", "awards.fees"} <= set(verbs)


def test_paper_word_and_excel_say_the_same(session, decided):
    listed = lists.prize_money(by_name(payments(session, decided.season.id)), ISSUER)
    paper = lists.paper(listed)
    pdf = " ".join(page.extract_text() for page in PdfReader(BytesIO(official.to_bytes(paper))).pages)
    table = Document(BytesIO(word.to_bytes(lists.paper(listed)))).tables[1]
    rows = (
        CalamineWorkbook.from_filelike(BytesIO(sheets.to_bytes(lists.sheet(listed))))
        .get_sheet_by_index(0)
        .to_python()
    )
    head = next(at for at, row in enumerate(rows) if row[0] == "TT")
    body = rows[head + 1 : head + 1 + len(listed.rows)]
    assert [row.cells[1].text for row in table.rows[1:-1]] == [row[1] for row in body]
    assert [row.cells[4].text.replace(".", "") for row in table.rows[1:-1]] == [
        str(int(row[4])) for row in body
    ]
    assert sum(row[4] for row in body) == rows[head + 1 + len(body)][4] == listed.total == 12_000_000
    said = "Tổng số tiền: 12.000.000 đồng (Bằng chữ: Mười hai triệu đồng)."
    assert said in " ".join(pdf.split())
    assert said in [
        paragraph.text for paragraph in Document(BytesIO(word.to_bytes(lists.paper(listed)))).paragraphs
    ]
    assert [said, *[""] * 6] in rows
    for name in ("Nguyễn Thị Ngọc Ánh", "H’Hen Niê", "Đặng Trần Côn"):
        assert name in " ".join(pdf.split())


def test_each_amount_stands_in_words_and_there_is_room_to_sign(session, decided):
    seat_judges(session, decided, JUDGES)
    add_fee(session, decided.season, "member", 105_000)
    listed = lists.fees(fee_lines(session, decided.season.id), ISSUER)
    assert [row[6] for row in listed.rows] == ["Bốn trăm hai mươi nghìn đồng", "Không đồng", "Không đồng"]
    assert listed.heads[-1].text == "Ký nhận"
    assert {row[-1] for row in listed.rows} == {""}
    table = Document(BytesIO(word.to_bytes(lists.paper(listed)))).tables[1]
    heights = [row.height.pt if row.height else 0 for row in table.rows]
    assert heights == [0, *[lists.ROOM_TO_SIGN] * (len(listed.rows) + 1)]


def test_an_author_of_two_prizes_is_paid_for_each(session):
    judged = make_decided(session, (9150, 8800), team=1)
    first, second = (authors_of(session, entry)[0] for entry in judged.entries)
    second.person_id = first.person_id
    session.flush()
    assert [one.amount for one in payments(session, judged.season.id) if one.name == "Nguyễn Thị Ngọc Ánh"] == [
        3_000_000, 4_000_000
    ]  # fmt: skip
