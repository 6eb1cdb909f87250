"""Reading a picture of a page by tesseract, where it is installed with Vietnamese: words with their places."""

import csv
import io
import tempfile
from pathlib import Path

from contests.envelopes.gate.reading import WHOLE, Reading, Word
from contests.kernel import programs

_LANGUAGE = "vie"
_ALLOWANCE = programs.Allowance(memory=2 << 30, cpu=60, wall=90)
_LEAST_SURE = 20
"""Per cent of confidence below which what was read is a pattern and no word."""


def reads() -> bool:
    """Whether this machine reads Vietnamese."""
    tesseract = programs.installed("tesseract")
    if tesseract is None:
        return False
    with tempfile.TemporaryDirectory(prefix="doc-") as folder:
        known = programs.run([tesseract, "--list-langs"], Path(folder), _ALLOWANCE) or b""
    return _LANGUAGE in known.decode("utf-8", "replace").split()


def read(picture: bytes, width: int, height: int) -> Reading | None:
    """The words of a picture of so many pixels; None where the machine cannot read."""
    tesseract = programs.installed("tesseract")
    if tesseract is None:
        return None
    with tempfile.TemporaryDirectory(prefix="doc-") as folder:
        page = Path(folder, "page.jpg")
        page.write_bytes(picture)
        table = programs.run([tesseract, str(page), "-", "-l", _LANGUAGE, "tsv"], Path(folder), _ALLOWANCE)
    return None if table is None else _words(table.decode("utf-8", "replace"), width, height)


def _words(table: str, width: int, height: int) -> Reading:
    """The words of tesseract's table: a row a word, its line by block, paragraph and line."""
    lines: dict[tuple[str, ...], int] = {}
    words = []
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if not text or int(float(row["conf"])) < _LEAST_SURE:
            continue
        line = lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), len(lines))
        x, across = (int(row[key]) * WHOLE // width for key in ("left", "width"))
        y, down = (int(row[key]) * WHOLE // height for key in ("top", "height"))
        words.append(Word(text, line, x, y, across, down))
    return Reading(tuple(words))
