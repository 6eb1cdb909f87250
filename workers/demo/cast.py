"""Who appears in the demo: the whole script, drawn from the seed before anything is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from contests.kernel.access import Role
from contests.people.rules import AccountFacts
from contests.people.terms import UnitKind
from workers.demo.calendars import (
    FOUNDED,
    TECHNICAL_2021,
    YOUTH_2021,
    Calendar,
    in_judging,
    taking_entries,
)
from workers.demo.corpus.draw import stream
from workers.demo.corpus.names import Roll
from workers.demo.corpus.places import UNION, Era, Unit, units
from workers.demo.corpus.rejections import thirteen
from workers.demo.corpus.works import Contest
from workers.demo.plans import Asked, Planned, planned, schools, workplaces
from workers.demo.sizes import Finished, Size

JUDGED = "ttnnd-nay"
"""The season in the middle of its judging."""
HEAD, SECRETARY, INSPECTOR = "lanhdao", "thuky", "giamsat"
OFFICE = {HEAD: Role.HEAD, SECRETARY: Role.SECRETARY, INSPECTOR: Role.INSPECTOR}
BORN_2021 = (date(2002, 7, 31), date(2015, 7, 31))
JURIES: dict[Contest, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "TTNND": (
        ("Tổ 1: học tập, phần mềm", ("HT", "PM")),
        ("Tổ 2: môi trường, đời sống", ("MT", "GD", "KH")),
    ),
    "STKT": (("Tổ 1: kỹ thuật", ("CNTT", "CK", "VL")), ("Tổ 2: đời sống", ("NN", "YD", "GD"))),
}


@dataclass(frozen=True, slots=True)
class Act:
    """One season of the demo. `over` are the figures of a finished one; `born` the birth dates it takes."""

    key: str
    contest: Contest
    title: str
    years: str
    edition: int
    calendar: Calendar
    entries: tuple[Planned, ...]
    prizes: tuple[int, ...]
    budget: tuple[int, int | None]
    born: tuple[date, date] | None = None
    over: Finished | None = None

    @property
    def juries(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The panels with the codes of their fields."""
        return JURIES[self.contest]


@dataclass(frozen=True, slots=True)
class Script:
    """Everything that will be done: units, accounts by login, the seasons in the order of their opening."""

    seed: str
    size: Size
    on: date
    tree: tuple[Unit, ...]
    accounts: dict[str, AccountFacts]
    youth: Act
    technical: Act
    judged: Act
    filing: Act

    @property
    def acts(self) -> tuple[Act, ...]:
        """The seasons."""
        return self.technical, self.youth, self.judged, self.filing

    @property
    def judges(self) -> list[list[str]]:
        """Logins of the judges, panel by panel; the same persons judge every season."""
        seats = self.size.seats
        return [[judge_login(panel * seats + seat + 1) for seat in range(seats)] for panel in range(2)]

    def clerk(self, unit: str) -> str:
        """The login of a unit's clerk."""
        return f"daumoi{1 + next(at for at, one in enumerate(self.tree) if one.name == unit):03}"


def judge_login(number: int) -> str:
    """The login of a judge."""
    return f"giamkhao{number:02}"


def script(seed: str, size: Size, on: date) -> Script:
    """The demo for an installation made on a day."""
    roll, tree = Roll(stream(seed, "roll")), _tree(seed)
    accounts = {login: _account(login, roll) for login in OFFICE}
    accounts |= {login: _account(login, roll) for login in map(judge_login, range(1, 2 * size.seats + 1))}
    technical, youth = _technical(seed, size, tree, roll), _youth(seed, size, tree, roll)
    judged, filing = _judged(seed, size, on, tree, roll), _filing(seed, size, on, tree, roll)
    made = Script(seed, size, on, tree, accounts, youth, technical, judged, filing)
    filers = sorted({made.clerk(entry.unit) for act in made.acts for entry in act.entries})
    accounts |= {login: _account(login, roll) for login in filers}
    return made


def _tree(seed: str) -> tuple[Unit, ...]:
    """The units of today, and the districts' offices that forwarded entries until 2025."""
    today = units(Era.TWO_TIERS, seed)
    known = {unit.name for unit in today}
    return (*today, *(unit for unit in units(Era.DISTRICTS, seed) if unit.name not in known))


def _account(login: str, roll: Roll) -> AccountFacts:
    return AccountFacts(login, roll.worker(FOUNDED).full_name, email=f"{login}@vidu.vn")


def _technical(seed: str, size: Size, tree: tuple[Unit, ...], roll: Roll) -> Act:
    key, calendar, over = "stkt-2021", TECHNICAL_2021, size.technical
    asked = Asked(key, "STKT", calendar, calendar.filing[1], workplaces(tree))
    entries = planned(asked, over.received, roll, seed)
    return Act(
        key, "STKT", "Hội thi Sáng tạo Kỹ thuật tỉnh Tuyên Quang lần thứ 9, năm 2020-2021", "2020-2021", 9,
        calendar, entries, over.prizes, (350_000_000, 236_900_000), over=over,
    )  # fmt: skip


def _youth(seed: str, size: Size, tree: tuple[Unit, ...], roll: Roll) -> Act:
    key, calendar, over = "ttnnd-2021", YOUTH_2021, size.youth
    faults = thirteen(*BORN_2021, calendar.filing[1], seed)[: over.rejected]
    asked = Asked(key, "TTNND", calendar, calendar.filing[1], schools(tree))
    entries = planned(asked, over.received, roll, seed, faults)
    title = "Cuộc thi Sáng tạo Thanh thiếu niên, Nhi đồng tỉnh Tuyên Quang lần thứ 17, năm 2021"
    return Act(
        key, "TTNND", title, "2021", 17, calendar, entries, over.prizes, (180_000_000, 156_900_000),
        BORN_2021, over,
    )  # fmt: skip


def _judged(seed: str, size: Size, on: date, tree: tuple[Unit, ...], roll: Roll) -> Act:
    calendar = in_judging(on)
    asked = Asked(JUDGED, "TTNND", calendar, calendar.filing[1], schools(tree), size.youth.received // 5 + 1)
    entries = planned(asked, size.judged, roll, seed)
    year = calendar.filing[1].year
    title = f"Cuộc thi Sáng tạo Thanh thiếu niên, Nhi đồng tỉnh Tuyên Quang lần thứ 22, năm {year}"
    born = (date(year - 19, 7, 31), date(year - 6, 7, 31))
    return Act(
        asked.key, "TTNND", title, str(year), 22, calendar, entries, (1, 2, 3, 6), (200_000_000, None), born
    )


def _filing(seed: str, size: Size, on: date, tree: tuple[Unit, ...], roll: Roll) -> Act:
    calendar = taking_entries(on)
    first = size.technical.received // 6 + 1
    asked = Asked("stkt-nay", "STKT", calendar, on - timedelta(days=2), workplaces(tree), first)
    entries = planned(asked, size.filed + size.drafts, roll, seed)
    years = f"{on.year}-{on.year + 1}"
    title = f"Hội thi Sáng tạo Kỹ thuật tỉnh Tuyên Quang lần thứ 12, năm {years}"
    return Act(asked.key, "STKT", title, years, 12, calendar, entries, (1, 2, 3, 5), (380_000_000, None))


def below_the_union(tree: tuple[Unit, ...]) -> Iterator[Unit]:
    """Every unit but the organiser, each after the one above it."""
    return (unit for unit in tree if unit.kind is not UnitKind.UNION and unit.name != UNION)
