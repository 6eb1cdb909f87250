"""Which judge has which conflict with which entry, on what ground and how heavy; values in, values out.

A ground that names the judge's own word (a declared row) or an identity (one telephone, one account) is hard; one that
two strangers may share (a name) waits for a person; one that says little is told and does nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from contests.envelopes.conflicts.facts import Human, Juror, Said, Work, World
from contests.envelopes.conflicts.history import coauthors, earlier_panels
from contests.envelopes.conflicts.likeness import Likeness, people, phone, places
from contests.envelopes.conflicts.terms import Against, Level, Source
from contests.envelopes.conflicts.tree import Tree
from judging.declarations.terms import PERSONS, DeclaredKind

_WEIGHT = {Level.SOFT: 0, Level.LOOK: 1, Level.HARD: 2}
_OF_PERSON = {
    DeclaredKind.KIN: Source.KIN,
    DeclaredKind.PUPIL: Source.PUPIL,
    DeclaredKind.PARTNER: Source.PARTNER,
}


@dataclass(frozen=True, slots=True)
class Found:
    """A conflict. `subject` is the id of the declared row or of the earlier work it rests on, or ""."""

    entry_id: str
    appointment_id: str
    source: Source
    against: Against
    level: Level
    subject: str = ""

    @property
    def key(self) -> tuple[str, str, Source, str]:
        """What makes it one conflict: found again, it is the same."""
        return self.entry_id, self.appointment_id, self.source, self.subject


Ground = tuple[Source, Against, Level, str]
"""A ground between one judge and one work: source, what it was found in, level, subject."""


def conflicts(world: World) -> list[Found]:
    """Every conflict of these judges with these works, one a key, the heaviest of each, in the order of the keys."""
    tree = Tree(world.nodes)
    heaviest: dict[tuple[str, str, Source, str], Found] = {}
    for juror in world.jurors:
        for work in world.works:
            for source, against, level, subject in _grounds(juror, work, world, tree):
                found = Found(work.entry_id, juror.appointment_id, source, against, level, subject)
                known = heaviest.get(found.key)
                if known is None or _WEIGHT[known.level] < _WEIGHT[level]:
                    heaviest[found.key] = found
    return [heaviest[key] for key in sorted(heaviest)]


def _grounds(juror: Juror, work: Work, world: World, tree: Tree) -> Iterator[Ground]:
    yield from _self(juror, work, tree)
    yield from _contacts(juror, work, tree)
    for row in juror.rows:
        yield from _declared(row, work, tree)
    yield from coauthors(juror, work, world.past)
    yield from earlier_panels(juror, work, world.past)


def _self(juror: Juror, work: Work, tree: Tree) -> Iterator[Ground]:
    """The judge's own name or account among the people of the entry."""
    for author in work.authors:
        if author.account_id == juror.account_id:
            yield Source.NAMESAKE, Against.AUTHOR, Level.HARD, ""
        elif people(author.name, juror.name) >= Likeness.PLAIN:
            yield Source.NAMESAKE, Against.AUTHOR, Level.LOOK, ""
    if any(people(one.name, juror.name) >= Likeness.PLAIN for one in work.guardians):
        yield Source.NAMESAKE, Against.GUARDIAN, Level.LOOK, ""
    for mentor in work.mentors:
        likeness = people(mentor.name, juror.name)
        if likeness >= Likeness.PLAIN:
            sure = likeness is Likeness.EXACT and _works_there(juror, mentor, tree)
            yield Source.MENTOR, Against.MENTOR, Level.HARD if sure else Level.LOOK, ""


def _works_there(juror: Juror, mentor: Human, tree: Tree) -> bool:
    own = (row for row in juror.rows if row.kind in (DeclaredKind.UNIT_NOW, DeclaredKind.UNIT_PAST))
    return any(tree.alike(row.name, mentor.place) for row in own)


def _contacts(juror: Juror, work: Work, tree: Tree) -> Iterator[Ground]:
    """One telephone number, mail address or postal address on both sides."""
    own = {juror.phone, *(row.name for row in juror.rows if row.kind is DeclaredKind.PHONE)}
    numbers = {phone(number) for number in own} - {""}
    theirs = {phone(one.phone) for one in (*work.authors, *work.guardians)} | {phone(work.contact_phone)}
    if numbers & theirs:
        yield Source.CONTACT, Against.CONTACT, Level.HARD, ""
    if juror.email and juror.email.casefold() in {one.email.casefold() for one in work.authors}:
        yield Source.CONTACT, Against.AUTHOR, Level.HARD, ""
    if unit := tree.nodes.get(work.unit_id):
        if phone(unit.phone) in numbers:
            yield Source.CONTACT, Against.UNIT, Level.SOFT, ""
        homes = (row.name for row in juror.rows if row.kind is DeclaredKind.ADDRESS)
        if any(places(home, unit.address) for home in homes):
            yield Source.ADDRESS, Against.UNIT, Level.LOOK, ""


def _declared(row: Said, work: Work, tree: Tree) -> Iterator[Ground]:
    if row.kind is DeclaredKind.UNIT_NOW:
        yield from _unit(row, work, tree, Source.OWN_UNIT, _now)
    elif row.kind is DeclaredKind.UNIT_PAST:
        yield from _unit(row, work, tree, Source.PAST_UNIT, _past)
    elif row.kind in PERSONS:
        yield from _person(row, work, tree)


def _unit(
    row: Said, work: Work, tree: Tree, source: Source, level: Callable[[Likeness, int, bool], Level]
) -> Iterator[Ground]:
    """A declared unit against the entry's unit and its tree, and against where its people work or learn."""
    for node, likeness in tree.named(row.name):
        steps = tree.steps(node.unit_id, work.unit_id)
        if steps is not None:
            yield source, Against.UNIT, level(likeness, steps, node.wide), row.row_id
    people_there = (*work.authors, *work.mentors)
    if any(tree.alike(row.name, one.place) for one in people_there):
        yield source, Against.WORKPLACE, level(Likeness.PART, 0, False), row.row_id


def _now(likeness: Likeness, steps: int, wide: bool) -> Level:
    """Where the judge works now: the unit and what is below it; an agency has half a province below it."""
    if likeness is Likeness.EXACT and (steps == 0 or (steps > 0 and not wide)):
        return Level.HARD
    return Level.LOOK if likeness is Likeness.EXACT or steps >= 0 else Level.SOFT


def _past(likeness: Likeness, steps: int, _wide: bool) -> Level:
    """Where the judge worked: the unit itself is looked at, its tree is told."""
    return Level.LOOK if likeness is Likeness.EXACT and steps == 0 else Level.SOFT


def _person(row: Said, work: Work, tree: Tree) -> Iterator[Ground]:
    """A declared person against the entry's people."""
    source = _OF_PERSON[row.kind]
    there = bool(row.place) and _belongs(row.place, work, tree)
    sides: Iterable[tuple[Against, tuple[Human, ...]]] = (
        (Against.AUTHOR, work.authors), (Against.GUARDIAN, work.guardians), (Against.MENTOR, work.mentors),
    )  # fmt: skip
    for against, humans in sides:
        for human in humans:
            likeness = people(row.name, human.name)
            if likeness is not Likeness.NONE:
                doubtful = against is not Against.AUTHOR or (bool(row.place) and not there)
                yield source, against, _of_person(likeness, doubtful, there), row.row_id
    if there:
        yield source, Against.UNIT, Level.SOFT, row.row_id


def _of_person(likeness: Likeness, doubtful: bool, there: bool) -> Level:
    """The full name as declared bars, unless the entry comes from elsewhere; a part of it needs the place beside it."""
    if likeness is Likeness.EXACT:
        return Level.LOOK if doubtful else Level.HARD
    return Level.LOOK if likeness is Likeness.PLAIN or there else Level.SOFT


def _belongs(place: str, work: Work, tree: Tree) -> bool:
    """Whether a declared place is the entry's unit, or where its authors work or learn."""
    at_unit = any(node.unit_id == work.unit_id for node, _likeness in tree.named(place))
    return at_unit or any(tree.alike(place, one.place) for one in work.authors)
