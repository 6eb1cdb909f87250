"""Real tables in Word: a head that stands again on each page, rows that no page parts, widths by the columns' shares.

Rows are built as elements: the library's own way looks every cell up again and takes eight seconds for eight hundred rows.
"""

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from contests.kernel.documents import word_styles as styles
from contests.kernel.documents.tables import Table
from contests.kernel.documents.word_marks import element, pad
from contests.kernel.text import nfc

_ALIGN = {"left": "left", "centre": "center", "right": "right", "justify": "both"}
_PAD = 68
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def add_table(document: Any, table: Table, width: int) -> None:
    """The table over `width` millimetres, at the end of the document."""
    total = sum(column.share for column in table.columns)
    widths = [int(Mm(width * column.share / total).twips) for column in table.columns]
    made = document.add_table(rows=0, cols=len(widths))
    made.style, made.autofit = "Table Grid", False
    pad(made, _PAD)
    for column, wide in zip(made._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.set(qn("w:w"), str(wide))
    names = {style: document.styles[style].style_id for style in (styles.HEAD_CELL, styles.CELL)}
    head = _Row(names[styles.HEAD_CELL], widths, ["center"] * len(widths), table.size)
    aligns = [_ALIGN[column.align] for column in table.columns]
    body = _Row(names[styles.CELL], widths, aligns, table.size, table.least)
    made._tbl.append(head.of([column.head for column in table.columns], repeated=True))
    for row in table.rows:
        made._tbl.append(body.of(row))


class _Row:
    """How the rows of one kind look; `of` gives one with its texts."""

    def __init__(
        self, style: str, widths: Sequence[int], aligns: Sequence[str], size: float, least: float = 0
    ) -> None:
        self._style, self._widths, self._aligns, self._least = style, widths, aligns, round(least * 20)
        self._half_points = "" if size == styles.CELL_SIZE else str(round(size * 2))

    def of(self, texts: Sequence[str], *, repeated: bool = False) -> Any:
        row = OxmlElement("w:tr")
        marks = OxmlElement("w:trPr")
        marks.append(element("w:cantSplit", val="true"))
        if self._least:
            marks.append(element("w:trHeight", val=str(self._least), hRule="atLeast"))
        if repeated:
            marks.append(element("w:tblHeader", val="true"))
        row.append(marks)
        for text, wide, align in zip(texts, self._widths, self._aligns, strict=True):
            row.append(self._cell(nfc(text), wide, align))
        return row

    def _cell(self, text: str, wide: int, align: str) -> Any:
        cell, own, paragraph, look = (OxmlElement(name) for name in ("w:tc", "w:tcPr", "w:p", "w:pPr"))
        own.append(element("w:tcW", w=str(wide), type="dxa"))
        look.append(element("w:pStyle", val=self._style))
        look.append(element("w:jc", val=align))
        paragraph.append(look)
        paragraph.append(self._run(text))
        cell.append(own)
        cell.append(paragraph)
        return cell

    def _run(self, text: str) -> Any:
        run = OxmlElement("w:r")
        if self._half_points:
            look = OxmlElement("w:rPr")
            look.append(element("w:sz", val=self._half_points))
            run.append(look)
        for at, line in enumerate(text.splitlines()):
            if at:
                run.append(OxmlElement("w:br"))
            words = OxmlElement("w:t")
            words.text = line
            words.set(_SPACE, "preserve")
            run.append(words)
        return run
