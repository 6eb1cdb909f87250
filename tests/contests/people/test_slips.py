import dataclasses

from contests.kernel.documents.demo import MARK
from contests.kernel.documents.sheet import A4
from contests.people.slips import Invitation, RecoveryCodes, invitation_sheets, message, recovery_sheet
from tests.contests.kernel.documents.reading import codes, letters, pages, problems, solid, text

ANH = Invitation(
    organiser="Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh Tuyên Quang",
    name="Nguyễn Thị Ngọc Ánh",
    role="Đầu mối đơn vị",
    unit="Trường THCS Lê Quý Đôn",
    link="https://bangvang.example/link/6f1ed002ab5595859014ebf0951522d9",
    expires="đến hết ngày 30/11/2026",
)
CODES = RecoveryCodes("Y Blăm", "yblam", tuple(f"QX7K-3M{at:02}" for at in range(10)))


def test_a_sheet_says_who_is_invited_as_what_and_until_when():
    (said,) = pages(invitation_sheets([ANH]))
    for part in (ANH.name, ANH.role, ANH.unit, ANH.link, ANH.expires, ANH.organiser):
        assert part in said


def test_the_code_on_a_sheet_is_the_person_s_own_link():
    others = [ANH, dataclasses.replace(ANH, name="Y Blăm", link="https://bangvang.example/link/2")]
    sheets = invitation_sheets(others)
    assert [codes(sheets, page) for page in (0, 1)] == [[ANH.link], ["https://bangvang.example/link/2"]]
    assert "Y Blăm" not in pages(sheets)[0]


def test_the_text_to_copy_is_printed_as_it_is_offered():
    assert "".join(message(ANH).split()) in solid(invitation_sheets([ANH]))


def test_a_reset_has_words_of_its_own_and_invites_nobody():
    reset = dataclasses.replace(ANH, reset=True)
    said = text(invitation_sheets([reset])) + message(reset)
    assert "đặt lại mật khẩu" in said
    assert "nhận tài khoản" not in said
    assert "mời" not in said
    assert "nhận tài khoản" in text(invitation_sheets([ANH]))
    assert "".join(message(reset).split()) in solid(invitation_sheets([reset]))


def test_long_names_and_links_stay_on_the_paper():
    long = dataclasses.replace(
        ANH, name="Công Tằng Tôn Nữ Hoàng Thị Phương Nghi Ánh", link=ANH.link + "x" * 60
    )
    boxes = [box for _, box in letters(invitation_sheets([long]))]
    assert min(left for left, *_ in boxes) > 0
    assert max(right for _, _, right, _ in boxes) < A4[0]
    assert min(bottom for _, bottom, *_ in boxes) > 0


def test_every_recovery_code_is_printed_once():
    said = text(recovery_sheet(CODES))
    assert [said.count(code) for code in CODES.codes] == [1] * 10
    assert "Y Blăm" in said
    assert "quên mật khẩu" in said


def test_demo_sheets_say_so():
    assert MARK in text(invitation_sheets([dataclasses.replace(ANH, demo=True)]))
    assert MARK in text(recovery_sheet(dataclasses.replace(CODES, demo=True)))
    assert MARK not in text(invitation_sheets([ANH])) + text(recovery_sheet(CODES))


def test_sheets_are_the_same_bytes_each_time_and_well_formed():
    assert invitation_sheets([ANH]) == invitation_sheets([ANH])
    assert problems(invitation_sheets([ANH])) == problems(recovery_sheet(CODES)) == []
