"""Debian's chromium for browser tests: one a module, because two drivers in one thread shut each other out."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.conftest_services import absent

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
PATIENCE = 20_000
"""Milliseconds that a page may take on a machine with other things to do."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's chromium, headless."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        absent("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


def new_context(chromium: Browser, width: int = 1280, *, script: bool = True) -> BrowserContext:
    """A browser of one person, without anyone's cookies."""
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        reduced_motion="reduce",
        java_script_enabled=script,
    )
    context.set_default_timeout(PATIENCE)
    return context


@contextmanager
def person(chromium: Browser, width: int = 1280, *, script: bool = True) -> Iterator[Page]:
    """A page of a person of one's own, closed afterwards."""
    context = new_context(chromium, width, script=script)
    try:
        yield context.new_page()
    finally:
        context.close()
