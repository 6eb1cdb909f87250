"""The page of the seal at the judge's desk: whose it is, what it says to the first, the second and whoever comes too late."""

import re
from datetime import timedelta

import pytest
import time_machine
from flask.testing import FlaskClient

from contests.kernel.access import Actor
from contests.kernel.clock import now
from contests.kernel.config import Config
from contests.kernel.sessions import value_of
from contests.kernel.web.runtime import Runtime
from judging import service as judging
from judging.model import Round
from judging.sealing.rules import CHANGED, GIVEN, NOT_COMPUTED, SEALED
from tests.factories import NOON
from tests.factories_judging import OF, Made
from tests.judging.desk import post, sit_down
from tests.judging.sealing.test_confirming import officers

CHAIR, SECRETARY, MEMBER = range(3)
PAGE = "/judge/results"
OTHER = Actor("truongban", "Hoàng Văn Thụ", frozenset())


@pytest.fixture
def config(sqlite_config: Config) -> Config:
    """What a page shows does not depend on the database; the verbs are tried on both."""
    return sqlite_config


@pytest.fixture
def made(runtime: Runtime) -> Made:
    return runtime.main.do(officers)


def sit(client: FlaskClient, runtime: Runtime, made: Made, judge: int) -> str:
    sit_down(client, runtime, made.judges[judge], hours=48)
    return client.get(PAGE).text


def figures_in(page: str) -> str:
    found = re.search(r'name="figures"[^>]*value="(\w{64})"', page)
    assert found
    return found[1]


def confirm(client: FlaskClient, made: Made, figures: str):
    return post(client, f"{PAGE}/{made.panel_id}", {"figures": figures}, follow_redirects=True)


def stage(runtime: Runtime, made: Made) -> judging.Stage:
    with runtime.main.reading() as session:
        return session.get_one(Round, made.round_id).stage


def test_chair_and_secretary_seal_what_they_saw(client: FlaskClient, runtime: Runtime, made: Made) -> None:
    page = sit(client, runtime, made, CHAIR)
    assert all(piece.code in page for piece in made.pieces)
    first = confirm(client, made, figures_in(page)).text
    assert "Đã ghi xác nhận của Quý vị." in first
    assert "Đang chờ người thứ hai của tổ." in first
    assert "Tôi xác nhận kết quả" not in first
    assert stage(runtime, made) is judging.Stage.CLOSED
    page = sit(client, runtime, made, SECRETARY)
    last = confirm(client, made, figures_in(page)).text
    assert "Kết quả vòng chấm đã được niêm phong." in last
    assert stage(runtime, made) is judging.Stage.SEALED


def test_one_account_does_not_give_both_words(client: FlaskClient, runtime: Runtime, made: Made) -> None:
    figures = figures_in(sit(client, runtime, made, CHAIR))
    confirm(client, made, figures)
    assert GIVEN in confirm(client, made, figures).text
    assert stage(runtime, made) is judging.Stage.CLOSED


def test_a_word_that_waited_a_day_is_asked_for_again(
    client: FlaskClient, runtime: Runtime, made: Made
) -> None:
    figures = figures_in(sit(client, runtime, made, CHAIR))
    confirm(client, made, figures)
    with time_machine.travel(now() + timedelta(hours=25), tick=False):
        page = sit(client, runtime, made, SECRETARY)
        assert page.count("chưa xác nhận") == 2
        assert "Đang chờ người thứ hai" in confirm(client, made, figures).text
        assert stage(runtime, made) is judging.Stage.CLOSED


@pytest.mark.parametrize("figures", ["", "0" * 64])
def test_figures_that_nobody_was_shown_are_not_confirmed(
    client: FlaskClient, runtime: Runtime, made: Made, figures: str
) -> None:
    sit(client, runtime, made, CHAIR)
    assert CHANGED in confirm(client, made, figures).text
    assert stage(runtime, made) is judging.Stage.CLOSED


def test_what_changed_after_the_figures_is_computed_first(
    client: FlaskClient, runtime: Runtime, made: Made
) -> None:
    figures = figures_in(sit(client, runtime, made, CHAIR))
    changed = judging.Rules(per_point=2, least_sheets=2, aggregation="median")

    def change(session) -> None:
        value_of(judging.propose_rules(session, made.round_id, changed, "Theo Thể lệ sửa đổi", **OF))
        value_of(judging.confirm_rules(session, made.round_id, 2, by=OTHER, at=NOON))

    runtime.main.do(change)
    assert NOT_COMPUTED in confirm(client, made, figures).text


def test_a_third_word_finds_the_results_sealed(client: FlaskClient, runtime: Runtime, made: Made) -> None:
    runtime.main.do(lambda s: value_of(judging.name_substitute(s, made.panel_id, made.judges[MEMBER], **OF)))
    figures = figures_in(sit(client, runtime, made, MEMBER))
    for judge in (MEMBER, CHAIR):
        sit(client, runtime, made, judge)
        confirm(client, made, figures)
    assert "Tôi xác nhận kết quả" not in sit(client, runtime, made, SECRETARY)
    assert SEALED in confirm(client, made, figures).text


def test_a_member_finds_no_page_and_gives_no_word(client: FlaskClient, runtime: Runtime, made: Made) -> None:
    figures = figures_in(sit(client, runtime, made, CHAIR))
    sit(client, runtime, made, MEMBER)
    assert client.get(PAGE).status_code == 404
    assert "Niêm phong kết quả" not in client.get("/judge/").text
    assert confirm(client, made, figures).status_code == 404


def test_another_panel_s_chair_is_answered_as_where_there_is_none(
    client: FlaskClient, runtime: Runtime, made: Made
) -> None:
    other = runtime.main.do(officers)
    figures = figures_in(sit(client, runtime, made, CHAIR))
    answers = [
        post(client, f"{PAGE}/{panel}", {"figures": figures}) for panel in (other.panel_id, "khongcotonay")
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert stage(runtime, other) is judging.Stage.CLOSED


def test_before_the_figures_there_is_no_page(client: FlaskClient, runtime: Runtime) -> None:
    early = runtime.main.do(lambda s: officers(s, compute=False))
    sit(client, runtime, early, CHAIR)
    assert client.get(PAGE).status_code == 404
