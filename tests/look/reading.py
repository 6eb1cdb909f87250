"""Reads a page's elements, for questions about its markup."""

from html.parser import HTMLParser

Element = tuple[str, dict[str, str]]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.elements: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))


def elements(html: str, tag: str = "") -> list[Element]:
    """The page's elements in order, of one tag or of all."""
    reader = _Reader()
    reader.feed(html)
    return [element for element in reader.elements if tag in ("", element[0])]


def values(html: str, attribute: str, tag: str = "") -> list[str]:
    """What an attribute says wherever it stands."""
    return [found[attribute] for _, found in elements(html, tag) if attribute in found]
