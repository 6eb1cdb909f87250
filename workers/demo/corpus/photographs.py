"""Photographs of models and scans of papers as JPEG, with what telephones and scanners leave in them.

A photograph carries its taker's name in the EXIF fields of a real telephone: what reaches a judge must not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from contests.kernel.documents.faces import FONTS, Face, face_for, width
from workers.demo.corpus.draw import below, between, one_of, stream
from workers.demo.corpus.models import model
from workers.demo.corpus.shapes import Colour, lit, to_image

SIZE = (768, 576)
_FINE = 2  # drawn so many times larger, then reduced: smooth edges
_DRAWN = (SIZE[0] * _FINE, SIZE[1] * _FINE)
_PAGE = (700, 990)  # A4 at 85 dots per inch
_MAKE, _MODEL, _DATE, _ARTIST, _COPYRIGHT, _AUTHOR_OF_WINDOWS = 0x010F, 0x0110, 0x0132, 0x013B, 0x8298, 0x9C9D
_TELEPHONES = (("samsung", "SM-A125F"), ("OPPO", "CPH2127"), ("Xiaomi", "M2006C3LG"), ("vivo", "V2026"))
_ROOMS: tuple[tuple[Colour, Colour, int], ...] = (
    ((214, 208, 196), (150, 110, 74), 54),
    ((196, 208, 214), (92, 116, 128), 53),
    ((222, 214, 200), (178, 168, 152), 57),
    ((206, 214, 200), (122, 92, 70), 55),
    ((216, 204, 204), (164, 128, 88), 52),
    ((204, 206, 216), (136, 104, 80), 56),
)
_PAPER, _INK, _STAMP = 240, 40, 112


def photograph(motif: str, artist: str, taken_at: datetime, seed: int | str, shot: int) -> bytes:
    """The model on its table; shot 0 shows all of it, later ones come closer."""
    rng, look = stream(seed, "model"), stream(seed, "shot", shot)
    image = _room(below(stream(seed, "room"), len(_ROOMS)), min(shot, 1)).copy()
    scale, top = _framing(min(shot, 1))
    left = (_DRAWN[0] - 100 * scale) / 2 + between(look, -24, 24)
    to_image(model(motif, rng), ImageDraw.Draw(image), scale, left, top)
    return _jpeg(_grained(image.reduce(_FINE), look, 12), 84, _exif(artist, taken_at, rng))


def _framing(shot: int) -> tuple[float, float]:
    """Pixels a unit of the model's canvas, and where its upper edge is."""
    scale = _DRAWN[0] / 100 * (0.92, 1.1)[shot]
    return scale, _DRAWN[1] * 0.86 - 66 * scale


@cache
def _room(number: int, shot: int) -> Image.Image:
    """A wall lit from above, a table, the shadow of what will stand on it; dark towards the corners."""
    wall, table, horizon = _ROOMS[number]
    image = _walled(wall)
    _furnish(image, table, _DRAWN[1] * horizon // 100)
    scale, top = _framing(shot)
    shadow = _shadow(round(100 * scale))
    image.paste((24, 20, 18), (round((_DRAWN[0] - shadow.width) / 2), round(top + 53 * scale)), shadow)
    corners = Image.radial_gradient("L").resize(_DRAWN).point(lambda value: max(0, value - 90) * 3 // 5)
    image.paste((12, 12, 16), (0, 0), corners)
    return image


def _walled(wall: Colour) -> Image.Image:
    light = Image.linear_gradient("L").resize(_DRAWN).point(lambda value: value * 2 // 3)
    return Image.composite(Image.new("RGB", _DRAWN, (136, 130, 122)), Image.new("RGB", _DRAWN, wall), light)


def _furnish(image: Image.Image, table: Colour, edge: int) -> None:
    """The table from its far edge on, with the joints of its boards."""
    far = Image.new("RGB", (image.width, image.height - edge), table)
    near = Image.new("RGB", far.size, lit(table, 130))
    image.paste(Image.composite(near, far, Image.linear_gradient("L").resize(far.size)), (0, edge))
    for at in range(1, 5):
        y = edge + far.height * at * at // 20
        ImageDraw.Draw(image).line([(0, y), (image.width, y + 3)], fill=lit(table, 90), width=3)


def _shadow(wide: int) -> Image.Image:
    """Where a model so wide darkens the table, as a mask."""
    small = Image.new("L", (wide // 8, wide // 40))
    ImageDraw.Draw(small).ellipse(
        (small.width * 0.1, small.height * 0.25, small.width * 0.9, small.height * 0.75), fill=125
    )
    return small.filter(ImageFilter.BoxBlur(4)).resize((wide, wide // 5))


def _grained(image: Image.Image, rng: Random, strength: int) -> Image.Image:
    x, y = between(rng, 0, 255), between(rng, 0, 255)
    image.paste(
        255 if image.mode == "L" else (255, 255, 255),
        (0, 0),
        _grain(strength).crop((x, y, x + image.width, y + image.height)),
    )
    return image


@cache
def _grain(strength: int) -> Image.Image:
    """Random specks on a square larger than any picture here; Pillow's own noise has no seed."""
    noise = stream("grain").getrandbits(8 << 16).to_bytes(1 << 16, "big")
    tile = Image.frombytes("L", (256, 256), noise).point(lambda value: value * strength // 255)
    wide = Image.new("L", (1280, 1280))
    for at in range(25):
        wide.paste(tile, (at % 5 * 256, at // 5 * 256))
    return wide


def _exif(artist: str, taken_at: datetime, rng: Random) -> Image.Exif:
    make, name = one_of(rng, _TELEPHONES)
    exif = Image.Exif()
    exif[_MAKE], exif[_MODEL] = make, name
    exif[_DATE] = f"{taken_at:%Y:%m:%d %H:%M:%S}"
    exif[_ARTIST], exif[_COPYRIGHT] = artist.encode(), f"© {artist}".encode()
    exif[_AUTHOR_OF_WINDOWS] = artist.encode("utf-16-le") + b"\0\0"
    return exif


def _jpeg(image: Image.Image, quality: int, exif: Image.Exif | None = None) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=quality, exif=exif.tobytes() if exif else b"")
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class ScannedPaper:
    """What a scanned paper says: its head lines, title, a line for each label and value, and who signed it."""

    title: str
    rows: Sequence[tuple[str, str]]
    signed: str


def scan(paper: ScannedPaper, seed: int | str) -> bytes:
    """The paper as an office scanner gives it: grey, a little askew, grainy, and marked MẪU all over."""
    rng = stream(seed, "scan")
    image = _blank(paper.title, tuple(label for label, _ in paper.rows), paper.signed).copy()
    draw = ImageDraw.Draw(image)
    for at, (label, value) in enumerate(paper.rows):
        _write(draw, at, label, value)
    image.paste(150, (0, 0), _mark())
    image = image.rotate(between(rng, -14, 14) / 10, Image.Resampling.BILINEAR, fillcolor=200)
    return _jpeg(_grained(image, rng, 20), 62)


@lru_cache(maxsize=8)
def _blank(title: str, labels: tuple[str, ...], signed: str) -> Image.Image:
    """The printed form before anything is written on it."""
    image = Image.new("L", _PAGE, _PAPER)
    draw = ImageDraw.Draw(image)
    _head(draw, title)
    for at, label in enumerate(labels):
        draw.text((78, _row(at)), label, _INK, _font(Face.TINOS, 19), "ls")
        draw.line([(_after(label), _row(at) + 5), (_PAGE[0] - 64, _row(at) + 5)], 165, 1)
    _signed(draw, signed, _row(len(labels)) + 26)
    return image


def _row(at: int) -> int:
    return 270 + at * 54


@cache
def _after(label: str) -> float:
    return 84 + _font(Face.TINOS, 19).getlength(label)


def _head(draw: ImageDraw.ImageDraw, title: str) -> None:
    middle = _PAGE[0] / 2
    draw.text((middle, 62), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", _INK, _font(Face.TINOS_BOLD, 20), "mm")
    draw.text((middle, 90), "Độc lập - Tự do - Hạnh phúc", _INK, _font(Face.TINOS_BOLD, 19), "mm")
    draw.line([(middle - 120, 106), (middle + 120, 106)], _INK, 1)
    draw.text((middle, 170), title, _STAMP, _font(Face.TINOS_BOLD, 32), "mm")
    draw.text((middle, 210), "(BẢN SAO – MẪU, KHÔNG CÓ GIÁ TRỊ)", _INK, _font(Face.TINOS_ITALIC, 18), "mm")


def _write(draw: ImageDraw.ImageDraw, at: int, label: str, value: str) -> None:
    room = _PAGE[0] - 64 - _after(label)
    size = 18 if width(value, Face.SANS, 18) < room else 13
    draw.text((_after(label), _row(at)), value, 60, _font(face_for(value, Face.SANS), size), "ls")


def _signed(draw: ImageDraw.ImageDraw, signed: str, y: int) -> None:
    draw.text((510, y), "NGƯỜI KÝ", _INK, _font(Face.TINOS_BOLD, 21), "mm")
    draw.ellipse((380, y + 24, 530, y + 174), outline=_STAMP, width=4)
    draw.ellipse((392, y + 36, 518, y + 162), outline=_STAMP, width=2)
    draw.text((455, y + 99), "MẪU", _STAMP, _font(Face.TINOS_BOLD, 38), "mm")
    draw.line(
        [(490, y + 120), (520, y + 84), (536, y + 128), (566, y + 92), (614, y + 116)],
        70,
        3,
        "curve",
    )
    draw.text((510, y + 196), signed, _INK, _font(Face.TINOS_BOLD, 21), "mm")


@cache
def _mark() -> Image.Image:
    """The word across the whole page, as a mask."""
    mask = Image.new("L", _PAGE)
    ImageDraw.Draw(mask).text((_PAGE[0] / 2, _PAGE[1] / 2), "MẪU", 90, _font(Face.SANS_BOLD, 220), "mm")
    return mask.rotate(40, Image.Resampling.BILINEAR)


@cache
def _font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / face.value), size, layout_engine=ImageFont.Layout.BASIC)
