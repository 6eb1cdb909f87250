"""Who marks what by default: all judges of a panel mark all its pieces, except the barred pairs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from contests.kernel.errors import Reason
from contests.kernel.text import N_

NO_JUDGES = N_("“%(panel)s” mới có %(judges)s giám khảo; mỗi bài cần ít nhất %(least)s phiếu chấm.")
BARRED = N_(
    "“%(panel)s” có %(pieces)s bài không đủ %(least)s giám khảo được chấm sau khi trừ xung đột lợi ích; "
    "cần thêm ít nhất %(lack)s giám khảo."
)
Pair = tuple[str, str]
"""(judge, piece)"""


@dataclass(frozen=True, slots=True)
class PanelFacts:
    """A panel: the ids of its judges and of its pieces."""

    name: str
    judges: Sequence[str]
    pieces: Sequence[str]


def pairs(panel: PanelFacts, barred: Collection[Pair]) -> list[Pair]:
    """Every (judge, piece) of the panel that is to be marked."""
    return [
        (judge, piece) for piece in panel.pieces for judge in panel.judges if (judge, piece) not in barred
    ]


def gaps(panels: Sequence[PanelFacts], barred: Collection[Pair], least: int) -> list[Reason]:
    """Which panels cannot give each piece its least number of sheets, and how many judges they lack."""
    return [reason for panel in panels if (reason := _gap(panel, barred, least))]


def _gap(panel: PanelFacts, barred: Collection[Pair], least: int) -> Reason | None:
    values: dict[str, str | int] = {"panel": panel.name, "least": least}
    if len(panel.judges) < least:
        return Reason(NO_JUDGES, values=values | {"judges": len(panel.judges)})
    able = dict.fromkeys(panel.pieces, 0)
    for _, piece in pairs(panel, barred):
        able[piece] += 1
    short = [least - count for count in able.values() if count < least]
    return Reason(BARRED, values=values | {"pieces": len(short), "lack": max(short)}) if short else None
