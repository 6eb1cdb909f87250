"""What the office may see of a plan: counts by judge and field and sentences; no piece, no code."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from contests.kernel.errors import Reason
from judging.design.comparing import Preview
from judging.design.composing import Sitting, anchor_ids
from judging.design.problem import Pair, Problem

Summary = dict[str, Any]


def summary(
    sitting: Sitting,
    problem: Problem,
    pairs: Collection[Pair],
    preview: Preview,
    cost: int,
    faults: Collection[Any],
    names: Mapping[str, str],
) -> Summary:
    """A plan that can be carried out."""
    return {
        "judges": _judges(sitting, problem, pairs),
        "fields": _fields(problem, pairs, names),
        "added": len(set(pairs) - sitting.state.previous - sitting.state.fixed),
        "removed": len(sitting.state.previous - set(pairs)),
        "groups": [list(group) for group in preview.groups],
        "compared": _said(preview.reasons),
        "lacking": [],
        "cost": str(cost),
        "faults": len(faults),
    }  # fmt: skip


def stuck_summary(problem: Problem, reasons: Iterable[Reason], names: Mapping[str, str]) -> Summary:
    """Why there is no plan."""
    return {
        "judges": [], "fields": _fields(problem, (), names), "added": 0, "removed": 0, "groups": [], "compared": [],
        "lacking": _said(reasons), "cost": "", "faults": 0,
    }  # fmt: skip


def _said(reasons: Iterable[Reason]) -> list[list[Any]]:
    return [[reason.message, dict(reason.values)] for reason in reasons]


def reasons_of(said: Iterable[tuple[str, Mapping[str, str | int]]]) -> list[Reason]:
    """Kept sentences as reasons again."""
    return [Reason(message, values=values) for message, values in said]


def _judges(sitting: Sitting, problem: Problem, pairs: Collection[Pair]) -> list[dict[str, Any]]:
    loads = Counter(judge for judge, _ in pairs)
    shared = set(anchor_ids(sitting))
    anchors = Counter(judge for judge, piece in pairs if piece in shared)
    done = Counter(judge for judge, _ in problem.fixed)
    return [
        {
            "judge": judge.id, "number": judge.number, "pieces": loads[judge.id], "anchors": anchors[judge.id],
            "minutes": judge.minutes, "done": done[judge.id], "ended": judge.ended,
        }
        for judge in sorted(sitting.judges, key=lambda one: one.number)
    ]  # fmt: skip


def _fields(problem: Problem, pairs: Collection[Pair], names: Mapping[str, str]) -> list[dict[str, Any]]:
    field_of = {work.id: work.field for work in problem.works}
    pieces = Counter(field_of.values())
    sheets = Counter(field_of[piece] for _, piece in pairs)
    able = Counter(field for marker in problem.markers for field in marker.fields)
    return [
        {
            "field": names.get(field, field),
            "pieces": pieces[field],
            "judges": able[field],
            "sheets": sheets[field],
        }
        for field in sorted(pieces)
    ]
