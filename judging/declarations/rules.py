"""What a declaration must be: named rows of a bearable length; values in, values out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contests.kernel.errors import Reason
from contests.kernel.text import N_, one_line
from judging.declarations.terms import PERSONS, DeclaredKind

LONGEST = 200
MOST = 60
"""Rows of one declaration."""
NAMELESS = N_("Dòng có nội dung thì phải ghi tên.")
TOO_LONG = N_("Nội dung dài quá %(most)s ký tự.")
TOO_MANY = N_("Mỗi lần khai báo được tối đa %(most)s dòng. Phần còn lại, đề nghị khai trong lần bổ sung.")
NO_NUMBER = N_("Số điện thoại gồm 8 đến 15 chữ số, ví dụ 0912 345 678.")
_SIGNS = re.compile(r"[ .\-()]")
_NUMBER = re.compile(r"\+?[0-9]{8,15}")


@dataclass(frozen=True, slots=True)
class DeclaredFacts:
    """One row as typed. `note`: what the tie is, or from when to when; `place`: where that person works or learns."""

    kind: DeclaredKind
    name: str
    note: str = ""
    place: str = ""

    @property
    def said(self) -> bool:
        """Whether anything was typed in the row."""
        return bool(self.name or self.note or self.place)

    def tidy(self) -> "DeclaredFacts":
        """The row as it is kept: one line each; a telephone number without its dots; a place for persons only."""
        name = _SIGNS.sub("", self.name) if self.kind is DeclaredKind.PHONE else self.name
        place = one_line(self.place) if self.kind in PERSONS else ""
        return DeclaredFacts(self.kind, one_line(name), one_line(self.note), place)


def faults(rows: Sequence[DeclaredFacts]) -> Iterator[Reason]:
    """Everything that is wrong with tidy rows; `field` is the row's place from 0 and its part: "2-name"."""
    if len(rows) > MOST:
        yield Reason(TOO_MANY, values={"most": MOST})
    for place, row in enumerate(rows):
        yield from _row_faults(f"{place}", row)


def _row_faults(place: str, row: DeclaredFacts) -> Iterator[Reason]:
    if not row.name:
        yield Reason(NAMELESS, f"{place}-name")
    elif row.kind is DeclaredKind.PHONE and not _NUMBER.fullmatch(row.name):
        yield Reason(NO_NUMBER, f"{place}-name")
    for part, text in (("name", row.name), ("note", row.note), ("place", row.place)):
        if len(text) > LONGEST:
            yield Reason(TOO_LONG, f"{place}-{part}", None, {"most": LONGEST})
