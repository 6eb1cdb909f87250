"""Behind a proxy that ends TLS the browser's own address counts, and only there is the proxy's word taken."""

from dataclasses import replace

import pytest
from sqlalchemy import select

import app as application
from contests.people.model import Throttle
from tests.web_client import send


@pytest.fixture
def config(sqlite_config):
    return sqlite_config


def browser(runtime, *, behind_tls):
    config = replace(runtime.config, behind_tls=behind_tls)
    return application.create_app(runtime=replace(runtime, config=config)).test_client()


def failures(runtime, client):
    for address in ("203.0.113.7", "198.51.100.23"):
        client.environ_base |= {"HTTP_X_FORWARDED_FOR": address, "HTTP_X_FORWARDED_PROTO": "https"}
        client.environ_base |= {"HTTP_REFERER": "https://localhost/sign-in/slip"}
        assert send(client, "/sign-in/slip", code="SAI").status_code == 422
    with runtime.main.reading() as session:
        return sorted(session.scalars(select(Throttle.failures)))


def test_two_browsers_behind_the_proxy_are_slowed_apart(runtime):
    assert failures(runtime, browser(runtime, behind_tls=True)) == [1, 1]


def test_without_a_proxy_nobody_chooses_an_address(runtime):
    assert failures(runtime, browser(runtime, behind_tls=False)) == [2]


def test_a_browser_that_came_by_tls_is_told_to_stay_with_it(runtime):
    by_tls = {"HTTP_X_FORWARDED_PROTO": "https"}
    word = "Strict-Transport-Security"
    assert word in browser(runtime, behind_tls=True).get("/sign-in", environ_base=by_tls).headers
    assert word not in browser(runtime, behind_tls=False).get("/sign-in", environ_base=by_tls).headers
