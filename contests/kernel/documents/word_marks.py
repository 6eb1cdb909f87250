"""What Word's format has and the library has no word for: page numbers, short rules, rows that stay whole."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from contests.kernel.documents import word_styles as styles

_NEVER = datetime(2000, 1, 1, tzinfo=UTC)
_DOS_EPOCH = (1980, 1, 1, 0, 0, 0)


def element(name: str, **values: str) -> Any:
    """An element with attributes of Word's own."""
    made = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def rule(place: Any, width: int, length: int) -> None:
    """A line of `length` millimetres in the middle of `width`: the edge of an empty paragraph, no drawing."""
    paragraph = place.add_paragraph(style=styles.RULE)
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm((width - length) / 2)
    form.line_spacing = Pt(3)
    edges = element("w:pBdr")
    edges.append(element("w:top", val="single", sz="6", space="1", color="auto"))
    paragraph._p.get_or_add_pPr().insert_element_before(
        edges, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def page_number(paragraph: Any) -> None:
    """The field that Word fills with the number of the page."""
    field = element("w:fldSimple", instr="PAGE")
    field.append(element("w:r"))
    field[0].append(element("w:t"))
    field[0][0].text = "2"
    paragraph._p.append(field)


def own_numbers(section: Any) -> None:
    """Pages of the section are counted from 1."""
    known = section._sectPr.find(qn("w:pgNumType"))
    if known is None:
        known = element("w:pgNumType")
        section._sectPr.insert_element_before(known, "w:cols", "w:titlePg", "w:docGrid")
    known.set(qn("w:start"), "1")


def unbroken(row: Any) -> None:
    """A page never ends within the row."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit", val="true"))


def without_rules(table: Any) -> None:
    """Columns that stand side by side and look like none; no padding, so that they keep the margins."""
    table.style = "Normal Table"
    pad(table, 0)


def pad(table: Any, twentieths: int) -> None:
    """Room beside the text of each cell, in twentieths of a point."""
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w=str(twentieths), type="dxa"))
    table._tbl.tblPr.append(margins)


def packed(document: Any) -> bytes:
    """The file's bytes, the same for the same paper: nobody and no time in its properties and in its archive."""
    own = document.core_properties
    own.author = own.last_modified_by = own.comments = own.title = ""
    own.created = own.modified = _NEVER
    made, out = BytesIO(), BytesIO()
    document.save(made)
    with ZipFile(made) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, _DOS_EPOCH), source.read(name), ZIP_DEFLATED)
    return out.getvalue()
