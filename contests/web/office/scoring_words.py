"""Rules of scoring in words and back: what the office reads, and the lines in which it writes benches and components."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contests.kernel.figures import steps
from judging import service as judging
from judging.numbers import ties
from judging.numbers.methods import METHODS, VOTES, WEIGHTED
from judging.terms import RankedBy


def numbers_of(session: Session, round_id: str) -> dict[int, str]:
    """The judges of a round by their numbers."""
    rows = judging.panel_rows(session, round_id)
    return {place.number: place.judge_id for row in rows for place in row.seats}


def step_choices(titles: Sequence[str]) -> list[tuple[str, str]]:
    """The steps of a chain with their names, those on criteria first."""
    criteria = [
        (ties.criterion_step(place), _("Điểm tiêu chí “%(title)s” cao hơn", title=title))
        for place, title in enumerate(titles, start=1)
    ]
    return [*criteria, *((name, _(label)) for name, label in ties.STEPS.items())]


def shown(rules: judging.Rules, words: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """The rules as (name, label, value in words); what the chosen way does not use is left out."""
    rows = [
        ("aggregation", _("Cách tổng hợp điểm"), _(METHODS[rules.aggregation])),
        ("pass_steps", _("Mức điểm của phiếu đạt"), steps(rules.pass_steps, rules.per_point)),
        ("benches", _("Các hội đồng"), "; ".join(_benches(rules, words["judges"]))),
        ("sheets_weight", _("Hệ số của phiếu chấm"), str(rules.sheets_weight)),
        ("components", _("Điểm thành phần ngoài phiếu"), _components(rules)),
        ("least_sheets", _("Số phiếu điểm tối thiểu"), str(rules.least_sheets)),
        ("ranked_by", _("Điểm dùng để xếp hạng"), _ranked(rules)),
        ("ties", _("Phân định khi đồng điểm"), _chain(rules, words["steps"])),
    ]
    unused = {
        "pass_steps": rules.aggregation != VOTES,
        "benches": rules.aggregation != WEIGHTED,
        "sheets_weight": not rules.components,
    }
    return [(name, label, _("Không dùng") if unused.get(name) else value) for name, label, value in rows]


def _benches(rules: judging.Rules, judges: Mapping[int, str]) -> Iterator[str]:
    numbers = {judge: number for number, judge in judges.items()}
    for bench in rules.benches:
        own = ", ".join(str(numbers[judge]) for judge in bench.judges if judge in numbers)
        yield _(
            "%(name)s (hệ số %(weight)s): giám khảo số %(numbers)s",
            name=bench.name,
            weight=bench.weight,
            numbers=own,
        )


def _components(rules: judging.Rules) -> str:
    named = [
        str(_("%(title)s (hệ số %(weight)s)", title=one.title, weight=one.weight)) for one in rules.components
    ]
    return "; ".join(named or [str(_("Không có"))])


def _ranked(rules: judging.Rules) -> str:
    return str(_("Điểm đã làm tròn") if rules.ranked_by is RankedBy.ROUNDED else _("Điểm chưa làm tròn"))


def _chain(rules: judging.Rules, names: Mapping[str, str]) -> str:
    return " → ".join(names.get(step, step) for step in rules.ties) or _("Đồng hạng, không phân định")


def component_rows(typed: str) -> Iterator[tuple[str, str, int]]:
    """Lines "mã; tên; hệ số" as typed; a weight that is no number is 0, which the rules refuse."""
    for line in filter(None, map(str.strip, typed.splitlines())):
        key, title, weight = ([part.strip() for part in line.split(";")] + ["", "", ""])[:3]
        yield key, title or key, _whole(weight)


def bench_rows(typed: str, judges: Mapping[int, str]) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    """Lines "tên; hệ số; số giám khảo, số giám khảo" as typed."""
    for line in filter(None, map(str.strip, typed.splitlines())):
        name, weight, numbers = ([part.strip() for part in line.split(";")] + ["", "", ""])[:3]
        own = [judges[number] for one in numbers.split(",") if (number := _whole(one.strip())) in judges]
        yield name, _whole(weight), tuple(own)


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
