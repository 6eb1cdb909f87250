"""The same certificate made by WeasyPrint, fpdf2 and Typst, each as its documentation advises for many pages."""

import base64
import io
import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html import escape
from importlib import import_module
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
from PIL import Image

from bench.certificate_words import grants, lines
from contests.certificates.design.presets import preset
from contests.certificates.drawing import Grant, Shared, Template, draw_one
from contests.kernel.documents.faces import FONTS, Face
from contests.kernel.qr import qr_bits

WIDE, HIGH = 297, 210
_STYLES = {
    "TINOS": ("Tinos", 400, "normal"),
    "TINOS_BOLD": ("Tinos", 700, "normal"),
    "TINOS_ITALIC": ("Tinos", 400, "italic"),
    "TINOS_BOLD_ITALIC": ("Tinos", 700, "italic"),
    "DISPLAY": ("Playfair Display", 700, "normal"),
}


@cache
def art() -> bytes:
    """Border, ground and emblem as a PNG of 150 dots an inch: what a rival places behind its text."""
    blank = Template(replace(preset("giay-chung-nhan"), texts=()), Shared("", "", "", "", "", ""))
    paper = draw_one(blank, Grant((), "", "", "", "", "", "-"))
    with pypdfium2.PdfDocument(paper) as pdf:
        image = pdf[0].render(scale=150 / 72).to_pil().convert("RGB")
    out = io.BytesIO()
    image.quantize(64, dither=Image.Dither.NONE).save(out, "PNG")
    return out.getvalue()


@cache
def folder() -> Path:
    """Where rivals that read files find the art."""
    made = Path(tempfile.gettempdir(), "bench-certificates")
    made.mkdir(exist_ok=True)
    (made / "art.png").write_bytes(art())
    return made


def code_png(text: str) -> bytes:
    """The QR code as a picture of a bit a module, by the encoder that the product uses."""
    side, bits = qr_bits(text)
    out = io.BytesIO()
    Image.frombytes("1", (side, side), bits).save(out, "PNG", compress_level=1)
    return out.getvalue()


def _data(content: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(content).decode()}"


# --- WeasyPrint


@cache
def _sheet() -> str:
    faces = "".join(
        f"@font-face{{font-family:'{family}';font-weight:{weight};font-style:{style};"
        f"src:url('file://{FONTS / Face[name].value}')}}"
        for name, (family, weight, style) in _STYLES.items()
    )
    rules = "".join(
        f".{name}{{font-family:'{family}';font-weight:{weight};font-style:{style}}}"
        for name, (family, weight, style) in _STYLES.items()
    )
    return (
        f"{faces}{rules}@page{{size:{WIDE}mm {HIGH}mm;margin:0}}body{{margin:0}}p{{margin:1.2mm 0;text-align:center}}"
        f"section{{position:relative;width:{WIDE}mm;height:{HIGH}mm;page-break-after:always}}"
        f".art{{position:absolute;width:100%;height:100%;background:url('file://{folder() / 'art.png'}') 0 0/100% 100%}}"
        ".words{position:absolute;top:24mm;left:30mm;right:30mm}"
        ".code{position:absolute;left:26mm;top:158mm;width:27mm;image-rendering:pixelated}"
    )


def _section(grant: Grant) -> str:
    said = "".join(
        f'<p class="{face}" style="font-size:{size}pt">{escape(text)}</p>'
        for text, face, size in lines(grant)
    )
    code = f'<img class="code" src="{_data(code_png(grant.check_url))}">'
    return f'<section><div class="art"></div><div class="words">{said}</div>{code}</section>'


def _weasy(some: Iterator[Grant]) -> bytes:
    weasyprint, text = import_module("weasyprint"), import_module("weasyprint.text.fonts")
    fonts = text.FontConfiguration()
    body = "".join(map(_section, some))
    style = weasyprint.CSS(string=_sheet(), font_config=fonts)
    content: bytes = weasyprint.HTML(string=f"<meta charset=utf-8>{body}").write_pdf(
        stylesheets=[style], font_config=fonts
    )
    return content


def weasy_file(count: int, first: int) -> int:
    return len(_weasy(grants(count, first)))


def weasy_files(count: int, first: int) -> int:
    return sum(len(_weasy(iter([grant]))) for grant in grants(count, first))


# --- fpdf2


def _fpdf(some: Iterator[Grant]) -> bytes:
    pdf = import_module("fpdf").FPDF(orientation="landscape", unit="mm", format="A4")
    pdf.set_auto_page_break(False)
    for name in _STYLES:
        pdf.add_font(name, fname=str(FONTS / Face[name].value))
    for grant in some:
        _fpdf_page(pdf, grant)
    return bytes(pdf.output())


def _fpdf_page(pdf, grant: Grant) -> None:  # type: ignore[no-untyped-def]  # the rival is not always installed
    pdf.add_page()
    pdf.image(str(folder() / "art.png"), 0, 0, WIDE, HIGH)
    y = 26.0
    for text, face, size in lines(grant):
        pdf.set_font(face, size=size)
        pdf.set_xy(30, y)
        pdf.cell(WIDE - 60, size * 0.42, text, align="C")
        y += size * 0.42 + 1.2
    side, bits = qr_bits(grant.check_url)
    pdf.image(Image.frombytes("1", (side, side), bits), 26, 158, 27, 27)


def fpdf_file(count: int, first: int) -> int:
    return len(_fpdf(grants(count, first)))


def fpdf_files(count: int, first: int) -> int:
    return sum(len(_fpdf(iter([grant]))) for grant in grants(count, first))


# --- Typst

_TYPST = """
#let data = json(bytes(sys.inputs.data))
#set page(width: 297mm, height: 210mm, margin: 0mm)
#for one in data {
  page[
    #place(image(bytes(read("art.png", encoding: none)), width: 297mm, height: 210mm))
    #place(dx: 30mm, dy: 24mm, box(width: 237mm, align(center, stack(spacing: 3.2mm,
      ..one.lines.map(line => text(font: line.at(1), weight: line.at(2), style: line.at(3), size: line.at(4) * 1pt, line.at(0)))))))
    #place(dx: 26mm, dy: 158mm, image(bytes(one.code), width: 27mm, scaling: "pixelated",
      format: (encoding: "luma8", width: one.side, height: one.side)))
  ]
}
"""


@cache
def _typst() -> Any:
    source = folder() / "main.typ"
    source.write_text(_TYPST.strip(), "utf-8")
    return import_module("typst").Compiler(
        str(source), root=str(folder()), font_paths=[str(FONTS)], ignore_system_fonts=True
    )


def _typst_data(some: Iterator[Grant]) -> str:
    return json.dumps([_typst_page(grant) for grant in some])


def _typst_page(grant: Grant) -> dict[str, object]:
    side, bits = qr_bits(grant.check_url)
    flat = Image.frombytes("1", (side, side), bits).convert("L").tobytes()
    said = [(text, *_STYLES[face], size) for text, face, size in lines(grant)]
    return {"lines": [[t, family, weight, style, size] for t, family, weight, style, size in said],
            "code": list(flat), "side": side}  # fmt: skip


def typst_file(count: int, first: int) -> int:
    return len(_typst().compile(sys_inputs={"data": _typst_data(grants(count, first))}, format="pdf"))


def typst_files(count: int, first: int) -> int:
    return sum(
        len(_typst().compile(sys_inputs={"data": _typst_data(iter([grant]))}, format="pdf"))
        for grant in grants(count, first)
    )
