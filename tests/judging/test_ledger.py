"""A deed once written cannot be changed, removed, moved or slipped in without showing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy.orm import Session

from contests.kernel.sessions import Transactions, value_of
from judging import ledger
from judging import service as judging
from tests.factories import NOON
from tests.factories_judging import OF, fill_all, make_round


@dataclass(frozen=True)
class Copied:
    """A row as an inspector has exported it."""

    seq: int
    at: datetime
    deed: str
    body: dict[str, Any]
    previous: str
    hash: str


def chain(session: Session) -> list[Copied]:
    made = make_round(session)
    fill_all(session, made)
    value_of(judging.close_round(session, made.round_id, **OF))
    session.expire_all()
    return [
        Copied(row.seq, row.at, row.deed, row.body, row.previous, row.hash)
        for row in ledger.rows(session, made.round_id)
    ]


def test_the_chain_of_a_whole_round_holds(session: Session) -> None:
    rows = chain(session)
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
    assert rows[0].previous == ledger.FIRST
    assert {row.deed for row in rows} >= {
        "round_opened",
        "admitted",
        "accepted",
        "declared",
        "submitted",
        "closed",
    }
    assert ledger.verify(rows) is None
    assert ledger.verify([]) is None


Change = Callable[[list[Copied]], list[Copied]]
CHANGES: dict[str, Change] = {
    "another mark": lambda rows: [*rows[:3], replace(rows[3], body=rows[3].body | {"x": 1}), *rows[4:]],
    "another time": lambda rows: [
        *rows[:3], replace(rows[3], at=rows[3].at + timedelta(microseconds=1)), *rows[4:]
    ],
    "another deed": lambda rows: [*rows[:3], replace(rows[3], deed="waived"), *rows[4:]],
    "one left out": lambda rows: [*rows[:3], *rows[4:]],
    "one twice": lambda rows: [*rows[:4], *rows[3:]],
    "two swapped": lambda rows: [*rows[:3], rows[4], rows[3], *rows[5:]],
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_shows_at_the_row_that_was_changed(session: Session, change: Change) -> None:
    assert ledger.verify(change(chain(session))) in (4, 5)


def test_an_end_cut_off_shows_in_the_head_that_left_the_database(session: Session) -> None:
    rows = chain(session)
    assert ledger.verify(rows[:-1]) is None
    assert rows[-2].hash != rows[-1].hash


def test_the_hash_does_not_depend_on_key_order_or_time_zone() -> None:
    hanoi = NOON.astimezone(timezone(timedelta(hours=7)))
    first = ledger.chained(1, ledger.FIRST, NOON, "x", {"a": 1, "b": "Ánh"})
    assert first == ledger.chained(1, ledger.FIRST, hanoi, "x", {"b": "Ánh", "a": 1})


def test_the_same_text_is_committed_to_differently_each_time() -> None:
    assert ledger.commitment("Ốm")[1] != ledger.commitment("Ốm")[1]


def test_rounds_have_chains_of_their_own(transactions: Transactions) -> None:
    first, second = transactions.do(make_round), transactions.do(make_round)
    with transactions.reading() as session:
        for made in (first, second):
            rows = ledger.rows(session, made.round_id)
            assert rows[0].seq == 1
            assert ledger.verify(rows) is None
