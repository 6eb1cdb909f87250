"""The office's minutes: names beside numbers, codes without entries, and nothing of it before the envelopes are open."""

from io import BytesIO

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy.orm import Session

from contests.awards import service as awards
from contests.envelopes import service as envelopes
from contests.kernel.access import Role
from contests.kernel.audit import Deed
from contests.kernel.clock import now
from contests.kernel.documents import official
from contests.kernel.errors import Refused
from contests.kernel.sessions import value_of
from contests.kernel.web.runtime import Runtime
from judging import service as judging
from judging.model import Piece
from tests.factories import make_organiser, make_season
from tests.factories_envelopes import (
    JUDGES,
    Scene,
    mark_all,
    opened,
    results_sealed,
    round_id_of,
    seal_results,
    sealed,
)
from tests.web_client import send, sign_in_as


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def printed(session: Session, scene: Scene) -> str:
    (panel_id,) = scene.panels.values()
    paper = envelopes.print_minutes(session, scene.season, panel_id, demo=False, **scene.by())
    return text_of(official.to_bytes(value_of(paper)))


def test_names_stand_beside_numbers_and_codes_alone(session: Session) -> None:
    scene = opened(session)
    text = printed(session, scene)
    codes = session.scalars(sa.select(Piece.code)).all()
    assert all(name in text for name in JUDGES[:3])
    assert all(code in text for code in codes)
    titles = [entry.title for entry in scene.entries]
    assert not [title for title in titles if title in text]
    assert scene.organiser.name.upper() in text.upper()
    row = session.get_one(judging.Round, round_id_of(session, scene))
    assert row.results_hash in text.replace(" ", "")


def test_that_it_was_printed_is_on_record_with_the_head(session: Session) -> None:
    scene = opened(session)
    text = printed(session, scene)
    (head,) = [one for one in judging.heads(session, round_id_of(session, scene)) if one.way.value == "paper"]
    assert f"{head.seq}: {head.hash[:8]}" in text
    assert session.scalar(sa.select(sa.func.count()).where(Deed.verb == "panel.minutes")) == 1


def test_there_is_none_before_the_opening_and_of_no_other_panel(session: Session) -> None:
    scene = results_sealed(session)
    (panel_id,) = scene.panels.values()
    early = envelopes.print_minutes(session, scene.season, panel_id, demo=False, **scene.by())
    assert isinstance(early, Refused)
    assert str(early.reasons[0]) == "Biên bản có họ tên giám khảo chỉ in được sau khi ghép phách."
    assert envelopes.panels_with_minutes(session, scene.season.id) == []


def test_a_panel_of_another_season_has_no_minutes_here(session: Session) -> None:
    scene = opened(session)
    elsewhere = envelopes.print_minutes(session, scene.season, "tokhongcothat00", demo=False, **scene.by())
    assert isinstance(elsewhere, Refused)
    empty = make_season(session, make_organiser(session))
    refused = envelopes.print_minutes(session, empty, "x", demo=False, **scene.by())
    assert isinstance(refused, Refused)


def opened_with_verdict(session: Session) -> Scene:
    """The panel proposes its first piece for the first tier; two persons open the envelopes afterwards."""
    scene = sealed(session)
    mark_all(session, scene)
    value_of(envelopes.close_round(session, scene.season, **scene.by()))
    round_id = round_id_of(session, scene)
    value_of(judging.compute_standings(session, round_id, **scene.by()))
    (panel_id,), best = scene.panels.values(), judging.standings(session, round_id)[0]
    drawn = judging.enter_verdict(
        session, scene.judges[0].judge_id, panel_id, {"KK": best.hundredths}, version=0, at=now()
    )
    value_of(drawn)
    seal_results(session, scene)
    for role in (Role.SECRETARY, Role.HEAD):
        value_of(envelopes.give_opening(session, scene.season, **scene.by(role)))
    return scene


def test_the_jurys_lines_reach_the_committee_with_the_opening(client: FlaskClient, runtime: Runtime) -> None:
    scene = runtime.main.do(opened_with_verdict)
    runtime.main.do(lambda s: value_of(awards.propose(s, scene.season, **scene.by())))
    sign_in_as(client, runtime, scene.secretary)
    shown = client.get(f"/office/seasons/{scene.season.id}/awards").text
    assert shown.count("tổ giám khảo</span>") == len(scene.entries)
    assert "theo điểm</span>" not in shown


@pytest.mark.parametrize(("kind", "starts"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_the_office_prints_from_the_page_of_the_envelopes(
    client: FlaskClient, runtime: Runtime, kind: str, starts: bytes
) -> None:
    scene = runtime.main.do(opened_with_verdict)
    sign_in_as(client, runtime, scene.secretary)
    base = f"/office/seasons/{scene.season.id}"
    assert f"{base}/minutes" in client.get(f"{base}/envelopes").text
    (panel_id,) = scene.panels.values()
    answer = send(client, f"{base}/minutes/{panel_id}.{kind}", f"{base}/minutes")
    assert answer.status_code == 200
    assert answer.data.startswith(starts)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="bien-ban.{kind}"'


def test_before_the_opening_the_page_says_why_not(client: FlaskClient, runtime: Runtime) -> None:
    scene = runtime.main.do(results_sealed)
    sign_in_as(client, runtime, scene.secretary)
    base = f"/office/seasons/{scene.season.id}"
    shown = client.get(f"{base}/minutes").text
    assert "Chưa in được biên bản" in shown
    (panel_id,) = scene.panels.values()
    refused = send(client, f"{base}/minutes/{panel_id}.pdf", f"{base}/envelopes/open")
    assert refused.status_code == 303
