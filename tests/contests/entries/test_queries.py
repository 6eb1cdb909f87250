"""What lists find of entries, on both databases."""

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from contests.entries import queries
from contests.entries.queries import EntryFilter
from contests.kernel.storage import LocalStorage
from tests.contests.entries.drawn import Place, draft, place, sent
from tests.factories import NAMES, make_entry, make_unit


@pytest.fixture
def at(session: Session) -> Place:
    return place(session)


@pytest.fixture
def storage(tmp_path: Path) -> LocalStorage:
    return LocalStorage(tmp_path / "files")


@pytest.mark.parametrize("search", ["tuoi rau", "RAU tưới", "h'hen", "le quy don may", "nie"])
def test_search_needs_no_diacritics_and_takes_each_word(
    session: Session, storage: LocalStorage, at: Place, search: str
) -> None:
    wanted = sent(session, storage, at)
    make_entry(
        session,
        at.season,
        make_unit(session, "Công đoàn xã", at.organiser),
        title="Nồi cơm",
        names=NAMES[3:4],
    )
    page = queries.entry_page(session, at.season.id, EntryFilter(search=search))
    assert [row.id for row in page.rows] == [wanted.id]


def test_the_offices_list_holds_no_drafts(session: Session, at: Place) -> None:
    draft(session, at)
    shown = make_entry(session, at.season, at.unit, names=NAMES[:3])
    (row,) = queries.entry_page(session, at.season.id, EntryFilter()).rows
    assert (row.id, row.lead, row.others) == (shown.id, "Nguyễn Thị Ngọc Ánh", 2)


def test_a_page_beyond_the_last_is_the_last(session: Session, at: Place) -> None:
    make_entry(session, at.season, at.unit)
    page = queries.entry_page(session, at.season.id, EntryFilter(page=9))
    assert (page.page, page.pages, page.total, len(page.rows)) == (1, 1, 1, 1)
