"""Works become pieces at once, in an order that chance gave, and nothing stored tells which came from where."""

import dataclasses

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from contests.kernel.codes import well_formed
from contests.kernel.errors import Refused
from contests.kernel.sessions import value_of
from judging import ledger
from judging import service as judging
from judging.model import Barred, Page, Piece
from tests.factories import NOON
from tests.factories_judging import OF, RUBRIC, exhibit, make_round
from tests.judging.test_rounds import said


def test_the_answer_is_in_the_order_of_the_exhibits(session: Session) -> None:
    exhibits = [exhibit(number) for number in range(30)]
    made = make_round(session, exhibits=exhibits)
    titles = [session.get_one(Piece, piece.piece_id).title for piece in made.pieces]
    assert titles == [one.title for one in exhibits]
    assert all(well_formed(piece.code) for piece in made.pieces)


def test_what_is_stored_is_in_another_order(session: Session) -> None:
    made = make_round(session, exhibits=[exhibit(number) for number in range(40)])
    given = [piece.piece_id for piece in made.pieces]
    physical = "ctid" if session.get_bind().dialect.name == "postgresql" else "rowid"
    stored = session.scalars(text(f"SELECT id FROM judging_piece ORDER BY {physical}")).all()
    assert sorted(stored) == sorted(given)
    assert stored != given
    codes = [piece.code for piece in made.pieces]
    assert sorted(codes) != codes


def test_all_pieces_bear_one_moment(session: Session) -> None:
    make_round(session, exhibits=[exhibit(number) for number in range(9)])
    assert session.scalars(select(Piece.sealed_at).distinct()).all() == [NOON]


def test_a_piece_holds_what_the_exhibit_was_given_and_nothing_else() -> None:
    assert {field.name for field in dataclasses.fields(judging.Exhibit)} == {
        "title", "field", "field_name", "text", "pages", "byline",
    }  # fmt: skip


def test_text_and_pages_are_copied_in_their_order(session: Session) -> None:
    pages = [judging.ExhibitPage(f"{number:064d}", "image/jpeg", 10, 20) for number in range(3)]
    passages = {"Tính mới": "Mo\u031b\u0301i", "Áp dụng": "b", "An toàn": "c"}
    one = dataclasses.replace(exhibit(pages=pages), text=passages)
    made = make_round(session, exhibits=[one])
    piece = session.get_one(Piece, made.pieces[0].piece_id)
    assert list(piece.text.items()) == [("Tính mới", "Mới"), ("Áp dụng", "b"), ("An toàn", "c")]
    kept = session.execute(select(Page.position, Page.sha256).order_by(Page.position)).all()
    assert [tuple(row) for row in kept] == [(i + 1, page.sha256) for i, page in enumerate(pages)]


def test_a_byline_is_refused_in_a_blind_round_and_kept_in_an_open_one(session: Session) -> None:
    named = dataclasses.replace(exhibit(), byline="H’Hen Niê")
    blind = make_round(session, exhibits=())
    assert said(judging.admit(session, blind.round_id, [named], **OF)) == [
        "Vòng chấm này giấu tên tác giả nên bài không được mang tên."
    ]
    facts = judging.RoundFacts("Vòng triển lãm", 2, 1, RUBRIC, blind=False)
    shown = make_round(session, exhibits=[named], facts=facts)
    assert session.get_one(Piece, shown.pieces[0].piece_id).byline == "H’Hen Niê"


def test_a_field_without_a_panel_is_named_and_an_empty_sealing_is_refused(session: Session) -> None:
    made = make_round(session, exhibits=())
    refused = judging.admit(session, made.round_id, [exhibit(), exhibit(2, "PM")], **OF)
    assert said(refused) == ["Lĩnh vực “Phần mềm tin học” chưa có tổ giám khảo nhận bài."]
    assert said(judging.admit(session, made.round_id, [], **OF)) == ["Không có bài nào để đánh phách."]


def test_late_pieces_are_on_record_as_late(session: Session) -> None:
    made = make_round(session)
    value_of(judging.admit(session, made.round_id, [exhibit(3)], **OF))
    deeds = [row.deed for row in ledger.rows(session, made.round_id)]
    assert (deeds.count("admitted"), deeds.count("late")) == (1, 1)


def test_the_ledger_lists_the_pieces_by_code_without_their_words(session: Session) -> None:
    made = make_round(session, exhibits=[exhibit(number) for number in range(5)])
    row = next(row for row in ledger.rows(session, made.round_id) if row.deed == "admitted")
    listed = [piece["code"] for piece in row.body["pieces"]]
    assert listed == sorted(piece.code for piece in made.pieces)
    assert "Máy tưới" not in str(row.body)


def test_who_holds_a_work_cannot_tell_its_code_from_the_ledger(session: Session) -> None:
    made = make_round(session, exhibits=[exhibit(1), exhibit(1)])
    row = next(row for row in ledger.rows(session, made.round_id) if row.deed == "admitted")
    one = exhibit(1)
    guessed = ledger.digest([one.title, one.text, one.byline, []])
    first, second = (piece["content"] for piece in row.body["pieces"])
    assert guessed not in str(row.body)
    assert first != second


def test_a_pieces_own_salt_proves_that_its_content_was_not_changed(session: Session) -> None:
    made = make_round(session, exhibits=[exhibit(1)])
    row = next(row for row in ledger.rows(session, made.round_id) if row.deed == "admitted")
    piece = session.get_one(Piece, made.pieces[0].piece_id)
    content = ledger.digest([piece.title, piece.text, piece.byline, []])
    assert row.body["pieces"][0]["content"] == ledger.committed(piece.content_salt, content)
    assert piece.content_salt not in str(row.body)


def test_barring_the_same_pairs_twice_is_barring_them_once(session: Session) -> None:
    made = make_round(session)
    pairs = {(judge, made.pieces[0].piece_id) for judge in made.judges[:2]}
    assert value_of(judging.bar(session, pairs, **OF)) == 2
    assert value_of(judging.bar(session, pairs, **OF)) == 0
    assert value_of(judging.bar(session, set(), **OF)) == 0
    assert set(session.execute(select(Barred.judge_id, Barred.piece_id))) == pairs


def test_a_pair_of_two_rounds_is_refused(session: Session) -> None:
    made, other = make_round(session), make_round(session)
    refused = judging.bar(session, {(made.judges[0], other.pieces[0].piece_id)}, **OF)
    assert isinstance(refused, Refused)
    assert said(refused) == ["Giám khảo và bài chấm không cùng một vòng chấm."]


def test_bars_that_leave_too_few_judges_are_said(session: Session) -> None:
    made = make_round(session, judges=2)
    assert judging.assignment_gaps(session, made.round_id) == []
    value_of(judging.bar(session, {(made.judges[0], made.pieces[0].piece_id)}, **OF))
    (reason,) = judging.assignment_gaps(session, made.round_id)
    assert str(reason).startswith("“Tổ Học tập” có 1 bài không đủ 2 giám khảo")
