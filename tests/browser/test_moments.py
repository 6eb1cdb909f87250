"""Pages that are there at one moment only are looked at in that moment: axe, both widths, the console."""

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from contests.kernel.web.runtime import Runtime
from contests.people.model import Account
from tests.browser.looking import faults, faults_here
from tests.browser.moments import MOMENTS, Moment
from tests.browser.site import Site
from tests.browser.test_crawl_all import MOMENTARY
from tests.chromium import person
from tests.factories_people import PASSWORD, Cast, cast

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_every_momentary_page_has_its_moment() -> None:
    seen = {endpoint for _, endpoints in MOMENTS.values() for endpoint in endpoints}
    assert set(MOMENTARY) - seen == set()


@pytest.mark.parametrize("name", MOMENTS)
def test_nothing_is_wrong_with_the_pages_of_a_moment(
    chromium: Browser, site: Site, app: Flask, name: str
) -> None:
    make, endpoints = MOMENTS[name]
    moment = make(site.runtime)
    with person(chromium) as page:
        _enter(site, page, moment)
        found = {endpoint: _look(site, page, app, endpoint, moment) for endpoint in endpoints}
    assert {endpoint: wrong for endpoint, wrong in found.items() if wrong} == {}


def _enter(site: Site, page: Page, moment: Moment) -> None:
    if moment.account:
        site.sign_in(page, moment.account)
    if moment.token:
        site.sit_down(page, moment.token)


def _look(site: Site, page: Page, app: Flask, endpoint: str, moment: Moment) -> list[str]:
    """What is wrong with a page, or that a file does not come; that it is this page and no other is made sure of."""
    rule = next(app.url_map.iter_rules(endpoint))
    own = {name: moment.ids[name] for name in rule.arguments}
    url = site.address + app.url_map.bind("localhost").build(endpoint, own)
    answer = page.request.get(url, max_redirects=0)
    if answer.status != 200:
        return [f"answers {answer.status}"]
    return faults(page, url) if "text/html" in answer.headers["content-type"] else []


@pytest.fixture
def people(runtime: Runtime) -> Cast:
    return cast(runtime)


def test_nothing_is_wrong_with_the_pages_of_the_second_step(
    chromium: Browser, site: Site, people: Cast
) -> None:
    found: dict[str, list[str]] = {}
    with person(chromium) as page:
        _by_password(site, page, people.head)
        found["choosing"] = faults_here(page)
        page.get_by_role("button", name="Lập thẻ mã giấy").click()
        code = page.locator("[data-card] li").first.inner_text()
        found["a new card"] = faults_here(page)
        page.locator("input[name=code]").fill(code)
        page.get_by_role("button", name="Xác minh và vào làm việc").click()
        page.wait_for_url("**/office/")
    with person(chromium) as page:
        _by_password(site, page, people.head)
        found["a code of it"] = faults_here(page)
        page.locator("input[name=code]").fill("AAAA-AAAA-AA")
        page.get_by_role("button", name="Xác minh và vào làm việc").click()
        expect(page.locator(".field-error")).to_be_visible()
        found["a wrong code"] = faults_here(page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def _by_password(site: Site, page: Page, account: Account) -> None:
    page.goto(f"{site.address}/sign-in")
    page.locator("input[name=login]").fill(str(account.login))
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("main input[name=ticket]").first).to_be_attached()


def test_nothing_is_wrong_with_a_card_that_the_office_hands_over(
    chromium: Browser, site: Site, people: Cast
) -> None:
    with person(chromium) as page:
        site.sign_in(page, people.head)
        page.goto(f"{site.address}/office/accounts/{people.secretary.id}")
        page.locator("form[action$='/card'] button").click()
        expect(page.locator("[data-card]")).to_be_visible()
        assert faults_here(page) == []
