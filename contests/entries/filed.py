"""An entry and what is asked of it, as plain values: what the rules judge. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from contests.entries.terms import Applicant, AuthorRole, EntryState
from contests.people.terms import Consenter, ConsentPurpose, Gender


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """An entry as its unit typed it."""

    title: str
    field_id: str
    applicant: Applicant
    division_id: str | None = None
    summary: str = ""
    novelty: str = ""
    application: str = ""
    effect: str = ""
    made_in: int | None = None
    contact_phone: str = ""


@dataclass(frozen=True, slots=True)
class AuthorFacts:
    """An author as the unit typed it; shares are whole per cents; `id` names the row it changes, None a new one.

    `consents` pairs a purpose with who gave it; what is not in it was not given.
    """

    name: str
    share: int
    role: AuthorRole
    born_on: date | None = None
    gender: Gender | None = None
    occupation: str = ""
    guardian_name: str = ""
    guardian_phone: str = ""
    consents: frozenset[tuple[ConsentPurpose, Consenter]] = frozenset()
    id: str | None = None


@dataclass(frozen=True, slots=True)
class ItemAsked:
    """A part of the dossier as the regulation asks for it."""

    id: str
    code: str
    title: str
    required: bool
    article: str


@dataclass(frozen=True, slots=True)
class DivisionAsked:
    """An age table by birth dates, both included; an open end is None."""

    id: str
    name: str
    born_from: date | None
    born_until: date | None

    def holds(self, born_on: date) -> bool:
        """Whether someone born that day belongs here."""
        return (self.born_from or date.min) <= born_on <= (self.born_until or date.max)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a season asks of an entry; `made_since` is the look-back year where it has one."""

    items: Sequence[ItemAsked]
    divisions: Sequence[DivisionAsked]
    team_max: int
    made_since: int | None = None


@dataclass(frozen=True, slots=True)
class Filed:
    """What an entry holds: `files` counts the files of each item by its id."""

    facts: EntryFacts
    authors: Sequence[AuthorFacts] = ()
    files: Mapping[str, int] = field(default_factory=dict)
    declared: bool = False


@dataclass(frozen=True, slots=True)
class Times:
    """What decides whether an entry is open: its state, the season's window, what a return has opened."""

    state: EntryState
    taking: bool
    supplement_until: datetime | None = None
    open_parts: Sequence[str] = ()
