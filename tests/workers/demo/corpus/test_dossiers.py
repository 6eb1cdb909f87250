"""A dossier's files are real files: they open, they say what they should, and names are only where names belong."""

import io
import unicodedata

import pytest
from PIL import Image
from pypdf import PdfReader

from contests.entries.filetypes import pdf, picture
from contests.kernel.text import one_line
from tests.workers.demo.corpus.conftest import FILED_ON, pupils_dossier, the
from workers.demo.corpus.dossiers import File, Item, described, proofs
from workers.demo.corpus.draw import stream
from workers.demo.corpus.models import MOTIFS, model
from workers.demo.corpus.papers import Filing
from workers.demo.corpus.shapes import HEIGHT, WIDTH
from workers.demo.corpus.works import FIELDS, work

ARTIST = 0x013B


def text_of(file: File) -> str:
    return one_line(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(file.data)).pages))


def of(item: Item, files: list[File]) -> list[File]:
    return [file for file in files if file.item is item]


def test_the_same_seed_gives_the_same_bytes(files: list[File]):
    assert pupils_dossier() == files


def test_another_seed_gives_another_dossier(files: list[File]):
    other = pupils_dossier("khác")
    assert the(Item.DESCRIPTION, other).data != the(Item.DESCRIPTION, files).data
    assert the(Item.PHOTO, other).data != the(Item.PHOTO, files).data


def test_a_pupils_dossier_has_form_description_photographs_and_a_proof_each(files: list[File]):
    counted = [len(of(item, files)) for item in Item]
    assert counted[:2] == [1, 1]
    assert counted[2] in {1, 2}
    assert counted[3] == 5


def test_the_form_names_every_author_with_every_diacritic(files: list[File], filing: Filing):
    text = text_of(the(Item.FORM, files))
    assert "H’Hen Niê" in text
    assert all(author.full_name in text and f"{author.born_on:%d/%m/%Y}" in text for author in filing.authors)
    assert filing.mentor in text
    assert "DỮ LIỆU MẪU" in text


def test_the_description_tells_the_work_and_names_nobody(files: list[File], filing: Filing):
    text, one = text_of(the(Item.DESCRIPTION, files)), work("TTNND", "MT", 2)
    assert one.title in text
    assert one.idea.principle in text
    assert one.novelty in text
    assert unicodedata.is_normalized("NFC", text)
    assert not [
        name
        for name in [*(author.full_name for author in filing.authors), filing.unit, filing.mentor]
        if name in text
    ]


def test_the_description_s_properties_name_its_writer(files: list[File], filing: Filing):
    properties = PdfReader(io.BytesIO(the(Item.DESCRIPTION, files).data)).metadata
    assert properties is not None
    assert properties.author == filing.authors[0].full_name


@pytest.mark.parametrize(
    ("contest", "field"), [(contest, field) for contest, fields in FIELDS.items() for field in fields]
)
def test_a_description_is_three_or_four_pages_with_its_chief_headings(contest, field, filing: Filing):
    file = described(work(contest, field, 1), filing, 1)
    assert len(PdfReader(io.BytesIO(file.data)).pages) in {3, 4}
    assert len(file.data) < 150_000
    assert all(
        head in text_of(file) for head in ("I. THÔNG TIN CHUNG", "Hình 1.", "Hình 2.", "Hình 3.", "VI. ")
    )


def test_photographs_are_jpeg_with_the_taker_s_name_inside(files: list[File], filing: Filing):
    for file in of(Item.PHOTO, files):
        image = Image.open(io.BytesIO(file.data))
        image.load()
        assert (image.format, image.mode) == ("JPEG", "RGB")
        assert image.getexif()[ARTIST].encode("latin-1").decode() == filing.authors[0].full_name
        assert len(file.data) < 120_000


def test_a_photograph_shows_something(files: list[File]):
    colours = Image.open(io.BytesIO(the(Item.PHOTO, files).data)).quantize(64).getcolors()
    assert colours is not None
    assert len(colours) > 40


def test_scans_are_grey_pages_each_of_its_own_pupil(files: list[File], filing: Filing):
    scans = of(Item.PROOF, files)
    assert [file.name for file in scans] == [
        f"Giấy khai sinh - {author.full_name}.jpg" for author in filing.authors
    ]
    assert {Image.open(io.BytesIO(file.data)).mode for file in scans} == {"L"}
    assert len({file.data for file in scans}) == len(scans)


def test_a_solution_is_proved_by_its_unit(filing: Filing):
    found = proofs(work("STKT", "NN", 0), filing, FILED_ON, 1)
    assert [file.name for file in found] == [f"Xác nhận áp dụng - {filing.authors[0].full_name}.jpg"]


def test_the_product_itself_lets_every_file_in(files: list[File]):
    for file in files:
        source = io.BytesIO(file.data)
        found = (
            pdf.inspect(source, max_pages=20)
            if file.name.endswith(".pdf")
            else picture.inspect(source, kind="jpeg")
        )
        assert "problem" not in found


def test_file_names_are_composed_letters(files: list[File]):
    assert all(unicodedata.is_normalized("NFC", file.name) for file in files)


@pytest.mark.parametrize("motif", sorted(MOTIFS))
def test_a_model_stays_on_its_canvas_and_varies_with_the_seed(motif: str):
    shapes = model(motif, stream(1))
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for shape in shapes for x, y in shape.points)
    assert len({tuple(model(motif, stream(seed))) for seed in range(10)}) > 5
