"""In the demo, and only there, visitors read where its accounts are written down."""

import dataclasses

import pytest
from flask.testing import FlaskClient

from contests.kernel.config import Config

WHERE = "accounts.txt"


@pytest.fixture(params=[True, False], ids=["demo", "real"])
def config(sqlite_config: Config, request: pytest.FixtureRequest) -> Config:
    return dataclasses.replace(sqlite_config, demo=request.param)


@pytest.mark.parametrize("address", ["/", "/sign-in"])
def test_the_demo_says_where_its_accounts_are(client: FlaskClient, config: Config, address: str) -> None:
    assert (WHERE in client.get(address).text) is config.demo
