"""What a page shows of the advice: one panel, a page of its pieces, the least decided first among those to read again."""

from dataclasses import dataclass

from judging.advice.facts import PanelAdvice, PieceLine
from judging.advice.service import KeptAdvice

PAGE = 30
AGAIN = 12
"""So many pieces to read again are named; more is no advice."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A panel with a page of its pieces; `names` are all panels by id."""

    panel: PanelAdvice
    names: dict[str, str]
    rows: tuple[PieceLine, ...]
    at: int
    pages: int
    again: tuple[PieceLine, ...]
    """The least decided, at most `AGAIN` of `PanelAdvice.again`."""


def advice_shown(kept: KeptAdvice, panel_id: str, at: int) -> Shown | None:
    """The panel with this id, or the first; the page asked for, or the nearest. None where there is no advice."""
    if not kept.panels:
        return None
    panel = next((one for one in kept.panels if one.panel_id == panel_id), kept.panels[0])
    pages = max(1, -(-len(panel.pieces) // PAGE))
    at = min(max(at, 1), pages)
    by_code = {line.code: line for line in panel.pieces}
    return Shown(
        panel=panel,
        names={one.panel_id: one.panel for one in kept.panels},
        rows=panel.pieces[(at - 1) * PAGE : at * PAGE],
        at=at,
        pages=pages,
        again=tuple(by_code[code] for code in panel.again[:AGAIN]),
    )
