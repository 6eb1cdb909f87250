"""Telephone numbers, mail addresses and identity numbers, however they are spaced."""

import re
from collections.abc import Iterator, Sequence

from contests.envelopes.gate.findings import Finding, FindingKind

_DIGITS = re.compile(r"\d+")
_GAP = re.compile(r"[\s\u00a0.()–-]{0,4}")
_PHONE = re.compile(r"(?:0|84|0084)(?:[35789]\d{8}|2\d{9})")
_IDENTITY = re.compile(r"0(?:0[1-9]|[1-8]\d|9[0-6])[0-9]\d{8}")
"""The twelve digits of a citizen's card: a province from 001 to 096, century and sex, year, six more."""
_OLD_IDENTITY = re.compile(r"\d{9}")
_CUE = re.compile(
    r"(?:cmnd|cmt|cccd|chứng minh|căn cước|định danh|chung minh|can cuoc|dinh danh)[^\d]{0,30}$",
    re.IGNORECASE,
)
_AT = r"\s*(?:@|\(at\)|\[at\]|\(a còng\)|\ba còng\b)\s*"
_EMAIL = re.compile(rf"[\w.+-]+{_AT}[^\W_][\w-]*(?:\s?\.\s?[^\W_][\w-]*)+", re.IGNORECASE)
_MOST_GROUPS = 14


def contacts(text: str) -> Iterator[Finding]:
    """Every telephone number, mail address and identity number, whoever's it is."""
    for match in _EMAIL.finditer(text):
        yield Finding(match.start(), match.end(), FindingKind.EMAIL)
    groups = list(_DIGITS.finditer(text))
    for first in range(len(groups)):
        yield from _numbers(text, groups, first)


def _numbers(text: str, groups: Sequence[re.Match[str]], first: int) -> Iterator[Finding]:
    """Numbers that begin with this group of digits and end with a group: never in the middle of one."""
    start, digits, seps = groups[first].start(), "", set[str]()
    if first and groups[first - 1].end() == start:
        return
    for place in range(first, min(first + _MOST_GROUPS, len(groups))):
        if place > first:
            gap = text[groups[place - 1].end() : groups[place].start()]
            if not _GAP.fullmatch(gap):
                return
            if place > first + 1 or len(digits) == 1:
                seps.add(_kind_of(gap))
        digits += groups[place].group()
        if len(digits) > 14 or len(seps) > 1:
            return
        if kind := _kind(text, start, digits):
            yield Finding(start, groups[place].end(), kind)


def _kind_of(gap: str) -> str:
    """What parts two groups: a series of decimals has two kinds of it, a telephone number one."""
    return gap.strip()[:1] or " "


def _kind(text: str, start: int, digits: str) -> FindingKind | None:
    if _PHONE.fullmatch(digits):
        return FindingKind.PHONE
    if _IDENTITY.fullmatch(digits):
        return FindingKind.NUMBER
    if _OLD_IDENTITY.fullmatch(digits) and _CUE.search(text[max(0, start - 60) : start]):
        return FindingKind.NUMBER
    return None


def known_numbers(text: str, numbers: frozenset[str]) -> Iterator[Finding]:
    """The numbers on record, with up to three signs between any two digits."""
    for number in numbers:
        digits = "".join(filter(str.isdigit, number))
        if len(digits) < 8:
            continue
        spaced = r"[\s\u00a0.()/–-]{0,3}".join(digits)
        for match in re.finditer(rf"(?<!\d){spaced}(?!\d)", text):
            yield Finding(match.start(), match.end(), FindingKind.PHONE)
