"""Lists as files: they hold what the list shows, nothing of results before the release, and it is on record who took them."""

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from contests.awards import service as awards
from contests.entries.queries import EntryFilter
from contests.entries.terms import EntryState
from contests.kernel.audit import Deed
from contests.kernel.errors import Refused
from contests.kernel.sessions import value_of
from contests.people.outside_model import HandedOut
from contests.reports.exports import NOTHING_OUT, ListForm, export_entries, export_prizes
from tests.factories import make_entry
from tests.factories_awards import make_decided, make_judged

TITLE = '=HYPERLINK("https://example.org")'


def exported(session, judged, **wanted):
    outcome = export_entries(
        session, judged.season, EntryFilter(**wanted), ListForm.EXCEL, **judged.by_office
    )
    session.flush()
    return rows_of(value_of(outcome))


def rows_of(file):
    """What stands under the head of a workbook."""
    rows = CalamineWorkbook.from_filelike(BytesIO(file.content)).get_sheet_by_index(0).to_python()
    head = next(at for at, row in enumerate(rows) if "Giải pháp" in row)
    return rows[head + 1 :]


def test_every_sent_entry_is_in_the_file_and_no_draft(session):
    judged = make_judged(session)
    make_entry(session, judged.season, judged.school, state=EntryState.DRAFT, title="Bản nháp")
    rows = exported(session, judged)
    assert [row[0] for row in rows] == sorted(entry.number for entry in judged.entries)
    assert "Bản nháp" not in {row[1] for row in rows}


def test_a_file_is_filtered_and_ordered_as_the_list(session):
    judged = make_judged(session, (9000, 8000))
    lost = make_entry(session, judged.season, judged.school, state=EntryState.REJECTED, title=TITLE)
    assert [row[1] for row in exported(session, judged, state=EntryState.REJECTED)] == [TITLE]
    assert next(row[0] for row in exported(session, judged, order="-number")) == lost.number


def test_all_authors_of_a_team_are_named_in_their_order(session):
    judged = make_judged(session, (9000,), team=3)
    assert [row[2] for row in exported(session, judged)] == ["Nguyễn Thị Ngọc Ánh; H’Hen Niê; Y Blăm"]


def test_entries_of_other_seasons_are_not_in_the_file(session):
    judged, other = make_judged(session, (9000,)), make_judged(session, (8000,))
    assert [row[0] for row in exported(session, judged)] == [judged.entries[0].number]
    assert [row[0] for row in exported(session, other)] == [other.entries[0].number]


def test_taking_a_list_is_on_record_with_how_many_it_names(session):
    judged = make_judged(session)
    exported(session, judged)
    deed = session.query(Deed).filter_by(verb="entry.export").one()
    assert (deed.actor, deed.detail) == (judged.secretary.account_id, {"count": 12})
    outside = session.query(HandedOut).one()
    assert (outside.kind, outside.title, outside.handed_by) == (
        "export",
        "Hồ sơ (XLSX)",
        judged.secretary.account_id,
    )


def test_the_prizes_with_their_money_and_its_sum(session):
    judged = make_decided(session)
    *rows, total = rows_of(
        value_of(export_prizes(session, judged.season, ListForm.EXCEL, **judged.by_office))
    )
    assert [row[0] for row in rows[:3]] == ["Giải Nhất", "Giải Nhì", "Giải Nhì"]
    assert (total[0], total[1], total[7]) == ("Cộng", 10, sum(row[7] for row in rows))


@pytest.mark.parametrize("proposed", [False, True])
def test_no_prize_leaves_before_the_release(session, proposed):
    judged = make_judged(session)
    if proposed:
        value_of(awards.propose(session, judged.season, **judged.by_office))
        session.flush()
    outcome = export_prizes(session, judged.season, ListForm.CSV, **judged.by_office)
    assert isinstance(outcome, Refused)
    assert [str(reason) for reason in outcome.reasons] == [NOTHING_OUT]
    assert (
        session.query(Deed).filter_by(verb="awards.export").count() == session.query(HandedOut).count() == 0
    )
