import dataclasses
import hashlib
from datetime import date

import pytest

from contests.entries.receipt import (
    AuthorSlip,
    ReceiptFacts,
    ReceivedFile,
    author_slips,
    place_and_date,
    receipt,
)
from contests.kernel.documents.demo import MARK
from tests.contests.kernel.documents.reading import codes, pages, problems, solid, text

FILES = tuple(
    ReceivedFile("Bản mô tả", f"Bản mô tả số {at}.pdf", 1000 * at, hashlib.sha256(bytes([at])).hexdigest())
    for at in range(1, 41)
)
FACTS = ReceiptFacts(
    organiser="Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh Tuyên Quang",
    committee="Ban Tổ chức Cuộc thi",
    contest="Cuộc thi Sáng tạo Thanh thiếu niên, Nhi đồng",
    season="lần thứ XIII, năm 2021",
    entry_number="TTNND-2021-0042",
    receipt_code="7K3M-9QWX-2",
    title="Thùng rác thông minh",
    field="Sản phẩm thân thiện với môi trường",
    unit="Trường THCS Lê Quý Đôn",
    submitted_at="16 giờ 42 phút ngày 22/11/2026",
    place_and_date="Tuyên Quang, ngày 22 tháng 11 năm 2026",
    check_url="https://bangvang.example/b/7K3M9QWX2",
    files=FILES[:3],
    authors=("Nguyễn Thị Ngọc Ánh", "H’Hen Niê"),
)
NAMES = ("Nguyễn Thị Ngọc Ánh", "Công Tằng Tôn Nữ Hoàng Thị Phương Nghi Ánh", "H’Hen Niê", "Y Blăm")


def slip(name: str, at: int) -> AuthorSlip:
    return AuthorSlip(
        name, "Thùng rác thông minh", FACTS.contest, f"https://bangvang.example/s/{at}", f"QX7K-3M9P-{at}"
    )


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("Tuyên Quang", "Tuyên Quang, ngày 02 tháng 11 năm 2026"),
        ("Số 5 đường 17/8, phường Minh Xuân, tỉnh Tuyên Quang ", "Tuyên Quang, ngày 02 tháng 11 năm 2026"),
        ("", "Ngày 02 tháng 11 năm 2026"),
    ],
)
def test_the_place_of_a_receipt_is_what_the_organisers_address_ends_in(address, line):
    assert place_and_date(address, date(2026, 11, 2)) == line


def test_a_receipt_states_its_facts_on_one_page():
    (said,) = pages(receipt(FACTS))
    for part in (
        FACTS.entry_number,
        FACTS.receipt_code,
        FACTS.title,
        FACTS.field,
        FACTS.unit,
        FACTS.submitted_at,
    ):
        assert part in said
    assert "Nguyễn Thị Ngọc Ánh; H’Hen Niê" in said


@pytest.mark.parametrize("count", [0, 3, 40])
def test_every_file_is_there_with_its_whole_hash(count: int):
    printed = solid(receipt(dataclasses.replace(FACTS, files=FILES[:count])))
    assert [printed.count(file.sha256) for file in FILES] == [1] * count + [0] * (40 - count)


def test_a_receipt_without_authors_has_no_line_for_them():
    assert "Tác giả" not in text(receipt(dataclasses.replace(FACTS, authors=())))


def test_the_receipt_s_code_leads_to_its_state():
    assert codes(receipt(FACTS)) == [FACTS.check_url]


def test_a_receipt_is_the_same_bytes_each_time_and_well_formed():
    assert receipt(FACTS) == receipt(FACTS)
    assert problems(receipt(FACTS)) == []


def test_a_demo_receipt_and_slip_say_so():
    assert MARK in text(receipt(dataclasses.replace(FACTS, demo=True)))
    assert MARK in text(author_slips([slip("Y Blăm", 1)], demo=True))
    assert MARK not in text(receipt(FACTS)) + text(author_slips([slip("Y Blăm", 1)]))


def test_each_author_has_a_slip_with_the_own_secret_three_on_a_page():
    paper = author_slips([slip(name, at) for at, name in enumerate(NAMES)])
    said = pages(paper)
    assert len(said) == 2
    assert [name in said[at // 3] for at, name in enumerate(NAMES)] == [True] * 4
    assert all(f"QX7K-3M9P-{at}" in said[at // 3] for at in range(4))
    assert codes(paper) == [f"https://bangvang.example/s/{at}" for at in range(3)]
    assert codes(paper, 1) == ["https://bangvang.example/s/3"]
