"""What a season consists of, as plain values: the parts of its definition."""

from dataclasses import dataclass
from datetime import date, datetime

from contests.seasons.recognition.parts import FeePart, HonourPart, SpecialPart
from contests.seasons.terms import ContestKind, Level, Origin


@dataclass(frozen=True, slots=True)
class FieldPart:
    """A field (lĩnh vực)."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class DivisionPart:
    """An age table by explicit birth dates, both included; an end that is not set is None."""

    code: str
    name: str
    born_from: date | None = None
    born_until: date | None = None


@dataclass(frozen=True, slots=True)
class ItemPart:
    """One part of a dossier; judges get it only where `to_judges` says so."""

    code: str
    title: str
    help: str = ""
    required: bool = True
    to_judges: bool = False
    types: tuple[str, ...] = ("pdf",)
    most_files: int = 1
    most_bytes: int = 20_000_000
    article: str = ""


@dataclass(frozen=True, slots=True)
class CriterionPart:
    """A criterion of the rubric; `most_quarters` is its maximum in quarters of a point.

    A quarter is the smallest step a season may choose, so that the maximum does not depend on the step.
    """

    code: str
    title: str
    help: str
    most_quarters: int
    levels: str = ""
    """What marks of each level stand for, a line a level; optional."""


@dataclass(frozen=True, slots=True)
class TierPart:
    """A tier, highest first; money is in đồng. What is None does not limit it.

    `least_hundredths` is a mark in hundredths of a point, `least_share` a share of a council's yes votes in hundredths
    of a percent, `field_quota` the most prizes of one field.
    """

    code: str
    name: str
    quota: int | None = None
    least_hundredths: int | None = None
    money: int | None = None
    basis: str = ""
    """The resolution, or its article, that sets the money."""
    field_quota: int | None = None
    least_share: int | None = None
    by_hand: bool = False
    """Filled by people only, never by marks or votes."""
    once: bool = False
    """Of all tiers marked so, an author has one prize at most."""


@dataclass(frozen=True, slots=True)
class SettingPart:
    """A working value and where it comes from; `source` names the document of a cited one."""

    key: str
    value: str
    origin: Origin
    source: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """Everything of a season that is data. What the sources leave open is None or empty."""

    kind: ContestKind
    contest: str
    level: Level
    edition: int | None = None
    title: str = ""
    years: str = ""
    introduction: str = ""
    rules: str = ""
    legal_bases: tuple[str, ...] = ()
    registration_from: datetime | None = None
    registration_until: datetime | None = None
    supplement_until: datetime | None = None
    judging_until: datetime | None = None
    ceremony_on: date | None = None
    fields: tuple[FieldPart, ...] = ()
    divisions: tuple[DivisionPart, ...] = ()
    items: tuple[ItemPart, ...] = ()
    criteria: tuple[CriterionPart, ...] = ()
    tiers: tuple[TierPart, ...] = ()
    special_prizes: tuple[SpecialPart, ...] = ()
    honours: tuple[HonourPart, ...] = ()
    fees: tuple[FeePart, ...] = ()
    settings: tuple[SettingPart, ...] = ()

    def setting(self, key: str) -> SettingPart | None:
        """The working value of that name, or None."""
        return next((setting for setting in self.settings if setting.key == key), None)
