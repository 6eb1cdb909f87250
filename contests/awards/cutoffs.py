"""What moved lines come to: each tier's works, fields, money and the gap at its line, beside what the list has now."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from contests.awards import rules
from contests.awards.board import Board, BoardRow
from contests.awards.engine.breaking import breaches
from contests.awards.engine.facts import TierFacts
from contests.awards.engine.lines import Gap, Lines, Step, gap_at, lines_of, steps
from contests.awards.listing import moved
from contests.kernel.errors import Reason


@dataclass(frozen=True, slots=True)
class TierEffect:
    """One tier under the lines; marks in hundredths of a point, money in đồng.

    `line` is None for a tier that nobody gets and for one that only people fill; `at_line` are the works that have
    exactly the lowest mark of the tier; `by_field` has the fields of the board in their order.
    """

    tier: TierFacts
    line: int | None
    gap: Gap
    at_line: int
    count: int
    before: int
    by_field: tuple[int, ...]
    money: int

    @property
    def over(self) -> bool:
        """Whether it has more works than its quota."""
        return self.tier.quota is not None and self.count > self.tier.quota


@dataclass(frozen=True, slots=True)
class Move:
    """A work whose tier the lines change; tiers by id, None for no prize."""

    row: BoardRow
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Rung:
    """A work on the ladder of marks: its tier under the lines, and the gap to the next mark below."""

    row: BoardRow
    tier_id: str | None
    gap: int | None


@dataclass(frozen=True, slots=True)
class Cutoffs:
    """The whole board under the lines."""

    lines: Lines
    tiers: tuple[TierEffect, ...]
    fields: tuple[str, ...]
    ladder: tuple[Rung, ...]
    moves: tuple[Move, ...]
    breaches: tuple[Reason, ...]
    money: int
    before: int

    @property
    def given(self) -> int:
        """How many works have a tier."""
        return sum(one.count for one in self.tiers)


def standing_lines(whole: Board) -> Lines:
    """The lines that the list has now."""
    return lines_of(whole.works, whole.structure, {row.entry_id: row.tier_id for row in whole.rows})


def cutoffs(whole: Board, lines: Lines) -> Cutoffs:
    """What the lines come to on the list as it stands; tiers that people fill stay as they are."""
    changed = moved(whole, lines)
    tier_of = {row.entry_id: changed.get(row.entry_id, row.tier_id) for row in whole.rows}
    found = steps(whole.works)
    effects = tuple(_effect(whole, tier, lines, found, tier_of) for tier in whole.tiers)
    return Cutoffs(
        lines=lines,
        tiers=effects,
        fields=tuple(whole.structure.fields.values()),
        ladder=_ladder(whole, found, tier_of),
        moves=tuple(
            Move(row, row.tier_id, changed[row.entry_id]) for row in whole.rows if row.entry_id in changed
        ),
        breaches=tuple(
            breaches(whole.structure, ((row.ranked, tier_of[row.entry_id]) for row in whole.rows))
        ),
        money=sum(one.money for one in effects),
        before=whole.total,
    )


def _effect(
    whole: Board, tier: TierFacts, lines: Lines, found: Sequence[Step], tier_of: dict[str, str | None]
) -> TierEffect:
    own = [row for row in whole.rows if tier_of[row.entry_id] == tier.id]
    line, by_field = lines.get(tier.id), Counter(row.field_id for row in own)
    gap = gap_at(line, found)
    (money,) = rules.money_lines([tier], {tier.id: len(own)})
    return TierEffect(
        tier=tier,
        line=line,
        gap=gap,
        at_line=sum(row.hundredths == gap.above for row in own),
        count=len(own),
        before=sum(row.tier_id == tier.id for row in whole.rows),
        by_field=tuple(by_field[field] for field in whole.structure.fields),
        money=money.total,
    )


def _ladder(whole: Board, found: Sequence[Step], tier_of: dict[str, str | None]) -> tuple[Rung, ...]:
    """The works by their marks, best first; the last one of a mark has the gap to the next."""
    below = {above.mark: above.mark - under.mark for above, under in pairwise(found)}
    rows = sorted(whole.rows, key=lambda row: (-row.hundredths, row.rank, row.number or 0))
    last = {row.hundredths: row.entry_id for row in rows}
    return tuple(
        Rung(
            row,
            tier_of[row.entry_id],
            below.get(row.hundredths) if last[row.hundredths] == row.entry_id else None,
        )
        for row in rows
    )
