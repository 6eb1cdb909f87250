import dataclasses
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from contests.certificates import designs
from contests.certificates.design import written
from contests.certificates.design.parts import Box, Design, Emblem, TextPart
from contests.certificates.design.presets import NAMES, preset
from contests.certificates.design.rules import FACES, faults, slots_of, warnings
from contests.certificates.design.terms import Align, Anchor, Backdrop, Paper, Slot
from contests.certificates.model import DesignRow, PictureRow
from contests.certificates.pictures import redrawn
from contests.certificates.printing import area_of
from contests.certificates.sample import longest, sample_pdf
from contests.certificates.terms import Per
from contests.kernel.errors import STALE, Refused
from contests.kernel.sessions import value_of
from tests.contests.kernel.documents.reading import text
from tests.factories import NOON
from tests.factories_awards import make_judged

USUAL = preset("giay-chung-nhan")
STAMP = "con dấu vẽ sẵn là con dấu giả"


def messages(reasons) -> list[str]:
    return [reason.message % reason.values for reason in reasons]


def refusals(outcome) -> list[str]:
    assert isinstance(outcome, Refused)
    return messages(outcome.reasons)


whole = st.integers(0, 6000)
boxes = st.builds(Box, whole, whole, whole, whole)
plain_text = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "M")), max_size=30).map(
    str.strip
)
parts = st.builds(
    TextPart, plain_text, boxes, st.sampled_from(list(FACES)), st.integers(40, 1200), st.integers(40, 1200),
    st.just("#26201A"), st.sampled_from(Align), st.sampled_from(Anchor), st.integers(1, 12), st.booleans(),
    st.booleans(), st.booleans(),
)  # fmt: skip
all_designs = st.builds(
    Design, plain_text, st.sampled_from(Per), whole, whole, st.sampled_from(Backdrop), boxes, boxes,
    st.lists(parts, max_size=4).map(tuple), st.sampled_from(Paper), st.sampled_from(["", "a" * 64]),
    st.none() | st.builds(Emblem, boxes, st.sampled_from(["", "b" * 64])),
)  # fmt: skip


@given(all_designs)
def test_what_is_exported_is_imported_as_it_was(design):
    design = written.read(written.plain(design))  # NFC, as every boundary makes it
    assert written.read_toml(written.toml(design)) == design


@pytest.mark.parametrize("name", NAMES)
def test_a_preset_has_no_fault_and_nothing_to_warn_about(name):
    assert messages(faults(preset(name))) == []
    assert messages(warnings(preset(name))) == []
    said = {slot for part in preset(name).texts for slot in slots_of(part.text)}
    assert said <= set(Slot)


@pytest.mark.parametrize(
    "broken",
    ["", "format = 2", "format = 1\ntitle = 3", "không phải TOML", 'format = 1\ntitle = "x"\nper = "nobody"'],
)
def test_a_file_that_is_no_design_says_so(broken):
    with pytest.raises(written.Misread):
        written.read_toml(broken)


def test_a_text_with_a_value_nobody_knows_is_refused():
    data = written.plain(USUAL)
    data["texts"][0]["stamp"] = "đỏ"
    with pytest.raises(written.Misread, match="stamp"):
        written.read(data)


def changed(at: int = 0, **values) -> Design:
    """The usual design with one text changed."""
    texts = list(USUAL.texts)
    texts[at] = dataclasses.replace(texts[at], **values)
    return dataclasses.replace(USUAL, texts=tuple(texts))


@pytest.mark.parametrize(
    ("design", "message"),
    [
        (changed(text=" "), "Dòng chữ số 1: Đề nghị nhập nội dung."),
        (changed(text="{ho ten}"), "Dòng chữ số 1: Không có chỗ điền tên “ho ten”. Đề nghị xem danh sách bên cạnh."),
        (changed(box=Box(2900, 0, 100, 50)), "Dòng chữ số 1: Khung này nằm ra ngoài khổ giấy."),
        (changed(face="COMIC"), "Dòng chữ số 1: Không có kiểu chữ này."),
        (changed(size=30), "Dòng chữ số 1: Cỡ chữ từ 4 đến 120, cỡ nhỏ nhất không lớn hơn cỡ chữ."),
        (changed(lines=0), "Dòng chữ số 1: Mỗi đoạn có từ 1 đến 12 dòng."),
        (changed(colour="đỏ"), "Dòng chữ số 1: Màu viết dạng #RRGGBB, ví dụ #9E121C."),
        (dataclasses.replace(USUAL, title=" "), "Đề nghị nhập tên loại giấy, ví dụ Giấy chứng nhận."),
        (dataclasses.replace(USUAL, code=Box(300, 300, 100, 100)), "Mã QR là hình vuông, mỗi cạnh ít nhất 18 mm."),
        (dataclasses.replace(USUAL, signature=Box(300, 300, 400, 250)), "Chỗ ký và đóng dấu rộng ít nhất 45 mm, cao ít nhất 20 mm."),
        (dataclasses.replace(USUAL, signature=Box(300, 300, 900, 100)), "Chỗ ký và đóng dấu rộng ít nhất 45 mm, cao ít nhất 20 mm."),
        (dataclasses.replace(USUAL, backdrop=Backdrop.PICTURE), "Đề nghị chọn hình nền, hoặc chọn viền vẽ sẵn."),
        (dataclasses.replace(USUAL, texts=USUAL.texts[5:]), "Mẫu còn thiếu chỗ ghi: {họ tên}."),
    ],
)  # fmt: skip
def test_what_keeps_a_design_from_being_used_is_said(design, message):
    assert messages(faults(design)) == [message]


def test_a_picture_over_the_place_of_the_stamp_is_warned_about():
    """Con dấu vẽ là con dấu giả."""
    over = dataclasses.replace(USUAL, emblem=Emblem(USUAL.signature))
    behind = dataclasses.replace(USUAL, backdrop=Backdrop.PICTURE, picture="a" * 64)
    for design in (over, behind):
        assert any(STAMP in warning for warning in messages(warnings(design)))
    assert not any(STAMP in warning for warning in messages(warnings(USUAL)))


@pytest.fixture
def judged(session):
    return make_judged(session)


def add(session, judged, design=USUAL, name="Giấy chứng nhận"):
    return designs.add_design(session, judged.season, name, design, **judged.by_office)


def test_a_design_is_kept_changed_and_taken_away(session, judged):
    row = value_of(add(session, judged))
    other = dataclasses.replace(USUAL, paper=Paper.PREPRINTED)
    assert written.read(row.body) == USUAL
    value_of(
        designs.change_design(session, row, "Phôi in sẵn", other, version=row.version, **judged.by_office)
    )
    session.expire(row)
    assert (row.name, written.read(row.body)) == ("Phôi in sẵn", other)
    value_of(designs.drop_design(session, row, **judged.by_office))
    assert session.query(DesignRow).count() == 0


def test_a_stale_or_faulty_change_is_refused(session, judged):
    row = value_of(add(session, judged))
    change = designs.change_design
    assert refusals(change(session, row, "Mẫu", USUAL, version=99, **judged.by_office)) == [STALE]
    faulty = changed(text="")
    kept = {"version": row.version, **judged.by_office}
    assert refusals(change(session, row, "", faulty, **kept)) == [
        "Dòng chữ số 1: Đề nghị nhập nội dung.",
        designs.NO_NAME,
    ]


def test_a_name_stands_once_in_a_season(transactions):
    judged = transactions.do(make_judged)
    value_of(transactions.act(lambda s: add(s, judged)))
    assert refusals(transactions.act(lambda s: add(s, judged))) == [
        "Mùa thi này đã có mẫu giấy mang tên đó. Đề nghị đặt tên khác."
    ]


def png(*size, mode="RGBA"):
    out = io.BytesIO()
    Image.new(mode, size, (200, 30, 40, 128)[: len(mode)]).save(out, "PNG", pnginfo=None)
    out.seek(0)
    return out


def test_an_uploaded_picture_is_drawn_anew_and_printed(runtime):
    judged = runtime.main.do(make_judged)
    area = area_of(judged.organiser.id)
    made = value_of(redrawn(runtime.storage, area, png(60, 30)))
    assert (made.media_type, made.width, made.height) == ("image/png", 60, 30)
    add_picture = designs.add_picture
    for _ in range(2):
        value_of(
            runtime.main.act(lambda s: add_picture(s, judged.season, "Biểu trưng", made, **judged.by_office))
        )
    design = dataclasses.replace(USUAL, emblem=Emblem(Box(1385, 376, 200, 200), made.sha256))
    value_of(runtime.main.act(lambda s: add(s, judged, design)))
    with runtime.main.reading() as session:
        assert session.query(PictureRow).count() == 1
        paper = sample_pdf(session, runtime.storage, judged.season, design, NOON.date())
    assert paper.count(b"/Subtype/Image") == 2


@pytest.mark.parametrize("upload", [b"", b"GIF89a", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n" + b"0" * 400])
def test_what_is_no_picture_is_refused_beside_its_field(runtime, upload):
    outcome = redrawn(runtime.storage, "abc/papers", io.BytesIO(upload))
    assert isinstance(outcome, Refused)
    assert [reason.field for reason in outcome.reasons] == ["picture"]


def test_a_design_with_a_picture_of_another_season_is_refused(session, judged):
    foreign = dataclasses.replace(USUAL, backdrop=Backdrop.PICTURE, picture="a" * 64)
    assert refusals(add(session, judged, foreign)) == [designs.FOREIGN]


def test_the_sample_shows_the_longest_name_and_no_number_that_a_check_accepts(session, judged):
    names = longest(session, judged.season.id, Per.AUTHOR).names
    assert names == ("Công Tằng Tôn Nữ Hoàng Thị Phương Nghi Ánh",)
    said = text(sample_pdf(session, None, judged.season, USUAL, NOON.date()))
    assert "".join(names[0].split()) in "".join(said.split())
    assert "DỮ LIỆU MẪU" in said
    assert "TTNND-" not in said


def test_the_sample_of_a_group_names_all_authors_of_an_entry(session):
    judged = make_judged(session, team=3)
    assert len(longest(session, judged.season.id, Per.GROUP).names) == 3
