from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session

from contests.entries.model import Entry
from contests.envelopes import service
from contests.envelopes.model import Bar, Envelope, ExhibitPage, RoundEnvelope
from contests.envelopes.queries import bar_rows
from contests.envelopes.terms import BarSource, RoundState
from contests.kernel.audit import Deed, deeds_of
from contests.kernel.errors import Done, Refused
from contests.kernel.sessions import Transactions, value_of
from contests.kernel.web.runtime import Runtime
from contests.screening.model import EligibleList
from judging import service as judging
from judging.ledger import rows as ledger_rows
from judging.model import Barred, LedgerRow, Page, Piece
from tests.factories_envelopes import (
    Scene,
    draw,
    make_scene,
    mark_all,
    prepare,
    readiness,
    ready,
    round_id_of,
    sealed,
)


class Killed(Exception):
    """The process died here."""


@contextmanager
def dying_at(transactions: Transactions, start: str) -> Iterator[None]:
    """Every statement that begins like this kills whoever sends it."""

    def die(_connection, _cursor, statement: str, *_rest) -> None:
        if statement.startswith(start):
            raise Killed(statement)

    event.listen(transactions.engine, "before_cursor_execute", die)
    try:
        yield
    finally:
        event.remove(transactions.engine, "before_cursor_execute", die)


def seal(transactions: Transactions, scene: Scene):
    return transactions.act(lambda s: service.seal_round(s, scene.season, **scene.by()))


def said(outcome) -> list[str]:
    assert isinstance(outcome, Refused)
    return [str(reason) for reason in outcome.reasons]


def counts(transactions: Transactions) -> dict[str, int]:
    with transactions.reading() as session:
        return {
            table.__tablename__: session.scalars(sa.select(sa.func.count()).select_from(table)).one()
            for table in (Piece, Page, Envelope, Barred)
        }


def bar(session: Session, scene: Scene, entry: int = 0, judge: int = 0, source=BarSource.KIN):
    judge_id = scene.judges[judge].id
    return service.bar(session, scene.season, scene.entries[entry].id, judge_id, source, **scene.by())


def test_every_eligible_entry_becomes_a_piece_at_one_moment(session: Session, runtime: Runtime):
    scene = ready(session, None, count=4)
    round_ = value_of(service.seal_round(session, scene.season, **scene.by()))
    pieces = session.scalars(sa.select(Piece)).all()
    assert (round_.state, len(pieces)) == (RoundState.SEALED, 4)
    assert {piece.sealed_at for piece in pieces} == {round_.sealed_at}
    assert {piece.title for piece in pieces} == {entry.title for entry in scene.entries}


def test_a_judge_gets_the_neutral_text_and_the_kept_pages_and_no_more(session: Session, runtime: Runtime):
    scene = ready(session, None, count=1)
    page = session.scalars(sa.select(ExhibitPage)).one()
    page.kept = False
    session.flush()
    value_of(service.seal_round(session, scene.season, **scene.by()))
    piece = session.scalars(sa.select(Piece)).one()
    assert list(piece.text) == ["Tóm tắt", "Tính mới, tính sáng tạo", "Khả năng áp dụng", "Hiệu quả"]
    assert (piece.byline, session.scalars(sa.select(Page)).all()) == ("", [])


def test_all_gaps_are_told_at_once_and_nothing_is_sealed(runtime: Runtime):
    def fill(session: Session) -> Scene:
        scene = prepare(session, make_scene(session, count=2), judges=2)
        draw(session, None, scene.entries[0])
        session.query(EligibleList).delete()
        return scene

    scene = runtime.main.do(fill)
    assert said(seal(runtime.main, scene)) == [
        "Chưa kết thúc sơ loại. Đề nghị chốt danh sách hồ sơ đủ điều kiện trước.",
        "Còn 1 hồ sơ chưa lập bản chấm. Đề nghị bấm “Lập bản chấm”.",
        "Còn 1 bản chấm chưa được xem và xác nhận không lộ danh tính.",
        "Chưa chỉ định người phụ trách xung đột lợi ích của mùa thi.",
        "Còn 2 giám khảo trong tổ chưa nhận nhiệm vụ hoặc chưa khai báo xung đột lợi ích.",
        (
            "“Tổ HT, PM, MT” có 2 hồ sơ không đủ 3 giám khảo được chấm, sau khi trừ xung đột lợi ích. "
            "Đề nghị xếp thêm giám khảo vào tổ."
        ),
    ]
    assert set(counts(runtime.main).values()) == {0}


def test_a_field_without_a_panel_and_a_panel_without_judges_are_told(session: Session, runtime: Runtime):
    scene = ready(session, None, count=1)
    empty = ready(session, None, count=1, judges=0)
    assert readiness(session, scene).panels_without_judges == ()
    assert readiness(session, empty).panels_without_judges == ("Tổ HT, PM, MT",)
    bare = make_scene(session, count=1)
    value_of(service.prepare_round(session, bare.season, **bare.by()))
    assert readiness(session, bare).fields_without_panel == ("Đồ dùng dành cho học tập",)


@pytest.mark.parametrize(
    "start",
    ["INSERT INTO judging_page", "INSERT INTO envelope", "INSERT INTO judging_barred", "INSERT INTO deed"],
)
def test_a_death_halfway_leaves_nothing_sealed(runtime: Runtime, start: str):
    def fill(session: Session) -> Scene:
        scene = ready(session, None, judges=4)
        value_of(bar(session, scene))
        return scene

    scene = runtime.main.do(fill)
    with runtime.main.reading() as session:
        before = [row.hash for row in ledger_rows(session, round_id_of(session, scene))]
    with dying_at(runtime.main, start), pytest.raises(Killed):
        seal(runtime.main, scene)
    assert set(counts(runtime.main).values()) == {0}
    with runtime.main.reading() as session:
        assert [row.state for row in session.scalars(sa.select(RoundEnvelope))] == [RoundState.PREPARED]
        assert [row.hash for row in ledger_rows(session, round_id_of(session, scene))] == before
    assert isinstance(seal(runtime.main, scene), Done)
    assert counts(runtime.main)["envelope"] == 3


def test_two_who_seal_at_once_seal_once(runtime: Runtime):
    scene = runtime.main.do(ready)
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(lambda _: seal(runtime.main, scene), range(2)))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Done", "Refused"]
    assert counts(runtime.main)["judging_piece"] == 3


def test_a_sealed_round_is_not_sealed_again(session: Session, runtime: Runtime):
    scene = sealed(session)
    outcome = service.seal_round(session, scene.season, **scene.by())
    assert said(outcome) == ["Vòng chấm này đã đánh phách."]


def correlation(order: list[int]) -> float:
    """Spearman's, of an order of 0 … n-1 against the natural one."""
    n = len(order)
    return 1 - 6 * sum((place - rank) ** 2 for place, rank in enumerate(order)) / (n * (n * n - 1))


ORDERS: dict[str, Callable[[Entry], Any]] = {
    "by id": lambda entry: entry.id,
    "by number": lambda entry: entry.number,
    "by title": lambda entry: entry.title,
}
STORED = {
    "pieces as they lie": "SELECT e.entry_id FROM judging_piece p JOIN envelope e ON e.piece_id = p.id ORDER BY p.{}",
    "pages as they lie": "SELECT e.entry_id FROM judging_page g JOIN envelope e ON e.piece_id = g.piece_id ORDER BY g.{}",
    "envelopes as they lie": "SELECT e.entry_id FROM envelope e ORDER BY e.{}",
    "pieces by id": "SELECT e.entry_id FROM envelope e ORDER BY e.piece_id",
    "pieces by code": "SELECT e.entry_id FROM judging_piece p JOIN envelope e ON e.piece_id = p.id ORDER BY p.code",
}


def test_no_order_in_the_database_is_the_order_of_the_entries(session: Session, runtime: Runtime):
    """With 80 entries an order that chance gave is below 0.5 but for one time in 200,000."""
    scene = sealed(session, None, count=80)
    lies = "rowid" if session.get_bind().dialect.name == "sqlite" else "ctid"
    for key in ORDERS.values():
        natural = {entry.id: place for place, entry in enumerate(sorted(scene.entries, key=key))}
        assert correlation([natural[entry.id] for entry in sorted(scene.entries, key=key)]) == 1
        for statement in STORED.values():
            stored = session.execute(sa.text(statement.format(lies))).scalars().all()
            assert abs(correlation([natural[entry_id] for entry_id in stored])) < 0.5


def test_envelopes_lie_in_the_order_of_their_random_ids(session: Session, runtime: Runtime):
    sealed(session, None, count=30)
    lies = "rowid" if session.get_bind().dialect.name == "sqlite" else "ctid"
    stored = session.execute(sa.text(f"SELECT piece_id FROM envelope ORDER BY {lies}")).scalars().all()
    assert stored == sorted(stored)


def test_conflicts_reach_judging_as_bare_pairs_at_the_sealing(session: Session, runtime: Runtime):
    scene = ready(session, None, judges=4)
    made = value_of(bar(session, scene))
    assert session.scalars(sa.select(Barred)).all() == []
    value_of(service.seal_round(session, scene.season, **scene.by()))
    pair = session.scalars(sa.select(Barred)).one()
    own = sa.select(Envelope.piece_id).where(Envelope.entry_id == made.entry_id)
    assert (pair.judge_id, pair.piece_id) == (scene.judges[0].judge_id, session.scalar(own))
    told = str([row.body for row in session.scalars(sa.select(LedgerRow).filter_by(deed="barred"))])
    assert made.entry_id not in told
    assert BarSource.KIN.value not in told


def test_a_late_conflict_takes_effect_at_once_and_is_marked_late(session: Session, runtime: Runtime):
    scene = sealed(session, None, judges=4)
    before = {row.piece_id for row in judging.my_pieces(session, scene.judges[0].judge_id)}
    value_of(bar(session, scene, source=BarSource.DECLARED))
    after = {row.piece_id for row in judging.my_pieces(session, scene.judges[0].judge_id)}
    assert len(before - after) == 1
    assert [row.late for row in bar_rows(session, scene.season.id).rows] == [True]
    assert [deed.detail["late"] for deed in deeds_of(session, scene.entries[0].id)] == [True]


def test_the_same_conflict_twice_is_one(session: Session, runtime: Runtime):
    scene = sealed(session, None, judges=4)
    first, second = value_of(bar(session, scene)), value_of(bar(session, scene))
    assert first.id == second.id
    assert session.scalar(sa.select(sa.func.count()).select_from(Bar)) == 1


def test_after_the_close_no_conflict_is_noted(runtime: Runtime):
    def fill(session: Session) -> Scene:
        scene = sealed(session)
        mark_all(session, scene)
        value_of(service.close_round(session, scene.season, **scene.by()))
        return scene

    scene = runtime.main.do(fill)
    assert isinstance(runtime.main.act(lambda s: bar(s, scene)), Refused)
    with runtime.main.reading() as session:
        assert bar_rows(session, scene.season.id).total == 0


def test_a_conflict_joins_an_entry_and_a_judge_of_one_season(session: Session, runtime: Runtime):
    scene, other = (ready(session, None, count=1, judges=1) for _ in range(2))
    for entry, judge in ((scene.entries[0], other.judges[0]), (other.entries[0], scene.judges[0])):
        outcome = service.bar(session, scene.season, entry.id, judge.id, BarSource.KIN, **scene.by())
        assert said(outcome) == ["Hồ sơ và giám khảo không cùng một mùa thi."]


def test_conflicts_that_leave_an_entry_too_few_judges_are_told_before_sealing(
    session: Session, runtime: Runtime
):
    scene = ready(session)
    value_of(bar(session, scene))
    assert said(service.seal_round(session, scene.season, **scene.by())) == [
        (
            "“Tổ HT, PM, MT” có 1 hồ sơ không đủ 3 giám khảo được chấm, sau khi trừ xung đột lợi ích. "
            "Đề nghị xếp thêm giám khảo vào tổ."
        )
    ]


def test_a_mistaken_conflict_is_taken_back_before_sealing_only(session: Session, runtime: Runtime):
    scene = ready(session, None, judges=4)
    first, second = (value_of(bar(session, scene, entry)) for entry in (0, 1))
    value_of(service.lift_bar(session, scene.season, first.id, **scene.by()))
    assert bar_rows(session, scene.season.id).total == 1
    assert isinstance(service.lift_bar(session, scene.season, first.id, **scene.by()), Refused)
    value_of(service.seal_round(session, scene.season, **scene.by()))
    assert said(service.lift_bar(session, scene.season, second.id, **scene.by())) == [
        "Vòng chấm đã đánh phách nên không rút lại được xung đột lợi ích đã ghi."
    ]


def test_a_conflict_of_another_season_is_not_taken_back(session: Session, runtime: Runtime):
    scene, other = (ready(session, None, judges=4) for _ in range(2))
    made = value_of(bar(session, other))
    assert isinstance(service.lift_bar(session, scene.season, made.id, **scene.by()), Refused)


def test_without_a_round_nothing_is_sealed(session: Session):
    scene = make_scene(session)
    outcome = service.seal_round(session, scene.season, **scene.by())
    assert said(outcome) == ["Mùa thi chưa có vòng chấm. Đề nghị lập vòng chấm trước."]
    assert session.scalars(sa.select(RoundEnvelope)).all() == []
    assert session.scalars(sa.select(Deed).filter_by(verb="round.seal")).all() == []
