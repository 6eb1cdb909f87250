"""What a booklet is made of: plain values, names as the consents allow."""

from dataclasses import dataclass

UNNAMED = "Tác giả (không công bố tên)"


@dataclass(frozen=True, slots=True)
class Plate:
    """The picture of a work: its key in the judges' area of the store, its sides in pixels."""

    sha256: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Work:
    """A prized work on a page of its own; a person who is not to be named is None among `people`."""

    title: str
    tier: str
    field: str
    unit: str
    people: tuple[str | None, ...]
    text: tuple[tuple[str, str], ...]
    """Headings with their passages; the empty ones are left out."""
    plate: Plate | None = None

    @property
    def byline(self) -> str:
        """The authors as they are printed; several unnamed ones are one."""
        return ", ".join(dict.fromkeys(name or UNNAMED for name in self.people))


@dataclass(frozen=True, slots=True)
class BookletFacts:
    """A booklet: the highest tier first, in each the best rank first."""

    title: str
    years: str
    organiser: str
    committee: str
    foreword: str
    signer: str
    works: tuple[Work, ...]
    demo: bool = False
