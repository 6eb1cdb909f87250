"""Who gets into the office, and what of another organiser is there: nothing."""

import pytest
from flask.testing import FlaskClient

from contests.kernel.access import Role
from contests.kernel.web.runtime import Runtime
from tests.factories import make_account, make_organiser
from tests.web_client import sign_in_as


def test_nobody_goes_to_the_sign_in_page(client: FlaskClient) -> None:
    answer = client.get("/office/")
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/office/")


@pytest.mark.parametrize("role", [Role.HEAD, Role.SECRETARY])
def test_the_office_comes_in(client: FlaskClient, runtime: Runtime, role: Role) -> None:
    sign_in_as(client, runtime, runtime.main.do(lambda s: make_account(s, role, make_organiser(s))))
    assert client.get("/office/").status_code == 200


@pytest.mark.parametrize("role", [Role.UNIT, Role.AUTHOR, Role.JUDGE, Role.INSPECTOR])
def test_for_every_other_role_there_is_no_office(client: FlaskClient, runtime: Runtime, role: Role) -> None:
    sign_in_as(client, runtime, runtime.main.do(lambda s: make_account(s, role, make_organiser(s))))
    assert client.get("/office/").status_code == 404
