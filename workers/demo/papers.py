"""The files of one planned entry, item by item; of an entry that will be rejected, also what is wrong with them."""

import dataclasses
from collections.abc import Iterator
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

from contests.kernel.documents.faces import Face
from contests.kernel.documents.pages import Pages
from contests.kernel.documents.pdf import PdfFile
from workers.demo.corpus import dossiers
from workers.demo.corpus.dossiers import File, Item
from workers.demo.corpus.draw import one_of, stream
from workers.demo.corpus.names import Person
from workers.demo.corpus.papers import Filing
from workers.demo.plans import Planned

_CLOTHES = ((44, 82, 130), (150, 52, 48), (52, 110, 74), (92, 70, 120), (70, 76, 84))
_GROUND, _SKIN, _HAIR = (206, 222, 238), (226, 188, 158), (38, 30, 28)
_MISSING = {
    "Bản thuyết minh": ("TM", "PHIEU"),
    "Bản sao giấy khai sinh": ("KS", "MH"),
    "Ảnh tác giả": ("ANH", "MH"),
    "Phiếu đăng ký tham dự": ("PHIEU", "TM"),
}
"""What a dossier lacks: the item, and the item whose paper was put there by mistake."""


def files(plan: Planned, seed: str) -> list[tuple[str, File]]:
    """(code of the item, file) in the order of upload."""
    found = list(_youth(plan, seed) if plan.work.contest == "TTNND" else _technical(plan, seed))
    missing = plan.rejection.missing if plan.rejection else None
    return _mistaken(found, *_MISSING[missing]) if missing else found


def missing_item(plan: Planned) -> str | None:
    """The code of the item that the dossier lacks."""
    return _MISSING[plan.rejection.missing][0] if plan.rejection and plan.rejection.missing else None


def _mistaken(found: list[tuple[str, File]], wanted: str, given: str) -> list[tuple[str, File]]:
    wrong = next(file for code, file in found if code == given)
    return [*((code, file) for code, file in found if code != wanted), (wanted, wrong)]


def _filing(plan: Planned) -> Filing:
    """As the papers say it: an author who is too old or too young is so on paper only."""
    people = [maker.person for maker in plan.makers]
    if plan.rejection and plan.rejection.born_on:
        people[-1] = dataclasses.replace(people[-1], born_on=plan.rejection.born_on)
    return Filing(people, plan.unit, plan.mentor)


def _youth(plan: Planned, seed: str) -> Iterator[tuple[str, File]]:
    filing, on = _filing(plan), plan.drafted_at.date()
    yield "PHIEU", dossiers.form(plan.work, filing)
    yield "TM", dossiers.described(plan.work, filing, f"{seed}/{plan.key}")
    yield "MH", dossiers.photographs(plan.work, filing, on, f"{seed}/{plan.key}")[0]
    for person in filing.authors:
        yield "ANH", portrait(person, seed)
    for proof in dossiers.proofs(plan.work, filing, on, f"{seed}/{plan.key}"):
        yield "KS", proof


def _technical(plan: Planned, seed: str) -> Iterator[tuple[str, File]]:
    filing, on = _filing(plan), plan.drafted_at.date()
    yield "PHIEU", dossiers.form(plan.work, filing)
    yield "ANH", portrait(filing.authors[0], seed)
    yield "TV", dossiers.described(plan.work, filing, f"{seed}/{plan.key}")
    yield "MT", _abstract(plan)
    yield "KHAC", dossiers.proofs(plan.work, filing, on, f"{seed}/{plan.key}")[0]


def portrait(person: Person, seed: str) -> File:
    """A drawn likeness of 4 by 6: head and shoulders before a light ground."""
    rng = stream(seed, "portrait", person.full_name)
    image = Image.new("RGB", (400, 600), _GROUND)
    _draw(ImageDraw.Draw(image), rng)
    out = BytesIO()
    image.resize((300, 450)).save(out, "JPEG", quality=82)
    return File(Item.PHOTO, f"Ảnh 4x6 - {person.full_name}.jpg", "image/jpeg", out.getvalue())


def _draw(on: ImageDraw.ImageDraw, rng: Random) -> None:
    on.ellipse((40, 430, 360, 760), fill=one_of(rng, _CLOTHES))
    on.rectangle((165, 340, 235, 450), fill=_SKIN)
    on.ellipse((115, 120, 285, 340), fill=_HAIR)
    on.ellipse((125, 150, 275, 370), fill=_SKIN)
    on.chord((115, 115, 285, 300), 180, 360, fill=_HAIR)
    for eye in (165, 235):
        on.ellipse((eye - 8, 250, eye + 8, 262), fill=_HAIR)
    on.arc((170, 285, 230, 325), 20, 160, fill=(150, 84, 76), width=5)


def _abstract(plan: Planned) -> File:
    """One page that tells the work in brief and names nobody."""
    out = BytesIO()
    pdf = PdfFile(out, title=plan.work.title)
    pages = Pages(pdf)
    pages.text("BẢN MÔ TẢ GIẢI PHÁP", Face.TINOS_BOLD, 15, align="centre")
    pages.text(plan.work.title, Face.TINOS_BOLD, 14, align="centre")
    pages.space(10)
    for paragraph in plan.work.summary.split("\n\n"):
        pages.text(paragraph, Face.TINOS, 13, align="justify", indent=24)
        pages.space(4)
    pages.close()
    pdf.close()
    return File(
        Item.DESCRIPTION, f"Mô tả - {plan.work.title[:60].strip()}.pdf", "application/pdf", out.getvalue()
    )
