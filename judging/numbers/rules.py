"""The rules by which a round's figures are made: a value with a written form, its faults, and what a change changes."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from contests.kernel.errors import Reason
from contests.kernel.text import N_
from judging.numbers import methods, ties
from judging.numbers.methods import Bench
from judging.terms import RankedBy

MOST_WEIGHT = 1000
_KEY = re.compile("[a-z0-9][a-z0-9_-]{0,39}")
"""A component's key is part of an address of the office's pages."""
NO_CHAIN = "none"
NO_METHOD = N_("Không có cách tổng hợp điểm này.")
NO_STEP = N_("Trong chuỗi phân định đồng điểm có bước không tồn tại hoặc lặp lại.")
PEOPLE_LAST = N_("“Hội đồng quyết định” phải là bước cuối của chuỗi phân định đồng điểm.")
NO_PASS = N_("Đề nghị ghi mức điểm từ đó một phiếu được tính là phiếu đạt.")
NO_BENCH = N_("Tính theo hội đồng cần ít nhất hai hội đồng, mỗi hội đồng có hệ số và có giám khảo.")
TWICE = N_("Mỗi giám khảo chỉ thuộc một hội đồng.")
NO_WEIGHT = N_("Hệ số phải là số nguyên từ 1 đến 1000.")
NO_KEY = N_("Mỗi điểm thành phần cần một mã riêng, gồm chữ thường không dấu, chữ số hoặc dấu gạch nối.")
LEAST = N_("Mỗi bài phải có ít nhất một phiếu chấm.")


@dataclass(frozen=True, slots=True)
class Component:
    """A mark from outside the sheets (a public vote, a site visit) under its key, with its weight beside the sheets'."""

    key: str
    title: str
    weight: int


@dataclass(frozen=True, slots=True)
class Rules:
    """How sheets become figures and figures ranks. `pass_steps` is asked for by the share of votes only."""

    per_point: int
    least_sheets: int = 1
    ranked_by: RankedBy = RankedBy.ROUNDED
    aggregation: str = methods.MEAN
    ties: tuple[str, ...] = ()
    pass_steps: int = 0
    benches: tuple[Bench, ...] = ()
    sheets_weight: int = 1
    components: tuple[Component, ...] = ()


def read(
    written: Mapping[str, Any], *, per_point: int, least_sheets: int, ranked_by: RankedBy | str
) -> Rules:
    """The rules from their written form; what it does not name is as the software begins: the mean, no chain."""
    return Rules(
        per_point=per_point,
        least_sheets=least_sheets,
        ranked_by=RankedBy(ranked_by),
        aggregation=str(written.get("aggregation", methods.MEAN)),
        ties=_chain(written.get("ties", ())),
        pass_steps=int(written.get("pass_steps", 0)),
        benches=tuple(
            Bench(one["name"], one["weight"], tuple(one["judges"])) for one in written.get("benches", ())
        ),
        sheets_weight=int(written.get("sheets_weight", 1)),
        components=tuple(
            Component(one["key"], one["title"], one["weight"]) for one in written.get("components", ())
        ),
    )


def _chain(named: str | Sequence[str]) -> tuple[str, ...]:
    """A chain as a list of steps, or as a season's working value has it: "chair,people", "none"."""
    steps = named.split(",") if isinstance(named, str) else named
    return tuple(step for step in steps if step not in ("", NO_CHAIN))


def written(rules: Rules) -> dict[str, Any]:
    """The form in which rules go on record: names and whole numbers only."""
    return {
        "aggregation": rules.aggregation,
        "ties": list(rules.ties),
        "pass_steps": rules.pass_steps,
        "benches": [
            {"name": one.name, "weight": one.weight, "judges": list(one.judges)} for one in rules.benches
        ],
        "sheets_weight": rules.sheets_weight,
        "components": [
            {"key": one.key, "title": one.title, "weight": one.weight} for one in rules.components
        ],
    }


def faults(rules: Rules, criteria: int, judges: Collection[str] | None = None) -> list[Reason]:
    """Everything that keeps these rules from being used, at once. `judges` where the round has its judges already."""
    return list(_faults(rules, criteria, judges))


def _faults(rules: Rules, criteria: int, judges: Collection[str] | None) -> Iterator[Reason]:
    if rules.aggregation not in methods.METHODS:
        yield Reason(NO_METHOD, "aggregation")
    if rules.aggregation == methods.VOTES and rules.pass_steps < 1:
        yield Reason(NO_PASS, "pass_steps")
    if rules.least_sheets < 1:
        yield Reason(LEAST, "least_sheets")
    if rules.aggregation == methods.WEIGHTED:
        yield from _bench_faults(rules.benches, judges)
    weights = [rules.sheets_weight, *(one.weight for one in rules.components)]
    if not all(1 <= weight <= MOST_WEIGHT for weight in weights):
        yield Reason(NO_WEIGHT, "components")
    keys = [one.key for one in rules.components]
    if len(set(keys)) < len(keys) or not all(map(_KEY.fullmatch, keys)):
        yield Reason(NO_KEY, "components")
    yield from _chain_faults(rules.ties, criteria)


def _bench_faults(benches: Sequence[Bench], judges: Collection[str] | None) -> Iterator[Reason]:
    named = [judge for bench in benches for judge in bench.judges]
    whole = len(benches) > 1 and all(1 <= bench.weight <= MOST_WEIGHT and bench.judges for bench in benches)
    if not whole or (judges is not None and not set(named) <= set(judges)):
        yield Reason(NO_BENCH, "benches")
    if len(set(named)) < len(named):
        yield Reason(TWICE, "benches")
    if whole and judges is not None and (left := set(judges) - set(named)):
        message = N_("Còn %(count)s giám khảo chưa thuộc hội đồng nào.")
        yield Reason(message, "benches", None, {"count": len(left)})


def _chain_faults(chain: Sequence[str], criteria: int) -> Iterator[Reason]:
    known = {*ties.STEPS, *(ties.criterion_step(place) for place in range(1, criteria + 1))}
    if not set(chain) <= known or len(set(chain)) < len(chain):
        yield Reason(NO_STEP, "ties")
    if ties.PEOPLE in chain[:-1]:
        yield Reason(PEOPLE_LAST, "ties")


def changed(old: Rules, new: Rules) -> tuple[str, ...]:
    """The names of the values that differ, in the order in which pages list them."""
    named = ("aggregation", "pass_steps", "benches", "sheets_weight", "components", "least_sheets")
    return tuple(name for name in (*named, "ranked_by", "ties") if getattr(old, name) != getattr(new, name))
