"""When a document may enter the register, what its register lacks, and what a draft must say. Pure: values in, values out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from contests.decisions.terms import DecisionKind
from contests.kernel.errors import Reason
from contests.kernel.text import N_, nfc, one_line

SYMBOL = re.compile(r"(\d{1,5})([A-Za-zĐđ]?)((?:/\d{4})?[/-][^\W\d_][\w.&-]*(?:/[\w.&-]+)*)")
"""Number, then the short names of the kind and the issuer: Decree 30/2020/NĐ-CP, annex I, part II, item 3."""
BEHIND = re.compile(r"[^\W\d_][\w.&-]*(/[\w.&-]+)*")
"""The same without the number, as a draft has it."""
FIRST = date(1975, 4, 30)
AHEAD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """A document as the office typed it; `symbol` is number and symbol ("101/QĐ-BTC"), `draft_id` what it was drafted as."""

    kind: DecisionKind
    symbol: str
    issued_on: date
    signer_name: str
    signer_title: str
    about: str = ""
    draft_id: str | None = None


def plain_symbol(typed: str) -> str:
    """The symbol without "Số:" before it and without spaces within."""
    return re.sub(r"\s+", "", re.sub(r"^số\s*:?\s*", "", one_line(typed), flags=re.IGNORECASE))


def register_key(symbol: str) -> str:
    """The symbol as a register compares it: no zeros before the number, no difference of capitals."""
    return symbol.lstrip("0").casefold()


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


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers between two known ones of a year's series that the register does not hold; both ends belong to it."""

    year: int
    series: str
    """What stands behind the number: "/QĐ-BTC"."""
    before: int
    after: int

    @property
    def first(self) -> int:
        """The first number not seen."""
        return self.before + 1

    @property
    def last(self) -> int:
        """The last number not seen."""
        return self.after - 1


def gaps(register: Iterable[tuple[str, int]]) -> list[Gap]:
    """What is missing between the symbols (with their years) of a register, by year and series.

    A gap is no fault: the office's other papers take numbers too. It is shown so that nobody overlooks one.
    """
    known: dict[tuple[int, str], set[int]] = {}
    shown: dict[tuple[int, str], str] = {}
    for symbol, year in register:
        if found := SYMBOL.fullmatch(symbol):
            own = year, found[3].casefold()
            known.setdefault(own, set()).add(int(found[1]))
            shown.setdefault(own, found[3])
    return [
        Gap(year, shown[year, series], before, after)
        for (year, series), numbers in sorted(known.items())
        for before, after in pairwise(sorted(numbers))
        if after - before > 1
    ]


@dataclass(frozen=True, slots=True)
class Words:
    """What the office says of a document that it drafts; the rest comes from the season's data.

    `symbol` is what will stand behind the number ("QĐ-BTC"), `signer_title` a line each; lists are lines of the paper.
    """

    agency: str
    superior: str
    symbol: str
    place: str
    subject: str
    signer_title: str
    signer_name: str = ""
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    details: str = ""


def tidy(words: Words) -> Words:
    """The words as they are kept: NFC, single spaces, no empty lines, no full stops that the layout sets itself."""
    return replace(
        words,
        agency=one_line(words.agency),
        superior=one_line(words.superior),
        symbol=one_line(words.symbol).strip("/ "),
        place=one_line(words.place),
        subject=one_line(words.subject),
        signer_title="\n".join(_lines([words.signer_title])),
        signer_name=one_line(words.signer_name),
        addressees=tuple(line.strip("-–;. ") for line in _lines(words.addressees)),
        recipients=tuple(line.strip("-–;. ") for line in _lines(words.recipients)),
        details="\n".join(_lines([words.details])),
    )


def _lines(texts: Iterable[str]) -> list[str]:
    return [line for text in texts for typed in nfc(text).splitlines() if (line := one_line(typed))]


def objections_to_drafting(kind: DecisionKind, words: Words) -> Iterator[Reason]:
    """What a draft of this kind must say and these words do not."""
    if not words.agency:
        yield Reason(N_("Đề nghị nhập cơ quan ban hành."), "agency")
    if not BEHIND.fullmatch(words.symbol):
        yield Reason(N_("Đề nghị nhập ký hiệu sẽ đứng sau số văn bản, ví dụ QĐ-BTC."), "symbol")
    if not words.place:
        yield Reason(N_("Đề nghị nhập địa danh ghi trước ngày tháng, ví dụ Tuyên Quang."), "place")
    if not words.subject:
        yield Reason(N_("Đề nghị nhập trích yếu nội dung văn bản."), "subject")
    if not words.signer_title:
        yield Reason(
            N_("Đề nghị nhập quyền hạn, chức vụ của người ký, ví dụ TM. BAN TỔ CHỨC."), "signer_title"
        )
    if kind in (DecisionKind.SUBMISSION, DecisionKind.LETTER) and not words.addressees:
        yield Reason(N_("Đề nghị nhập nơi gửi đến, ghi sau chữ “Kính gửi”."), "addressees")
    if kind is DecisionKind.INVITATION and not words.details:
        yield Reason(N_("Đề nghị nhập thời gian và địa điểm, mỗi mục một dòng."), "details")
