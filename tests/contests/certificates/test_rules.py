from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contests.certificates.rules import (
    CODE_SIGNS,
    Holder,
    Issue,
    Place,
    ceremony_order,
    latest_day,
    objections_to_issuing,
    objections_to_replacing,
    objections_to_revoking,
    on_paper,
    read_code,
    register_of,
    typed_register,
)
from contests.certificates.terms import CertificateState
from contests.kernel.codes import new_code, spelled
from contests.kernel.signs import ALPHABET
from contests.seasons.terms import ContestKind

READY = {"published": True, "address": True, "place": "Tuyên Quang", "issued_on": date(2021, 11, 5)}
READY |= {"decided_on": date(2021, 11, 1), "latest": date(2022, 1, 4), "people": 24}


def said(reasons) -> list[str]:
    return [str(reason) for reason in reasons]


@given(st.sampled_from(ContestKind), st.integers(1, 40), st.integers(1990, 2099), st.integers(1, 123_456))
def test_a_number_typed_as_printed_is_found_again(kind, ordinal, year, number):
    printed = register_of(kind, ordinal, year, number)
    assert typed_register(printed) == printed
    assert typed_register(f" {printed.lower().replace('-', ' - ')} ") == printed


@pytest.mark.parametrize("typed", ["", "TTNND", "2021-0001", "TTNND-21-1", "TTNND-2021-0001'--", "x" * 5000])
def test_what_is_no_number_is_none(typed):
    assert typed_register(typed) == ""


def test_the_second_organisers_numbers_are_others():
    assert register_of(ContestKind.YOUTH, 1, 2021, 1) == "TTNND-2021-0001"
    assert register_of(ContestKind.YOUTH, 2, 2021, 1) == "TTNND2-2021-0001"


def test_a_certificate_is_dated_up_to_sixty_days_after_today_or_the_ceremony():
    today = date(2026, 11, 22)
    assert latest_day(today, None) == date(2027, 1, 21)
    assert latest_day(today, date(2026, 11, 1)) == date(2027, 1, 21)
    assert latest_day(today, date(2026, 12, 1)) == date(2027, 1, 30)


def test_a_short_code_is_read_as_it_is_printed():
    code = new_code(CODE_SIGNS)
    assert read_code(f" {spelled(code).lower()} ") == code


@given(st.integers(0, CODE_SIGNS - 1), st.integers(1, len(ALPHABET) - 1))
def test_a_short_code_with_one_wrong_sign_is_known_as_mistyped(place, shift):
    code = new_code(CODE_SIGNS)
    wrong = ALPHABET[(ALPHABET.index(code[place]) + shift) % len(ALPHABET)]
    assert read_code(code[:place] + wrong + code[place + 1 :]) is None


def author(name: str, tier: int, rank: int, number: int = 1, position: int = 0) -> Holder:
    return Holder((name,), "", "", "", author_id=name, place=Place(tier, rank, number, position))


def test_names_are_called_from_the_lowest_tier_to_the_highest():
    people = [
        author("Ánh", 0, 1),
        author("Y Blăm", 3, 9),
        author("Côn", 3, 8, 2, 1),
        author("Đặng", 3, 8, 2, 0),
    ]
    assert [one.names[0] for one in ceremony_order(people)] == ["Y Blăm", "Đặng", "Côn", "Ánh"]


def test_dates_are_written_as_papers_write_them():
    assert on_paper(date(2021, 2, 5)) == "ngày 05 tháng 02 năm 2021"
    assert on_paper(date(2021, 11, 25)) == "ngày 25 tháng 11 năm 2021"


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"published": False, "people": 0}, "Chỉ cấp giấy chứng nhận sau khi đã công bố kết quả."),
        ({"people": 0}, "Mọi người, đơn vị đạt giải đều đã có loại giấy này."),
        (
            {"unsaid": 3},
            "Còn 3 họ tên chưa được đơn vị xác nhận. Mùa thi này yêu cầu xác nhận trước khi in: đề nghị nhắc đơn vị.",
        ),
        ({"faulty": True}, "Mẫu giấy còn lỗi. Đề nghị mở mẫu và sửa trước khi cấp."),
        ({"place": " "}, "Đề nghị nhập nơi cấp, ví dụ Tuyên Quang."),
        ({"issued_on": date(2022, 1, 5)}, "Ngày cấp muộn nhất là 04/01/2022. Đề nghị kiểm tra lại."),
        ({"issued_on": date(2021, 10, 31)}, "Ngày cấp không được trước ngày của quyết định trao giải."),
        (
            {"address": False},
            "Chưa đặt địa chỉ công khai của hệ thống, nên mã QR trên giấy chưa dẫn đến đâu. Đề nghị vào Cài đặt.",
        ),
    ],
)
def test_what_keeps_certificates_from_being_issued(changed, message):
    assert said(objections_to_issuing(Issue(**READY))) == []
    assert said(objections_to_issuing(Issue(**READY | changed))) == [message]


@pytest.mark.parametrize(
    ("state", "recipient", "reason", "address", "message"),
    [
        (CertificateState.REPLACED, "Ánh", "sai tên", True, "Giấy này đã được thay thế. Đề nghị mở giấy mới nhất."),
        (CertificateState.VALID, "", "sai tên", True, "Đề nghị nhập họ tên người được cấp."),
        (CertificateState.VALID, "Ánh", " ", True, "Đề nghị ghi lý do cấp lại."),
        (CertificateState.VALID, "Ánh", "sai tên", False, "Chưa đặt địa chỉ công khai của hệ thống. Đề nghị vào Cài đặt."),
    ],
)  # fmt: skip
def test_what_keeps_a_certificate_from_being_replaced(state, recipient, reason, address, message):
    assert said(objections_to_replacing(state, recipient, reason, address=address)) == [message]


def test_a_valid_and_a_revoked_certificate_may_be_replaced():
    for state in (CertificateState.VALID, CertificateState.REVOKED):
        assert not said(objections_to_replacing(state, "Ánh", "sai tên", address=True))


def test_only_a_valid_certificate_is_revoked_and_with_a_reason():
    assert said(objections_to_revoking(CertificateState.REPLACED, "gian lận")) == [
        "Chỉ thu hồi được giấy còn hiệu lực."
    ]
    assert said(objections_to_revoking(CertificateState.VALID, "")) == ["Đề nghị ghi lý do thu hồi."]
    assert not said(objections_to_revoking(CertificateState.VALID, "Sao chép giải pháp"))
