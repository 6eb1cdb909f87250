import dataclasses
import io
import string
import unicodedata

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contests.certificates.art import ground
from contests.certificates.drawing import Grant, draw, draw_one
from contests.kernel.documents.demo import MARK
from contests.kernel.documents.sheet import A4_LANDSCAPE
from tests.contests.kernel.documents.reading import (
    VIETNAMESE,
    codes,
    letters,
    pages,
    picture,
    problems,
    solid,
    text,
)

ANH = Grant(
    contest_name="Cuộc thi Sáng tạo Thanh thiếu niên, Nhi đồng tỉnh Tuyên Quang",
    issuer=("BAN TỔ CHỨC CUỘC THI SÁNG TẠO", "THANH THIẾU NIÊN, NHI ĐỒNG TỈNH TUYÊN QUANG"),
    edition_line="lần thứ XIII, năm 2021",
    recipients=("Nguyễn Thị Ngọc Ánh",),
    unit_line="Lớp 9A, Trường THCS Lê Quý Đôn",
    work_title="Thùng rác thông minh phân loại rác tự động",
    prize_name="Giải Nhất",
    decision_line="Quyết định số 15/QĐ-BTC ngày 20 tháng 10 năm 2021 của Ban Tổ chức Cuộc thi",
    register_number="TTNND-2021-0001",
    place_and_date="Tuyên Quang, ngày 25 tháng 10 năm 2021",
    signer_title="TM. BAN TỔ CHỨC\nTRƯỞNG BAN",
    signer_name="Đặng Trần Côn",
    check_url="https://bangvang.example/c/TTNND-2021-0001?m=7K3M9QWX2",
    short_code="7K3M-9QWX-2",
)
LONG_NAME = "Công Tằng Tôn Nữ Hoàng Thị Phương Nghi Ánh"
TEAM = ("Nguyễn Thị Ngọc Ánh", "H’Hen Niê", "Y Blăm", "Đặng Trần Côn", LONG_NAME)
LONG_TITLE = ("Hệ thống cảnh báo sớm lũ quét, sạt lở đất ứng dụng năng lượng mặt trời " * 3)[:200].strip()


def grant(**changes) -> Grant:
    return dataclasses.replace(ANH, **changes)


def merged(*grants: Grant) -> bytes:
    out = io.BytesIO()
    draw(grants, out)
    return out.getvalue()


def spilled(data: bytes) -> list[str]:
    """Letters outside the innermost line of the border."""
    edge, (wide, high) = ground.CLEAR, A4_LANDSCAPE
    return [
        char
        for char, (left, bottom, right, top) in letters(data)
        if left < edge or bottom < edge or right > wide - edge or top > high - edge
    ]


@pytest.mark.parametrize("name", [*TEAM, "Tâm", "Ŏng Ƀlăm"])
def test_the_name_is_read_back_with_every_diacritic(name: str):
    assert name in text(draw_one(grant(recipients=(name,))))


def test_a_name_from_a_mac_is_printed_composed():
    decomposed = unicodedata.normalize("NFD", "Nguyễn Thị Ngọc Ánh")
    assert draw_one(grant(recipients=(decomposed,))) == draw_one(ANH)


names = st.lists(
    st.text(VIETNAMESE + string.ascii_letters + "’", min_size=1, max_size=12), min_size=1, max_size=7
).map(" ".join)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(names, min_size=1, max_size=6), st.text(VIETNAMESE + string.ascii_letters + " ", max_size=250)
)
def test_whatever_the_names_and_title_all_is_printed_and_nothing_spills(recipients: list[str], title: str):
    paper = draw_one(grant(recipients=tuple(recipients), work_title=title))
    printed = solid(paper)
    assert all(name.replace(" ", "") in printed for name in recipients)
    assert title.replace(" ", "") in printed
    assert spilled(paper) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"recipients": TEAM, "work_title": LONG_TITLE, "demo": True},
        {"recipients": TEAM * 6, "work_title": LONG_TITLE * 3},
        {"recipients": ("A" * 300,)},
        {"decision_line": ANH.decision_line * 6},
        {"issuer": ("BAN TỔ CHỨC CUỘC THI SÁNG TẠO THANH THIẾU NIÊN, NHI ĐỒNG " * 3,)},
        {"signer_title": "TM. BAN TỔ CHỨC\nTRƯỞNG BAN\nPHÓ CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH TUYÊN QUANG"},
        {
            "register_number": "X" * 90,
            "short_code": "Y" * 90,
            "place_and_date": "Z" * 200,
            "signer_name": "W" * 200,
        },
        {"unit_line": "", "edition_line": "", "work_title": "", "decision_line": "", "issuer": ()},
    ],
)
def test_extremes_stay_inside_the_border(changes: dict):
    assert spilled(draw_one(grant(**changes))) == []


@pytest.mark.parametrize("first", range(5))
def test_a_name_is_never_broken_where_several_stand(first: int):
    team = TEAM[first:] + TEAM[:first] + TEAM
    lines = lines_of(draw_one(grant(recipients=team)))
    assert sum(line.count(name) for line in lines for name in TEAM) == len(team) + 1  # one of them signs too


def lines_of(data: bytes) -> list[str]:
    return pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text().splitlines()


@pytest.mark.parametrize(
    "title", [ANH.signer_title, "TRƯỞNG BAN", "TM. BAN TỔ CHỨC\nKT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN"]
)
def test_the_place_of_stamp_and_signature_stays_empty(title: str):
    boxes = [
        box for _, box in letters(draw_one(grant(signer_title=title))) if box[0] > A4_LANDSCAPE[0] * 0.56
    ]
    low = [box for box in boxes if box[3] < ground.CLEAR + 190]
    name = max(box[3] for box in low if box[3] < ground.CLEAR + 32)
    above = min(box[1] for box in low if box[1] > ground.CLEAR + 32)
    assert above - name > 55


def test_the_code_leads_to_the_check_page():
    assert codes(draw_one(ANH)) == [ANH.check_url]
    assert codes(draw_one(grant(demo=True))) == [ANH.check_url]


def test_everything_the_register_holds_is_on_the_paper():
    said = text(draw_one(ANH))
    for part in (
        *ANH.issuer,
        "GIẢI NHẤT",
        ANH.work_title,
        ANH.decision_line,
        ANH.register_number,
        ANH.short_code,
    ):
        assert part in said


def test_a_demo_certificate_says_so_and_a_real_one_does_not():
    assert f"{MARK} – KHÔNG CÓ GIÁ TRỊ" in text(draw_one(grant(demo=True)))
    assert MARK not in text(draw_one(ANH))


def test_one_file_holds_a_page_a_grant_in_order():
    said = pages(merged(*(grant(recipients=(name,)) for name in TEAM)))
    assert len(said) == len(TEAM)
    assert all(name in page for name, page in zip(TEAM, said, strict=True))


def test_grants_may_come_from_a_generator_and_art_is_kept_once():
    out = io.BytesIO()
    draw((grant(register_number=str(at)) for at in range(20)), out)
    assert out.getvalue().count(b"/Subtype/Form") == 3
    assert len(out.getvalue()) < len(draw_one(ANH)) + 20 * 3500


def test_the_same_grants_give_the_same_bytes_and_a_strict_reader_accepts_them():
    paper = merged(ANH, grant(demo=True))
    assert paper == merged(ANH, grant(demo=True))
    assert problems(paper) == []


def test_a_page_of_a_large_file_looks_like_the_certificate_alone():
    together = merged(grant(recipients=("Y Blăm",)), ANH)
    assert picture(together, 1).tobytes() == picture(draw_one(ANH)).tobytes()
