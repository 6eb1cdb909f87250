"""The cut-off board in a browser: what a moved line comes to is seen at once, and without a script by a button."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from contests.awards import service as awards
from contests.kernel.access import Role
from contests.kernel.sessions import value_of
from tests.browser.looking import WIDTHS, faults
from tests.browser.site import Site
from tests.chromium import person
from tests.contests.web.test_award_votes import by_votes
from tests.factories import make_account
from tests.factories_awards import Judged, make_judged

pytestmark = pytest.mark.browser
MARKS = (
    9625, 9350, 9100, 9100, 8950, 8800, 8575, 8550, 8400, 8375, 8250, 8250, 8250, 8100, 7950, 7900, 7875, 7700,
    7650, 7600, 7425, 7350, 7300, 7100, 6950, 6900, 6750, 6600, 6550, 6400, 6200, 6050, 5800, 5750, 5500, 5100,
)  # fmt: skip
SHOTS = os.environ.get("BANGVANG_SHOTS")


def proposed(session) -> Judged:
    judged = make_judged(session, MARKS, fields=("HT", "PM", "MT"))
    value_of(awards.propose(session, judged.season, **judged.by_office))
    return judged


@pytest.fixture
def judged(site: Site) -> Judged:
    return site.runtime.main.do(proposed)


def open_board(site: Site, page: Page, judged: Judged, path: str = "/lines") -> str:
    account = site.runtime.main.do(lambda s: make_account(s, Role.SECRETARY, judged.organiser))
    site.sign_in(page, account)
    return f"{site.address}/office/seasons/{judged.season.id}/awards{path}"


@pytest.mark.parametrize("path", ["/lines", "", "/submit", "/persons"])
def test_nothing_is_wrong_with_the_pages_of_the_awards_desk(site, chromium: Browser, judged, path) -> None:
    with person(chromium) as page:
        url = open_board(site, page, judged, path)
        found = faults(page, url)
        shoot(page, f"awards{path.replace('/', '-')}")
        assert found == []


def shoot(page: Page, name: str) -> None:
    """Pictures to look at, where somebody asks for them."""
    for width in WIDTHS if SHOTS else ():
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=Path(SHOTS or ".") / f"{name}-{width}.png", full_page=True)


def test_a_typed_line_shows_at_once_what_it_comes_to(site, chromium: Browser, judged) -> None:
    with person(chromium) as page:
        page.goto(open_board(site, page, judged))
        box = page.get_by_label("Mức điểm của Giải Khuyến khích")
        box.fill("82,5")
        expect(page.locator("#lines-effect")).to_contain_text(
            "Giải Khuyến khích vượt cơ cấu: 8 giải, tối đa 4."
        )
        expect(box).to_be_focused()
        shoot(page, "awards-lines-over")


def test_a_button_moves_a_line_by_one_mark(site, chromium: Browser, judged) -> None:
    with person(chromium) as page:
        page.goto(open_board(site, page, judged))
        page.get_by_role("button", name="Nâng mức của Giải Ba").click()
        expect(page.locator("#lines-effect")).to_contain_text("Hồ sơ đổi hạng")
        expect(page.get_by_label("Mức điểm của Giải Ba")).not_to_have_value("89,5")


def test_without_a_script_a_button_shows_the_same(site, chromium: Browser, judged) -> None:
    with person(chromium, script=False) as page:
        page.goto(open_board(site, page, judged))
        page.get_by_label("Mức điểm của Giải Khuyến khích").fill("82,5")
        page.get_by_role("button", name="Xem thử").last.click()
        expect(page.locator("#lines-effect")).to_contain_text(
            "Giải Khuyến khích vượt cơ cấu: 8 giải, tối đa 4."
        )
        expect(page.get_by_label("Mức điểm của Giải Khuyến khích")).to_have_value("82,5")


def test_nothing_is_wrong_with_the_page_of_the_councils_votes(site, chromium: Browser) -> None:
    judged = site.runtime.main.do(by_votes)
    with person(chromium) as page:
        found = faults(page, open_board(site, page, judged, "/votes"))
        shoot(page, "awards-votes")
        assert found == []
