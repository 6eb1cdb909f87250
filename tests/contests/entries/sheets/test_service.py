"""A sheet is looked at without changing anything, and done whole, once, or not at all: on both databases."""

import io
import zipfile
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from contests.entries.model import Author, Entry, Mentor
from contests.entries.sheets import service
from contests.entries.sheets.model import EntrySheet
from contests.entries.sheets.planning import Effect
from contests.kernel.access import Role
from contests.kernel.audit import deeds_of
from contests.kernel.errors import Done, Refused
from contests.kernel.sessions import value_of
from contests.people import service as people
from contests.people.model import Consent, Person
from contests.people.units.rules import EventFacts
from contests.seasons.queries import fields_of
from tests.contests.entries.sheets.books import book
from tests.factories import NOON, make_actor, make_organiser, make_season, make_unit

KEYS = ("unit", "title", "field", "author", "born_on", "phone", "take_part_self", "mentor")


@pytest.fixture
def scene(runtime):
    return runtime.main.do(lambda s: Scene(s, runtime))


class Scene:
    """An office that sends the sheets of two schools."""

    def __init__(self, session, runtime):
        self.runtime = runtime
        self.organiser = make_organiser(session)
        self.school = make_unit(session, "Trường THCS Hồng Thái", self.organiser)
        self.other = make_unit(session, "Trường THCS Đặng Trần Côn", self.organiser)
        self.season = make_season(session, self.organiser)
        self.field = fields_of(session, self.season.id)[0].name
        self.office = make_actor(session, Role.SECRETARY, self.organiser)

    def row(
        self,
        title="Máy tưới rau",
        author="Nguyễn Thị Ngọc Ánh",
        unit="Trường THCS Hồng Thái",
        phone=912345678,
    ):
        return [unit, title, self.field, author, date(2012, 9, 5), phone, "x", "Cô Lê Thị Hồng Gấm"]

    def entered(self, rows, keys=KEYS):
        kept = value_of(self.kept(book(rows, keys)))
        return value_of(
            self.runtime.main.act(
                lambda s: service.enter_sheet(s, self.season, None, kept, by=self.office, at=NOON)
            )
        )

    def kept(self, content):
        return service.keep_sheet(self.runtime.storage, self.organiser.id, io.BytesIO(content), "hồ sơ.xlsx")

    def rows(self, sheet):
        return value_of(service.rows_of(self.runtime.storage, self.organiser.id, sheet))

    def plan(self, sheet):
        with self.runtime.main.reading() as session:
            return service.plan_of(session, self.season, sheet, self.rows(sheet))

    def apply(self, sheet, seen=None, at=NOON):
        seen, rows = seen or service.stamp_of(self.plan(sheet)), self.rows(sheet)

        def verb(session):
            mine = session.get_one(EntrySheet, sheet.id)
            return service.apply_sheet(session, self.season, mine, rows, seen=seen, by=self.office, at=at)

        return self.runtime.main.act(verb)

    def all(self, what):
        with self.runtime.main.reading() as session:
            return session.scalars(what).all()


def effects(plan):
    return [step.effect for step in plan.steps]


def test_looking_changes_nothing_and_doing_enters_everything(scene):
    sheet = scene.entered(
        [
            scene.row(),
            [None, None, None, "H’Hen Niê", date(2012, 9, 6)],
            scene.row("Máy ép", "Y Blăm", "Trường THCS Đặng Trần Côn"),
        ]
    )
    assert effects(scene.plan(sheet)) == [Effect.NEW, Effect.NEW]
    assert scene.all(sa.select(Entry)) == []
    done = value_of(scene.apply(sheet))
    assert (done.created, done.changed, done.same) == (2, 0, 0)
    first, second = scene.all(sa.select(Entry).order_by(Entry.title))
    assert (first.title, first.unit_id, first.contact_phone) == (
        "Máy tưới rau",
        scene.school.id,
        "0912345678",
    )
    assert second.unit_id == scene.other.id
    names = scene.all(sa.select(Person.full_name).order_by(Person.full_name))
    assert names == ["H’Hen Niê", "Nguyễn Thị Ngọc Ánh", "Y Blăm"]
    assert len(scene.all(sa.select(Consent))) == 2
    assert "nguyen thi ngoc anh" in first.folded
    assert "h'hen nie" in first.folded


def test_the_same_sheet_twice_changes_nothing(scene):
    rows = [scene.row(), [None, None, None, "H’Hen Niê", date(2012, 9, 6)]]
    value_of(scene.apply(scene.entered(rows)))
    before = [(one.id, one.version) for one in scene.all(sa.select(Entry))]
    again = scene.entered(rows)
    assert effects(scene.plan(again)) == [Effect.SAME]
    done = value_of(scene.apply(again))
    assert (done.created, done.changed, done.same) == (0, 0, 1)
    assert [(one.id, one.version) for one in scene.all(sa.select(Entry))] == before


def test_a_sheet_is_done_once(scene):
    sheet = scene.entered([scene.row()])
    value_of(scene.apply(sheet))
    assert scene.apply(sheet).reasons[0].message == service.APPLIED
    assert len(scene.all(sa.select(Entry))) == 1


def test_a_changed_sheet_changes_the_draft_and_keeps_the_author_who_stayed(scene):
    value_of(scene.apply(scene.entered([scene.row()])))
    changed = scene.entered([scene.row(phone=987654321), [None, None, None, "Y Blăm", date(2013, 1, 1)]])
    assert effects(scene.plan(changed)) == [Effect.CHANGED]
    value_of(scene.apply(changed))
    (entry,) = scene.all(sa.select(Entry))
    assert entry.contact_phone == "0987654321"
    assert sorted(scene.all(sa.select(Person.full_name))) == ["Nguyễn Thị Ngọc Ánh", "Y Blăm"]
    assert len(scene.all(sa.select(Author))) == 2
    assert len(scene.all(sa.select(Mentor))) == 1


def test_one_faulty_cell_keeps_every_line_out(scene):
    sheet = scene.entered([scene.row(), scene.row("Máy ép", unit="Trường không có")])
    assert [(one.line, one.column) for one in scene.plan(sheet).problems] == [(3, "Đơn vị")]
    assert scene.apply(sheet).reasons[0].message == service.FAULTY
    assert scene.all(sa.select(Entry)) == []


def test_what_was_sent_in_is_not_changed_by_a_sheet(scene):
    value_of(scene.apply(scene.entered([scene.row()])))

    def send(session):
        entry = session.scalars(sa.select(Entry)).one()
        entry.state, entry.submitted_at, entry.number = "submitted", NOON, 1

    scene.runtime.main.do(send)
    assert scene.plan(scene.entered([scene.row()])).problems == ()
    (problem,) = scene.plan(scene.entered([scene.row(phone=987654321)])).problems
    assert problem.values == {"state": "Đã nộp, chờ sơ loại"}


def test_who_confirms_has_seen_what_is_done(scene):
    sheet = scene.entered([scene.row()])
    seen = service.stamp_of(scene.plan(sheet))
    value_of(scene.apply(scene.entered([scene.row()])))
    assert scene.apply(sheet, seen).reasons[0].message == service.CHANGED
    assert len(scene.all(sa.select(Entry))) == 1


def test_after_the_deadline_nothing_is_entered(scene):
    sheet = scene.entered([scene.row()])
    assert isinstance(scene.apply(sheet, at=NOON + timedelta(days=400)), Refused)


def test_every_entry_remembers_the_sheet_and_the_line_it_came_from(scene):
    sheet = scene.entered([scene.row(), scene.row("Máy ép")])
    value_of(scene.apply(sheet))
    with scene.runtime.main.reading() as session:
        deeds = [deeds_of(session, one.id) for one in session.scalars(sa.select(Entry).order_by(Entry.title))]
    assert [[(deed.verb, deed.detail["line"]) for deed in own] for own in deeds] == [
        [("entry.import", 2)],
        [("entry.import", 3)],
    ]


def test_a_former_name_of_the_unit_is_understood(scene):
    def renamed(session):
        unit = session.get_one(type(scene.school), scene.school.id)
        facts = EventFacts(date(2025, 7, 1), "1684/NQ-UBTVQH15")
        value_of(
            people.rename_unit(
                session, unit, "Trường THCS Tân Trào", facts, version=unit.version, by=scene.office, at=NOON
            )
        )

    scene.runtime.main.do(renamed)
    plan = scene.plan(scene.entered([scene.row()]))
    assert plan.problems == ()
    assert plan.steps[0].drafted.unit_id == scene.school.id


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b" " * (300 << 20))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "không phải bảng Excel"),
        (b"\xd0\xcf\x11\xe0 old or locked", "không phải bảng Excel"),
        (b"PK\x03\x04 broken", "không phải bảng Excel"),
        (bomb(), "phình ra quá lớn"),
        (book([["x"] * 201], ("title",)), "quá 200 cột"),
    ],
    ids=["empty", "old", "broken", "bomb", "wide"],
)
def test_hostile_workbooks_are_refused_with_what_to_do(scene, content, said):
    outcome = scene.kept(content)
    assert isinstance(outcome, Refused)
    assert (outcome.reasons[0].field, said in outcome.reasons[0].message) == ("sheet", True)


def test_a_formula_is_never_evaluated(scene):
    sheet = scene.entered(
        [
            [
                "Trường THCS Hồng Thái",
                '=HYPERLINK("http://x.vn","Máy")',
                scene.field,
                "Ánh",
                None,
                None,
                None,
                None,
            ]
        ]
    )
    assert all("http" not in step.drafted.facts.title for step in scene.plan(sheet).steps)


def test_what_the_store_keeps_is_the_sheet_that_was_opened(scene):
    content = book([scene.row()], KEYS)
    kept = scene.kept(content)
    assert isinstance(kept, Done)
    assert scene.runtime.storage.read(kept.value.sha256, area=service.area_of(scene.organiser.id)) == content


def test_a_sheet_that_was_forgotten_meanwhile_is_asked_for_again(scene):
    sheet = scene.entered([scene.row()])
    scene.runtime.storage.delete(sheet.sha256, area=service.area_of(scene.organiser.id))
    outcome = service.rows_of(scene.runtime.storage, scene.organiser.id, sheet)
    assert outcome.reasons[0].message == service.GONE
