"""Advice is made when every sheet is locked, kept by panel, given to the chair and the head, and to nobody when switched off."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.errors import Done, Reason, Refused
from contests.kernel.sessions import Transactions, value_of
from contests.kernel.web.runtime import Runtime
from judging import service as judging
from judging.advice import service
from judging.advice.model import Advice, FirstOpening
from judging.model import Sheet
from judging.results import seal_results
from judging.terms import SheetState
from tests.factories import NOON
from tests.factories_judging import OF
from tests.judging.advice.rounds import Stored, stored


def told(outcome: object) -> list[str]:
    assert isinstance(outcome, Refused)
    return [reason.message for reason in outcome.reasons]


def kept(session: Session, made: Stored) -> judging.KeptAdvice:
    value_of(judging.keep_advice(session, value_of(judging.make_advice(session, made.round_id)), at=NOON))
    found = judging.advice_of_round(session, made.round_id)
    assert found.panels
    return found


def unlock(session: Session, judge: str, piece: str) -> None:
    own = sa.update(Sheet).where(Sheet.judge_id == judge, Sheet.piece_id == piece)
    session.execute(own.values(state=SheetState.DRAFT, submitted_at=None))


def test_while_one_sheet_is_open_there_is_no_advice(session: Session) -> None:
    made = stored(session)
    unlock(session, made.judges[0][1], made.pieces[0][3].piece_id)
    assert told(judging.make_advice(session, made.round_id)) == [service.NOT_LOCKED]
    assert judging.advice_of_round(session, made.round_id) == judging.KeptAdvice(Reason(service.NOT_LOCKED))


def test_advice_kept_earlier_is_hidden_while_a_sheet_is_open_again(session: Session) -> None:
    made = stored(session)
    assert kept(session, made).current
    unlock(session, made.judges[0][1], made.pieces[0][3].piece_id)
    assert judging.advice_of_round(session, made.round_id).panels == ()
    own = judging.advice_of_chair(session, made.judges[0][0])
    assert own is not None
    assert own.panels == ()


def test_a_round_without_sheets_has_no_advice(session: Session) -> None:
    made = stored(session, pieces=2)
    session.execute(sa.text("DELETE FROM judging_mark"))
    session.execute(sa.delete(Sheet))
    assert told(judging.make_advice(session, made.round_id)) == [service.NOT_LOCKED]


def test_a_season_may_do_without(session: Session) -> None:
    made = stored(session, switch="off")
    assert told(judging.make_advice(session, made.round_id)) == [service.SWITCHED_OFF]
    assert judging.advice_of_round(session, made.round_id).panels == ()
    assert judging.advice_of_chair(session, made.judges[0][0]) is None


def test_every_panel_has_its_judges_and_pieces_by_number_and_code(session: Session) -> None:
    made = stored(session, panels=2)
    first, second = kept(session, made).panels
    assert [line.number for line in first.judges] == [1, 2, 3, 4]
    assert [line.number for line in second.judges] == [5, 6, 7, 8]
    assert {line.code for line in second.pieces} == {piece.code for piece in made.pieces[1]}
    assert first.scale == ("Tổ HT",)
    assert first.ranked == 12
    assert all(line.rank_low <= line.rank_high for line in first.pieces)


def test_the_official_figures_beside_the_estimates_are_the_official_ones(session: Session) -> None:
    made = stored(session, panels=2)
    value_of(judging.close_round(session, made.round_id, **OF))
    value_of(judging.compute_standings(session, made.round_id, **OF))
    lines = {
        line.code: (line.official, line.rank) for panel in kept(session, made).panels for line in panel.pieces
    }
    rows = judging.standings(session, made.round_id)
    assert lines == {
        row.code: (
            row.hundredths,
            1 + sum(o.hundredths > row.hundredths for o in rows if o.field == row.field),
        )
        for row in rows
    }


def test_making_advice_changes_no_official_figure_and_no_deed(session: Session) -> None:
    made = stored(session)
    value_of(judging.close_round(session, made.round_id, **OF))
    value_of(judging.compute_standings(session, made.round_id, **OF))
    before = judging.standings(session, made.round_id)
    deeds = session.scalar(sa.text("SELECT count(*) FROM judging_ledger"))
    kept(session, made)
    assert judging.standings(session, made.round_id) == before
    assert session.scalar(sa.text("SELECT count(*) FROM judging_ledger")) == deeds


def test_the_same_sheets_give_the_same_advice(session: Session) -> None:
    made = stored(session, panels=2)
    assert kept(session, made) == kept(session, made)


def test_a_sheet_changed_since_makes_it_stale(session: Session) -> None:
    made = stored(session)
    assert kept(session, made).current
    whose = (Sheet.judge_id == made.judges[0][1], Sheet.piece_id == made.pieces[0][3].piece_id)
    session.execute(sa.update(Sheet).where(*whose).values(total=Sheet.total - 1))
    found = judging.advice_of_round(session, made.round_id)
    assert found.panels
    assert not found.current


def test_what_changed_while_it_was_computed_is_not_kept(session: Session) -> None:
    made = stored(session)
    computed = value_of(judging.make_advice(session, made.round_id))
    session.execute(sa.update(Sheet).values(total=Sheet.total - 1))
    assert told(judging.keep_advice(session, computed, at=NOON)) == [service.CHANGED]
    assert session.scalar(sa.select(sa.func.count()).select_from(Advice)) == 0


def test_the_job_makes_it_once_however_often_it_runs(transactions: Transactions) -> None:
    made = transactions.do(lambda session: stored(session, panels=2))
    heard: list[tuple[int, int]] = []
    for _ in range(2):
        done = judging.refresh_advice(
            transactions, made.round_id, lambda *progress: heard.append(progress), at=NOON
        )
        assert done == Done(2)
    assert heard == [(1, 2), (2, 2)] * 2
    assert transactions.do(lambda s: s.scalar(sa.select(sa.func.count()).select_from(Advice))) == 2


class TestTheChair:
    def test_sees_the_own_panel_only(self, session: Session) -> None:
        made = stored(session, panels=2)
        whole = kept(session, made)
        own = judging.advice_of_chair(session, made.judges[1][0])
        assert own is not None
        assert [(one.panel, one.judges, one.pieces) for one in own.panels] == [
            (one.panel, one.judges, one.pieces) for one in whole.panels[1:]
        ]

    def test_reads_of_no_piece_of_another_panel(self, session: Session) -> None:
        made = stored(session, panels=2, seed=5)
        elsewhere = [piece.code for piece in made.pieces[0]]
        sway = [change.code for line in kept(session, made).panels[1].sway for change in line.changes]
        assert set(sway) & set(elsewhere)
        own = judging.advice_of_chair(session, made.judges[1][0])
        assert own is not None
        assert not any(code in str(own) for code in elsewhere)

    def test_a_member_sees_none(self, session: Session) -> None:
        made = stored(session)
        kept(session, made)
        assert judging.advice_of_chair(session, made.judges[0][1]) is None

    def test_finds_nothing_of_a_piece_barred_from_the_chair(self, session: Session) -> None:
        made = stored(session)
        piece = made.pieces[0][0]
        value_of(judging.bar(session, {(made.judges[0][0], piece.piece_id)}, **OF))
        assert piece.code in str(kept(session, made))
        own = judging.advice_of_chair(session, made.judges[0][0])
        assert own is not None
        assert len(own.panels[0].pieces) == 11
        assert piece.code not in str(own)

    def test_sees_none_once_the_results_are_sealed(self, session: Session) -> None:
        made = stored(session)
        kept(session, made)
        value_of(judging.close_round(session, made.round_id, **OF))
        value_of(judging.compute_standings(session, made.round_id, **OF))
        assert judging.advice_of_chair(session, made.judges[0][0]) is not None
        value_of(seal_results(session, made.round_id, **OF))
        assert judging.advice_of_chair(session, made.judges[0][0]) is None
        assert judging.advice_of_round(session, made.round_id).panels

    def test_may_have_it_made_again_on_the_sealed_connection(self, runtime: Runtime) -> None:
        made = runtime.main.do(stored)
        done = judging.refresh_advice(runtime.sealed, made.round_id, service.quiet, at=NOON)
        assert done == Done(1)
        with runtime.sealed.reading() as session:
            own = judging.advice_of_chair(session, made.judges[0][0])
        assert own is not None
        assert own.current


class TestTheFirstOpening:
    def test_is_noted_once(self, session: Session) -> None:
        made = stored(session, pieces=2)
        judge, piece = made.judges[0][1], made.pieces[0][0].piece_id
        for minutes in (0, 5):
            at = NOON + timedelta(minutes=minutes)
            value_of(judging.note_opening(session, judge, piece, at=at))
        assert session.scalars(sa.select(FirstOpening.opened_at)).all() == [NOON]

    def test_bounds_the_time_for_reading(self, session: Session) -> None:
        made = stored(session)
        hasty = made.judges[0][2]
        for piece in made.pieces[0]:
            early = NOON - timedelta(seconds=20)
            value_of(judging.note_opening(session, hasty, piece.piece_id, at=early))
        lines = {line.number: line for line in kept(session, made).panels[0].judges}
        assert (lines[3].seconds, lines[3].short, lines[3].timed) == (20, 12, 12)
        assert "short" in lines[3].told
        assert lines[2].seconds is None
