"""Whose page it is: the organiser's name in the head of every page but the judge's."""

import pytest
from flask.testing import FlaskClient

from contests.kernel.access import Role
from contests.kernel.config import Config
from contests.kernel.web.runtime import Runtime
from tests.factories import make_account, make_organiser, make_season, make_unit
from tests.web_client import sign_in_as

ORGANISER = "Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh Tuyên Quang"
NEIGHBOUR = "Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh Hà Giang"
HEAD = f'<span class="wordmark-line">{ORGANISER}</span>'


@pytest.fixture
def config(sqlite_config: Config) -> Config:
    """Pages do not depend on the database."""
    return sqlite_config


@pytest.mark.parametrize("address", ["/", "/results", "/receipt", "/certificates", "/sign-in"])
def test_a_public_page_names_the_only_organiser(client: FlaskClient, runtime: Runtime, address: str) -> None:
    assert "wordmark-line" not in client.get(address).text
    runtime.main.do(lambda s: make_season(s, make_organiser(s, ORGANISER)))
    assert HEAD in client.get(address).text


def test_of_two_organisers_a_page_names_the_one_whose_season_it_shows(
    client: FlaskClient, runtime: Runtime
) -> None:
    season = runtime.main.do(lambda s: make_season(s, make_organiser(s, ORGANISER)).id)
    runtime.main.do(lambda s: make_season(s, make_organiser(s, NEIGHBOUR)))
    assert "wordmark-line" not in client.get("/").text
    assert "wordmark-line" not in client.get("/receipt").text
    assert HEAD in client.get(f"/seasons/{season}").text


@pytest.mark.parametrize(
    ("role", "address"),
    [
        (Role.HEAD, "/office/"),
        (Role.UNIT, "/unit/"),
        (Role.AUTHOR, "/author/"),
        (Role.INSPECTOR, "/inspector/"),
    ],
)
def test_a_desk_names_its_own_organiser_without_asking_for_it(
    client: FlaskClient, runtime: Runtime, count_queries: list[str], role: Role, address: str
) -> None:
    def build(session):
        make_organiser(session, NEIGHBOUR)
        organiser = make_organiser(session, ORGANISER)
        return make_account(
            session, role, make_unit(session, organiser=organiser) if role is Role.UNIT else organiser
        )

    sign_in_as(client, runtime, runtime.main.do(build))
    count_queries.clear()
    assert HEAD in client.get(address).text
    assert len([one for one in count_queries if "unit.id = unit.organiser_id" in one]) == 0
    assert len(count_queries) <= 5
