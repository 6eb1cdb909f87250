"""A PDF file written page by page: fonts and shared art once, every page gone to the stream when it is done.

ReportLab's canvas keeps the whole file in memory and makes a single string of it at the end; this keeps eight bytes
an object. The same calls give the same bytes: no dates, no identifiers.
"""

import zlib
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import BinaryIO, Self

from contests.kernel.documents.faces import Face, advance, font, subset

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_CATALOG, _PAGES, _RESOURCES = 1, 2, 3
_SYMBOLIC = 4


class _Glyphs(dict[str, str]):
    """Character → four hex digits of its code in the file; a new character gets the next code."""

    def __init__(self, letters: str = "") -> None:
        super().__init__(_codes(letters))

    def __missing__(self, char: str) -> str:
        code = self[char] = f"{len(self) + 1:04X}"
        return code


@lru_cache(maxsize=32)
def _codes(letters: str) -> dict[str, str]:
    return {char: f"{code:04X}" for code, char in enumerate(dict.fromkeys(letters), 1)}


def _literal(text: str) -> bytes:
    return b"<" + (b"\xfe\xff" + text.encode("utf-16-be")).hex().upper().encode() + b">"


@dataclass(frozen=True)
class Form:
    """Drawing kept once in a file: its name there, its deflated operators, its box (left, bottom, right, top).

    `places` are the forms that it draws itself, added before it; with None it may use all that the pages use.
    """

    name: str
    content: bytes
    box: tuple[float, float, float, float]
    places: tuple[str, ...] | None = None

    @classmethod
    def packed(
        cls,
        name: str,
        operators: str,
        box: tuple[float, float, float, float],
        places: tuple[str, ...] | None = None,
    ) -> Self:
        return cls(name, zlib.compress(operators.encode("ascii"), 9), box, places)


@dataclass(frozen=True)
class Picture:
    """Pixels kept once in a file, placed like a form: a side of one, to be scaled by who places it.

    `data` is a JPEG, or with `deflated` rows of RGB; `alpha` are deflated rows of opacity, a byte a pixel, or b"".
    """

    name: str
    data: bytes
    width: int
    height: int
    deflated: bool = False
    alpha: bytes = b""


class PdfFile:
    """A PDF being written to `out`, which needs no seek; `close()` writes fonts, page list and cross-references.

    `letters` are those that a face holds from the start: files with the same letters share the work of cutting fonts.
    """

    def __init__(self, out: BinaryIO, *, title: str, letters: Mapping[Face, str] | None = None) -> None:
        self._out = out
        self._title = title
        self._position = 0
        self._offsets = array("Q", [0] * (_RESOURCES + 1))
        self._pages = array("L")
        self._forms: dict[str, int] = {}
        self._glyphs = {face: _Glyphs(known) for face, known in (letters or {}).items()}
        self._write(_HEADER)

    @property
    def letters(self) -> dict[Face, str]:
        """The characters that each face holds so far, in the order of their codes."""
        return {face: "".join(glyphs) for face, glyphs in self._glyphs.items()}

    def encode(self, text: str, face: Face) -> str:
        """The text as hex digits of the codes its face has in this file."""
        glyphs = self._glyphs.get(face)
        if glyphs is None:
            glyphs = self._glyphs[face] = _Glyphs()
        return "".join([glyphs[char] for char in text])

    def add_form(self, form: Form) -> None:
        """Keep drawing that many pages share; a sheet places it by its name."""
        edges = " ".join(f"{edge:g}" for edge in form.box)
        head = f"/Type/XObject/Subtype/Form/BBox[{edges}]/Resources {self._resources_of(form)}"
        self._forms[form.name] = self._packed_stream(form.content, head)

    def _resources_of(self, form: Form) -> str:
        """Art names no face, so that no reader looks for letters in each of its hundred pieces."""
        if form.places is None:
            return f"{_RESOURCES} 0 R"
        return f"<</XObject<<{''.join(f'/{name} {self._forms[name]} 0 R' for name in form.places)}>>>>"

    def add_picture(self, picture: Picture) -> None:
        """Keep a picture that many pages share."""
        head = f"/Type/XObject/Subtype/Image/Width {picture.width}/Height {picture.height}/BitsPerComponent 8"
        if picture.alpha:
            mask = self._packed_stream(picture.alpha, f"{head}/ColorSpace/DeviceGray")
            head += f"/SMask {mask} 0 R"
        packing = "FlateDecode" if picture.deflated else "DCTDecode"
        self._forms[picture.name] = self._packed_stream(picture.data, f"{head}/ColorSpace/DeviceRGB", packing)

    def add_page(self, content: bytes, width: float, height: float) -> None:
        stream = self._stream(content)
        page = f"<</Type/Page/Parent {_PAGES} 0 R/MediaBox[0 0 {width:g} {height:g}]"
        self._pages.append(
            self._object(f"{page}/Resources {_RESOURCES} 0 R/Contents {stream} 0 R>>".encode())
        )

    def close(self) -> None:
        """Finish the file. The stream stays open: it is the caller's."""
        fonts = {face: self._font(face, "".join(glyphs)) for face, glyphs in self._glyphs.items() if glyphs}
        self._write_resources(fonts)
        kids = " ".join(f"{page} 0 R" for page in self._pages)
        self._object(f"<</Type/Pages/Count {len(self._pages)}/Kids[{kids}]>>".encode(), _PAGES)
        catalog = (
            f"<</Type/Catalog/Pages {_PAGES} 0 R/Lang(vi-VN)/ViewerPreferences<</DisplayDocTitle true>>>>"
        )
        self._object(catalog.encode(), _CATALOG)
        self._write_trailer(self._object(b"<</Title" + _literal(self._title) + b">>"))

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._position += len(data)

    def _object(self, body: bytes, number: int | None = None) -> int:
        """Write an object; without a number it gets the next one. Returns its number."""
        if number is None:
            number = len(self._offsets)
            self._offsets.append(0)
        self._offsets[number] = self._position
        self._write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        return number

    def _stream(self, content: bytes, head: str = "") -> int:
        return self._packed_stream(zlib.compress(content, 6), head)

    def _packed_stream(self, packed: bytes, head: str, packing: str = "FlateDecode") -> int:
        start = f"<<{head}/Filter/{packing}/Length {len(packed)}>>stream\n".encode()
        return self._object(start + packed + b"\nendstream")

    def _write_resources(self, fonts: dict[Face, int]) -> None:
        faces = "".join(f"/{face.name} {number} 0 R" for face, number in fonts.items())
        forms = "".join(f"/{name} {number} 0 R" for name, number in self._forms.items())
        self._object(f"<</Font<<{faces}>>/XObject<<{forms}>>>>".encode(), _RESOURCES)

    def _font(self, face: Face, chars: str) -> int:
        cut = _cut(face, chars)
        glyph_map = self._packed_stream(cut.glyph_map, "")
        described = self._descriptor(
            face, cut.name, self._packed_stream(cut.data, f"/Length1 {cut.unpacked}")
        )
        descendant = self._object(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{cut.name}/FontDescriptor {described} 0 R"
            f"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/CIDToGIDMap {glyph_map} 0 R/W[1[{cut.widths}]]>>".encode()
        )
        unicode = self._packed_stream(cut.unicode, "")
        return self._object(
            f"<</Type/Font/Subtype/Type0/BaseFont/{cut.name}/Encoding/Identity-H"
            f"/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode} 0 R>>".encode()
        )

    def _descriptor(self, face: Face, name: str, file: int) -> int:
        source = font(face)
        box = " ".join(f"{edge:g}" for edge in source.bbox)
        return self._object(
            f"<</Type/FontDescriptor/FontName/{name}/Flags {_SYMBOLIC}/FontBBox[{box}]"
            f"/ItalicAngle {source.italicAngle:g}/Ascent {source.ascent:g}/Descent {source.descent:g}"
            f"/CapHeight {source.capHeight:g}/StemV {source.stemV:g}/FontFile2 {file} 0 R>>".encode()
        )

    def _write_trailer(self, info: int) -> None:
        start, count = self._position, len(self._offsets)
        self._write(b"xref\n0 %d\n0000000000 65535 f \n" % count)
        for offset in self._offsets[1:]:
            self._write(b"%010d 00000 n \n" % offset)
        trailer = (
            f"trailer\n<</Size {count}/Root {_CATALOG} 0 R/Info {info} 0 R>>\nstartxref\n{start}\n%%EOF\n"
        )
        self._write(trailer.encode())


@dataclass(frozen=True)
class _Cut:
    """A face cut down to some characters: what stands in a file for it, deflated."""

    name: str
    data: bytes
    unpacked: int
    widths: str
    glyph_map: bytes
    unicode: bytes


@lru_cache(maxsize=32)
def _cut(face: Face, chars: str) -> _Cut:
    data, glyphs = subset(face, chars)
    return _Cut(
        name=f"BVANGV+{font(face).name.decode('ascii')}",
        data=zlib.compress(data, 6),
        unpacked=len(data),
        widths=" ".join(f"{advance(char, face):g}" for char in chars),
        glyph_map=zlib.compress(b"\0\0" + b"".join(glyph.to_bytes(2, "big") for glyph in glyphs)),
        unicode=zlib.compress(_unicode_map(chars)),
    )


def _unicode_map(chars: str) -> bytes:
    """The table by which readers copy and search text: code → character, a hundred a block as the format wants."""
    rows = [f"<{code:04X}> <{char.encode('utf-16-be').hex()}>" for code, char in enumerate(chars, 1)]
    blocks = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{body}\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()
