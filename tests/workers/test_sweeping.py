"""Originals that no row names are found, counted in a trial, and forgotten; what is young or named stays."""

import io
import os
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from contests.entries.dossier import area_of
from contests.entries.model import DossierFile
from contests.entries.sheets import service as sheets
from contests.kernel.sessions import Transactions
from contests.kernel.storage import LocalStorage
from contests.seasons.queries import items_of
from tests.factories import NOON, make_entry, make_organiser, make_season, make_unit
from workers.sweeping import Swept, sweep

DAY = timedelta(days=1)


@pytest.fixture
def storage(tmp_path: Path) -> LocalStorage:
    return LocalStorage(tmp_path / "store")


@pytest.fixture
def named(transactions: Transactions, storage: LocalStorage) -> tuple[str, str]:
    """An organiser and the key of a file that a dossier of theirs names, though it was taken out of it."""

    def make(session: Session) -> tuple[str, str]:
        organiser = make_organiser(session)
        season, school = make_season(session, organiser), make_unit(session, organiser=organiser)
        entry = make_entry(session, season, school)
        key = put(storage, organiser.id, "Bản mô tả của H’Hen Niê")
        session.add(
            DossierFile(
                entry_id=entry.id, item_id=items_of(session, season.id)[0].id, sha256=key, name="mô tả.pdf",
                media_type="application/pdf", size=1, uploaded_at=NOON, uploaded_by="x", removed_at=NOON,
            )
        )  # fmt: skip
        return organiser.id, key

    return transactions.do(make)


def put(storage: LocalStorage, organiser_id: str, text: str, age: timedelta = 3 * DAY) -> str:
    key = storage.put(io.BytesIO(text.encode()), area=area_of(organiser_id)).key
    aged(storage, key, age)
    return key


def aged(storage: LocalStorage, key: str, age: timedelta) -> None:
    (path,) = storage._root.glob(f"*/??/??/{key}")
    moment = (NOON - age).timestamp()
    os.utime(path, (moment, moment))


def held(storage: LocalStorage, organiser_id: str) -> set[str]:
    return set(storage.keys(area_of(organiser_id)))


def test_only_what_is_old_and_named_by_nothing_goes(transactions, storage, named) -> None:
    organiser_id, kept = named
    put(storage, organiser_id, "bản nháp đã bỏ")
    young = put(storage, organiser_id, "đang tải lên", age=timedelta(hours=23))
    assert sweep(transactions, storage, NOON - DAY, dry=False) == Swept(1, 1)
    assert held(storage, organiser_id) == {kept, young}


def test_a_trial_counts_and_leaves_everything(transactions, storage, named) -> None:
    organiser_id, kept = named
    lost = put(storage, organiser_id, "bản nháp đã bỏ")
    assert sweep(transactions, storage, NOON - DAY, dry=True) == Swept(1, 0)
    assert held(storage, organiser_id) == {kept, lost}


def test_what_is_sent_again_between_the_count_and_the_sweep_stays(transactions, storage, named) -> None:
    organiser_id, _ = named
    lost = put(storage, organiser_id, "bản nháp đã bỏ")
    aged(storage, lost, timedelta())
    assert not storage.collect(lost, area=area_of(organiser_id), untouched_since=NOON - DAY)
    assert storage.read(lost, area=area_of(organiser_id)) == "bản nháp đã bỏ".encode()


def test_what_is_not_there_is_not_collected(storage) -> None:
    assert not storage.collect("0" * 64, area="so-1/originals", untouched_since=NOON)


def test_a_sheet_that_was_looked_at_long_ago_is_forgotten(
    transactions: Transactions, storage: LocalStorage, named: tuple[str, str]
) -> None:
    organiser_id, _key = named
    old, young = (
        storage.put(io.BytesIO(text), area=sheets.area_of(organiser_id)).key for text in (b"old", b"young")
    )
    aged(storage, old, 3 * DAY)
    aged(storage, young, DAY / 24)
    assert sweep(transactions, storage, NOON - DAY, dry=False) == Swept(1, 1)
    assert list(storage.keys(sheets.area_of(organiser_id))) == [young]
