"""Every kind of deed is known to move figures or known not to: a new one has to be put into one of the two lists."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.orm import Session

import judging
from judging import recount
from judging.numbers import computing
from judging.numbers.computing import INERT
from judging.numbers.export import exported
from tests.judging.numbers.random_seasons import random_round

MOVING = {
    "round_opened", "panel_added", "judge_added", "seated", "unseated", "judge_ended", "capacity", "accepted", "declared",
    "admitted", "late", "barred", "designed", "assigned", "scheduled", "unscheduled", "presence", "submitted", "recused",
    "keyed", "waived", "correction_asked", "corrected", "correction_refused", "remark_called", "remarked", "remark_ended",
    "closed", "component", "tie_decided", "rules_changed",
}  # fmt: skip
"""Deeds after which figures are made again. Some of them move none; but they come before the figures do, or cost nothing."""


def written() -> Iterator[str]:
    """The name of every deed that judging writes, as its code says it."""
    for path in sorted(Path(judging.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "ledger.append":
                yield from named(node.args[2])


def named(deed: ast.expr) -> Iterator[str]:
    if isinstance(deed, ast.IfExp):
        yield from named(deed.body)
        yield from named(deed.orelse)
    elif isinstance(deed, ast.Name):
        yield str(getattr(computing, deed.id))
    else:
        assert isinstance(deed, ast.Constant), ast.unparse(deed)
        yield str(deed.value)


def test_every_deed_is_in_one_of_the_two_lists_and_every_name_is_a_deed() -> None:
    deeds = set(written())
    assert len(deeds) > 35
    assert set(INERT) & MOVING == set()
    assert deeds == set(INERT) | MOVING


def test_without_the_inert_deeds_the_figures_are_the_same(session: Session) -> None:
    seen: set[str] = set()
    for seed in range(12):
        rows = json.loads(exported(session, random_round(session, seed)))["rows"]
        left = [row for row in rows if row["deed"] not in INERT]
        seen |= {row["deed"] for row in rows} - {row["deed"] for row in left}
        assert recount.standings(recount.Season(left)) == recount.standings(recount.Season(rows))
        session.rollback()
    assert computing.COMPUTED in seen
