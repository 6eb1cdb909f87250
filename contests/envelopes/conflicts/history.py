"""What earlier seasons say: works written together, and works that the judge's panel marked before."""

from collections.abc import Iterator

from contests.envelopes.conflicts.facts import Human, Juror, Past, Work
from contests.envelopes.conflicts.likeness import Likeness, people, phone
from contests.envelopes.conflicts.terms import Against, Level, Source
from contests.kernel.text import fold

Ground = tuple[Source, Against, Level, str]


def coauthors(juror: Juror, work: Work, past: tuple[Past, ...]) -> Iterator[Ground]:
    """The judge wrote an earlier work with one of the authors: hard where both are known for sure."""
    for earlier in past:
        own = max((_is_judge(one, juror) for one in earlier.authors), default=Likeness.NONE)
        if own is not Likeness.NONE:
            others = [one for one in earlier.authors if _is_judge(one, juror) is Likeness.NONE]
            shared = max((_same(one, author) for one in others for author in work.authors), default=Likeness.NONE)  # fmt: skip
            if shared is not Likeness.NONE:
                sure = min(own, shared) is Likeness.EXACT
                level = (
                    Level.HARD if sure else Level.LOOK if max(own, shared) is Likeness.EXACT else Level.SOFT
                )
                yield Source.COAUTHOR, Against.AUTHOR, level, earlier.entry_id


def earlier_panels(juror: Juror, work: Work, past: tuple[Past, ...]) -> Iterator[Ground]:
    """The judge's panel marked this work before: looked at where an author is the same, told where the title is."""
    title = fold(work.title)
    for earlier in past:
        if juror.account_id in earlier.judges and fold(earlier.title) == title:
            shared = any(_same(one, author) for one in earlier.authors for author in work.authors)
            yield Source.EARLIER_PANEL, Against.WORK, Level.LOOK if shared else Level.SOFT, earlier.entry_id


def _is_judge(author: Human, juror: Juror) -> Likeness:
    """EXACT: the judge's account, or the name with the same telephone or mail; PLAIN: the name alone."""
    if author.account_id is not None and author.account_id == juror.account_id:
        return Likeness.EXACT
    return _same(author, Human(juror.name, juror.phone, juror.email))


def _same(one: Human, other: Human) -> Likeness:
    """EXACT: one account, or one name with the same telephone, mail address or birthday; PLAIN: one name."""
    if one.account_id is not None and one.account_id == other.account_id:
        return Likeness.EXACT
    if people(one.name, other.name) < Likeness.PLAIN:
        return Likeness.NONE
    marks = (
        (phone(one.phone), phone(other.phone)), (one.email.casefold(), other.email.casefold()),
        (one.born_on, other.born_on),
    )  # fmt: skip
    return Likeness.EXACT if any(own and own == theirs for own, theirs in marks) else Likeness.PLAIN
