"""Filling the tiers from the highest, work by work in their order, within every limit of the structure. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby

from contests.awards.engine.counting import Taken
from contests.awards.engine.facts import Held, Order, Proposed, Ranked, Structure, Tie, TierFacts, Why

NOBODY: Mapping[str, str | None] = {}


def proposed(
    standings: Iterable[Ranked], structure: Structure, given: Mapping[str, str | None] = NOBODY
) -> Proposed:
    """The tiers of all works: those `given` stay as they are, the others fill what is left from the highest by rank.

    Equals are never parted: where there is room for some of them only, all go to the next tier that takes all, the
    places stay empty, and the tie is reported. Nothing behind a tie goes back to the tier that it passed, so that
    nobody stands above a better rank. `given` is what a jury proposed; it is not cut to the quotas: where panels
    together propose too many, the committee sees it and decides.
    """
    works = list(standings)
    filling = _Filling(structure)
    for one in works:
        if tier := structure.tier(given.get(one.entry_id)):
            filling.taken.give(one, tier)
    others = [one for one in works if one.entry_id not in given]
    for rank, group in _by_rank(others, structure.order):
        filling.place(rank, group)
    own = {one.entry_id: filling.tiers.get(one.entry_id) for one in others}
    return Proposed({**own, **given}, tuple(filling.ties), filling.held)


def _by_rank(works: Sequence[Ranked], order: Order) -> Iterator[tuple[int, list[Ranked]]]:
    """Equals together, best first, each group with its rank; works without a vote come last where votes rank."""
    if order is Order.MARKS:
        in_order = sorted(works, key=lambda one: one.rank)
        yield from ((rank, list(group)) for rank, group in groupby(in_order, key=lambda one: one.rank))
        return
    by_share = sorted(works, key=_share)
    before = 0
    for _, same in groupby(by_share, key=_share):
        group = list(same)
        yield before + 1, group
        before += len(group)


def _share(one: Ranked) -> tuple[bool, Fraction]:
    return (one.ballot is None, -one.ballot.share if one.ballot else Fraction(0))


class _Filling:
    """The tiers as they fill, and from which tier on each field is still open."""

    def __init__(self, structure: Structure) -> None:
        self.taken = Taken(structure)
        self.tiers: dict[str, str] = {}
        self.ties: list[Tie] = []
        self.held: dict[str, Held] = {}
        self._structure = structure
        self._open_from = 0
        self._field_open_from: dict[str, int] = {}

    def place(self, rank: int, group: Sequence[Ranked]) -> None:
        """Give each of these equals the highest tier that takes it together with its equals."""
        waiting = list(group)
        for at, tier in enumerate(self._structure.tiers):
            taking = [] if tier.by_hand else self._taking(at, tier, rank, waiting)
            for one in taking:
                self.tiers[one.entry_id] = tier.id
                self.taken.give(one, tier)
            waiting = [one for one in waiting if one not in taking]

    def _taking(self, at: int, tier: TierFacts, rank: int, waiting: Iterable[Ranked]) -> list[Ranked]:
        asking = [one for one in waiting if self._open(at, one) and _reached(tier, one)]
        if not asking or not self.taken.room(tier):
            return []
        able = self._apart(tier, rank, [one for one in asking if self._allowed(tier, one)])
        fitting = [
            one
            for name in dict.fromkeys(one.field for one in able)
            for one in self._within_field(at, tier, rank, name, able)
        ]
        room = self.taken.room(tier)
        if len(fitting) <= room:
            return fitting
        self._part(tier, room, rank, fitting)
        self._open_from = max(self._open_from, at + 1)
        return []

    def _open(self, at: int, one: Ranked) -> bool:
        """Whether no better rank was passed by this tier because of a tie."""
        return at >= max(self._open_from, self._field_open_from.get(one.field, 0))

    def _allowed(self, tier: TierFacts, one: Ranked) -> bool:
        why = None
        if tier.least_share is not None and not (one.ballot and one.ballot.reaches(tier.least_share)):
            why = Why.VOTES
        elif tier.once and self.taken.spent(one):
            why = Why.ONCE
        if why:
            self._hold(tier, why, one)
        return why is None

    def _apart(self, tier: TierFacts, rank: int, able: list[Ranked]) -> list[Ranked]:
        """Without equals of one author, where an author has one such prize: which of them it is, people decide."""
        named = Counter(author for one in able for author in one.authors)
        both = [one for one in able if tier.once and any(named[author] > 1 for author in one.authors)]
        if both:
            self._part(tier, 1, rank, both)
        return [one for one in able if one not in both]

    def _within_field(
        self, at: int, tier: TierFacts, rank: int, field: str, able: Iterable[Ranked]
    ) -> list[Ranked]:
        own, room = [one for one in able if one.field == field], self.taken.room_in_field(tier, field)
        if len(own) <= room:
            return own
        if room:
            self._part(tier, room, rank, own)
            self._field_open_from[field] = at + 1
        else:
            self._hold(tier, Why.FIELD, *own)
        return []

    def _part(self, tier: TierFacts, room: int, rank: int, equals: Sequence[Ranked]) -> None:
        self.ties.append(Tie(tier.id, room, rank, tuple(one.entry_id for one in equals)))
        self._hold(tier, Why.TIE, *equals)

    def _hold(self, tier: TierFacts, why: Why, *works: Ranked) -> None:
        for one in works:
            self.held.setdefault(one.entry_id, Held(tier.id, why))


def _reached(tier: TierFacts, one: Ranked) -> bool:
    return tier.least_hundredths is None or one.hundredths >= tier.least_hundredths
