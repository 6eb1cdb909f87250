"""Names of people and units among the words of a text: whole, in part, run together, or as ordinary words."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, takewhile

from contests.envelopes.gate.findings import Finding, FindingKind
from contests.envelopes.gate.letters import Letters, letters
from contests.envelopes.gate.ordinary import ORDINARY, PLACE_CUES
from contests.envelopes.gate.tokens import Token, as_a_name, tokens, without_marks

_LEAST_SQUEEZED = 9
"""A name of fewer letters, run together, may be a piece of ordinary words."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as words; of a unit only the whole counts, of a person any two neighbours."""

    words: tuple[Letters, ...]
    is_unit: bool = False

    @property
    def least(self) -> int:
        """How many neighbouring words tell it."""
        return len(self.words) if self.is_unit else min(2, len(self.words))


def name_of(text: str | Sequence[str], *, is_unit: bool = False) -> Name:
    """A name from its text, or from its words."""
    words = [word.letters for word in tokens(text)] if isinstance(text, str) else [letters(w) for w in text]
    return Name(tuple(words), is_unit)


def stands(words: Sequence[Token], names: Iterable[Name]) -> Iterator[Finding]:
    """Where the names stand among the words of a text."""
    starts: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        starts.setdefault(word.letters.bare, []).append(place)
    for name in names:
        yield from _of_one(words, name, starts)


def _of_one(words: Sequence[Token], name: Name, starts: dict[str, list[int]]) -> Iterator[Finding]:
    if len(name.words) == 1:
        yield from _lone(words, name.words[0], name.is_unit, starts)
        return
    firsts = range(1) if name.is_unit else range(len(name.words) - 1)
    for first in firsts:
        for place in starts.get(name.words[first].bare, ()):
            length = _length(words[place : place + len(name.words)], name.words[first:])
            if length >= name.least and (kind := _judged(words, place, length, name, first)):
                yield Finding(words[place].start, words[place + length - 1].end, kind)
    if not name.is_unit:
        yield from _lone(words, name.words[-1], name.is_unit, starts)


def _length(words: Sequence[Token], name: Sequence[Letters]) -> int:
    """How many words of the name stand here one after the other."""
    pairs = enumerate(zip(words, name, strict=False))
    alike = takewhile(
        lambda one: one[1][0].letters.bare == one[1][1].bare and (not one[0] or one[1][0].joined), pairs
    )
    return sum(1 for _ in alike)


def _judged(words: Sequence[Token], place: int, length: int, name: Name, first: int) -> FindingKind | None:
    run, wanted = words[place : place + length], name.words[first : first + length]
    whole = length == len(name.words)
    if not (whole and length > 2) and not _compatible(words, place, run, wanted):
        return None
    if _ordinary(words, place, run, name.is_unit):
        return FindingKind.WORDS
    if name.is_unit:
        return FindingKind.UNIT
    return FindingKind.FULL_NAME if whole else FindingKind.PART_OF_NAME


def _compatible(words: Sequence[Token], place: int, run: Sequence[Token], wanted: Sequence[Letters]) -> bool:
    """Whether these are the name's words: as written, or without marks where the text has none or they are capitals."""
    exact = [word.letters.exact == one.exact for word, one in zip(run, wanted, strict=True)]
    if all(exact):
        return True
    if any(word.letters.marked and not same for word, same in zip(run, exact, strict=True)):
        return False
    return as_a_name(run) or (
        not any(word.letters.marked for word in run) and without_marks(words, place, place + len(run) - 1)
    )


def _ordinary(words: Sequence[Token], place: int, run: Sequence[Token], is_unit: bool) -> bool:
    """Whether two words that are a name elsewhere are plain words here: not written as a name, or after "tỉnh"."""
    if len(run) != 2:
        return False
    if as_a_name(run):
        return _after_a_cue(words, place, is_unit)
    opens = run[0].opens and not run[1].letters.capital
    lower = opens or not run[0].letters.capital
    return lower and " ".join(word.letters.exact for word in run) in ORDINARY


def _after_a_cue(words: Sequence[Token], place: int, is_unit: bool) -> bool:
    if not place or not words[place].joined:
        return False
    before = words[place - 1].letters
    return not before.upper and before.exact in PLACE_CUES[is_unit]


def _lone(
    words: Sequence[Token], word: Letters, is_unit: bool, starts: dict[str, list[int]]
) -> Iterator[Finding]:
    """A single word of a name, written as a name in the middle of a sentence: a hint."""
    kind = FindingKind.PLACE if is_unit else FindingKind.GIVEN_NAME
    for place in starts.get(word.bare, ()):
        found = words[place]
        if (
            found.letters.exact == word.exact
            and found.letters.capital
            and not found.letters.upper
            and not found.opens
        ):
            yield Finding(found.start, found.end, kind)


def squeezed(words: Sequence[Token], names: Iterable[Name]) -> Iterator[Finding]:
    """Full names of three words and more that are run together, spelled out or broken: NguyenThiNgocAnh, N g u y ễ n …"""
    text = "".join(word.letters.bare for word in words).replace("y", "i")
    ends = list(accumulate(len(word.letters.bare) for word in words))
    edges = {0, *ends}
    for name in names:
        joined = "".join(word.bare for word in name.words).replace("y", "i")
        at = text.find(joined) if len(name.words) > 2 and len(joined) >= _LEAST_SQUEEZED else -1
        while at >= 0:
            end = at + len(joined)
            if _parted(text, at, edges) and _parted(text, end, edges):
                first, last = words[bisect_right(ends, at)], words[bisect_left(ends, end)]
                yield Finding(first.start, last.end, FindingKind.FULL_NAME)
            at = text.find(joined, at + 1)


def _parted(text: str, at: int, edges: set[int]) -> bool:
    """Whether a word begins or ends here, or a figure stands on one side: dangtrancon2012."""
    return at in edges or text[at - 1].isdigit() or text[at].isdigit()


def initials(words: Sequence[Token], names: Iterable[Name]) -> Iterator[Finding]:
    """The first letters of a name of three words and more, in capitals: NTNA, N.T.N.A, N. T. N. Ánh."""
    for name in names:
        firsts = "".join(word.bare[:1] for word in name.words)
        if len(firsts) < 3 or name.is_unit:
            continue
        for place, word in enumerate(words):
            if not word.letters.upper or word.letters.bare[0] != firsts[0]:
                continue
            if word.letters.bare == firsts:
                yield Finding(word.start, word.end, FindingKind.INITIALS)
            run = words[place : place + len(firsts)]
            if len(run) == len(firsts) and _spelled(run, firsts, name.words[-1]):
                yield Finding(word.start, run[-1].end, FindingKind.INITIALS)


def _spelled(run: Sequence[Token], firsts: str, given: Letters) -> bool:
    single = all(len(w.letters.bare) == 1 and w.letters.upper for w in run[:-1])
    alike = all(w.letters.bare == first for w, first in zip(run[:-1], firsts, strict=False))
    return single and alike and run[-1].letters.bare in {firsts[-1], given.bare}
