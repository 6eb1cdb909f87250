"""The chair's page: the own panel, by number and code; not there for a member, a stranger, or a season that does without."""

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from contests.kernel.sessions import value_of
from contests.kernel.web.runtime import Runtime
from judging import service as judging
from judging.advice import service
from judging.advice.model import FirstOpening
from tests.factories import NOON
from tests.factories_judging import make_round
from tests.judging.advice.rounds import Stored, stored
from tests.judging.advice.test_service import unlock
from tests.judging.desk import post, sit_down

ADDRESS = "/judge/advice"


@pytest.fixture
def made(runtime: Runtime) -> Stored:
    found = runtime.main.do(lambda session: stored(session, panels=2))
    value_of(judging.refresh_advice(runtime.main, found.round_id, service.quiet, at=NOON))
    return found


def text_of(answer: TestResponse) -> str:
    assert answer.status_code == 200, answer.status
    return BeautifulSoup(answer.text, "html.parser").get_text(" ", strip=True)


def test_the_chair_reads_judges_by_number_and_pieces_by_code(
    client: FlaskClient, runtime: Runtime, made: Stored
) -> None:
    sit_down(client, runtime, made.judges[1][0])
    text = text_of(client.get(ADDRESS))
    assert "Chỉ để tham khảo" in text
    assert all(f"Số {number}" in text for number in (5, 6, 7, 8))
    assert all(piece.code in text for piece in made.pieces[1])
    assert not any(piece.code in text for piece in made.pieces[0])
    assert "không so sánh được bài của hai tổ" in text
    assert "bài mà mọi giám khảo của cả hai tổ cùng chấm" in text


def test_every_drawn_line_has_its_numbers_in_a_table(
    client: FlaskClient, runtime: Runtime, made: Stored
) -> None:
    sit_down(client, runtime, made.judges[0][0])
    page = BeautifulSoup(client.get(ADDRESS).text, "html.parser")
    pieces = page.select("table")[-1]
    drawn = [line.get_text(strip=True) for line in page.select("figure")[1].select(".chart-text")]
    assert len(drawn) == 12
    assert all(code in pieces.get_text(" ") for code in drawn)


@pytest.mark.parametrize("place", [1, 2])
def test_a_member_does_not_find_the_page(
    client: FlaskClient, runtime: Runtime, made: Stored, place: int
) -> None:
    sit_down(client, runtime, made.judges[0][place])
    assert client.get(ADDRESS).status_code == 404
    assert post(client, ADDRESS).status_code == 404


def test_where_the_season_does_without_the_chair_finds_none_either(
    client: FlaskClient, runtime: Runtime
) -> None:
    made = runtime.main.do(lambda session: stored(session, switch="off"))
    sit_down(client, runtime, made.judges[0][0])
    assert client.get(ADDRESS).status_code == 404
    assert post(client, ADDRESS).status_code == 404


def test_while_a_sheet_is_open_the_page_says_so_and_shows_no_number(
    client: FlaskClient, runtime: Runtime, made: Stored
) -> None:
    runtime.main.do(lambda s: unlock(s, made.judges[1][1], made.pieces[1][3].piece_id))
    sit_down(client, runtime, made.judges[0][0])
    text = text_of(client.get(ADDRESS))
    assert service.NOT_LOCKED in text
    assert not any(piece.code in text for piece in made.pieces[0])
    answer = post(client, ADDRESS, follow_redirects=True)
    assert service.NOT_LOCKED in text_of(answer)


def test_the_chair_may_have_it_computed(client: FlaskClient, runtime: Runtime) -> None:
    made = runtime.main.do(stored)
    sit_down(client, runtime, made.judges[0][0])
    assert "Tính số liệu" in text_of(client.get(ADDRESS))
    text = text_of(post(client, ADDRESS, follow_redirects=True))
    assert "Đã tính số liệu tham khảo." in text
    assert made.pieces[0][0].code in text


def test_nothing_of_it_is_kept_by_a_browser_or_offered_as_a_file(
    client: FlaskClient, runtime: Runtime, made: Stored
) -> None:
    sit_down(client, runtime, made.judges[0][0])
    answer = client.get(ADDRESS)
    assert answer.headers["Cache-Control"] == "no-store"
    page = BeautifulSoup(answer.text, "html.parser")
    main = page.select_one("main")
    assert main is not None
    assert not main.select("[download], a[href*=pdf], a[href*=csv], a[href*=xlsx]")


class TestTheFirstOpening:
    def test_is_noted_when_the_page_says_so_and_not_by_looking(
        self, client: FlaskClient, runtime: Runtime
    ) -> None:
        made = runtime.main.do(make_round)
        sit_down(client, runtime, made.judges[0])
        address = f"/judge/pieces/{made.pieces[0].piece_id}"
        assert client.get(address).status_code == 200
        assert runtime.main.do(openings) == 0
        for _ in range(2):
            assert post(client, f"{address}/opened").status_code == 204
        assert runtime.main.do(openings) == 1

    def test_of_anothers_piece_is_not_there(
        self, client: FlaskClient, runtime: Runtime, made: Stored
    ) -> None:
        sit_down(client, runtime, made.judges[0][0])
        for piece_id in (made.pieces[1][0].piece_id, "missing"):
            assert post(client, f"/judge/pieces/{piece_id}/opened").status_code == 404
        assert runtime.main.do(openings) == 0

    def test_of_a_locked_sheet_is_none(self, client: FlaskClient, runtime: Runtime, made: Stored) -> None:
        sit_down(client, runtime, made.judges[0][0])
        assert post(client, f"/judge/pieces/{made.pieces[0][0].piece_id}/opened").status_code == 204
        assert runtime.main.do(openings) == 0


def openings(session: Session) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(FirstOpening)) or 0


def test_the_page_is_one_of_few_statements(
    client: FlaskClient, runtime: Runtime, made: Stored, sealed_queries: list[str]
) -> None:
    sit_down(client, runtime, made.judges[0][0])
    sealed_queries.clear()
    client.get(ADDRESS)
    assert len(sealed_queries) <= 10
