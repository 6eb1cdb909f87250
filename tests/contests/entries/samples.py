"""Files as they come in, good and hostile, made by code."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping

import pikepdf
from PIL import Image
from reportlab.pdfgen import canvas

ACTIONS = {
    "launch": "<< /S /Launch /F (calc.exe) >>",
    "submit": "<< /S /SubmitForm /F (https://example.org) >>",
    "remote": "<< /S /GoToR /F (khac.pdf) /D [0 /Fit] >>",
}


def pdf(
    pages: int = 1, text: str = "Giải pháp", picture: bytes | None = None, title: str | None = None
) -> bytes:
    made = io.BytesIO()
    sheet = canvas.Canvas(made, invariant=1)
    if title is not None:
        sheet.setTitle(title)
        sheet.setAuthor(title)
    for number in range(pages):
        sheet.drawString(72, 720, f"{text} {number + 1}")
        sheet.showPage()
    sheet.save()
    return made.getvalue()


def saved(document: pikepdf.Pdf, **how: object) -> bytes:
    made = io.BytesIO()
    document.save(made, **how)  # type: ignore[arg-type]  # what is passed on differs by test
    return made.getvalue()


def locked_pdf(user: str = "bí mật", owner: str = "chủ") -> bytes:
    with pikepdf.open(io.BytesIO(pdf())) as document:
        return saved(document, encryption=pikepdf.Encryption(user=user, owner=owner))


def pdf_with_root(key: str, value: str) -> bytes:
    with pikepdf.open(io.BytesIO(pdf())) as document:
        document.Root[key] = pikepdf.Object.parse(value.encode())
        return saved(document)


def pdf_with_link(action: str) -> bytes:
    with pikepdf.open(io.BytesIO(pdf())) as document:
        link = f"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A {action} >>"
        document.pages[0].Annots = pikepdf.Array(
            [document.make_indirect(pikepdf.Object.parse(link.encode()))]
        )
        return saved(document)


def pdf_with_attachment(name: str = "bang.xlsx", content: bytes = b"x") -> bytes:
    with pikepdf.open(io.BytesIO(pdf())) as document:
        document.attachments[name] = content
        return saved(document)


def pdf_with_stray_script() -> bytes:
    """A later edit adds a script that hangs on nothing: only a look at every object finds it."""
    return edited(pdf(), 99, b"<< /S /JavaScript /JS (app.alert(1)) >>")


def edited(before: bytes, number: int, content: bytes) -> bytes:
    """The same PDF after an edit that set one object; all that was there before is still in the file."""
    carried = re.findall(rb"/(?:Root|Info) \d+ 0 R", before)
    (table,) = re.findall(rb"startxref\s+(\d+)", before)
    thing = b"%d 0 obj\n%b\nendobj\n" % (number, content)
    index = b"xref\n%d 1\n%010d 00000 n \n" % (number, len(before))
    trailer = b"trailer\n<< /Size 100 %b /Prev %b >>\n" % (b" ".join(carried), table)
    return before + thing + index + trailer + b"startxref\n%d\n%%%%EOF\n" % (len(before) + len(thing))


def picture(kind: str = "JPEG", size: tuple[int, int] = (64, 48), **how: object) -> bytes:
    made = io.BytesIO()
    Image.radial_gradient("L").resize(size).convert("RGB").save(made, kind, **how)
    return made.getvalue()


def huge_png(width: int = 60_000, height: int = 60_000) -> bytes:
    """A few bytes that claim to be 3.6 billion pixels."""
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def archive(parts: Mapping[str, bytes | str] | None = None) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in (parts or {"a.txt": "a"}).items():
            opened.writestr(name, content)
    return made.getvalue()


_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="{}"/></Types>'


def relations(kind: str = "officeDocument", target: str = "word/document.xml", mode: str = "") -> str:
    outside = f' TargetMode="{mode}"' if mode else ""
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}"{outside}/></Relationships>'
    )


def docx(more: Mapping[str, bytes | str] | None = None, body: str = "", main: str = _MAIN) -> bytes:
    return archive(
        {
            "[Content_Types].xml": _TYPES.format(main),
            "_rels/.rels": relations(),
            "word/document.xml": f'<w:document xmlns:w="urn:w"><w:body>{body}</w:body></w:document>',
            **(more or {}),
        }
    )


def box(name: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I4s", 8 + len(content), name) + content


def mp4(brand: bytes = b"isom", handler: bytes = b"vide") -> bytes:
    track = box(b"trak", box(b"mdia", box(b"hdlr", b"\0" * 8 + handler + b"\0" * 13)))
    return box(b"ftyp", brand + b"\0\0\2\0" + brand) + box(b"moov", track) + box(b"mdat", b"\0" * 100)
