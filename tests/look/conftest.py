"""The gallery as a client sees it, and as Debian's chromium does."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.look.gallery import make_gallery


class _Silent(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing: the test speaks."""


@pytest.fixture
def gallery() -> FlaskClient:
    """A client of the gallery."""
    return make_gallery().test_client()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The gallery on a free loopback port."""
    server = make_server("127.0.0.1", 0, make_gallery(), threaded=True, request_handler=_Silent)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's chromium, headless."""
    program = shutil.which("chromium")
    if program is None or not Path(program).exists():
        pytest.skip("chromium is not installed")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        yield browser
        browser.close()
