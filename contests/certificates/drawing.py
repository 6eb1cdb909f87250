"""What a certificate looks like: a design and grants in, one PDF out, a page each; the same grant gives the same bytes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from typing import BinaryIO

from contests.certificates.art import ground
from contests.certificates.art.emblem import SIDE
from contests.certificates.art.styles import STYLES
from contests.certificates.design.parts import Box, Design, Emblem, TextPart
from contests.certificates.design.rules import slots_of
from contests.certificates.design.terms import OWN, Backdrop, Paper, Slot
from contests.certificates.imposition import SINGLE, Imposition
from contests.certificates.layout import NBSP, TENTH, Frame, frame, setting
from contests.kernel.documents import demo
from contests.kernel.documents.faces import Face
from contests.kernel.documents.pdf import Form, PdfFile, Picture
from contests.kernel.documents.sheet import Sheet, shade
from contests.kernel.text import one_line

INK = shade(38, 30, 24)
REPERTOIRE = (
    "".join(map(chr, range(32, 127)))
    + "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư"
    + "".join(map(chr, range(0x1EA0, 0x1EFA)))
    + "–—‘’“”…·"
)
"""What the faces of a file hold from the start: ASCII, the 134 letters of Vietnamese, the marks of print."""
_SLOT = re.compile(r"\{([^{}]*)\}")
_BACK, _EMBLEM = "BACKDROP", "EMBLEM"


@dataclass(frozen=True)
class Shared:
    """What all certificates of a batch say: the issuing body a line each, who signs, where and when."""

    issuer: str
    contest: str
    decision: str
    place_and_date: str
    signer_title: str
    signer_name: str
    demo: bool = False

    def words(self) -> dict[str, str]:
        """By the placeholders of a design."""
        return {
            Slot.ISSUER: self.issuer,
            Slot.CONTEST: self.contest,
            Slot.DECISION: self.decision,
            Slot.PLACE_AND_DATE: self.place_and_date,
            Slot.SIGNER_TITLE: self.signer_title,
            Slot.SIGNER: self.signer_name,
        }


@dataclass(frozen=True)
class Grant:
    """What one certificate says of its own; `check_url` is where its QR code leads, `code` what is typed there."""

    names: tuple[str, ...]
    affiliation: str
    work: str
    prize: str
    register: str
    code: str
    check_url: str

    def words(self) -> dict[str, str]:
        """By the placeholders of a design; of several names none is ever broken over two lines."""
        names = [one_line(name) for name in self.names]
        if len(names) > 1:
            names = [name.replace(" ", NBSP) for name in names]
        return {
            Slot.NAMES: ", ".join(names),
            Slot.AFFILIATION: one_line(self.affiliation),
            Slot.WORK: one_line(self.work),
            Slot.PRIZE: one_line(self.prize),
            Slot.REGISTER: self.register,
            Slot.CODE: self.code,
        }


@dataclass(frozen=True)
class _Live:
    """A text that differs from certificate to certificate."""

    part: TextPart
    box: Frame
    slots: tuple[str, ...]


@dataclass
class Template:
    """A design with what its certificates share, drawn once: every page places it and adds what is its own."""

    design: Design
    shared: Shared
    pictures: Mapping[str, Picture] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.width, self.height = self.design.width * TENTH, self.design.height * TENTH
        plain = self.design.paper is Paper.PLAIN
        parts = [part for part in self.design.texts if plain or not part.printed]
        self._live = [
            _Live(part, frame(part, self.design.height), tuple(slots_of(part.text)))
            for part in parts
            if OWN & set(slots_of(part.text))
        ]
        self._fixed = [part for part in parts if not OWN & set(slots_of(part.text))]
        self._kept = self._art() if plain else []
        self._code = _square(self.design.code, self.design.height)
        self._words = self.shared.words()
        operators, self._letters = self._drawn()
        self._page = Form.packed("PAGE", operators, (0, 0, self.width, self.height))

    def file(self, out: BinaryIO) -> PdfFile:
        """A file that holds the art and the shared words."""
        pdf = PdfFile(out, title=self.design.title, letters=self._letters)
        for kept in self._kept:
            _keep(pdf, kept)
        pdf.add_form(self._page)
        return pdf

    def draw(self, sheet: Sheet, grant: Grant) -> None:
        """One certificate at the sheet's origin."""
        sheet.place("PAGE")
        words = self._words | grant.words()
        for live in self._live:
            if any(words.get(slot) for slot in live.slots):
                _show(sheet, _filled(live.part, words), live.box)
        sheet.qr_mask(*self._code, grant.check_url, INK)

    def _art(self) -> list[Form | Picture]:
        design, kept = self.design, list[Form | Picture]()
        if design.backdrop in STYLES:
            kept += ground.forms(design.backdrop, self.width, self.height)
        elif design.backdrop is Backdrop.PICTURE and design.picture in self.pictures:
            kept.append(_named(self.pictures[design.picture], _BACK))
        if design.emblem and design.emblem.picture in self.pictures:
            kept.append(_named(self.pictures[design.emblem.picture], _EMBLEM))
        elif design.emblem:
            kept.append(ground.rosette_form())
        return kept

    def _drawn(self) -> tuple[str, dict[Face, str]]:
        """The operators of what all pages share, and the letters that make their codes mean the same in every file."""
        faces = {live.box.face: REPERTOIRE for live in self._live}
        pdf = PdfFile(BytesIO(), title="", letters=faces)
        sheet = Sheet(pdf, (self.width, self.height))
        self._place_art(sheet, {kept.name for kept in self._kept})
        if self.shared.demo:
            demo.mark(sheet, foot=max(ground.clear(self.design.backdrop, self.width, self.height), 12) + 7)
        for part in self._fixed:
            _show(sheet, _filled(part, self._words), frame(part, self.design.height))
        return sheet.content().decode("ascii"), pdf.letters

    def _place_art(self, sheet: Sheet, kept: set[str]) -> None:
        if "GROUND" in kept:
            sheet.place("GROUND")
        if _BACK in kept:
            sheet.place_scaled(_BACK, 0, 0, self.width, self.height)
        if self.design.emblem and kept & {_EMBLEM, "ROSETTE"}:
            self._place_emblem(sheet, self.design.emblem)

    def _place_emblem(self, sheet: Sheet, emblem: Emblem) -> None:
        """As large as its box allows, in its own proportions, in the middle of the box."""
        x, y, wide = _square(emblem.box, self.design.height)
        tall, own = emblem.box.height * TENTH, self.pictures.get(emblem.picture)
        across, up = (own.width, own.height) if own else (1, 1)
        unit = min(wide / across, tall / up)
        x, y = x + (wide - across * unit) / 2, y + (tall - up * unit) / 2
        inner = 1.0 if own else SIDE
        sheet.place_scaled(_EMBLEM if own else "ROSETTE", x, y, across * unit / inner, up * unit / inner)


def _keep(pdf: PdfFile, kept: Form | Picture) -> None:
    if isinstance(kept, Picture):
        pdf.add_picture(kept)
    else:
        pdf.add_form(kept)


def _named(picture: Picture, name: str) -> Picture:
    return Picture(name, picture.data, picture.width, picture.height, picture.deflated, picture.alpha)


def _square(box: Box, paper_height: int) -> tuple[float, float, float]:
    return box.x * TENTH, (paper_height - box.bottom) * TENTH, box.width * TENTH


def _filled(part: TextPart, words: Mapping[str, str]) -> str:
    text = _SLOT.sub(lambda slot: words.get(slot[1], ""), part.text)
    return text.upper() if part.capitals else text


def _show(sheet: Sheet, text: str, box: Frame) -> None:
    lines = setting(text, box)
    for line in lines:
        sheet.text(line.x, line.y, line.text, line.face, line.size, box.colour)
    if box.underlined and lines:
        last = lines[-1]
        below = last.y - last.size * 0.3
        sheet.line(last.x, below, last.x + last.wide, below, stroke=0.8, colour=box.colour)


@lru_cache(maxsize=16)
def template(design: Design, shared: Shared) -> Template:
    """The template of a design without pictures, kept for the next certificate."""
    return Template(design, shared)


def draw(ready: Template, grants: Iterable[Grant], out: BinaryIO, imposition: Imposition = SINGLE) -> None:
    """Write one file with a certificate a grant, in order; each page leaves memory as it is drawn."""
    pdf = ready.file(out)
    imposition.impose(pdf, ready, grants)
    pdf.close()


def draw_one(ready: Template, grant: Grant) -> bytes:
    """The certificate alone; the same grant gives the same bytes, so there is no need to keep them."""
    out = BytesIO()
    draw(ready, [grant], out)
    return out.getvalue()
