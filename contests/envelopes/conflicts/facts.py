"""What matching looks at: judges with what they declared, works with their people, units, and earlier seasons."""

from dataclasses import dataclass
from datetime import date

from judging.declarations.terms import DeclaredKind


@dataclass(frozen=True, slots=True)
class Human:
    """A person of an entry. `place` is where the person works or learns, as far as the entry says."""

    name: str
    phone: str = ""
    email: str = ""
    place: str = ""
    born_on: date | None = None
    account_id: str | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """An entry with everyone who is named in it."""

    entry_id: str
    title: str
    unit_id: str
    authors: tuple[Human, ...] = ()
    guardians: tuple[Human, ...] = ()
    mentors: tuple[Human, ...] = ()
    contact_phone: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A declared row."""

    row_id: str
    kind: DeclaredKind
    name: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Juror:
    """An appointed judge as the office knows one, with what this judge declared."""

    appointment_id: str
    account_id: str
    name: str
    phone: str = ""
    email: str = ""
    rows: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A unit of the tree; `names` are its name and its aliases. `wide`: an agency with very many units below it."""

    unit_id: str
    parent_id: str | None
    names: tuple[str, ...]
    wide: bool = False
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """A work of another season of the same organiser; `judges` are the accounts whose panels marked it."""

    entry_id: str
    title: str
    authors: tuple[Human, ...] = ()
    judges: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class World:
    """Everything that matching looks at."""

    jurors: tuple[Juror, ...]
    works: tuple[Work, ...]
    nodes: tuple[Node, ...] = ()
    past: tuple[Past, ...] = ()
