"""Before a mark is given: which panels an assignment will allow to be compared, and what would allow it for the rest."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from contests.kernel.errors import Reason
from judging.advice import refusals
from judging.advice.columns import Columns
from judging.advice.comparable import comparability
from judging.design.problem import Pair


@dataclass(frozen=True, slots=True)
class Preview:
    """Names of panels that may be read on one scale, group by group, and why others may not, with what would help."""

    groups: tuple[tuple[str, ...], ...]
    reasons: tuple[Reason, ...]


def preview(
    pairs: Collection[Pair], panel_of: Mapping[str, str], names: Sequence[str], numbers: Mapping[str, int]
) -> Preview:
    """The comparison that the planned pairs allow: the measure of the advice, which looks at the design only.

    `panel_of` is the name of each piece's panel, `names` all panels, `numbers` the judges' numbers by id.
    """
    pieces = {piece: place for place, piece in enumerate(sorted(panel_of))}
    judges = {judge: place for place, judge in enumerate(sorted(numbers, key=lambda key: numbers[key]))}
    known = sorted((pieces[piece], judges[judge]) for judge, piece in pairs)
    cells = np.array(known, dtype=np.int64).reshape(-1, 2)
    sheets = Columns(cells[:, 0], cells[:, 1], np.zeros(len(cells)), len(pieces), len(judges))
    own = np.array([names.index(panel_of[piece]) for piece in pieces], dtype=np.int64)
    found = comparability(sheets, own, len(names))
    spoken = [numbers[judge] for judge in judges]
    told = [refusals.of_cut(cut, names) for cut in found.cuts]
    told += [refusals.of_thin(thin, names, spoken) for thin in found.thin]
    return Preview(
        tuple(tuple(names[place] for place in group) for group in found.groups),
        tuple(one.reason for one in told),
    )
