"""The works of a letter of nomination as plain values, and as the JSON that goes up. Pure: one value, one text."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from contests.kernel.manifests import Json, canonical
from contests.kernel.parcels import parsed
from contests.kernel.text import nfc

FORMAT = "bang-vang/nomination/1"


@dataclass(frozen=True, slots=True)
class NominatedAuthor:
    """An author as the dossier that goes up names it; `consents` are pairs of purpose and giver."""

    name: str
    born_on: str
    role: str
    share: int
    occupation: str
    gender: str = ""
    guardian_name: str = ""
    guardian_phone: str = ""
    consents: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NominatedFile:
    """A file of the dossier; its bytes lie in the bundle under their hash. `item` is the upper level's code, or the lower's."""

    item: str
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Nominee:
    """A work that goes up; `number` and `tier` are the lower level's, `field` the upper level's code."""

    position: int
    substitute: bool
    number: int
    title: str
    field: str
    unit: str
    tier: str
    applicant: str
    made_in: int | None
    texts: Mapping[str, str]
    """summary, novelty, application, effect."""
    authors: tuple[NominatedAuthor, ...]
    mentors: tuple[tuple[str, str], ...]
    files: tuple[NominatedFile, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter that takes the works up, and whose it is."""

    sender: str
    season: str
    years: str
    symbol: str
    issued_on: str
    signer: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """A letter with its works, those proper first, then the substitutes, each in order."""

    letter: Letter
    nominees: tuple[Nominee, ...]

    @property
    def hashes(self) -> frozenset[str]:
        """The files that belong to it."""
        return frozenset(file.sha256 for one in self.nominees for file in one.files)


def written(bundle: Bundle) -> bytes:
    """The bundle's JSON, in its one form."""
    return canonical(
        {"format": FORMAT, "letter": asdict(bundle.letter), "nominees": [_listed(one) for one in bundle.nominees]}
    )  # fmt: skip


def _listed(one: Nominee) -> Json:
    said = asdict(one)
    said["texts"] = dict(one.texts)
    return said


def read(content: bytes) -> Bundle | None:
    """The bundle that a JSON text stands for; None where it is not exactly what `written` writes of one."""
    said = parsed(content)
    if said is None or said.get("format") != FORMAT:
        return None
    try:
        bundle = Bundle(Letter(**said["letter"]), tuple(_nominee(one) for one in said["nominees"]))
        return bundle if _sound(bundle) and written(bundle) == content else None
    except (KeyError, TypeError, ValueError, AttributeError):  # what others wrote may be of any shape
        return None


def _nominee(said: dict[str, Any]) -> Nominee:
    authors = tuple(
        NominatedAuthor(**{**one, "consents": tuple((purpose, giver) for purpose, giver in one["consents"])})
        for one in said["authors"]
    )
    files = tuple(NominatedFile(**one) for one in said["files"])
    mentors = tuple((name, workplace) for name, workplace in said["mentors"])
    return Nominee(**{**said, "authors": authors, "files": files, "mentors": mentors})


def _sound(bundle: Bundle) -> bool:
    """Whether every value is of its kind: texts composed, numbers whole, dates dates."""
    return _texts(asdict(bundle.letter).values()) and all(
        _texts((one.title, one.field, one.unit, one.tier, one.applicant, *one.texts.keys(), *one.texts.values()))
        and all(type(whole) is int for whole in (one.position, one.number))
        and (one.made_in is None or type(one.made_in) is int)
        and one.substitute in (True, False)
        and all(_sound_author(author) for author in one.authors)
        and all(_sound_file(file) for file in one.files)
        and all(_texts(pair) for pair in one.mentors)
        for one in bundle.nominees
    )  # fmt: skip


def _texts(values: Any) -> bool:
    return all(isinstance(value, str) and nfc(value) == value for value in values)


def _sound_author(author: NominatedAuthor) -> bool:
    if author.born_on:
        date.fromisoformat(author.born_on)
    pairs = (part for pair in author.consents for part in pair)
    return (
        _texts(
            (
                author.name,
                author.role,
                author.occupation,
                author.gender,
                author.guardian_name,
                author.guardian_phone,
                *pairs,
            )
        )
        and type(author.share) is int
    )


def _sound_file(file: NominatedFile) -> bool:
    is_hash = len(file.sha256) == 64 and not file.sha256.strip("0123456789abcdef")
    return _texts((file.item, file.name, file.media_type)) and type(file.size) is int and is_hash
