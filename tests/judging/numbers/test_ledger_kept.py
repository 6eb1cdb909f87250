"""The database refuses to rewrite the ledger, however it was made; texts can be erased and the chain stays whole."""

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.db import make_engine
from contests.kernel.sessions import Transactions, value_of
from contests.kernel.web.runtime import Runtime
from judging import erasing, ledger
from judging import service as judging
from judging.guards import protect
from judging.model import LedgerRow, Sheet
from judging.numbers.heads import head_agrees, head_left, head_now, heads
from judging.numbers.terms import Way
from judging.results import seal_results
from tests.factories import NOON
from tests.factories_judging import OF, Made, fill_all, make_round, typed
from tests.judging.test_rounds import said
from workers.schema import migrate

REWRITES = {
    "update": "UPDATE judging_ledger SET deed = 'waived' WHERE seq = 2",
    "delete": "DELETE FROM judging_ledger WHERE seq = 2",
    "all": "DELETE FROM judging_ledger",
    "head": "UPDATE judging_head SET seq = 1",
    "no head": "DELETE FROM judging_head",
}


def filled(session: Session) -> Made:
    made = make_round(session)
    fill_all(session, made)
    value_of(head_left(session, made.round_id, Way.SHOWN, **OF))
    return made


def refused(transactions: Transactions, statement: str) -> None:
    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        transactions.do(lambda session: session.execute(sa.text(statement)))


@pytest.mark.parametrize("deed", REWRITES)
def test_the_owner_of_the_tables_cannot_rewrite_a_deed(transactions: Transactions, deed: str) -> None:
    transactions.do(filled)
    refused(transactions, REWRITES[deed])
    with transactions.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).where(LedgerRow.deed == "waived")) == 0


def test_a_replacing_insert_and_truncate_are_refused_too(transactions: Transactions) -> None:
    transactions.do(filled)
    if transactions.engine.dialect.name == "postgresql":
        refused(transactions, "TRUNCATE judging_ledger")
        return
    with transactions.reading() as session:
        row = dict(session.execute(sa.text("SELECT * FROM judging_ledger WHERE seq = 2")).mappings().one())
    columns = ", ".join(row)
    values = ", ".join(f"'{value}'" for value in (row | {"deed": "waived"}).values())
    refused(transactions, f"INSERT OR REPLACE INTO judging_ledger ({columns}) VALUES ({values})")
    refused(transactions, f"REPLACE INTO judging_ledger ({columns}) VALUES ({values})")


def test_a_migrated_database_has_the_same_triggers(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'bangvang.sqlite'}")
    migrate(engine)
    own = Transactions(engine)
    own.do(filled)
    for statement in REWRITES.values():
        refused(own, statement)
    own.do(lambda session: protect(session.connection()))
    engine.dispose()


def test_judgings_own_connection_is_refused_before_any_trigger(runtime: Runtime) -> None:
    runtime.main.do(filled)
    for statement in REWRITES.values():
        with pytest.raises(sa.exc.DBAPIError, match=r"not authorized|prohibited|permission denied"):
            runtime.sealed.do(lambda session: session.execute(sa.text(statement)))  # noqa: B023


def test_the_head_that_left_is_noted_once_by_each_way(session: Session) -> None:
    made = make_round(session)
    first = value_of(head_left(session, made.round_id, Way.PAPER, **OF))
    value_of(head_left(session, made.round_id, Way.PAPER, **OF))
    value_of(head_left(session, made.round_id, Way.MAIL, **OF))
    fill_all(session, made)
    later = value_of(head_left(session, made.round_id, Way.PAPER, **OF))
    assert [(one.seq, one.way) for one in heads(session, made.round_id)].count((first.seq, Way.PAPER)) == 1
    assert later.seq > first.seq
    assert len(heads(session, made.round_id)) == 3
    assert head_agrees(session, made.round_id, first.spelled) == first.seq
    assert head_agrees(session, made.round_id, first.hash.upper()) == first.seq
    assert head_agrees(session, made.round_id, "0" * 64) is None


def commented(session: Session) -> Made:
    made = make_round(session, judges=2)
    for judge in made.judges:
        for piece in made.pieces:
            marks = typed(made, "20", "20,5", "30")
            saved = value_of(
                judging.save_marks(
                    session, judge, piece.piece_id, marks, "Ý tưởng của cháu Y Blăm", 0, at=NOON
                )
            )
            value_of(judging.submit_sheet(session, judge, piece.piece_id, saved.version, at=NOON))
    return made


def sealed(session: Session) -> Made:
    made = commented(session)
    for verb in (judging.close_round, judging.compute_standings, seal_results):
        step: Callable[..., object] = verb
        value_of(step(session, made.round_id, **OF))  # type: ignore[arg-type]
    return made


def test_erasing_the_texts_keeps_the_chain_and_the_figures(session: Session) -> None:
    made = sealed(session)
    before = judging.results_hash(session, made.round_id)
    assert erasing.untrue(session, made.round_id) == []
    assert value_of(erasing.erase_texts(session, made.round_id, made.judges[0], **OF)) == 3
    left = session.scalars(sa.select(Sheet.comment).order_by(Sheet.comment)).all()
    assert left == ["", "", "Ý tưởng của cháu Y Blăm", "Ý tưởng của cháu Y Blăm"]
    assert value_of(erasing.erase_texts(session, made.round_id, **OF)) == 3
    assert set(session.scalars(sa.select(Sheet.comment_salt))) == {""}
    assert ledger.verify(ledger.rows(session, made.round_id)) is None
    assert ledger.rows(session, made.round_id)[-1].body["texts"] == 3
    assert judging.results_hash(session, made.round_id) == before
    assert erasing.untrue(session, made.round_id) == []
    assert said(erasing.erase_texts(session, made.round_id, **OF)) == ["Không còn nội dung nào để xóa."]


def test_a_text_that_was_changed_is_no_longer_what_the_ledger_promised(session: Session) -> None:
    made = sealed(session)
    one = session.scalars(sa.select(Sheet).limit(1)).one()
    one.comment = "Rất kém"
    session.flush()
    assert erasing.untrue(session, made.round_id) == [one.id]


def test_nothing_is_erased_before_the_results_are_sealed(session: Session) -> None:
    made = commented(session)
    assert said(erasing.erase_texts(session, made.round_id, **OF)) == [
        "Chỉ xóa nội dung đã ghi sau khi kết quả chấm được niêm phong."
    ]


def test_the_current_head_is_the_last_row(session: Session) -> None:
    made = make_round(session)
    last = ledger.rows(session, made.round_id)[-1]
    assert (head_now(session, made.round_id).seq, head_now(session, made.round_id).hash) == (
        last.seq,
        last.hash,
    )
    assert head_now(session, "khongcovongnay00").seq == 0
