"""In which commune a unit lies, as the tree of units says. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from contests.people.terms import UnitKind


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """A unit and its place in the tree; `sorted` is its name as the dictionary orders it."""

    id: str
    name: str
    kind: UnitKind
    parent_id: str | None
    sorted: str


def regions_of(units: Iterable[UnitFacts], organiser_id: str) -> dict[str, UnitFacts | None]:
    """The region of each unit: its commune, or else the highest unit above it; None right under the organiser.

    The nearest commune at or above a unit is its region. Before July 2025 a district's office stood in its place,
    which the tree knows as whatever lies right under the organiser.
    """
    tree = {unit.id: unit for unit in units}
    return {unit.id: _region(unit, tree, organiser_id) for unit in tree.values()}


def _region(unit: UnitFacts, tree: Mapping[str, UnitFacts], organiser_id: str) -> UnitFacts | None:
    step = unit
    while step.kind is not UnitKind.COMMUNE:
        above = tree.get(step.parent_id or "")
        if above is None or above.id == organiser_id:
            return step if step is not unit else None
        step = above
    return step
