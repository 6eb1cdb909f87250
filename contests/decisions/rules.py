"""When a document may enter the register: its number and symbol, its date, its signer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from contests.decisions.terms import DecisionKind
from contests.kernel.errors import Reason
from contests.kernel.text import N_, one_line

SYMBOL = re.compile(r"\d{1,5}[A-Za-zĐđ]?(/\d{4})?[/-][^\W\d_][\w.&-]*(/[\w.&-]+)*")
"""Number, then the short names of the kind and the issuer: Decree 30/2020/NĐ-CP, annex I, part II, item 3."""
FIRST = date(1975, 4, 30)
AHEAD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """A document as the office typed it; `symbol` is number and symbol ("101/QĐ-BTC")."""

    kind: DecisionKind
    symbol: str
    issued_on: date
    signer_name: str
    signer_title: str
    about: str = ""


def plain_symbol(typed: str) -> str:
    """The symbol without "Số:" before it and without spaces within."""
    return re.sub(r"\s+", "", re.sub(r"^số\s*:?\s*", "", one_line(typed), flags=re.IGNORECASE))


def objections(facts: DecisionFacts, today: date) -> Iterator[Reason]:
    """Everything that speaks against recording the document as it stands."""
    if not SYMBOL.fullmatch(plain_symbol(facts.symbol)):
        yield Reason(N_("Đề nghị nhập số và ký hiệu như trên văn bản, ví dụ 101/QĐ-BTC."), "symbol")
    if facts.issued_on > today + AHEAD:
        yield Reason(N_("Ngày ban hành ở quá xa trong tương lai. Đề nghị kiểm tra lại năm."), "issued_on")
    if facts.issued_on < FIRST:
        yield Reason(N_("Ngày ban hành ở quá xa trong quá khứ. Đề nghị kiểm tra lại năm."), "issued_on")
    if not one_line(facts.signer_name):
        yield Reason(N_("Đề nghị nhập họ tên người ký."), "signer_name")
    if not one_line(facts.signer_title):
        yield Reason(N_("Đề nghị nhập chức vụ người ký."), "signer_title")
