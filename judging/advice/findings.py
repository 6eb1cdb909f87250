"""From the sheets of a round to the advice for each of its panels; values in, values out."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from judging.advice import refusals
from judging.advice.columns import Ints
from judging.advice.comparable import comparability
from judging.advice.facts import ChangeLine, JudgeLine, PanelAdvice, PieceLine, Refusal, SwayLine
from judging.advice.habits import Habit, habits
from judging.advice.material import Material
from judging.advice.scale import Scale, hundredths
from judging.advice.severity import spreads
from judging.advice.sway import Change, edges, standings, without_each

Told = Callable[[int, int], None]
"""Hears (done, total) panels."""

NO_HABIT = Habit(0, 0, 0, 0, 0, None)


class Findings:
    """What the sheets of a round say, as far as its panels have it in common."""

    def __init__(self, material: Material) -> None:
        self._of = material
        self._order = standings(material.given, material.official)
        self._lines = edges(self._order, material.official.tiers)
        self._sway = without_each(material.given, material.official, material.judges)
        self._habits = habits(material.filled, material.most)
        self._spreads = spreads(material.columns)
        self._can = comparability(material.columns, material.panel, len(material.panels))

    def of_panels(self, told: Told) -> Iterator[PanelAdvice]:
        """The advice for every panel, in no order."""
        done = 0
        for group in [*self._can.groups, *((one.panel,) for one in self._can.thin)]:
            sound = group in self._can.groups
            scale = Scale.of(self._of.columns, self._of.panel, group, self._of.seed) if sound else None
            for panel in group:
                yield self._of_panel(panel, group, scale)
                told(done := done + 1, len(self._of.panels))

    def _of_panel(self, panel: int, group: Sequence[int], scale: Scale | None) -> PanelAdvice:
        own = np.flatnonzero(self._of.panel == panel)
        judges = self._who_marked(own)
        told = scale if scale and not scale.fitted.flat else None
        undecided = told.undecided(self._lines) if told else {}
        ranks = self._ranks(told) if told else []
        pieces = [self._piece(int(at), told, undecided, ranks) for at in own] if told else []
        return PanelAdvice(
            panel_id=self._of.panels[panel][0], panel=self._of.names[panel],
            scale=tuple(self._of.names[at] for at in group), ranked=scale.sheets.pieces if scale else 0,
            refusals=tuple(self._refusals(panel, scale)), parts=scale.parts if scale else None,
            judges=tuple(self._judge(judge, scale) for judge in judges), sway=tuple(self._swayed(judges)),
            pieces=tuple(sorted(pieces, key=lambda line: (line.rank or len(self._of.pieces), line.code))),
            again=tuple(self._of.pieces[at].code for at in undecided if self._of.panel[at] == panel),
        )  # fmt: skip

    def _refusals(self, panel: int, scale: Scale | None) -> Iterator[Refusal]:
        names, numbers = self._of.names, [self._of.numbers[judge] for judge in self._of.judges]
        for thin in self._can.thin:
            if thin.panel == panel:
                yield refusals.of_thin(thin, names, numbers)
        for cut in self._can.cuts:
            if panel in (cut.first, cut.second):
                yield refusals.of_cut(cut, names)
        if scale and scale.fitted.flat:
            yield refusals.flat(names[panel])

    def _ranks(self, scale: Scale) -> list[int]:
        """The official ranks of the scale's pieces, the best first."""
        known = (self._order.get(self._of.pieces[at].piece_id) for at in scale.pieces)
        return sorted(one.rank for one in known if one)

    def _piece(self, at: int, scale: Scale, undecided: dict[int, str], ranks: list[int]) -> PieceLine:
        facts, place = self._of.pieces[at], scale.place_of_piece(at)
        official, mark, reach = (
            self._order.get(facts.piece_id),
            scale.estimates[place],
            scale.fitted.reach[place],
        )
        return PieceLine(
            piece_id=facts.piece_id, code=facts.code, field=facts.field, official=official.hundredths if official else None,
            rank=bisect_left(ranks, official.rank) + 1 if official else None, tier=official.tier if official else "", estimate=hundredths(mark), low=hundredths(mark - reach),
            high=hundredths(mark + reach), rank_low=int(scale.ranks.low[place]),
            rank_high=int(scale.ranks.high[place]), edge=undecided.get(at, ""),
        )  # fmt: skip

    def _who_marked(self, own: Ints) -> list[int]:
        """The judges with sheets on these pieces, by place."""
        columns = self._of.columns
        return [int(judge) for judge in np.unique(columns.judge[np.isin(columns.piece, own)])]

    def _judge(self, judge: int, scale: Scale | None) -> JudgeLine:
        key, spread = self._of.judges[judge], self._spreads
        habit = self._habits.get(key, NO_HABIT)
        place = scale.place_of_judge(judge) if scale else 0
        told = scale.severities if scale else None
        severity, low, high = (
            (hundredths(told.points[place]), hundredths(told.low[place]), hundredths(told.high[place]))
            if told
            else (None, None, None)
        )
        return JudgeLine(
            number=self._of.numbers[key], sheets=int(spread.sheets[judge]), severity=severity, low=low, high=high,
            spread=hundredths(spread.points[judge]), spread_low=hundredths(spread.low[judge]),
            spread_high=hundredths(spread.high[judge]), same=habit.same, even=habit.even, short=habit.short,
            timed=habit.timed, seconds=habit.seconds, told=habit.told,
        )  # fmt: skip

    def _swayed(self, judges: Sequence[int]) -> Iterator[SwayLine]:
        """The judges of the panel who sway a prize; prizes are given over all panels, so theirs may change too."""
        for judge in judges:
            key = self._of.judges[judge]
            lines = [self._changed(change) for change in self._sway.get(key, ())]
            if lines:
                yield SwayLine(self._of.numbers[key], tuple(sorted(lines, key=lambda line: line.code)))

    def _changed(self, change: Change) -> ChangeLine:
        piece = self._of.pieces[self._of.places[change.piece_id]]
        panel_id, _ = self._of.panels[piece.panel]
        return ChangeLine(panel_id, piece.code, piece.field, change.was, change.would)
