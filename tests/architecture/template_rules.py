"""What every template keeps to, as functions from its text to the violations in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

MOST_LINES = 150
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
SAID = re.compile(r"""\b(?:_|gettext|ngettext|_l|N_)\((?:\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*,?)+""")
TRANS = re.compile(r"\{%-?\s*trans\b.*?\{%-?\s*endtrans\s*-?%\}", re.DOTALL)
VIETNAMESE = re.compile(r"\w*[ăâđêôơưĂÂĐÊÔƠƯàáèéìíòóùúýÀÁÈÉÌÍÒÓÙÚÝãõĩũẽỹ\u1ea0-\u1ef9]\w*")
NAMES = (
    "Thanh thiếu niên",
    "Nhi đồng",
    "Sáng tạo",
    "Kỹ thuật",
    "Khoa học",
    "Công nghệ",
    "Cuộc thi",
    "Hội thi",
    "Giải thưởng",
    "lần thứ",
    "Tiếng Việt",
)
"""Phrases that a heading must not break within, compared with what a contest is called: data, not words of ours."""


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((self.getpos()[0], tag, dict(attrs)))


def nothing_inline(text: str) -> Iterator[str]:
    """No script without a source, no style, no handler: the policy forbids them and the page would be dead."""
    bare = _without(COMMENT, text)
    reader = _Elements()
    reader.feed(_plain(bare))
    for line, tag, attributes in reader.found:
        if tag == "style" or (tag == "script" and "src" not in attributes):
            yield f"{line}: <{tag}> inline"
        for name in attributes:
            if name == "style" or name.startswith("on"):
                yield f"{line}: {name}= on <{tag}>"
    for found in re.finditer(r"\sstyle\s*=\s*[\"']|javascript:", bare):
        yield f"{_line(bare, found.start())}: {found[0].strip()}"


def every_sentence_is_marked(text: str) -> Iterator[str]:
    """No Vietnamese word outside `_()` or `{% trans %}`."""
    rest = _without(SAID, _without(TRANS, _without(COMMENT, text)))
    for name in NAMES:
        rest = rest.replace(f'"{name}"', "")
    for found in VIETNAMESE.finditer(rest):
        if found[0] == "đ":  # the sign of the currency
            continue
        yield f"{_line(rest, found.start())}: {found[0]} is not marked for translation"


def it_stays_small(text: str) -> Iterator[str]:
    if (lines := text.count("\n")) > MOST_LINES:
        yield f"1: {lines} lines"


def _plain(text: str) -> str:
    """The markup with the template language taken out, lines kept."""
    return _without(re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL), text)


def _without(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: "\n" * found[0].count("\n"), text)


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
