"""A judge gets pixels: no name that an original carries is in any byte of what is drawn from it."""

import io

import pikepdf
import pytest
from PIL import Image, ImageCms

from contests.entries.files import MAX_PAGES
from contests.envelopes.rendering import DPI, MAX_SIDE, RENDERABLE, RenderedPage, is_bare, render
from contests.kernel.errors import Reason
from tests.contests.entries import samples
from tests.contests.envelopes.plants import (
    JPEG,
    NAME,
    PDF,
    PLANTS,
    PNG,
    XMP,
    carries,
    named_jpeg,
    named_png,
    named_profile,
    note,
    opened,
    with_named_picture,
)


def drawn(content: bytes, media_type: str = PDF) -> tuple[RenderedPage, ...]:
    pages = render(content, media_type)
    assert isinstance(pages, tuple), str(pages)
    return pages


@pytest.mark.parametrize(("plant", "media_type"), PLANTS, ids=[plant.__name__ for plant, _ in PLANTS])
def test_a_name_in_the_original_is_in_no_byte_of_the_copy(plant, media_type):
    original = plant()
    assert carries(opened(original))
    pages = drawn(original, media_type)
    assert not any(carries(page.content) for page in pages)
    assert all(is_bare(page.content) for page in pages)


def test_a_name_in_a_colour_profile_does_not_come_along():
    original = samples.picture("JPEG", icc_profile=named_profile())
    assert carries(original, "Nguyen Thi An")
    (page,) = drawn(original, JPEG)
    assert not carries(page.content, "Nguyen Thi An")
    assert is_bare(page.content)


def test_the_pictures_of_a_page_are_drawn():
    assert drawn(with_named_picture())[0].content != drawn(samples.pdf())[0].content


def test_who_wrote_a_note_changes_no_pixel():
    assert drawn(note(NAME)) == drawn(note("Y Blăm"))


DRESSED = {
    "a comment": samples.picture(comment=b"a"),
    "EXIF": named_jpeg(),
    "a profile": samples.picture(
        icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    ),
    "XMP": samples.picture(xmp=XMP),
    "something behind": samples.picture() + b"a",
    "another picture behind": samples.picture() + samples.picture(),
    "a PNG": samples.picture("PNG"),
    "nothing": b"",
}


@pytest.mark.parametrize("content", DRESSED.values(), ids=DRESSED)
def test_a_picture_with_more_than_pixels_is_not_bare(content):
    assert is_bare(samples.picture(quality=90))
    assert not is_bare(content)


@pytest.mark.parametrize(
    ("plant", "media_type"), [(with_named_picture, PDF), (named_jpeg, JPEG), (named_png, PNG)]
)
def test_the_same_original_gives_the_same_bytes(plant, media_type):
    original = plant()
    assert drawn(original, media_type) == drawn(original, media_type)


def test_pages_come_in_order_and_in_the_size_of_the_screen():
    pages = drawn(samples.pdf(3))
    assert len({page.content for page in pages}) == 3
    width, height = round(595.28 * DPI / 72), round(841.89 * DPI / 72)
    for page in pages:
        assert page.media_type == JPEG
        assert abs(page.width - width) <= 1
        assert abs(page.height - height) <= 1
        with Image.open(io.BytesIO(page.content)) as image:
            assert image.size == (page.width, page.height)


def test_a_page_as_large_as_a_wall_is_drawn_within_the_limit():
    with pikepdf.open(io.BytesIO(samples.pdf())) as document:
        document.pages[0].MediaBox = pikepdf.Array([0, 0, 14_000, 200])
        (page,) = drawn(samples.saved(document))
    assert page.width <= MAX_SIDE
    assert page.height >= 1


def test_a_large_picture_is_made_smaller_and_a_small_one_is_left():
    (large,) = drawn(samples.picture(size=(4000, 1000)), JPEG)
    (small,) = drawn(samples.picture(size=(40, 10)), JPEG)
    assert (large.width, large.height) == (MAX_SIDE, MAX_SIDE // 4)
    assert (small.width, small.height) == (40, 10)


def test_a_picture_stands_as_the_camera_was_held():
    exif = Image.Exif()
    exif[0x0112] = 6
    (page,) = drawn(samples.picture(size=(60, 20), exif=exif), JPEG)
    assert (page.width, page.height) == (20, 60)


def pixel(mode: str, colour: float | tuple[int, ...], kind: str = "PNG") -> tuple[int, ...]:
    made = io.BytesIO()
    Image.new(mode, (16, 16), colour).save(made, kind)
    (page,) = drawn(made.getvalue(), PNG if kind == "PNG" else JPEG)
    with Image.open(io.BytesIO(page.content)) as image:
        value = image.getpixel((8, 8))
    assert isinstance(value, tuple)
    return value


def test_what_is_transparent_is_white():
    assert pixel("RGBA", (0, 0, 0, 0)) == (255, 255, 255)
    assert pixel("LA", (0, 0)) == (255, 255, 255)


def test_every_kind_of_pixel_keeps_its_colour():
    near = pytest.approx((128, 128, 128), abs=2)
    assert pixel("L", 128) == near
    assert pixel("I;16", 128 << 8) == near
    assert pixel("1", 1) == (255, 255, 255)
    assert pixel("RGB", (200, 30, 30)) == pytest.approx((200, 30, 30), abs=3)
    assert pixel("CMYK", (0, 0, 0, 127), "JPEG") == near


@pytest.mark.parametrize("mode", ["1", "P"])
def test_a_scan_of_two_tones_shrinks_to_greys(mode):
    made = io.BytesIO()
    stripes = Image.new("L", (4, 4), "white")
    stripes.paste(0, (0, 0, 2, 4))
    page = Image.new("L", (4000, 400))
    for left in range(0, 4000, 4):
        page.paste(stripes, (left, 0))
    page.convert(mode).save(made, "PNG")
    (small,) = drawn(made.getvalue(), PNG)
    with Image.open(io.BytesIO(small.content)) as image:
        tones = {tone >> 4 for tone in image.convert("L").tobytes()}
    assert len(tones) > 4


def test_a_profile_that_cannot_be_read_is_left_aside():
    assert len(drawn(samples.picture(icc_profile=b"no profile at all"), JPEG)) == 1


REFUSED = {
    "a locked PDF": (samples.locked_pdf(), PDF, "Không lập được"),
    "no PDF": (b"Ban", PDF, "Không lập được"),
    "a PDF of no pages": (b"%PDF-1.7\n%%EOF\n", PDF, "Không lập được"),
    "too many pages": (samples.pdf(MAX_PAGES + 1), PDF, f"quá {MAX_PAGES} trang"),
    "a picture cut in the middle": (samples.picture()[:-300], JPEG, "Không lập được"),
    "a picture of billions of pixels": (samples.huge_png(), PNG, "Không lập được"),
    "a document": (samples.docx(), "application/msword", "Đề nghị dùng PDF, JPEG hoặc PNG"),
}


@pytest.mark.parametrize(("content", "media_type", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_drawn_is_refused_with_a_sentence(content, media_type, said):
    reason = render(content, media_type)
    assert isinstance(reason, Reason)
    assert said in str(reason)


def test_only_pages_and_pictures_can_be_drawn():
    assert {PDF, JPEG, PNG} == RENDERABLE
