"""The sample data signed in as everybody: every page that a link leads to is looked at on a telephone and wide."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import app as application
from tests.browser.crawling import Crawl
from tests.browser.site import Site, serving
from tests.chromium import person
from tests.conftest import make_config
from tests.journey.desk import Desk
from tests.workers.demo.filling import fill

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LOGIN = re.compile(r"tên đăng nhập: (\S+) +mật khẩu: (\S+)")
SEATS = 2
"""The seasons in which the sample data's judges have a seat."""
SLIP = re.compile(r"mã trên phiếu tác giả: (\S+)")
UNLINKED = {
    "identity.link": "a one-time link, handed out once",
    "identity.first_run": "only before there is anything",
    "identity.desks": "only for who has several roles; the journey goes through it",
    "judge.ask_submit": "only after a whole sheet was saved; the journey goes through it",
    "office.exhibit_page": "a picture within a page",
    "office.job_progress": "for a script",
    "public.demo_progress_figures": "for a script",
    "public.certificate_by_code": "where a QR code leads; the journey follows one",
    "office.award": "only before awards are decided; looked at in test_axe",
    "office.award_lines": "only before awards are decided; looked at in test_award_lines",
    "office.award_votes": "only before awards are decided; looked at in test_award_lines",
    "unit.dossier_item": "an upload's own address, which leads back to the dossier",
    "unit.certificate_paper": "a file, of a winner's school; the journey fetches one",
    "office.move_stages": "only while a stage of publication lies ahead; its page test opens it",
    "office.confirm_key": "only after a bundle came with an unknown key; its page test opens it",
    "office.bundle_file": "a file, once a bundle is sealed",
    "static": "files",
    "public.certificate_by_seal": "where a signed QR code leads; the journey follows one",
    "office.decision_scan": "a file, where a signed scan is bound",
    **dict.fromkeys(("office.sheet", "unit.sheet"), "once a sheet was sent; test_entry_sheets opens them"),
    **dict.fromkeys(
        (
            "office.design", "office.design_file", "office.design_picture", "office.design_sample",
            "office.design_text", "office.new_design_text", "office.preset_picture",
        ),
        "the sample data use the presets; test_design_pages opens them",
    ),
    **dict.fromkeys(
        ("inspector.release", "office.submit_awards", "office.name_award_person", "office.award_persons"),
        "only while an award list waits; test_award_lines and their page tests open them",
    ),
    **dict.fromkeys(
        (
            "author.withdraw_name_of_entry", "office.draft", "office.draft_file", "office.edit_draft", "office.edit_upper",
            "office.received_works", "office.certificate_names", "office.report_value",
            "office.honour_answer", "office.improve", "office.number_draft", "office.propose_honours",
            "office.revoke_award", "office.step_back", "office.withdraw_public_name", "unit.certificate_names",
            "unit.correct_name",
        ),
        "for one thing that the sample data may have dealt with by the time of the crawl; their page tests open them",
    ),
}  # fmt: skip
"""Addresses that no page of the sample data leads to, and why."""
MOMENTARY = {
    **dict.fromkeys(
        (
            "judge.advice", "judge.call_remark", "judge.mark_again", "judge.motion", "judge.new_motion",
            "judge.new_tier_motion", "judge.own_sheets_file", "judge.panel", "judge.piece_beside", "judge.verdict",
        ),
        "while a panel meets; the sample's panels have met or have still to mark",
    ),
    **dict.fromkeys(
        ("judge.ask_recuse", "judge.correct", "judge.corrections", "judge.ready"),
        "on a sheet that is not among the first that are opened, or for a script",
    ),
    **dict.fromkeys(
        ("judge.piece_file", "judge.timetable", "office.timetable", "office.plan_showing"),
        "in an open round, or with a video",
    ),
    **dict.fromkeys(
        (
            "office.apply_assignment", "office.edit_design", "office.redact_page", "office.replace_words",
            "office.substitute", "office.end_judge", "office.equip_judge", "office.decide_paper",
            "office.enter_outside", "office.confirm_rules", "office.propose_rules", "office.ties",
            "office.choose_special", "office.decide_specials",
        ),
        "at one step of a round that none of the sample's seasons stands at",
    ),
    "office.declarations": "for the officer alone",
}  # fmt: skip
"""Pages that are there at one moment or for one person only; `test_moments` looks at them at that moment."""


@dataclass(frozen=True)
class Sample:
    """The sample data behind a site, and the sheet with its accounts."""

    site: Site
    accounts: str


@pytest.fixture(scope="module")
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    data: Path = tmp_path_factory.mktemp("crawl")
    runtime = application.make_runtime(replace(make_config(request, "sqlite", data), demo=True))
    fill(runtime, data)
    with serving(runtime) as site:
        yield Sample(site, (data / "accounts.txt").read_text(encoding="utf-8"))


def test_nothing_is_wrong_with_any_page_that_a_link_leads_to(chromium: Browser, sample: Sample) -> None:
    address = sample.site.address
    crawl = Crawl(address, application.create_app(runtime=sample.site.runtime).url_map.bind("localhost"))
    with person(chromium) as page:
        crawl.walk(page, "/")
    for login, password in one_of_each(LOGIN.findall(sample.accounts)):
        by_password(chromium, crawl, login, password)
    assert "office.home" in crawl.opened, "nobody came in"
    for slip in SLIP.findall(sample.accounts):
        by_slip(chromium, crawl, slip)
    assert not crawl.wrong, "\n".join(f"{url}: {found}" for url, found in crawl.wrong.items())
    gettable = {rule.endpoint for rule in crawl.routes.map.iter_rules() if "GET" in (rule.methods or ())}
    assert set(MOMENTARY) <= gettable
    assert gettable - set(crawl.opened) - set(UNLINKED) - set(MOMENTARY) == set()


def one_of_each(accounts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those who see what others do not: every clerk, one of the office, one judge."""
    alike = ("thuky", "giamkhao02", "giamkhao03")
    return [account for account in accounts if account[0] not in alike]


def by_password(chromium: Browser, crawl: Crawl, login: str, password: str) -> None:
    """Everywhere from the desk of an account; a judge's from each season's, one after the other."""
    for seat in range(SEATS):
        with person(chromium) as page:
            desk = Desk(page, crawl.address)
            desk.open("/sign-in")
            desk.fill({"Tên đăng nhập": login, "Mật khẩu": password})
            enter(page)
            seats = page.get_by_role("heading", name="Chọn mùa thi để chấm").count()
            if seat and not seats:
                return
            if seats:
                page.locator("main form button").nth(seat).click()
                page.wait_for_url("**/judge/**")
            crawl.walk(page, start := page.url)
            crawl.knock(page, start.removeprefix(crawl.address).strip("/"))


def by_slip(chromium: Browser, crawl: Crawl, slip: str) -> None:
    """Everywhere from an author's desk."""
    with person(chromium) as page:
        author = Desk(page, crawl.address)
        author.open("/sign-in/slip")
        author.fill({"Mã trên phiếu": slip})
        enter(page)
        crawl.walk(page, "/author/")


def enter(page: Page) -> None:
    """Press the one button of the sign-in form, and give the code that the sample data shows."""
    asked = page.get_by_role("heading", level=1)
    page.locator("main form button[type=submit]").first.click()
    expect(asked).not_to_have_text(re.compile("^(Đăng nhập|Vào bằng phiếu)"))
    if page.locator("[data-sample-code]").count():
        page.locator("input[name=code]").fill(page.locator("[data-sample-code]").inner_text())
        page.locator("main form button[type=submit]").first.click()
        expect(asked).not_to_have_text("Xác minh hai bước")
