"""Reads one table of a TOML file that anyone may have written: every fault is noted, none is raised."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from contests.kernel.errors import Reason
from contests.kernel.text import N_, nfc, one_line

EARLIEST, LATEST = 1900, 2100
SPAN = 2000
"""Moments of a season lie from this year on: in them Vietnam's clock has one fixed distance from UTC."""


def plain(text: str) -> bool:
    """Whether a text has no control signs but line ends and tabs."""
    return not any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in text if sign not in "\n\t")


def passage(text: str) -> str:
    """A text of several lines in its one form: NFC, plain line ends, nothing around."""
    return nfc(text.replace("\r\n", "\n").replace("\r", "\n"))


def _countable(found: object) -> bool:
    """Whether a figure is finite and short enough to be reckoned with exactly."""
    if isinstance(found, Decimal):
        exponent = found.as_tuple().exponent
        return isinstance(exponent, int) and exponent >= -6
    return type(found) is int


class Table:
    """One table of the file: gives its values, notes in Vietnamese what it cannot give."""

    def __init__(self, path: str, values: dict[str, Any], faults: list[Reason]) -> None:
        self.path = path
        self._values = dict(values)
        self._faults = faults

    def fault(self, message: str, key: str = "", **values: str | int) -> None:
        """Note what is wrong with a key."""
        place = f"{self.path}.{key}" if self.path and key else self.path or key
        self._faults.append(Reason(message, None, None, {"place": place, **values}))

    def note(self, reasons: Iterable[Reason]) -> None:
        """Note what is wrong with the file as a whole."""
        self._faults.extend(reasons)

    def has(self, key: str) -> bool:
        """Whether the file says anything under a key that was not read yet."""
        return key in self._values

    def take(self, key: str) -> Any:
        """The raw value, or None; it counts as read."""
        return self._values.pop(key, None)

    def line(self, key: str, most: int = 300, *, required: bool = False) -> str:
        """A text of one line."""
        text = self._text(key)
        if not text and required:
            self.fault(N_("Mục %(place)s còn trống."), key)
        return one_line(self._short(key, text, most))

    def text(self, key: str, most: int = 60_000) -> str:
        """A text of several lines."""
        return self._short(key, passage(self._text(key)), most)

    def lines(self, key: str, most: int = 50) -> tuple[str, ...]:
        """A list of texts of one line; empty ones are left out."""
        found = self.take(key)
        if found is None:
            return ()
        if not isinstance(found, list) or not all(isinstance(one, str) and plain(one) for one in found):
            self.fault(N_("Mục %(place)s phải là danh sách các dòng chữ."), key)
            return ()
        if len(found) > most or any(len(one) > 1000 for one in found):
            self.fault(N_("Danh sách %(place)s quá dài."), key)
            return ()
        return tuple(line for line in map(one_line, found) if line)

    def flag(self, key: str, default: bool) -> bool:
        """True or false."""
        found = self.take(key)
        if found is None or isinstance(found, bool):
            return default if found is None else found
        self.fault(N_("Mục %(place)s phải là true hoặc false."), key)
        return default

    def number(self, key: str, least: int, most: int) -> int | None:
        """A whole number within bounds, or None where there is none."""
        found = self.take(key)
        if found is None:
            return None
        if type(found) is int and least <= found <= most:
            return found
        self.fault(
            N_("Mục %(place)s phải là số nguyên từ %(least)s đến %(most)s."), key, least=least, most=most
        )
        return None

    def parts_of_one(self, key: str, per_one: int, most: int) -> int | None:
        """A figure such as 12.5, counted in its smallest parts (`per_one` to the whole)."""
        found = self.take(key)
        if found is None:
            return None
        if _countable(found) and 0 <= found <= most and found * per_one % 1 == 0:
            return int(found * per_one)
        self.fault(
            N_("Mục %(place)s phải là số từ 0 đến %(most)s, lẻ tới 1/%(parts)s."),
            key,
            most=most,
            parts=per_one,
        )
        return None

    def day(self, key: str) -> date | None:
        """A calendar date."""
        found = self.take(key)
        if found is None:
            return None
        if type(found) is date and EARLIEST <= found.year <= LATEST:
            return found
        self.fault(N_("Mục %(place)s phải là ngày, ví dụ 2026-07-31."), key)
        return None

    def local_moment(self, key: str, hour: time) -> datetime | None:
        """Date and hour on a clock in Vietnam, without a zone; a bare date means `hour` of that day."""
        found = self.take(key)
        if found is None:
            return None
        if type(found) is date:
            found = datetime.combine(found, hour)
        if isinstance(found, datetime) and found.tzinfo is None and SPAN <= found.year <= LATEST:
            return found.replace(microsecond=0)
        self.fault(N_("Mục %(place)s phải là ngày giờ Việt Nam, ví dụ 2026-07-31T17:00:00."), key)
        return None

    def choice(self, key: str, allowed: Sequence[str]) -> str | None:
        """One of the allowed words."""
        found = self.take(key)
        if isinstance(found, str) and found in allowed:
            return found
        self.fault(N_("Mục %(place)s phải là một trong: %(allowed)s."), key, allowed=", ".join(allowed))
        return None

    def table(self, key: str) -> "Table":
        """A table below this one; an empty one where there is none."""
        found = self.take(key)
        if found is not None and not isinstance(found, dict):
            self.fault(N_("Mục %(place)s phải là một bảng."), key)
        return Table(self._below(key), found if isinstance(found, dict) else {}, self._faults)

    def tables(self, key: str, most: int = 60) -> Iterator["Table"]:
        """The tables of a list, each named by its place from 1."""
        found = self.take(key)
        if found is None:
            return
        if (
            not isinstance(found, list)
            or not all(isinstance(one, dict) for one in found)
            or len(found) > most
        ):
            self.fault(N_("Mục %(place)s phải là danh sách không quá %(most)s bảng."), key, most=most)
            return
        for place, one in enumerate(found, 1):
            table = Table(f"{self._below(key)}[{place}]", one, self._faults)
            yield table
            table.close()

    def close(self) -> None:
        """Note every key that nobody asked for."""
        for key in list(self._values)[:20]:
            self.fault(N_("Không có mục nào tên là %(place)s."), key[:60])

    def _below(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def _text(self, key: str) -> str:
        found = self.take(key)
        if found is None:
            return ""
        if not isinstance(found, str):
            self.fault(N_("Mục %(place)s phải là chữ, đặt trong dấu ngoặc kép."), key)
            return ""
        if not plain(found.replace("\r", "\n")):
            self.fault(N_("Mục %(place)s có ký tự điều khiển không in được."), key)
            return ""
        return found

    def _short(self, key: str, text: str, most: int) -> str:
        if len(text) <= most:
            return text
        self.fault(N_("Mục %(place)s dài quá %(most)s ký tự."), key, most=most)
        return ""
