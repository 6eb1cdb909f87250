"""What every answer carries, whatever it is: a page, a file of the stylesheet, a redirect, a refusal."""

import pytest

from contests.kernel.web.headers import POLICY


@pytest.fixture
def config(sqlite_config):
    return sqlite_config


@pytest.mark.parametrize("path", ["/sign-in", "/static/css/tokens.css", "/office/", "/nowhere", "/judge/"])
def test_every_answer_forbids_what_is_inline_and_framed(client, path):
    answer = client.get(path)
    answer.close()
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_the_policy_allows_nothing_inline_and_nothing_foreign():
    assert "unsafe" not in POLICY
    assert "default-src 'none'" in POLICY
    assert "frame-ancestors 'none'" in POLICY
    assert "http" not in POLICY


def test_pages_are_kept_nowhere_and_the_stylesheet_may_be(client):
    assert client.get("/sign-in").headers["Cache-Control"] == "no-store"
    style = client.get("/static/css/tokens.css")
    style.close()
    assert "no-store" not in style.headers["Cache-Control"]
