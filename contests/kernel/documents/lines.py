"""Breaking text into lines that fit a measure, and finding the size at which a text fits."""

from functools import lru_cache

from contests.kernel.documents.faces import Face, width

NBSP = "\N{NO-BREAK SPACE}"


def wrap(text: str, face: Face, size: float, measure: float, *, indent: float = 0) -> list[str]:
    """Lines no wider than the measure, the first `indent` points shorter; never empty.

    Lines break at spaces and where the text itself has line breaks; a word too wide by itself is cut.
    """
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        lines += _wrap_paragraph(paragraph, face, size, measure, indent)
    return lines


def _wrap_paragraph(text: str, face: Face, size: float, measure: float, indent: float) -> list[str]:
    lines, current, used = [], "", indent
    space = width(" ", face, size)
    for word in text.split(" "):
        for piece in _pieces(word, face, size, measure - indent):
            wide = width(piece, face, size)
            if current and used + space + wide > measure:
                lines.append(current)
                current, used = piece, wide
            else:
                used += wide + (space if current else 0)
                current = f"{current} {piece}" if current else piece
    return [*lines, current]


def _pieces(word: str, face: Face, size: float, measure: float) -> list[str]:
    """The word whole, or cut so that each piece fits; a single character is never cut."""
    pieces = []
    while width(word, face, size) > measure and len(word) > 1:
        cut = len(word) - 1
        while cut > 1 and width(word[:cut], face, size) > measure:
            cut -= 1
        pieces.append(word[:cut])
        word = word[cut:]
    return [*pieces, word]


@lru_cache(maxsize=256)
def balanced(text: str, face: Face, size: float, measure: float) -> tuple[str, ...]:
    """As few lines as the measure needs, of nearly equal width: for centred text."""
    lines = wrap(text, face, size, measure)
    low, high = measure / 2, measure
    while len(lines) > 1 and high - low > size:  # to within the width of a letter
        middle = (low + high) / 2
        if len(wrap(text, face, size, middle)) > len(lines):
            low = middle
        else:
            high = middle
    return tuple(wrap(text, face, size, high))


def fitting_size(text: str, face: Face, measure: float, *, largest: float, least: float) -> float:
    """The largest size, in half points between the two, at which the text is one line; else the least."""
    wanted = min(largest, measure / max(width(text, face, 1), 1e-9))
    return max(least, int(wanted * 2) / 2)
