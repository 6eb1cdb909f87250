"""The pages of a unit's clerk: entries drawn up, completed, sent."""

from contests.web.unit import (
    authors,
    certificates,
    dossier,
    entry,
    facts,
    home,
    names,
    papers,
    sending,
    sheets,
)
from contests.web.unit.desk import bp as bp

__all__ = [
    "authors",
    "bp",
    "certificates",
    "dossier",
    "entry",
    "facts",
    "home",
    "names",
    "papers",
    "sending",
    "sheets",
]
