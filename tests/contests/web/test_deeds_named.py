"""Every deed that the software writes has a Vietnamese name on the inspector's page, and a group to find it by."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from contests.seasons.terms import Part
from contests.web.inspector.verbs import GROUPS, VERBS

STAGES = Path(__file__).parents[3] / "contests"
VERB = re.compile(r"[a-z]+(\.[a-z_]+)+")


def written(module: Path) -> Iterator[str]:
    """The verbs in a module that records deeds."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    if any(
        isinstance(node, ast.ImportFrom) and node.module == "contests.kernel.audit" for node in ast.walk(tree)
    ):
        words = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
        yield from (word for word in words if isinstance(word, str) and VERB.fullmatch(word))


def deeds() -> set[str]:
    found = {verb for module in STAGES.rglob("*.py") for verb in written(module)}
    return found | {f"season.change.{part}" for part in Part}


def test_the_deeds_are_found() -> None:
    assert {"round.seal", "results.tie", "unit.add", "exhibit.drop", "link.use"} <= deeds()


def test_every_deed_has_a_name() -> None:
    assert deeds() - VERBS.keys() == set()


def test_every_deed_has_a_group_and_every_group_a_deed() -> None:
    assert {verb.partition(".")[0] for verb in deeds()} == set(GROUPS)
