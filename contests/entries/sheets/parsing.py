"""From the lines of a sheet to entries, with everything that cannot be taken as it is, cell by cell. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from contests.entries.facts import MentorFacts
from contests.entries.filed import AuthorFacts, EntryFacts
from contests.entries.sheets import cells
from contests.entries.sheets.cells import Cell, Wrong
from contests.entries.sheets.columns import BY_KEY, CONSENTS, NEEDED, Column, Level, heads
from contests.entries.terms import Applicant, AuthorRole
from contests.kernel.text import N_, fold
from contests.people.terms import Consenter, ConsentPurpose, Gender

HEAD_WITHIN = 15
"""So many lines may stand above the heads: titles, the office's own."""
NO_HEADS = N_(
    "Không tìm thấy dòng tiêu đề có các cột “Tên giải pháp”, “Lĩnh vực”, “Họ và tên tác giả”. Đề nghị dùng bảng mẫu của mùa thi."
)
NOTHING = N_("Bảng chưa có dòng nào dưới tiêu đề.")
TOO_MANY = N_("Một giải pháp ghi tối đa %(most)s tác giả.")
NO_ENTRY_ABOVE = N_("Dòng này không có tên giải pháp và không nối tiếp giải pháp nào ở trên.")
NEEDED_CELL = N_("Ô này không được để trống.")
OTHERWISE = N_("Ô này ghi khác dòng đầu của cùng giải pháp. Đề nghị để trống hoặc ghi giống.")
TWICE = N_("Giải pháp này của đơn vị đã ghi ở dòng %(first)s.")
SHARES = N_("Tỷ lệ đóng góp ghi cho mọi tác giả của giải pháp, hoặc để trống hết để chia đều.")
MOST_AUTHORS = 50


@dataclass(frozen=True, slots=True)
class Lists:
    """What the choosing columns choose from: values by folded label. `unit_id` where all entries are of one unit."""

    units: Mapping[str, str]
    fields: Mapping[str, str]
    divisions: Mapping[str, str]
    applicants: Mapping[str, str]
    roles: Mapping[str, str]
    genders: Mapping[str, str]
    unit_id: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a cell, or with a line (`column` "") or the sheet (`line` 0)."""

    line: int
    column: str
    message: str
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Drafted:
    """One entry as the sheet has it; `line` is its first."""

    line: int
    unit_id: str
    facts: EntryFacts
    authors: tuple[AuthorFacts, ...]
    mentors: tuple[MentorFacts, ...]
    key: tuple[str, str]
    """What tells an entry from another one of the season: its unit and its title, without diacritics."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """Everything a sheet says; nothing of it is done while there is a problem."""

    entries: tuple[Drafted, ...]
    problems: tuple[Problem, ...]


_Line = tuple[int, dict[str, Cell]]


def parsed(rows: Sequence[Sequence[Cell]], lists: Lists) -> Parsed:
    """Read a sheet; `rows` begin with its first line, lines are numbered as Excel does."""
    start, columns = _heads(rows)
    if not columns:
        return Parsed((), (Problem(0, "", NO_HEADS),))
    lines = list(_filled(rows, start, columns))
    if not lines:
        return Parsed((), (Problem(0, "", NOTHING),))
    problems: list[Problem] = []
    entries = [
        one for group in _groups(lines, problems) if (one := _entry(group, lists, problems)) is not None
    ]
    problems.extend(_twice(entries))
    return Parsed(tuple(entries), tuple(sorted(problems, key=lambda one: one.line)))


def _heads(rows: Sequence[Sequence[Cell]]) -> tuple[int, dict[int, Column]]:
    for number, row in enumerate(rows[:HEAD_WITHIN]):
        found = heads([str(cell or "") for cell in row])
        if {column.key for column in found.values()} >= set(NEEDED):
            return number, found
    return 0, {}


def _filled(rows: Sequence[Sequence[Cell]], start: int, columns: Mapping[int, Column]) -> Iterator[_Line]:
    for number, row in enumerate(rows[start + 1 :], start + 2):
        line = {
            column.key: row[place]
            for place, column in columns.items()
            if place < len(row) and row[place] not in (None, "")
        }
        if line:
            yield number, line


def _groups(lines: Sequence[_Line], problems: list[Problem]) -> Iterator[list[_Line]]:
    """Lines of one entry: one with a title, and those below that have none, or the same one again."""
    group: list[_Line] = []
    for number, line in lines:
        if "title" in line and not _goes_on(group, line):
            if group:
                yield group
            group = []
        elif not group:
            problems.append(Problem(number, BY_KEY["title"].head, NO_ENTRY_ABOVE))
            continue
        group.append((number, line))
    if group:
        yield group


def _goes_on(group: Sequence[_Line], line: Mapping[str, Cell]) -> bool:
    """A title repeated in the next line, with another author, is the same entry."""
    if not group:
        return False
    first = group[0][1]
    if first.get("unit") != line.get("unit", first.get("unit")):
        return False
    return fold(str(first["title"])) == fold(str(line["title"]))


_NOTHING: Mapping[Callable[..., Any], Any] = {
    cells.text: "", cells.lines: "", cells.phone: "", cells.tick: False,
    cells.day: None, cells.whole: None, cells.choice: None,
}  # fmt: skip
"""What each reading makes of an empty cell: most cells of a sheet are."""


class _Taking:
    """Takes the cells of one line, noting what is wrong instead of stopping at it."""

    def __init__(self, number: int, line: Mapping[str, Cell], problems: list[Problem]) -> None:
        self.number, self.line, self.problems = number, line, problems
        self.failed = False

    def take(self, key: str, how: Callable[..., Any], *arguments: Any, needed: bool = False) -> Any:
        if key not in self.line and not needed:
            return _NOTHING[how]
        try:
            value = how(self.line.get(key), *arguments)
        except Wrong as wrong:
            self._note(key, wrong.message, wrong.values)
            return None
        if needed and value in (None, ""):
            self._note(key, NEEDED_CELL, {})
        return value

    def _note(self, key: str, message: str, values: Mapping[str, str | int]) -> None:
        self.failed = True
        self.problems.append(Problem(self.number, BY_KEY[key].head, message, values))


def _entry(group: Sequence[_Line], lists: Lists, problems: list[Problem]) -> Drafted | None:
    number, first = group[0]
    taking = _Taking(number, first, problems)
    unit_id = lists.unit_id or taking.take("unit", cells.choice, lists.units, needed=True)
    facts = _facts(taking, lists)
    takings = [_Taking(line_number, line, problems) for line_number, line in group]
    authors = [one for one in (_author(each, lists) for each in takings) if one is not None]
    mentors = [one for one in (_mentor(each) for each in takings) if one is not None]
    _repeated(group, problems)
    if len(authors) > MOST_AUTHORS:
        problems.append(Problem(number, BY_KEY["author"].head, TOO_MANY, {"most": MOST_AUTHORS}))
    if len({bool(one.share) for one in authors}) > 1:
        problems.append(Problem(number, BY_KEY["share"].head, SHARES))
    if taking.failed or any(one.failed for one in takings) or facts is None or not authors:
        return None
    filled = tuple(_with_parts(authors))
    applicant = facts.applicant if "applicant" in first else _applicant(len(filled))
    facts = facts if facts.applicant is applicant else replace(facts, applicant=applicant)
    return Drafted(number, unit_id, facts, filled, tuple(mentors), (unit_id, fold(facts.title)))


def _facts(taking: _Taking, lists: Lists) -> EntryFacts | None:
    title = taking.take("title", cells.text, 300)
    field_id = taking.take("field", cells.choice, lists.fields, needed=True)
    applicant = taking.take("applicant", cells.choice, lists.applicants)
    facts = {
        "division_id": taking.take("division", cells.choice, lists.divisions),
        "made_in": taking.take("made_in", cells.whole, 1900, 2200),
        "contact_phone": taking.take("phone", cells.phone),
        **{key: taking.take(key, cells.lines) for key in ("summary", "novelty", "application", "effect")},
    }
    if taking.failed:
        return None
    return EntryFacts(title=title, field_id=field_id, applicant=Applicant(applicant or "individual"), **facts)


def _author(taking: _Taking, lists: Lists) -> AuthorFacts | None:
    """The author of a line; None where the line names none and only adds a mentor."""
    if "author" not in taking.line and "mentor" in taking.line:
        return None
    name = taking.take("author", cells.text, 80, needed=True)
    role, gender = (
        taking.take("role", cells.choice, lists.roles),
        taking.take("gender", cells.choice, lists.genders),
    )
    facts: dict[str, Any] = {
        "born_on": taking.take("born_on", cells.day),
        "share": taking.take("share", cells.whole, 1, 100) or 0,
        "occupation": taking.take("occupation", cells.text),
        "guardian_name": taking.take("guardian_name", cells.text, 80),
        "guardian_phone": taking.take("guardian_phone", cells.phone),
    }
    given = frozenset(_consent(key) for key in CONSENTS if taking.take(key, cells.tick))
    if taking.failed:
        return None
    role = AuthorRole(role) if role else AuthorRole.CO_AUTHOR
    return AuthorFacts(
        name=name, role=role, gender=Gender(gender) if gender else None, consents=given, **facts
    )


def _consent(key: str) -> tuple[ConsentPurpose, Consenter]:
    purpose, giver = key.rsplit("_", 1)
    return (
        ConsentPurpose.TAKE_PART if purpose == "take_part" else ConsentPurpose.PUBLISH_NAME,
        Consenter(giver),
    )


def _mentor(taking: _Taking) -> MentorFacts | None:
    name, workplace = taking.take("mentor", cells.text, 80), taking.take("mentor_workplace", cells.text)
    return MentorFacts(name, workplace or "") if name else None


def _with_parts(authors: Sequence[AuthorFacts]) -> Iterator[AuthorFacts]:
    """The first is the lead where none is named; shares left out altogether are even, the lead has what is left over."""
    lead = any(one.role is AuthorRole.LEAD for one in authors)
    even = not any(one.share for one in authors)
    for place, one in enumerate(authors):
        share = 100 // len(authors) + (100 % len(authors) if place == 0 else 0) if even else one.share
        role = AuthorRole.LEAD if not lead and place == 0 else one.role
        yield replace(one, role=role, share=share)


def _applicant(authors: int) -> Applicant:
    return Applicant.INDIVIDUAL if authors < 2 else Applicant.TEAM


def _repeated(group: Sequence[_Line], problems: list[Problem]) -> None:
    """An entry's cell in a later line says the same as in its first line, or nothing."""
    first = group[0][1]
    for number, line in group[1:]:
        for key, cell in line.items():
            column = BY_KEY[key]
            if column.level is Level.ENTRY and fold(cells.text(cell, 10_000)) != fold(
                cells.text(first.get(key), 10_000)
            ):
                problems.append(Problem(number, column.head, OTHERWISE))


def _twice(entries: Sequence[Drafted]) -> Iterator[Problem]:
    first: dict[tuple[str, str], int] = {}
    for one in entries:
        if one.key in first:
            yield Problem(one.line, BY_KEY["title"].head, TWICE, {"first": first[one.key]})
        first.setdefault(one.key, one.line)
