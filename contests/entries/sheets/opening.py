"""A sheet as somebody sent it: opened in a process of its own, or refused with what to do next."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from contests.entries.sheets.cells import Cell
from contests.kernel import sandbox
from contests.kernel.errors import Done, Outcome, because
from contests.kernel.sandbox import Failure, Limits, Trouble
from contests.kernel.text import N_

MOST_ROWS = 60_000
MOST_BYTES = 20 << 20
_OURS = "contests.entries.sheets.reading:cells"
_LIMITS = Limits(memory=2 << 30, cpu=60, wall=60.0, output=128 << 20)
_SAYINGS = {
    "no_workbook": N_("Tệp này không phải bảng Excel (.xlsx). Đề nghị lưu bảng ở dạng Excel Workbook (.xlsx), không đặt mật khẩu, rồi tải lên lại."),
    "unreadable": N_("Không mở được bảng này. Đề nghị mở bằng Excel, lưu thành tệp .xlsx mới rồi tải lên lại."),
    "too_long": N_("Bảng dài quá 60.000 dòng. Đề nghị chia thành nhiều bảng."),
    "too_wide": N_("Bảng có quá 200 cột. Đề nghị dùng bảng mẫu của mùa thi."),
    "too_big": N_("Bảng phình ra quá lớn khi mở nên không nhận. Đề nghị chép các dòng sang bảng mẫu mới rồi tải lên lại."),
}  # fmt: skip
_HEAVY = N_(
    "Bảng quá phức tạp, không đọc xong trong thời gian cho phép. Đề nghị chép các dòng sang bảng mẫu mới rồi tải lên lại."
)


def opened(path: Path) -> Outcome[list[list[Cell]]]:
    """The lines of a workbook's first sheet; nothing in it is evaluated, and a hostile one harms nothing."""
    if path.stat().st_size > MOST_BYTES:
        return because(N_("Bảng lớn quá 20 MB. Đề nghị chia thành nhiều bảng."), "sheet")
    answer = sandbox.run(_OURS, path, {"most_rows": MOST_ROWS}, _LIMITS)
    if isinstance(answer, Failure):
        return because(_saying(answer), "sheet")
    return Done([_cells(row) for row in answer.value])


def _saying(failure: Failure) -> str:
    if failure.trouble is Trouble.REFUSED:
        return _SAYINGS.get(failure.detail, _SAYINGS["unreadable"])
    return _SAYINGS["unreadable"] if failure.trouble is Trouble.CRASHED else _HEAVY


def _cells(row: Sequence[Any]) -> list[Cell]:
    return [date.fromisoformat(cell[1]) if isinstance(cell, list) else cell for cell in row]
