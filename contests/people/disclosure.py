"""What of a person may be shown, to whom, for which purpose. Pure: values in, values out.

Law on the Protection of Personal Data 91/2025/QH15, article 24: to publish what belongs to the private life of a
child of seven or more, both the child and the legal representative must consent; processing stops when consent is
withdrawn. Silence is not consent.
"""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from contests.people.terms import Consenter, ConsentPurpose

ADULT = 18
ASKED_TOO = 7


class Part(enum.StrEnum):
    """A part of what is known of a person."""

    NAME = "name"
    BIRTH_DATE = "birth_date"
    BIRTH_YEAR = "birth_year"
    GENDER = "gender"
    OCCUPATION = "occupation"
    CONTACT = "contact"
    GUARDIAN = "guardian"


class Audience(enum.StrEnum):
    """Who would see it."""

    PUBLIC = "public"
    JUDGE = "judge"
    AUTHOR = "author"
    UNIT = "unit"
    OFFICE = "office"
    INSPECTOR = "inspector"


class Purpose(enum.StrEnum):
    """What it would be shown for."""

    RUN = "run"
    PUBLISH = "publish"
    CHECK_CERTIFICATE = "check_certificate"
    REPORT = "report"


EVERYTHING = frozenset(Part)
_ALLOWED: dict[tuple[Audience, Purpose], frozenset[Part]] = {
    (Audience.PUBLIC, Purpose.PUBLISH): frozenset({Part.NAME, Part.OCCUPATION}),
    (Audience.PUBLIC, Purpose.CHECK_CERTIFICATE): frozenset({Part.NAME}),
    (Audience.AUTHOR, Purpose.RUN): EVERYTHING,
    (Audience.UNIT, Purpose.RUN): EVERYTHING,
    (Audience.OFFICE, Purpose.RUN): EVERYTHING,
    (Audience.OFFICE, Purpose.REPORT): frozenset({Part.NAME, Part.BIRTH_YEAR, Part.GENDER, Part.OCCUPATION}),
    (Audience.INSPECTOR, Purpose.RUN): frozenset({Part.NAME, Part.OCCUPATION}),
}


@dataclass(frozen=True, slots=True)
class ConsentFacts:
    """One consent; `withdrawn` once it was taken back."""

    purpose: ConsentPurpose
    given_by: Consenter
    withdrawn: bool = False


def parts(audience: Audience, purpose: Purpose) -> frozenset[Part]:
    """What may be shown at all; whatever is not listed may not. To the public, consent is asked besides."""
    return _ALLOWED.get((audience, purpose), frozenset())


def age(born_on: date, on: date) -> int:
    """Completed years."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def who_must_consent(born_on: date | None, on: date) -> frozenset[Consenter]:
    """Whose consents are needed; where the birth date is not known, those of a child and of its guardian."""
    years = ASKED_TOO if born_on is None else age(born_on, on)
    if years >= ADULT:
        return frozenset({Consenter.SELF})
    return frozenset({Consenter.GUARDIAN} | ({Consenter.SELF} if years >= ASKED_TOO else set()))


def public_name(
    full_name: str, born_on: date | None, consents: Iterable[ConsentFacts], on: date
) -> str | None:
    """The name for the public, or None where a consent is missing or withdrawn."""
    given = {
        consent.given_by
        for consent in consents
        if consent.purpose is ConsentPurpose.PUBLISH_NAME and not consent.withdrawn
    }
    return full_name if who_must_consent(born_on, on) <= given else None
