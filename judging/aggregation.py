"""Why a round has no figures yet: sheets that are missing, pieces with too few."""

from collections.abc import Sequence
from dataclasses import dataclass

from contests.kernel.errors import Reason
from contests.kernel.text import N_

MISSING_SHEETS = N_("“%(panel)s” còn thiếu %(count)s phiếu chấm (bài %(codes)s).")
TOO_FEW = N_(
    "“%(panel)s” có %(count)s bài không đủ %(least)s phiếu chấm (bài %(codes)s); "
    "cần phân công thêm giám khảo."
)
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Lack:
    """A piece that cannot be aggregated: sheets not yet given, and sheets that can be given at all."""

    panel: str
    code: str
    missing: int
    required: int


def obstacles(lacks: Sequence[Lack], least: int) -> list[Reason]:
    """Why a round cannot be aggregated yet: for each panel the sheets that are missing and the pieces with too few."""
    found: list[Reason] = []
    for panel in dict.fromkeys(lack.panel for lack in lacks):
        own = [lack for lack in lacks if lack.panel == panel]
        waiting = [lack for lack in own if lack.missing]
        thin = [lack for lack in own if lack.required < least]
        if waiting:
            found.append(
                _reason(MISSING_SHEETS, panel, waiting, sum(lack.missing for lack in waiting), least)
            )
        if thin:
            found.append(_reason(TOO_FEW, panel, thin, len(thin), least))
    return found


def _reason(message: str, panel: str, lacks: Sequence[Lack], count: int, least: int) -> Reason:
    codes = ", ".join(sorted(lack.code for lack in lacks)[:SHOWN]) + (", …" if len(lacks) > SHOWN else "")
    values: dict[str, str | int] = {"panel": panel, "count": count, "codes": codes}
    return Reason(message, values=values | ({"least": least} if message is TOO_FEW else {}))
