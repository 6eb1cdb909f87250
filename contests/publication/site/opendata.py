"""Open data of a published list: CSV that no spreadsheet runs, JSON with its schema. Pure."""

import csv
import io
from typing import Any

from contests.kernel.manifests import readable
from contests.publication.queries import PrizedWork, PrizeList

FORMAT = "bang-vang/prizes/1"
_COLUMNS = ("tier", "title", "field", "unit", "authors", "authors_not_named")
_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""With these a spreadsheet begins a formula."""


def prizes_csv(prizes: PrizeList) -> bytes:
    """A line a work, UTF-8 with a mark that spreadsheets look for; a cell that could be a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for tier in prizes.tiers:
        writer.writerows(_cells(work) for work in tier.works)
    return out.getvalue().encode("utf-8-sig")


def _cells(work: PrizedWork) -> list[str]:
    named = [name for name in work.people if name is not None]
    cells = (work.tier, work.title, work.field, work.unit, "; ".join(named))
    return [*(_inert(cell) for cell in cells), str(len(work.people) - len(named))]


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_STARTS) else cell


def prizes_json(prizes: PrizeList) -> bytes:
    """The list as `SCHEMA` describes it."""
    return readable(
        {
            "format": FORMAT,
            "season": prizes.title,
            "years": prizes.years,
            "organiser": prizes.organiser,
            "decision": {"symbol": prizes.decision, "date": prizes.decided_on.isoformat()},
            "prizes": [_work(work) for tier in prizes.tiers for work in tier.works],
        }
    )


def _work(work: PrizedWork) -> dict[str, Any]:
    named = [name for name in work.people if name is not None]
    return {
        "tier": work.tier,
        "title": work.title,
        "field": work.field,
        "unit": work.unit,
        "authors": named,
        "authors_not_named": len(work.people) - len(named),
    }


_TEXT = {"type": "string", "minLength": 1}


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Prize list of a season",
    "description": "Authors are named only with the consents that Law 91/2025/QH15 asks for; the others are counted.",
    **_object(
        format={"const": FORMAT},
        season=_TEXT,
        years=_TEXT,
        organiser=_TEXT,
        decision=_object(symbol=_TEXT, date={"type": "string", "format": "date"}),
        prizes={
            "type": "array",
            "items": _object(
                tier=_TEXT,
                title=_TEXT,
                field=_TEXT,
                unit=_TEXT,
                authors={"type": "array", "items": _TEXT},
                authors_not_named={"type": "integer", "minimum": 0},
            ),
        },
    ),
}


def schema_json() -> bytes:
    """The description of `prizes_json`, JSON Schema 2020-12."""
    return readable(SCHEMA)
