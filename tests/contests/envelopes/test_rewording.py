"""Words that judges do not read: replaced in a passage, given back, refused where they are not there."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.envelopes import redacting, service
from contests.kernel.sessions import value_of
from contests.kernel.web.runtime import Runtime
from judging.model import Piece
from tests.contests.envelopes.redactions import AUTHOR, findings, said, settled, stamped
from tests.factories_envelopes import draw_all, make_scene


def test_words_are_replaced_for_the_judges_only(session: Session, runtime: Runtime):
    scene = settled(session)
    entry = scene.entries[0]
    entry.title, entry.summary = f"Máy của {AUTHOR}", f"Em {AUTHOR} làm máy. {AUTHOR} thử máy."
    draw_all(session, None, scene)
    assert len(findings(session, scene)) == 3
    value_of(service.replace_words(session, entry, "summary", AUTHOR, "tác giả", **stamped(session, scene)))
    (left,) = findings(session, scene)
    assert left.place == "title"
    value_of(service.hide_finding(session, entry, left.id, **stamped(session, scene)))
    assert findings(session, scene) == []
    value_of(service.looked(session, entry, **stamped(session, scene)))
    value_of(service.seal_round(session, scene.season, **scene.by()))
    piece = session.scalars(sa.select(Piece)).one()
    assert (piece.title, piece.text["Tóm tắt"]) == ("Máy của […]", "Em tác giả làm máy. tác giả thử máy.")
    assert entry.title == f"Máy của {AUTHOR}", "the dossier stays as it was sent"


def test_a_passage_gets_its_own_words_again(session: Session, runtime: Runtime):
    scene = make_scene(session, count=1)
    entry = scene.entries[0]
    entry.summary = f"Em {AUTHOR} làm máy."
    draw_all(session, None, scene)
    value_of(service.replace_words(session, entry, "summary", AUTHOR, "", **stamped(session, scene)))
    value_of(service.restore_words(session, entry, "summary", **stamped(session, scene)))
    assert len(findings(session, scene)) == 1


@pytest.mark.parametrize(
    ("place", "words", "instead", "message"),
    [
        ("summary", " ", "", redacting.NO_WORDS),
        ("summary", "không có trong bài", "", redacting.NOT_THERE),
        ("contact_phone", "0912345678", "", redacting.NOT_THERE),
        ("summary", "Hệ thống", "x" * 61, redacting.TOO_LONG % {"most": 60}),
    ],
)
def test_words_that_cannot_be_replaced_are_told(
    session: Session, runtime: Runtime, place, words, instead, message
):
    scene = make_scene(session, count=1)
    draw_all(session, None, scene)
    outcome = service.replace_words(
        session, scene.entries[0], place, words, instead, **stamped(session, scene)
    )
    assert said(outcome) == [message]
