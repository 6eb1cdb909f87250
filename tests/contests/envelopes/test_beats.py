"""A dossier that takes long to draw does not cost the job its lease; a page given back is not taken as looked at."""

from concurrent.futures import Future

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.envelopes import drawing, service
from contests.envelopes.model import Exhibition, ExhibitPage
from contests.kernel.errors import Done, Refused
from contests.kernel.web.runtime import Runtime
from tests.at_once import at_once
from tests.factories_envelopes import Scene, draw, make_scene


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sign of life whenever somebody waits."""
    monkeypatch.setattr(drawing, "SIGN_OF_LIFE", 0)


def test_whoever_waits_gives_signs_of_life() -> None:
    future: Future[str] = Future()
    beats: list[int] = []

    def beat() -> None:
        beats.append(1)
        if len(beats) == 3:
            future.set_result("drawn")

    assert drawing.awaited(future, beat) == "drawn"
    assert len(beats) == 3


def test_a_sign_of_life_that_is_answered_with_an_end_ends_the_waiting() -> None:
    def beat() -> None:
        raise KeyError("cancelled")

    with pytest.raises(KeyError):
        drawing.awaited(Future(), beat)


def test_a_page_given_back_while_another_looks_does_not_count_as_seen(runtime: Runtime) -> None:
    def fill(session: Session) -> Scene:
        scene = make_scene(session, count=1)
        draw(session, None, scene.entries[0])
        return scene

    scene = runtime.main.do(fill)
    entry = scene.entries[0]
    with runtime.main.reading() as session:
        page_id = session.scalars(sa.select(ExhibitPage.id)).one()
        seen = service.stamp(session, entry)
    kept, looked = at_once(
        runtime.main,
        lambda s: service.keep_page(s, entry, page_id, False, **scene.by()),
        lambda s: service.looked(s, entry, seen=seen, **scene.by()),
        holds="exhibition.looked_at",
    )
    assert isinstance(kept, Done)
    assert isinstance(looked, Refused)
    with runtime.main.reading() as session:
        assert session.scalars(sa.select(Exhibition.looked_at)).all() == [None]
