"""What a unit is called once its kind word is gone: "Trường THCS Lê Quý Đôn" is "Lê Quý Đôn"."""

import re
from collections.abc import Iterator

from contests.envelopes.gate.letters import letters

_KINDS = """
trường|trường học|tiểu học|trung học|trung học cơ sở|trung học phổ thông|phổ thông|th|thcs|thpt|ptdt|ptdtnt|ptdtbt
phổ thông dân tộc|dân tộc|nội trú|bán trú|liên cấp|mầm non|mẫu giáo|chuyên|đại học|cao đẳng|trung cấp|cao đẳng nghề
học viện|và|&|công đoàn|công đoàn cơ sở|cơ sở|liên đoàn lao động|liên đoàn|công ty|tổng công ty|tập đoàn|cổ phần|cp|tnhh
mtv|một thành viên|hai thành viên|thương mại|dịch vụ|chi nhánh|nhà máy|xí nghiệp|hợp tác xã|htx|doanh nghiệp|tư nhân
ubnd|ủy ban nhân dân|hđnd|xã|phường|thị trấn|thị xã|huyện|quận|tỉnh|thành phố|tp|sở|phòng|ban|trung tâm|gdnn|gdtx
giáo dục nghề nghiệp|giáo dục thường xuyên|hội|hội nông dân|đoàn|chi đoàn|đoàn thanh niên|tỉnh đoàn|câu lạc bộ|clb
bệnh viện|bệnh viện đa khoa|trạm y tế|trạm|viện|đa khoa|khu vực|liên hiệp|lớp|khối|đội|tổ|nhóm|đơn vị
"""
_KIND_WORDS = frozenset(
    tuple(letters(word).exact for word in kind.split())
    for kind in _KINDS.replace("\n", "|").split("|")
    if kind.strip()
)
_LONGEST = max(map(len, _KIND_WORDS))
_NUMBER = re.compile(r"\s+(?:số|so)?\s*\d+$", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[].*?[)\]]\s*")
_LIST = re.compile(r"\s*[,;–]\s*|\s+-\s+")


def names_of(unit: str) -> Iterator[tuple[str, ...]]:
    """Every way to say a unit without its kind, as words: the whole rest, and its proper name at the end.

    "Lớp 7A, Trường THCS Lê Quý Đôn" is told by its last part, "Công ty cổ phần Xi măng Tân Quang" by its last two words.
    """
    for part in _LIST.split(_BRACKETS.sub(" ", unit)):
        rest = _without_kind(_NUMBER.sub("", part.strip()).split())
        if rest and _is_name(rest):
            yield tuple(rest)
        if (tail := _proper_end(rest)) and tail != rest:
            yield tuple(tail)


def _without_kind(words: list[str]) -> list[str]:
    stripped = False
    while words:
        cut = _kind_at(words)
        if cut == 0 or (stripped and cut == 1 and len(words) == 2 and letters(words[0]).capital):
            break  # "Trường THPT Đoàn Kết" is "Đoàn Kết"
        words, stripped = words[cut:], True
    return words[1:] if words and any(map(str.isdigit, words[0])) else words


def _kind_at(words: list[str]) -> int:
    """How many words the kind takes at the beginning; 0 for none."""
    exact = [letters(word).exact for word in words[:_LONGEST]]
    return next((n for n in range(len(exact), 0, -1) if tuple(exact[:n]) in _KIND_WORDS), 0)


def _is_name(words: list[str]) -> bool:
    """Whether it has a proper name in it: "Điện lực" alone is a trade, not a name."""
    return any(letters(word).capital for word in words[1:]) or (len(words) == 1 and letters(words[0]).capital)


def _proper_end(words: list[str]) -> list[str]:
    tail: list[str] = []
    for word in reversed(words):
        if not letters(word).capital:
            return tail[::-1]
        tail.append(word)
    return words
