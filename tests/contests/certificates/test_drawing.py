import dataclasses
import io
import random
import string
import unicodedata

import pypdf
import pypdfium2 as pdfium  # type: ignore[import-untyped]  # it ships no types
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contests.certificates.design.presets import NAMES, preset
from contests.certificates.design.terms import Paper
from contests.certificates.drawing import draw, draw_one
from contests.certificates.imposition import CROPPED, MARGIN, TWO_UP
from contests.certificates.layout import TENTH
from contests.kernel.documents.demo import MARK
from tests.contests.certificates.papers import (
    ANH,
    LONG_NAME,
    LONG_TITLE,
    SHARED,
    TEAM,
    grant,
    paper,
    spilled,
    template,
)
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


@pytest.mark.parametrize("name", [*TEAM, "Tâm", "Ŏng Ƀlăm", VIETNAMESE[:67], VIETNAMESE[67:]])
def test_the_name_is_read_back_with_every_diacritic(name: str):
    assert name.replace(" ", "") in solid(paper(grant(names=(name,))))


def test_a_name_from_a_mac_is_printed_composed():
    decomposed = unicodedata.normalize("NFD", "Nguyễn Thị Ngọc Ánh")
    assert paper(grant(names=(decomposed,))) == paper()


def strange_names(count: int) -> list[str]:
    """Names of one to seven words, the longest and strangest among them; the same in every run."""
    chance = random.Random(134)
    signs = VIETNAMESE + string.ascii_letters
    made = [
        " ".join(
            "".join(chance.choice(signs) for _ in range(chance.randint(1, 12))).capitalize()
            for _ in range(chance.randint(1, 7))
        )
        for _ in range(count - 8)
    ]
    return [*made, *TEAM, "Ý", "H’" * 20, "Ưỡng" * 20]


def test_the_text_layer_of_500_names_is_the_names():
    names = strange_names(500)
    out = io.BytesIO()
    draw(
        template(), (grant(names=(name,), register=f"GT-2026-{at:04}") for at, name in enumerate(names)), out
    )
    lost = [
        name
        for name, said in zip(names, layers(out.getvalue()), strict=True)
        if "".join(name.split()) not in "".join(said.split())
    ]
    assert lost == []


def layers(data: bytes) -> list[str]:
    """The text of each page as a browser's reader copies it."""
    with pdfium.PdfDocument(data) as document:
        return [page.get_textpage().get_text_range() for page in document]


names = st.lists(
    st.text(VIETNAMESE + string.ascii_letters + "’", min_size=1, max_size=12), min_size=1, max_size=7
).map(" ".join)


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(NAMES),
    st.lists(names, min_size=1, max_size=6),
    st.text(VIETNAMESE + string.ascii_letters + " ", max_size=250),
)
def test_whatever_the_names_and_title_all_is_printed_and_nothing_spills(name, holders, title: str):
    ready = template(name)
    made = paper(grant(names=tuple(holders), work=title), ready=ready)
    printed = solid(made)
    assert all(holder.replace(" ", "") in printed for holder in holders)
    assert "{" not in printed
    assert spilled(made, ready) == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "changes",
    [
        {"names": TEAM, "work": LONG_TITLE},
        {"names": TEAM * 6, "work": LONG_TITLE * 3},
        {"names": ("A" * 300,)},
        {"register": "X" * 90, "code": "Y" * 90, "affiliation": "Z" * 300, "prize": "W" * 200},
        {"affiliation": "", "work": ""},
    ],
)
def test_extremes_stay_inside_the_border(name: str, changes: dict):
    ready = template(name)
    assert spilled(paper(grant(**changes), ready=ready), ready) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"decision": SHARED.decision * 6},
        {"issuer": "BAN TỔ CHỨC CUỘC THI SÁNG TẠO THANH THIẾU NIÊN, NHI ĐỒNG " * 3},
        {"signer_title": "TM. BAN TỔ CHỨC\nTRƯỞNG BAN\nPHÓ CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH TUYÊN QUANG"},
        {"place_and_date": "Z" * 200, "signer_name": "W" * 200, "demo": True},
        {"decision": "", "issuer": ""},
    ],
)
def test_shared_words_of_any_length_stay_inside_the_border(changes: dict):
    ready = template(**changes)
    assert spilled(paper(ready=ready), ready) == []


@pytest.mark.parametrize("first", range(5))
def test_a_name_is_never_broken_where_several_stand(first: int):
    team = TEAM[first:] + TEAM[:first] + TEAM
    read = pypdf.PdfReader(io.BytesIO(paper(grant(names=team)))).pages[0].extract_text()
    assert sum(line.count(name) for line in read.splitlines() for name in TEAM) == len(team)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("title", [SHARED.signer_title, "TM. BAN TỔ CHỨC\nKT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN"])
def test_the_place_of_stamp_and_signature_stays_empty(name: str, title: str):
    ready = template(name, signer_title=title)
    place = ready.design.signature
    left, right = place.x * TENTH, place.right * TENTH
    top, bottom = ready.height - place.y * TENTH, ready.height - place.bottom * TENTH
    inside = [
        char
        for char, box in letters(paper(grant(names=TEAM, work=LONG_TITLE), ready=ready))
        if box[0] < right and box[2] > left and box[1] < top and box[3] > bottom
    ]
    assert inside == []
    assert place.width >= 450
    assert place.height >= 200


@pytest.mark.parametrize("name", NAMES)
def test_the_code_leads_to_the_check_page(name: str):
    assert codes(paper(ready=template(name))) == [ANH.check_url]
    assert codes(paper(ready=template(name, demo=True))) == [ANH.check_url]


@pytest.mark.parametrize("name", ["giay-chung-nhan", "bang-khen", "giay-khen"])
def test_everything_the_register_holds_is_on_the_paper(name: str):
    said = text(paper(ready=template(name)))
    for part in (
        LONG_NAME[:0],
        *ANH.names,
        ANH.work,
        SHARED.decision,
        ANH.register,
        ANH.code,
        SHARED.signer_name,
    ):
        assert part in said
    assert "giải nhất" in said.lower()


def test_a_demo_certificate_says_so_and_a_real_one_does_not():
    assert f"{MARK} – KHÔNG CÓ GIÁ TRỊ" in text(paper(ready=template(demo=True)))
    assert MARK not in text(paper())


def test_a_pre_printed_form_gets_what_is_its_own_in_the_same_places():
    plain, form = (
        template(),
        template(design=dataclasses.replace(preset("bang-khen"), paper=Paper.PREPRINTED)),
    )
    whole, own = text(paper(ready=template("bang-khen"))), text(paper(ready=form))
    assert "CỘNG HÒA XÃ HỘI" in whole
    assert "CỘNG HÒA XÃ HỘI" not in own
    assert paper(ready=form).count(b"/Subtype/Form") == 1
    assert paper(ready=plain).count(b"/Subtype/Form") == 5
    places = {char: box for char, box in letters(paper(ready=template("bang-khen"))) if char in "Áq"}
    assert {char: box for char, box in letters(paper(ready=form)) if char in "Áq"} == places


def test_one_file_holds_a_page_a_grant_in_order():
    said = pages(paper(*(grant(names=(name,)) for name in TEAM)))
    assert len(said) == len(TEAM)
    assert all(name in page for name, page in zip(TEAM, said, strict=True))


def test_a_further_page_costs_at_most_a_kilobyte_and_a_half():
    few, many = (paper(*(grant(register=f"GT-2026-{at:04}") for at in range(count))) for count in (10, 110))
    assert many.count(b"/Subtype/Form") == 5
    assert (len(many) - len(few)) / 100 <= 1500


def test_the_same_grants_give_the_same_bytes_and_a_strict_reader_accepts_them():
    assert paper(ANH, grant(names=TEAM)) == paper(ANH, grant(names=TEAM), ready=template())
    assert problems(paper(ANH, grant(names=("Ŏng Ƀlăm",)))) == []


def test_a_page_of_a_large_file_looks_like_the_certificate_alone():
    together = paper(grant(names=("Y Blăm",)), ANH)
    assert picture(together, 1).tobytes() == picture(draw_one(template(), ANH)).tobytes()


def test_every_face_is_embedded_and_cut_down():
    fonts = [
        font["/DescendantFonts"][0]["/FontDescriptor"]
        for font in pypdf.PdfReader(io.BytesIO(paper())).pages[0]["/Resources"]["/Font"].values()
    ]
    assert len(fonts) >= 4
    assert all(len(font["/FontFile2"].get_data()) < 60_000 for font in fonts)


def test_crop_marks_stand_outside_what_is_cut_out():
    ready = template()
    marked, bare = paper(ready=ready, imposition=CROPPED), paper(ready=ready)
    page = pypdf.PdfReader(io.BytesIO(marked)).pages[0]
    assert float(page.mediabox.width) == pytest.approx(ready.width + 2 * MARGIN, abs=0.1)
    inside = picture(marked, scale=1).crop(
        (round(MARGIN), round(MARGIN), round(MARGIN + ready.width), round(MARGIN + ready.height))
    )
    assert inside.getextrema() == picture(bare, scale=1).getextrema()
    assert text(marked) == text(bare)
    assert picture(marked, scale=2).crop((0, 0, 50, 90)).getextrema()[0][0] < 200


def test_two_stand_on_a_sheet_and_an_odd_one_alone():
    said = pages(paper(*(grant(names=(name,)) for name in TEAM), imposition=TWO_UP))
    assert len(said) == 3
    assert all(name in page for name, page in zip(TEAM[::2], said, strict=True))
    assert TEAM[1] in said[0]
    assert problems(paper(ANH, ANH, ANH, imposition=TWO_UP)) == []
