"""Whose absence would change a prize: every judge left out once, the official figures and tiers made again. Exact."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from judging.numbers.figures import (
    Figure,
    Outside,
    by_judges,
    exact_keys,
    from_judges,
    from_totals,
    ranked,
)
from judging.numbers.rules import Rules
from judging.numbers.ties import EXACT, Evidence

Given = Mapping[str, Mapping[str, int]]
"""Totals in steps, by piece, by judge."""


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier from the highest down; None stands for "no limit" and "no least mark" (hundredths of a point)."""

    title: str
    quota: int | None = None
    least_hundredths: int | None = None


@dataclass(frozen=True, slots=True)
class Official:
    """What makes official figures: the rules in force, marks from outside, what parts equals (but for exact figures)."""

    rules: Rules
    tiers: Sequence[Tier]
    outside: Outside
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Standing:
    """A piece's figure in hundredths of a point, its rank, and its tier ("" for none)."""

    hundredths: int
    rank: int
    tier: str


@dataclass(frozen=True, slots=True)
class Change:
    """A piece that would have another tier ("" for none)."""

    piece_id: str
    was: str
    would: str


def standings(given: Given, by: Official) -> dict[str, Standing]:
    """The figure, rank and tier of every piece that has a figure."""
    return _placed(_figures(given, by), by)


def without_each(given: Given, by: Official, judges: Iterable[str]) -> dict[str, list[Change]]:
    """By judge, the pieces whose tier would be another without that judge's sheets; judges without any are left out."""
    whole = {figure.piece_id: figure for figure in _figures(given, by)}
    now = _placed(list(whole.values()), by)
    found: dict[str, list[Change]] = {}
    for judge in judges:
        fewer = _fewer(given, judge)
        then = _placed(list((whole | {one.piece_id: one for one in _figures(fewer, by)}).values()), by)
        changed = [
            Change(key, now[key].tier, then[key].tier) for key in now if now[key].tier != then[key].tier
        ]
        if changed:
            found[judge] = changed
    return found


def _fewer(given: Given, judge: str) -> dict[str, dict[str, int]]:
    """The pieces that the judge marked, without that sheet; a piece that nobody else marked keeps what it has."""
    return {
        piece: {other: total for other, total in totals.items() if other != judge}
        for piece, totals in given.items()
        if judge in totals and len(totals) > 1
    }


def _figures(given: Given, by: Official) -> list[Figure]:
    """Where one sheet is thought away the least number of sheets is not asked for."""
    rules = replace(by.rules, least_sheets=1)
    if by_judges(rules):
        return [one for one in from_judges(rules, given.items(), by.outside) if one]
    totals = [(piece, list(own.values())) for piece, own in given.items()]
    return [one for one in from_totals(rules, totals, by.outside) if one]


def _placed(figures: Sequence[Figure], by: Official) -> dict[str, Standing]:
    evidence = {**by.evidence, EXACT: exact_keys(figures)} if figures else {}
    order = [(one.figure, one.rank) for one in ranked(figures, by.rules, evidence)]
    tiers = tiered([(figure.piece_id, rank, figure.hundredths) for figure, rank in order], by.tiers)
    return {one.piece_id: Standing(one.hundredths, rank, tiers[one.piece_id]) for one, rank in order}


def tiered(order: Sequence[tuple[str, int, int]], tiers: Sequence[Tier]) -> dict[str, str]:
    """Fill the tiers by rank up to their quotas and not below their least marks; equals are never parted.

    `order` holds (piece, rank, hundredths), best first. The same rule proposes the prizes once the envelopes are open.
    """
    found: dict[str, str] = {}
    left, taken = list(tiers), 0
    for _rank, same in groupby(order, key=lambda one: one[1]):
        group = list(same)
        least = min(one[2] for one in group)
        while left and not _takes(left[0], len(group) + taken, least):
            left, taken = left[1:], 0
        taken += len(group)
        found |= {piece: left[0].title if left else "" for piece, _, _ in group}
    return found


def _takes(tier: Tier, places: int, least: int) -> bool:
    within = tier.quota is None or places <= tier.quota
    return within and (tier.least_hundredths is None or least >= tier.least_hundredths)


def edges(order: Mapping[str, Standing], tiers: Sequence[Tier]) -> dict[str, int]:
    """For each tier that ends somewhere, the mark halfway between its last piece and the next one below, in two
    hundredths of a point."""
    found: dict[str, int] = {}
    titles = [tier.title for tier in tiers]
    for place, title in enumerate(titles):
        at_least = [one.hundredths for one in order.values() if one.tier in titles[: place + 1]]
        below = [one.hundredths for one in order.values() if one.tier not in titles[: place + 1]]
        if below and any(one.tier == title for one in order.values()):
            found[title] = min(at_least) + max(below)
    return found
