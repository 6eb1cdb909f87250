"""Reading a list of numbers by entry, turning them into points, comparing what two persons read; values in, values out."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from contests.envelopes.outside.terms import Formula
from contests.kernel.errors import Reason
from contests.kernel.text import N_

_LINE = re.compile(r"\s*([0-9]{1,7})\s*[\t;: ]\s*([0-9][0-9.]*)(?:,([0-9]{1,2}))?\s*")
NOT_A_LINE = N_("Dòng %(line)s không đọc được. Mỗi dòng gồm số hồ sơ và số liệu, ví dụ: 12 82,5")
NO_ENTRY = N_("Dòng %(line)s: không có hồ sơ số %(number)s trong vòng chấm.")
TWICE = N_("Dòng %(line)s: hồ sơ số %(number)s đã có ở dòng trên.")
LACKING = N_("Còn %(count)s hồ sơ chưa có số liệu, ví dụ hồ sơ số %(number)s. Không có phiếu nào thì ghi 0.")
ABOVE = N_("Dòng %(line)s: số điểm vượt mức tối đa %(most)s.")
NOBODY_VOTED = N_("Tất cả số liệu bằng 0 nên không tính theo tỷ lệ được.")
SHOWN = 10
"""So many faults are said at once."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a list says, in hundredths by entry id, and what is wrong with it."""

    values: Mapping[str, int]
    wrong: tuple[Reason, ...]


def read_numbers(text: str, entries: Mapping[int, str], formula: Formula, most: int) -> Numbers:
    """A list as typed or pasted: a line each with the entry's number and its figure ("12 82,5", "12<tab>1.234").

    `entries` are entry ids by number, `most` the greatest number of points in hundredths.
    """
    values: dict[str, int] = {}
    wrong: list[Reason] = []
    for line, typed in enumerate(text.splitlines(), start=1):
        if typed.strip():
            fault = _read_line(line, typed, entries, values, most if formula is Formula.POINTS else None)
            wrong += [fault] if fault else []
    lacking = sorted(number for number, entry in entries.items() if entry not in values)
    if lacking and not wrong:
        wrong.append(Reason(LACKING, "numbers", None, {"count": len(lacking), "number": lacking[0]}))
    if formula is Formula.SHARE and not wrong and not any(values.values()):
        wrong.append(Reason(NOBODY_VOTED, "numbers"))
    return Numbers(values, tuple(wrong[:SHOWN]))


def _read_line(
    line: int, typed: str, entries: Mapping[int, str], values: dict[str, int], most: int | None
) -> Reason | None:
    match = _LINE.fullmatch(typed)
    if match is None or not _grouped(match[2]):
        return Reason(NOT_A_LINE, "numbers", None, {"line": line})
    number, value = int(match[1]), _hundredths(match[2], match[3] or "")
    entry = entries.get(number)
    if entry is None:
        return Reason(NO_ENTRY, "numbers", None, {"line": line, "number": number})
    if entry in values:
        return Reason(TWICE, "numbers", None, {"line": line, "number": number})
    if most is not None and value > most:
        return Reason(ABOVE, "numbers", None, {"line": line, "most": str(most // 100)})
    values[entry] = value
    return None


def _grouped(whole: str) -> bool:
    """Whether points stand between thousands only: "1.234", and not "8.5", which may mean eight and a half."""
    return "." not in whole or re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+", whole) is not None


def _hundredths(whole: str, decimals: str) -> int:
    return int(whole.replace(".", "")) * 100 + int(decimals.ljust(2, "0"))


def points(numbers: Mapping[str, int], formula: Formula, most: int) -> dict[str, int]:
    """The points in hundredths: as they are, or each number's share of the greatest, rounded once, half-up."""
    if formula is Formula.POINTS:
        return dict(numbers)
    best = max(numbers.values())
    return {key: (2 * value * most + best) // (2 * best) for key, value in numbers.items()}


def differences(one: Mapping[str, int], other: Mapping[str, int]) -> list[str]:
    """The entries that two persons read differently."""
    return sorted(key for key in {*one, *other} if one.get(key) != other.get(key))


def both_agree(formulas: Collection[Formula], one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    """Whether two lists say the same and mean it the same way."""
    return len(set(formulas)) == 1 and not differences(one, other)
