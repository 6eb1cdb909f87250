"""Originals with a name planted in every place that a file has for one, and how to look for it."""

import base64
import contextlib
import io
import re
import unicodedata
import zlib
from collections.abc import Callable, Iterator

import pikepdf
from PIL import Image, ImageCms, PngImagePlugin

from contests.kernel.text import fold
from tests.contests.entries import samples

NAME = "Nguyễn Thị Ngọc Ánh"


def forms(name: str) -> Iterator[bytes]:
    """The ways in which a name can lie in a file."""
    for text in (name, unicodedata.normalize("NFD", name), fold(name), fold(name).title(), name.upper()):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            raw = text.encode(encoding)
            yield raw
            yield raw.hex().encode()
            yield from (base64.b64encode(b"\0" * shift + raw)[4:-4] for shift in range(3))


def carries(content: bytes, name: str = NAME) -> bool:
    return any(form in content for form in forms(name))


def opened(content: bytes) -> bytes:
    """All that a curious reader of a file sees: its bytes, and of a PDF every string and unpacked stream."""
    if not content.startswith(b"%PDF"):
        return content + b"".join(inflated(content))
    with pikepdf.open(io.BytesIO(content)) as document:
        return content + b"\n".join(piece for thing in document.objects for piece in pieces(thing))


def pieces(thing: object) -> Iterator[bytes]:
    if isinstance(thing, pikepdf.Stream):
        yield thing.read_raw_bytes()
        if thing.get("/Filter") == pikepdf.Name.FlateDecode:
            yield thing.read_bytes()
    if isinstance(thing, (pikepdf.Stream, pikepdf.Dictionary)):
        for key in thing.keys():  # noqa: SIM118
            yield from pieces(thing[key]) if not getattr(thing[key], "is_indirect", False) else ()
    elif isinstance(thing, pikepdf.Array):
        for item in thing:
            yield from pieces(item) if not getattr(item, "is_indirect", False) else ()
    elif isinstance(thing, pikepdf.String):
        yield str(thing).encode()


def inflated(content: bytes) -> Iterator[bytes]:
    start = content.find(b"\x78")
    while start >= 0:
        with contextlib.suppress(zlib.error):
            yield zlib.decompressobj().decompress(content[start:])
        start = content.find(b"\x78", start + 1)


XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator>{NAME}</dc:creator></x:xmpmeta>".encode()


def named_jpeg() -> bytes:
    exif = Image.Exif()
    exif[0x013B] = NAME
    exif[0x010E] = fold(NAME)
    return samples.picture("JPEG", exif=exif, comment=NAME.encode(), xmp=XMP)


def named_profile() -> bytes:
    """A colour profile whose description is a name: 11 letters replaced in place, in ASCII and UTF-16."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace("sRGB built-in".encode("utf-16-be"), "Nguyen Thi An".encode("utf-16-be"))


def named_png() -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", fold(NAME))
    texts.add_itxt("Artist", NAME, zip=True)
    return samples.picture("PNG", pnginfo=texts)


def with_info() -> bytes:
    return samples.pdf(title=NAME)


def with_metadata() -> bytes:
    with pikepdf.open(io.BytesIO(samples.pdf())) as document:
        with document.open_metadata() as metadata:
            metadata["dc:creator"] = [NAME]
        return samples.saved(document)


def note(author: str) -> bytes:
    with pikepdf.open(io.BytesIO(samples.pdf())) as document:
        bubble = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Text,
            Rect=[50, 50, 70, 70],
            T=pikepdf.String(author),
            Contents=pikepdf.String(f"{author} viết"),
        )
        document.pages[0].Annots = pikepdf.Array([document.make_indirect(bubble)])
        return samples.saved(document)


def with_note() -> bytes:
    return note(NAME)


def with_attachment() -> bytes:
    return samples.pdf_with_attachment(f"{NAME}.txt", NAME.encode("utf-16"))


def with_named_picture() -> bytes:
    """A photograph put into a page as the camera wrote it, with all it says of its owner."""
    with pikepdf.open(io.BytesIO(samples.pdf())) as document:
        photo = pikepdf.Stream(document, named_jpeg())
        photo.update(pikepdf.Object.parse(b"<< /Type /XObject /Subtype /Image /Width 64 /Height 48 >>"))
        photo.update(
            pikepdf.Object.parse(b"<< /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode >>")
        )
        name = document.pages[0].add_resource(photo, pikepdf.Name.XObject)
        document.pages[0].contents_add(f"q 200 0 0 150 72 300 cm {name} Do Q".encode())
        return samples.saved(document)


def with_earlier_revision() -> bytes:
    """An edit took the author out, and the file still holds what was before it."""
    before = samples.pdf(title=fold(NAME))
    (number,) = re.findall(rb"/Info (\d+) 0 R", before)
    return samples.edited(before, int(number), b"<< /Title (Ban mo ta) >>")


PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"


PLANTS: list[tuple[Callable[[], bytes], str]] = [
    (with_info, PDF),
    (with_metadata, PDF),
    (with_note, PDF),
    (with_attachment, PDF),
    (with_named_picture, PDF),
    (with_earlier_revision, PDF),
    (named_jpeg, JPEG),
    (named_png, PNG),
]
