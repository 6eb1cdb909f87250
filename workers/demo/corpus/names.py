"""Invented people: Vietnamese names of several peoples, gender, and a birth date that fits the part they play."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import TypeVar

from contests.people.terms import Gender
from workers.demo.corpus.draw import between, chance, day_between, one_of, weighted
from workers.demo.corpus.name_stocks import KINH, RARE, STOCKS, Stock

T = TypeVar("T")

_RARE_EVERY = 37
_LAST_DAY = 28  # of any month: ages are counted in whole years, whatever the year


@dataclass(frozen=True, slots=True)
class Person:
    """`people` is the ethnic group whose name this is; it is not asked on any form."""

    full_name: str
    gender: Gender
    born_on: date
    people: str


@dataclass(frozen=True, slots=True)
class Guardian:
    """`relation` to the child: "bố" or "mẹ"."""

    person: Person
    relation: str


def pupil(rng: Random, first: date, last: date) -> Person:
    """A child or youth born from the first to the last day, both included."""
    return _person(rng, day_between(rng, first, last))


def worker(rng: Random, on: date) -> Person:
    """Someone of 22 to 60 years on the day."""
    return _aged(rng, on, 22, 60)


def teacher(rng: Random, on: date) -> Person:
    """Someone of 24 to 58 years on the day, more often a woman."""
    gender = Gender.FEMALE if chance(rng, 68) else Gender.MALE
    return _person(rng, _birthday(rng, on, 24, 58), gender)


def guardian(rng: Random, child: Person) -> Guardian:
    """A parent 20 to 42 years older than the child; a father has the child's family name."""
    family = child.full_name.split()[0]
    is_father = chance(rng, 50) and _has_family_name(child)
    parent = _person(rng, _birthday(rng, child.born_on, 20, 42), Gender.MALE if is_father else Gender.FEMALE)
    if is_father:
        parent = replace(parent, full_name=_named_after(rng, family), people=child.people)
    return Guardian(parent, "bố" if is_father else "mẹ")


class Roll:
    """People of whom no two share a name, and among every 37 one whose name has an unusual shape."""

    def __init__(self, rng: Random) -> None:
        self._rng, self._taken, self._count = rng, set[str](), 0
        self._rare = list(RARE)

    def pupil(self, first: date, last: date) -> Person:
        return self._new(lambda: pupil(self._rng, first, last))

    def worker(self, on: date) -> Person:
        return self._new(lambda: worker(self._rng, on))

    def teacher(self, on: date) -> Person:
        return self._new(lambda: teacher(self._rng, on))

    def guardian(self, child: Person) -> Guardian:
        return self._unshared(lambda: guardian(self._rng, child), lambda found: found.person.full_name)

    def _new(self, make: Callable[[], Person]) -> Person:
        self._count += 1
        person = self._unshared(make, lambda found: found.full_name)
        return self._renamed(person) if self._rare and self._count % _RARE_EVERY == 5 else person

    def _renamed(self, person: Person) -> Person:
        name, gender, people = self._rare.pop(0)
        return replace(person, full_name=name, gender=gender, people=people)

    def _unshared(self, make: Callable[[], T], name_of: Callable[[T], str]) -> T:
        while (name := name_of(found := make())) in self._taken or name in _RARE_NAMES:
            continue
        self._taken.add(name)
        return found


_RARE_NAMES = {name for name, _, _ in RARE}


def _aged(rng: Random, on: date, youngest: int, oldest: int) -> Person:
    return _person(rng, _birthday(rng, on, youngest, oldest))


def _birthday(rng: Random, on: date, youngest: int, oldest: int) -> date:
    """A birth date that makes someone youngest to oldest whole years old on the day."""
    day = on.replace(day=min(on.day, _LAST_DAY))
    return day_between(rng, day.replace(year=day.year - oldest), day.replace(year=day.year - youngest))


def _person(rng: Random, born_on: date, gender: Gender | None = None) -> Person:
    gender = gender or (Gender.FEMALE if chance(rng, 48) else Gender.MALE)
    stock = weighted(rng, STOCKS)
    return Person(_name(rng, stock, gender, one_of(rng, stock.families)), gender, born_on, stock.people)


def _name(rng: Random, stock: Stock, gender: Gender, family: str) -> str:
    middle = one_of(rng, stock.middles[gender])
    given = one_of(rng, [word for word in stock.given[gender] if word not in middle.split()])
    return " ".join(word for word in (family, middle, given) if word)


def _has_family_name(child: Person) -> bool:
    return child.people not in {"Ê Đê", "Ba Na"} and " " in child.full_name


def _named_after(rng: Random, family: str) -> str:
    homes = [stock for stock, _ in STOCKS if family in stock.families] or [KINH]
    return _name(rng, homes[between(rng, 0, len(homes) - 1)], Gender.MALE, family)
