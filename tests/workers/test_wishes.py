"""What judging asks for becomes mail, once, and names no code; a head that goes by mail is noted as having left."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.envelopes import service as envelopes
from contests.envelopes.granting import grant
from contests.kernel.clock import now
from contests.kernel.errors import Done
from contests.kernel.outbox import Letter
from contests.kernel.sessions import Transactions, value_of
from contests.people.model import Account
from judging import service as judging
from judging.model import Piece, Wanted
from judging.numbers.heads import head_now
from judging.numbers.model import Head
from tests.at_once import at_once
from tests.factories_envelopes import Scene, mark_all, round_id_of, sealed
from workers.wishes import grant_wishes


def marked(session: Session) -> Scene:
    scene = sealed(session)
    for account, address in ((scene.secretary, "thuky@example.vn"), (scene.inspector, "giamsat@example.vn")):
        session.get_one(Account, account.id).email = address
    mark_all(session, scene)
    return scene


def letters(transactions: Transactions) -> list[tuple[str, str, str]]:
    with transactions.reading() as session:
        rows = session.scalars(sa.select(Letter).order_by(Letter.subject, Letter.to))
        return [(one.to, one.subject, one.body) for one in rows]


def test_the_office_is_told_once_when_a_panel_has_all_its_sheets(transactions: Transactions) -> None:
    scene = transactions.do(marked)
    assert grant_wishes(transactions, now())
    assert not grant_wishes(transactions, now())
    ((to, subject, body),) = letters(transactions)
    assert (to, subject) == ("thuky@example.vn", "Tổ đã nộp đủ phiếu chấm")
    with transactions.reading() as session:
        codes = session.scalars(sa.select(Piece.code)).all()
    assert scene.season.title in body
    assert not any(code in body for code in codes)


def test_nothing_is_asked_for_while_a_sheet_is_missing(transactions: Transactions) -> None:
    def begun(session: Session) -> Scene:
        scene = sealed(session)
        mark_all(session, scene, but=[scene.judges[0].judge_id])
        return scene

    transactions.do(begun)
    assert not grant_wishes(transactions, now())


def test_the_ledgers_head_goes_to_the_inspector_when_the_round_is_closed(transactions: Transactions) -> None:
    scene = transactions.do(marked)
    value_of(transactions.act(lambda s: envelopes.close_round(s, scene.season, **scene.by())))
    grant_wishes(transactions, now())
    mails = [one for one in letters(transactions) if one[0] == "giamsat@example.vn"]
    with transactions.reading() as session:
        head = head_now(session, round_id_of(session, scene))
        left = session.scalars(sa.select(Head)).one()
    assert len(mails) == 1
    assert head.spelled in mails[0][2]
    assert (left.seq, left.hash, left.way) == (head.seq, head.hash, judging.Way.MAIL)


def test_without_an_address_no_head_is_said_to_have_left(transactions: Transactions) -> None:
    def closed(session: Session) -> Scene:
        scene = sealed(session)
        mark_all(session, scene)
        value_of(envelopes.close_round(session, scene.season, **scene.by()))
        return scene

    transactions.do(closed)
    grant_wishes(transactions, now())
    with transactions.reading() as session:
        assert session.scalar(sa.select(Head.id)) is None
        assert session.scalar(sa.select(Wanted.id).where(Wanted.taken_at.is_(None))) is None


def test_two_relays_at_once_send_one_letter(transactions: Transactions) -> None:
    transactions.do(marked)
    with transactions.reading() as session:
        (one,) = judging.wishes(session)

    def granted(session: Session) -> Done[bool]:
        return Done(grant(session, one, at=now()))

    outcomes = at_once(transactions, granted, granted)
    assert [value_of(outcome) for outcome in outcomes] == [True, False]
    assert len(letters(transactions)) == 1
