"""How the text of a regulation is laid out: which of its lines are headings. Pure."""

import re
from collections.abc import Iterator

HEADING = re.compile(r"(chương|điều|mục|phần)\s+[\dIVXLC]+\b", re.IGNORECASE)


def outlined(text: str) -> Iterator[tuple[str, str]]:
    """The lines of a regulation, each as ("heading" or "text", line): chapters and articles are headings."""
    for line in filter(None, map(str.strip, text.split("\n"))):
        yield ("heading" if HEADING.match(line) and len(line) <= 200 else "text"), line
