"""Who enters what in each season, where it falls short, how good it is: drawn from the seed, with no database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from contests.entries.terms import AuthorRole
from contests.people.disclosure import ADULT, age
from contests.people.terms import UnitKind
from workers.demo.calendars import Calendar, hour
from workers.demo.corpus.draw import below, between, chance, one_of, share, shuffled, stream
from workers.demo.corpus.names import Guardian, Person, Roll
from workers.demo.corpus.places import Unit, of_kind
from workers.demo.corpus.rejections import Rejection
from workers.demo.corpus.works import FIELDS, Contest, Work, work

SHARES = {1: (100,), 2: (60, 40), 3: (40, 30, 30)}
WITHHELD_PERCENT = 14
_GRADES = (
    ("THCS và THPT", 6, 12),
    ("TH và THCS", 3, 9),
    ("Tiểu học", 2, 5),
    ("THCS", 6, 9),
    ("THPT", 10, 12),
)
_POSTS = (
    "Kỹ sư",
    "Kỹ thuật viên",
    "Tổ trưởng kỹ thuật",
    "Phó trưởng phòng",
    "Chuyên viên",
    "Công nhân bậc 5/7",
)


@dataclass(frozen=True, slots=True)
class Maker:
    """An author: `withholds` the name from the public; `guardian` of a child."""

    person: Person
    share: int
    role: AuthorRole
    occupation: str
    guardian: Guardian | None
    withholds: bool


@dataclass(frozen=True, slots=True)
class Planned:
    """One entry as it will be filed. `quality`, 0 to 1, is what judges see in it."""

    key: str
    work: Work
    unit: str
    makers: tuple[Maker, ...]
    mentor: str
    phone: str
    drafted_at: datetime
    quality: float
    rejection: Rejection | None = None

    @property
    def filed_at(self) -> datetime:
        """When it is sent."""
        return self.drafted_at + timedelta(minutes=47)


@dataclass(frozen=True, slots=True)
class Asked:
    """Of whom entries are drawn: a contest, its calendar, the units that may file, the works not yet taken."""

    key: str
    contest: Contest
    calendar: Calendar
    until: date
    units: Sequence[Unit]
    first_work: int = 0


def planned(
    asked: Asked, count: int, roll: Roll, seed: str, rejections: Sequence[Rejection] = ()
) -> tuple[Planned, ...]:
    """So many entries in the order in which they are filed; some of them will be rejected."""
    rng = stream(seed, asked.key)
    moments = sorted(_moment(rng, asked.calendar.filing[0], asked.until) for _ in range(count))
    faults: list[Rejection | None] = [*rejections, *([None] * (count - len(rejections)))]
    works = _works(asked, count, seed)
    return tuple(
        _entry(asked, at, next(works), moment, fault, roll, rng)
        for at, (moment, fault) in enumerate(zip(moments, shuffled(rng, faults), strict=True))
    )


def _works(asked: Asked, count: int, seed: str) -> Iterator[Work]:
    fields = FIELDS[asked.contest]
    for at in range(count):
        number, field = divmod(at, len(fields))
        yield work(asked.contest, fields[field], asked.first_work + number, seed)


def _moment(rng: Random, first: date, last: date) -> datetime:
    """Working hours of some day, more often near the end."""
    days = (last - first).days
    late = days - int(days * share(rng) * share(rng))
    return hour(first + timedelta(days=min(late, days)), between(rng, 7, 16), between(rng, 0, 59))


def _entry(
    asked: Asked, at: int, made: Work, moment: datetime, fault: Rejection | None, roll: Roll, rng: Random
) -> Planned:
    unit = one_of(rng, asked.units)
    team = 2 if fault is not None and "nhóm" in fault.sentence else _team(rng)
    youth = asked.contest == "TTNND"
    people = [_pupil(rng, roll, unit, moment) if youth else roll.worker(moment.date()) for _ in range(team)]
    return Planned(
        key=f"{asked.key}/{at + 1:03}",
        work=made,
        unit=unit.name,
        makers=tuple(
            _maker(rng, roll, unit, person, place, team, moment) for place, person in enumerate(people)
        ),
        mentor=roll.teacher(moment.date()).full_name if youth else "",
        phone=_phone(rng),
        drafted_at=moment,
        quality=0.42 + 0.53 * share(rng),
        rejection=fault,
    )


def _team(rng: Random) -> int:
    return (1, 1, 2, 2, 3)[below(rng, 5)]


def _phone(rng: Random) -> str:
    return f"09{between(rng, 10, 89)} {between(rng, 0, 999):03} {between(rng, 0, 999):03}"


def _pupil(rng: Random, roll: Roll, unit: Unit, moment: datetime) -> Person:
    low, high = next((low, high) for words, low, high in _GRADES if words in unit.name)
    born = _school_year(moment) - 5 - between(rng, low, high)
    return roll.pupil(date(born, 1, 1), date(born, 12, 31))


def _school_year(moment: datetime) -> int:
    """The year in which the school year of the moment began."""
    return moment.year if moment.month >= 8 else moment.year - 1


def _maker(
    rng: Random, roll: Roll, unit: Unit, person: Person, place: int, team: int, moment: datetime
) -> Maker:
    is_child = age(person.born_on, moment.date()) < ADULT
    return Maker(
        person=person,
        share=SHARES[team][place],
        role=AuthorRole.CO_AUTHOR if place else AuthorRole.LEAD,
        occupation=_occupation(rng, unit, person, moment),
        guardian=roll.guardian(person) if is_child else None,
        withholds=chance(rng, WITHHELD_PERCENT),
    )


def _occupation(rng: Random, unit: Unit, person: Person, moment: datetime) -> str:
    if unit.kind is not UnitKind.SCHOOL:
        return f"{one_of(rng, _POSTS)}, {unit.name}"
    grade = _school_year(moment) - 5 - person.born_on.year
    return f"Học sinh lớp {grade}{one_of(rng, 'ABC')}, {unit.name}"


def schools(tree: tuple[Unit, ...]) -> list[Unit]:
    """The units that file the works of pupils."""
    return of_kind(tree, UnitKind.SCHOOL)


def workplaces(tree: tuple[Unit, ...]) -> list[Unit]:
    """The units that file the works of workers: trade union bases, enterprises, sectors."""
    bases = [unit for unit in of_kind(tree, UnitKind.TRADE_UNION) if unit.name.startswith("Công đoàn cơ sở")]
    return [*bases, *of_kind(tree, UnitKind.ENTERPRISE)]
