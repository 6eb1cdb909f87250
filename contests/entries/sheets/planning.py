"""What a sheet would do: which entries are new, changed, the same, and which cannot be touched. Pure."""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from contests.entries.facts import MentorFacts
from contests.entries.filed import AuthorFacts, EntryFacts
from contests.entries.sheets.columns import BY_KEY
from contests.entries.sheets.parsing import Drafted, Problem
from contests.entries.terms import EntryState
from contests.kernel.text import N_

SENT = N_("Hồ sơ này đã nộp (%(state)s) nên không sửa bằng bảng được. Đề nghị xóa dòng này khỏi bảng.")


class Effect(enum.StrEnum):
    """What happens to an entry of the sheet."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Known:
    """An entry that is there already."""

    entry_id: str
    state: EntryState
    facts: EntryFacts
    authors: tuple[AuthorFacts, ...]
    mentors: tuple[MentorFacts, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the sheet and what is to be done with it; `known` is None for a new one."""

    drafted: Drafted
    effect: Effect
    known: Known | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a sheet would do, in its order, and what stands against doing it."""

    steps: tuple[Step, ...]
    problems: tuple[Problem, ...]

    def count(self, effect: Effect) -> int:
        """How many entries it would treat so."""
        return sum(step.effect is effect for step in self.steps)


def planned(
    entries: Sequence[Drafted],
    known: Mapping[tuple[str, str], Known],
    words: Mapping[EntryState, str],
) -> Plan:
    """Compare the sheet with what the season has of these units; `words` names the states."""
    steps = tuple(_step(one, known.get(one.key)) for one in entries)
    sent = [
        step for step in steps if step.effect is Effect.CHANGED and step.known and not _is_draft(step.known)
    ]
    problems = tuple(
        Problem(step.drafted.line, BY_KEY["title"].head, SENT, {"state": words[step.known.state]})
        for step in sent
        if step.known
    )
    return Plan(steps, problems)


def _step(drafted: Drafted, known: Known | None) -> Step:
    if known is None:
        return Step(drafted, Effect.NEW)
    same = _content(drafted) == (known.facts, _unnamed(known.authors), known.mentors)
    return Step(drafted, Effect.SAME if same else Effect.CHANGED, known)


def _content(drafted: Drafted) -> tuple[EntryFacts, tuple[AuthorFacts, ...], tuple[MentorFacts, ...]]:
    return drafted.facts, _unnamed(drafted.authors), drafted.mentors


def _unnamed(authors: Sequence[AuthorFacts]) -> tuple[AuthorFacts, ...]:
    """Authors without the ids of their rows, which a sheet does not know."""
    return tuple(replace(one, id=None) for one in authors)


def _is_draft(known: Known) -> bool:
    return known.state is EntryState.DRAFT
