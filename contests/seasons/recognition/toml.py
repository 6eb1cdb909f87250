"""Special prizes, honours and fees as tables of a definition's file, and back."""

from collections.abc import Iterable, Mapping

from contests.seasons.reading import Table
from contests.seasons.recognition.parts import FeePart, HonourPart, SpecialPart
from contests.seasons.recognition.rules import MOST_POINTS
from contests.seasons.recognition.terms import AUTHOR_ROLES, SEAT_ROLES, Pool, SpecialKind, SpecialRule
from contests.seasons.writing import Value, table_list

MOST_MONEY = 10_000_000_000


def special(row: Table) -> SpecialPart:
    """One special prize of the file."""
    kind = row.choice("kind", [kind.value for kind in SpecialKind])
    rule = row.choice("rule", [rule.value for rule in SpecialRule])
    among = row.choice("among", [pool.value for pool in Pool]) if row.has("among") else None
    return SpecialPart(
        code=row.line("code", 20, required=True),
        name=row.line("name", required=True),
        kind=SpecialKind(kind or SpecialKind.THEME),
        rule=SpecialRule(rule or SpecialRule.CHOSEN),
        among=Pool(among or Pool.ELIGIBLE),
        count=row.number("count", 1, 1000) or 1,
        money=row.number("money", 0, MOST_MONEY),
        basis=row.line("basis"),
        per_received=row.number("per_received", 0, MOST_POINTS) or 0,
        per_eligible=row.number("per_eligible", 0, MOST_POINTS) or 0,
        per_tier=row.lines("per_tier"),
    )


def honour(row: Table) -> HonourPart:
    """One honour of the file."""
    found = row.lines("roles")
    return HonourPart(
        code=row.line("code", 20, required=True),
        name=row.line("name", required=True),
        giver=row.line("giver"),
        least_tier=row.line("least_tier", 20, required=True),
        to_works=row.flag("to_works", False),
        roles=tuple(role for role in AUTHOR_ROLES if role in found)
        if set(found) <= set(AUTHOR_ROLES)
        else found,
        most_age=row.number("most_age", 1, 120),
        age_on=row.day("age_on"),
        source=row.line("source", 500),
    )


def fee(row: Table) -> FeePart:
    """One fee of the file."""
    role = row.choice("role", SEAT_ROLES)
    return FeePart(role or SEAT_ROLES[0], row.number("money", 0, MOST_MONEY) or 0, row.line("basis"))


def blocks(
    specials: Iterable[SpecialPart], honours: Iterable[HonourPart], fees: Iterable[FeePart]
) -> Iterable[str]:
    """The three lists as they stand in a file, each under its note."""
    kinds, rules = ", ".join(SpecialKind), ", ".join(SpecialRule)
    note = f"Giải chuyên đề, tập thể, phong trào; kind: {kinds}\nrule: {rules}; among: {', '.join(Pool)}"
    yield table_list("special_prizes", map(_special_row, specials), note)
    note = f"Hình thức tôn vinh đề nghị sau giải thưởng; roles: {', '.join(AUTHOR_ROLES)}"
    yield table_list("honours", map(_honour_row, honours), note)
    note = f"Thù lao mỗi phiếu chấm; role: {', '.join(SEAT_ROLES)}"
    yield table_list("fees", map(_fee_row, fees), note)


def _special_row(part: SpecialPart) -> Mapping[str, Value]:
    names = ("code", "name", "kind", "rule", "among", "count", "money")
    weights = {name: getattr(part, name) or None for name in ("per_received", "per_eligible", "per_tier")}
    return {**{name: getattr(part, name) for name in names}, "basis": part.basis or None, **weights}


def _honour_row(part: HonourPart) -> Mapping[str, Value]:
    return {
        "code": part.code,
        "name": part.name,
        "giver": part.giver or None,
        "least_tier": part.least_tier,
        "to_works": part.to_works or None,
        "roles": part.roles or None,
        "most_age": part.most_age,
        "age_on": part.age_on,
        "source": part.source or None,
    }


def _fee_row(part: FeePart) -> Mapping[str, Value]:
    return {"role": part.code, "money": part.money, "basis": part.basis or None}
