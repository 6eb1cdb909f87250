"""What the office may have computed before the opening tells it neither which code an entry has nor a judge's marks."""

from functools import partial

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from contests.envelopes import service as envelopes
from contests.envelopes.terms import BarSource
from contests.kernel.access import Role
from contests.kernel.config import Config
from contests.kernel.figures import hundredths
from contests.kernel.sessions import value_of
from contests.kernel.web.runtime import Runtime
from judging import service as judging
from tests.contests.web.round_desk import enter, press, read, url
from tests.factories_envelopes import Scene, mark_all, round_id_of, seal_results, sealed
from tests.web_client import sign_in_as

RULES = "scoring-rules"
AS_IT_IS = {
    "aggregation": "mean", "pass_points": "", "least_sheets": "2", "ranked_by": "rounded", "step_1": "", "step_2": "",
    "step_3": "", "step_4": "", "sheets_weight": "1", "components": "", "benches": "", "reason": "Thử",
}  # fmt: skip
ALONE = "Một người; 1000; 1\nCòn lại; 1; 2, 3, 4"
"""Under these rules a figure is all but the mark of judge 1, and a piece that judge 1 was kept from has none."""


@pytest.fixture
def config(sqlite_config: Config) -> Config:
    """What a page shows does not depend on the database."""
    return sqlite_config


def computed(session: Session) -> Scene:
    """Figures of pieces of which one has a sheet less, because the office noted a conflict."""
    scene = sealed(session, judges=4, count=5)
    own = scene.entries[0].id, scene.judges[0].id
    value_of(envelopes.bar(session, scene.season, *own, BarSource.KIN, **scene.by()))
    mark_all(session, scene)
    value_of(envelopes.close_round(session, scene.season, **scene.by()))
    value_of(judging.compute_standings(session, round_id_of(session, scene), **scene.by()))
    return scene


def open_envelopes(scene: Scene, role: Role, session: Session) -> None:
    value_of(envelopes.give_opening(session, scene.season, **scene.by(role)))


def codes(runtime: Runtime, scene: Scene) -> list[str]:
    return [row.code for row in read(runtime, lambda s: judging.standings(s, round_id_of(s, scene)))]


@pytest.mark.parametrize(
    "change",
    [
        {"aggregation": "weighted_panels", "benches": ALONE},
        {"components": "binh-chon; Bình chọn; 1000"},
        {"aggregation": "trimmed", "least_sheets": "4"},
        {"aggregation": "vote_share", "pass_points": "50"},
    ],
    ids=["one judge alone", "public vote alone", "least sheets", "votes"],
)
def test_a_proposal_of_other_rules_shows_no_code(
    client: FlaskClient, runtime: Runtime, change: dict[str, str]
) -> None:
    scene = enter(client, runtime, computed)
    known = codes(runtime, scene)
    proposed = press(client, scene, f"{RULES}/new", **{**AS_IT_IS, **change}).text
    sign_in_as(client, runtime, scene.head)
    asked = client.get(url(scene, f"{RULES}/2/confirm")).text
    for page in (proposed, asked):
        assert "Số bài thay đổi điểm" in page
        assert [code for code in known if code in page] == []


def all_equal(session: Session) -> Scene:
    """Figures that are all the same: every sheet of every piece passes."""
    scene = computed(session)
    rules = judging.Rules(per_point=2, least_sheets=2, aggregation="vote_share", pass_steps=2)
    value_of(envelopes.propose_rules(session, scene.season, rules, "Thử", **scene.by()))
    value_of(envelopes.confirm_rules(session, scene.season, 2, **scene.by(Role.HEAD)))
    value_of(judging.compute_standings(session, round_id_of(session, scene), **scene.by()))
    return scene


def test_another_way_to_part_equals_shows_ranks_by_code_and_no_figure(
    client: FlaskClient, runtime: Runtime
) -> None:
    scene = enter(client, runtime, all_equal)
    same = {**AS_IT_IS, "aggregation": "vote_share", "pass_points": "1"}
    page = press(client, scene, f"{RULES}/new", **{**same, "step_1": "criterion:1"}).text
    shown = page.partition('id="moved"')[2].partition("</table>")[0]
    assert len([code for code in codes(runtime, scene) if code in shown]) > 1
    assert "100,00" not in page


def test_a_figure_whose_fractions_tell_how_many_sheets_made_it_is_not_shown(
    client: FlaskClient, runtime: Runtime
) -> None:
    scene = enter(client, runtime, computed)
    rows = read(runtime, lambda s: judging.standings(s, round_id_of(s, scene)))
    assert {row.sheets for row in rows} == {3, 4}
    for step in (lambda _session: None, lambda session: seal_results(session, scene)):
        runtime.main.do(step)
        page = client.get(url(scene, "standings")).text
        assert all(row.code in page for row in rows)
        assert [row.code for row in rows if f">{hundredths(row.hundredths)}<" in page] == []
    for role in (Role.SECRETARY, Role.HEAD):
        runtime.main.do(partial(open_envelopes, scene, role))
    page = client.get(url(scene, "standings")).text
    assert all(f">{hundredths(row.hundredths)}<" in page for row in rows)


def test_where_every_piece_has_the_same_judges_the_figures_are_shown(
    client: FlaskClient, runtime: Runtime
) -> None:
    def even(session: Session) -> Scene:
        scene = sealed(session, judges=4, count=5)
        mark_all(session, scene)
        value_of(envelopes.close_round(session, scene.season, **scene.by()))
        value_of(judging.compute_standings(session, round_id_of(session, scene), **scene.by()))
        return scene

    scene = enter(client, runtime, even)
    rows = read(runtime, lambda s: judging.standings(s, round_id_of(s, scene)))
    page = client.get(url(scene, "standings")).text
    assert all(f">{hundredths(row.hundredths)}<" in page for row in rows)
