"""The gate itself: a text and those who must not be told from it; what tells them."""

from collections.abc import Iterator
from dataclasses import dataclass

from contests.envelopes.gate.contacts import contacts, known_numbers
from contests.envelopes.gate.findings import Finding, FindingKind, Identities, widest
from contests.envelopes.gate.names import Name, initials, name_of, squeezed, stands
from contests.envelopes.gate.tokens import tokens
from contests.envelopes.gate.units import names_of

VERSION = 1
"""Counted up when the gate finds something else in the same text: what was looked through is then looked through again."""


@dataclass(frozen=True)
class Gate:
    """The names of one entry made ready for any number of texts."""

    identities: Identities
    names: tuple[Name, ...]

    def findings(self, text: str) -> list[Finding]:
        """What in a text tells who made the work, in the order of the text; nothing overlaps."""
        return widest(self._all(text))

    def _all(self, text: str) -> Iterator[Finding]:
        words = tokens(text)
        yield from stands(words, self.names)
        yield from squeezed(words, (name for name in self.names if not name.is_unit))
        yield from initials(words, self.names)
        yield from contacts(text)
        yield from known_numbers(text, self.identities.numbers)
        lowered = text.lower()
        for address in self.identities.emails:
            if address and (at := lowered.find(address.lower())) >= 0:
                yield Finding(at, at + len(address), FindingKind.EMAIL)


def gate(identities: Identities) -> Gate:
    """The gate for one entry."""
    people = {name_of(name) for name in identities.people}
    units = {name_of(words, is_unit=True) for unit in identities.units for words in names_of(unit)}
    return Gate(identities, tuple(sorted((n for n in people | units if n.words), key=repr)))
