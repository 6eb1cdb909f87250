"""Keeps the English catalogue in step with the sources: `python -m translations.catalogue` after changing a string."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "translations" / "en" / "LC_MESSAGES" / "messages.po"
MO = PO.with_suffix(".mo")
BEGUN = datetime(2026, 11, 22, tzinfo=UTC)
KEYWORDS = {"_": None, "gettext": None, "N_": None, "lazy_gettext": None, "_l": None, "ngettext": (1,)}
PUBLIC = (
    "templates/base.html",
    *(f"templates/macros/{name}.html" for name in ("cards", "forms", "frame", "progress", "tables")),
    "templates/public/",
    "templates/errors/",
)
"""What a reader of English meets: every string of these has its English."""


def extracted() -> Catalog:
    """Every string that is marked for translation, with the places it stands in."""
    found = Catalog(locale="en", project="Bảng Vàng", charset="utf-8")
    for folder in ("templates", "contests", "judging"):
        for place, line, message, comments, context in _strings(folder):
            found.add(message, None, [(place, line)], auto_comments=comments, context=context)
    return found


def _strings(folder: str) -> Iterator[tuple[str, int, str, list[str], str | None]]:
    ways = [("**.html", "jinja2")] if folder == "templates" else [("**.py", "python")]
    options = {"**.html": {"silent": "false"}}
    for name, line, message, comments, context in extract_from_dir(
        ROOT / folder, ways, options_map=options, keywords=KEYWORDS
    ):
        yield f"{folder}/{Path(name).as_posix()}", line, str(message), comments, context


def kept() -> Catalog:
    """The catalogue as it is committed."""
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def renewed() -> Catalog:
    """Today's strings with the translations that are kept."""
    old = kept() if PO.exists() else Catalog(locale="en")
    new = extracted()
    for message in new:
        known = old.get(message.id) if message.id else None
        if known is not None and known.string:
            message.string = known.string
    return new


def compiled(catalogue: Catalog) -> bytes:
    """The form that is read at run time: the same bytes for the same catalogue, whenever it is made."""
    catalogue.creation_date = BEGUN
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def main() -> None:
    """Renew the catalogue and its compiled form."""
    catalogue = renewed()
    with PO.open("wb") as file:
        write_po(file, catalogue, width=110, sort_output=True, omit_header=True, include_lineno=False)
    MO.write_bytes(compiled(kept()))


if __name__ == "__main__":
    main()
