"""From a round's panels, judges and pieces to the problem of assigning them; values in, values out."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from judging.design.anchors import chosen, everyone, groups
from judging.design.problem import Marker, Pair, Problem, Work
from judging.design.terms import Kind

AT_HOME, ABLE = 0, 1


@dataclass(frozen=True, slots=True)
class DesignFacts:
    """How pieces come to judges: see the table Design. `listed`: the pairs are written down one by one."""

    kind: Kind
    judges_per_piece: int
    anchors: int
    minutes_per_piece: int
    seed: str
    linked: tuple[str, ...] = ()
    anchor_pieces: tuple[str, ...] = ()

    @property
    def listed(self) -> bool:
        """Whether who marks what cannot be read from the seats alone."""
        return self.kind is Kind.SOME or self.anchors > 0


@dataclass(frozen=True, slots=True)
class Bench:
    """A panel: the codes of its fields and the ids of its judges."""

    id: str
    name: str
    fields: tuple[str, ...]
    judges: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seated:
    """A judge: the minutes and the fields the judge named, and whether the appointment is over."""

    id: str
    number: int
    minutes: int | None = None
    fields: frozenset[str] = frozenset()
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A piece, or before sealing an entry without its name."""

    id: str
    panel: str
    field: str


@dataclass(frozen=True, slots=True)
class State:
    """What stands already: barred pairs, pairs that stay, pairs assigned before, and the begun among them."""

    barred: frozenset[Pair] = frozenset()
    fixed: frozenset[Pair] = frozenset()
    previous: frozenset[Pair] = frozenset()
    begun: frozenset[Pair] = frozenset()


@dataclass(frozen=True, slots=True)
class Sitting:
    """Everything of a round that an assignment depends on."""

    design: DesignFacts
    benches: tuple[Bench, ...]
    judges: tuple[Seated, ...]
    items: tuple[Item, ...]
    state: State = State()


def composed(sitting: Sitting) -> Problem:
    """The problem of a round, its anchors chosen."""
    design, state = sitting.design, sitting.state
    linked, anchors = linked_judges(sitting), set(anchor_ids(sitting))
    own = {bench.id: present(bench, sitting) for bench in sitting.benches}
    works = tuple(_work(item, design, own, linked if item.id in anchors else {}) for item in sitting.items)
    return Problem(
        seed=design.seed,
        minutes_per_piece=design.minutes_per_piece,
        markers=tuple(_marker(judge, sitting.benches) for judge in sitting.judges),
        works=works,
        barred=state.barred,
        fixed=state.fixed - state.barred,
        previous=state.previous - state.barred - state.fixed,
        begun=state.begun,
    )


def present(bench: Bench, sitting: Sitting) -> frozenset[str]:
    """The judges of a panel whose appointment goes on."""
    ended = {judge.id for judge in sitting.judges if judge.ended}
    return frozenset(bench.judges) - ended


def linked_judges(sitting: Sitting) -> dict[str, frozenset[str]]:
    """By panel the judges who mark its anchors."""
    seats = {bench.id: present(bench, sitting) for bench in sitting.benches}
    return {
        panel: everyone(group, seats) for group in groups(seats, sitting.design.linked) for panel in group
    }


def anchor_ids(sitting: Sitting) -> list[str]:
    """The anchors: those that were chosen once, else those that the seed chooses now."""
    design = sitting.design
    if design.anchor_pieces or not design.anchors:
        return list(design.anchor_pieces)
    linked = linked_judges(sitting)
    return [
        piece
        for bench in sitting.benches
        for piece in chosen(
            _pieces_of(sitting.items, bench.id), linked[bench.id], sitting.state.barred, design.anchors, design.seed
        )
    ]  # fmt: skip


def _pieces_of(items: Iterable[Item], panel: str) -> list[str]:
    return [item.id for item in items if item.panel == panel]


def _work(
    item: Item,
    design: DesignFacts,
    own: Mapping[str, frozenset[str]],
    linked: Mapping[str, frozenset[str]],
) -> Work:
    """A piece that a number of judges mark, or all of its panel; an anchor is marked by all that are linked."""
    if design.kind is Kind.ALL:
        return Work(item.id, item.field, 0, own[item.panel] | linked.get(item.panel, frozenset()))
    return Work(item.id, item.field, design.judges_per_piece, linked.get(item.panel, frozenset()))


def _marker(judge: Seated, benches: Sequence[Bench]) -> Marker:
    if judge.ended:
        return Marker(judge.id, {}, 0)
    open_to: dict[str, int] = {}
    for bench in benches:
        if judge.id in bench.judges:
            open_to |= _open_fields(bench.fields, judge.fields)
    return Marker(judge.id, open_to, judge.minutes)


def _open_fields(taken: Collection[str], named: Collection[str]) -> dict[str, int]:
    """The fields of a panel that are open to one of its judges: those the judge named; all, where none of them."""
    own = {field: AT_HOME for field in taken if field in named}
    return own or dict.fromkeys(taken, ABLE)
