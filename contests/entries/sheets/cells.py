"""What is written in one cell, as people write it: names, days, numbers, telephones, ticks, choices. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from contests.kernel.text import N_, fold, nfc, one_line, visible

Cell = str | int | float | bool | date | None
"""As the workbook gives it: an empty cell is None or ""."""
_DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_TICKS = frozenset({"x", "co", "1", "true", "v", "✓", "✔", "dong y", "yes"})
_NO_TICKS = frozenset({"", "0", "khong", "false", "no", "-"})
NO_DAY = N_("“%(typed)s” không phải ngày/tháng/năm. Đề nghị ghi như 05/09/2012.")
NO_NUMBER = N_("“%(typed)s” không phải số nguyên từ %(least)s đến %(most)s.")
NO_PHONE = N_("“%(typed)s” không phải số điện thoại. Đề nghị ghi như 0912 345 678.")
NO_TICK = N_("Ô này chỉ ghi x hoặc để trống, đang ghi “%(typed)s”.")
NO_CHOICE = N_("Không có “%(typed)s” trong danh sách. Đề nghị chọn lại trong danh sách của ô.")
TOO_LONG = N_("Nội dung dài %(long)s ký tự, tối đa là %(most)s.")


@dataclass(frozen=True, slots=True)
class Wrong(Exception):
    """A cell cannot be taken as it is."""

    message: str
    values: Mapping[str, str | int]


def text(cell: Cell, most: int = 200) -> str:
    """One line of text; a number stands as Excel shows it, without a decimal point it does not have."""
    return _within(one_line(visible(_shown(cell))), most)


def lines(cell: Cell, most: int = 4000) -> str:
    """Text of several lines."""
    return _within(nfc(visible(_shown(cell).replace("\r\n", "\n").replace("\r", "\n"))), most)


_folded = lru_cache(maxsize=4096)(fold)
"""Ticks and choices repeat from line to line."""


def _within(said: str, most: int) -> str:
    if len(said) > most:
        raise Wrong(TOO_LONG, {"long": len(said), "most": most})
    return said


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return str(cell)


def day(cell: Cell) -> date | None:
    """A date cell, or a date typed as text; None for an empty cell."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    typed = text(cell)
    if not typed:
        return None
    found = _DAY.fullmatch(typed)
    try:
        if found:
            return date(*(int(part) for part in reversed(found.groups())))
    except ValueError:
        pass  # 31/02: said below, like anything that is no day
    raise Wrong(NO_DAY, {"typed": typed[:40]})


def whole(cell: Cell, least: int, most: int) -> int | None:
    """A whole number within bounds; None for an empty cell. "60 %" is 60."""
    typed = text(cell).rstrip("% ").strip()
    if not typed:
        return None
    if typed.isascii() and typed.isdigit() and len(typed) < 10 and least <= int(typed) <= most:
        return int(typed)
    raise Wrong(NO_NUMBER, {"typed": typed[:40], "least": least, "most": most})


def phone(cell: Cell) -> str:
    """A telephone number; the zero that Excel takes off a number is put back."""
    typed = text(cell)
    digits = re.sub(r"[ .\-()]", "", typed)
    if not isinstance(cell, str) and len(digits) == 9 and not digits.startswith("0"):
        digits = "0" + digits
    if digits and not re.fullmatch(r"\+?[0-9]{8,15}", digits):
        raise Wrong(NO_PHONE, {"typed": typed[:40]})
    return digits


def tick(cell: Cell) -> bool:
    """Whether the cell is ticked with an x."""
    typed = text(cell)
    if (folded := _folded(typed)) in _TICKS:
        return True
    if folded in _NO_TICKS:
        return False
    raise Wrong(NO_TICK, {"typed": typed[:40]})


def choice(cell: Cell, choices: Mapping[str, str]) -> str | None:
    """The value whose folded label was typed; None for an empty cell. `choices` has values by folded label."""
    typed = text(cell)
    if not typed:
        return None
    if (found := choices.get(_folded(typed))) is None:
        raise Wrong(NO_CHOICE, {"typed": typed[:80]})
    return found
