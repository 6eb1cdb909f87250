"""Ways in which an identity has leaked elsewhere: each plants a name into an answer as a careless change would."""

import base64
import gzip
import io
import json
import unicodedata
import zipfile
from collections.abc import Callable

from flask import Response
from PIL import Image

from contests.kernel.documents.pdf import PdfFile
from contests.kernel.text import fold

Plant = Callable[[Response, str], None]


def _header(response: Response, name: str) -> None:
    response.headers["X-Unit"] = base64.b64encode(name.encode()).decode()


def _cookie(response: Response, name: str) -> None:
    response.set_cookie("author", fold(name).replace(" ", "."))


def _file_name(response: Response, name: str) -> None:
    response.headers["Content-Disposition"] = f"attachment; filename={fold(name).replace(' ', '_')}.jpg"


def _tag(response: Response, name: str) -> None:
    response.headers["ETag"] = f'"{name.encode().hex()}"'


def _location(response: Response, name: str) -> None:
    response.headers["Location"] = "/judge/?of=" + "".join(f"%{byte:02X}" for byte in name.encode())


def _page(response: Response, name: str) -> None:
    escaped = "".join(f"&#{ord(sign)};" for sign in name)
    response.set_data(f"<html><head><title>{escaped}</title></head></html>")


def _decomposed(response: Response, name: str) -> None:
    response.set_data(f"<p data-author='{unicodedata.normalize('NFD', name)}'>")


def _json(response: Response, name: str) -> None:
    response.set_data(json.dumps({"by": name}))


def _wide(response: Response, name: str) -> None:
    response.set_data(name.encode("utf-16-le"))


def _error(response: Response, name: str) -> None:
    response.status_code = 500
    response.set_data(f"Traceback: Person(full_name={name!r})")


def _export(response: Response, name: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("word/document.xml", f"<w:t>{name}</w:t>")
    response.set_data(packed.getvalue())


def _entry_of_export(response: Response, name: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as bundle:
        bundle.writestr(f"{fold(name)}/ban-ve.jpg", b"\xff\xd8")
    response.set_data(packed.getvalue())


def _compressed(response: Response, name: str) -> None:
    response.set_data(gzip.compress(f"<p>{name}</p>".encode()))


def _title_of_pdf(response: Response, name: str) -> None:
    out = io.BytesIO()
    PdfFile(out, title=name).close()
    response.set_data(out.getvalue())


def _picture(response: Response, name: str) -> None:
    drawn = io.BytesIO()
    exif = Image.Exif()
    exif[0x013B] = fold(name)  # Artist
    Image.new("RGB", (8, 8)).save(drawn, "JPEG", exif=exif)
    response.set_data(drawn.getvalue())


def _comment_of_picture(response: Response, name: str) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "JPEG", comment=name.encode())
    response.set_data(drawn.getvalue())


PLANTS: dict[str, Plant] = {
    plant.__name__.strip("_"): plant
    for plant in (
        _header, _cookie, _file_name, _tag, _location, _page, _decomposed, _json, _wide, _error, _export,
        _entry_of_export, _compressed, _title_of_pdf, _picture, _comment_of_picture,
    )
}  # fmt: skip
