"""Renews docs/img from a running demo: `python -m docs.screens ADDRESS DATA`, DATA being the demo's data directory."""

import re
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

IMAGES = Path(__file__).resolve().parent / "img"
WIDTHS = (1280, 360)
OPTIONS = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb"]


class Desk:
    """One role's browser, signed in, that takes pictures."""

    def __init__(self, page: Page, address: str, width: int) -> None:
        self.page, self.address, self.width = page, address.rstrip("/"), width

    def enter(self, login: str, password: str) -> None:
        """Sign in as people do."""
        self.page.goto(f"{self.address}/sign-in")
        self.page.locator("input[name=login]").fill(login)
        self.page.locator("input[name=password]").fill(password)
        self.page.locator("main form button[type=submit]").first.click()
        code = self.page.locator("[data-sample-code]")
        code.wait_for()
        self.page.locator("input[name=code]").fill(code.inner_text())
        self.page.locator("main form button[type=submit]").first.click()
        self.page.wait_for_load_state("networkidle")

    def go(self, *links: str) -> None:
        """Follow links by a pattern of their address, one after another, from the page one is on."""
        for pattern in links:
            found = [link.get_attribute("href") or "" for link in self.page.locator("a[href]").all()]
            self.page.goto(self.address + next(href for href in found if re.fullmatch(pattern, href)))

    def keep(self, name: str) -> None:
        """The upper part of the page, as a picture."""
        self.page.wait_for_load_state("networkidle")
        self.page.screenshot(path=str(IMAGES / f"{name}-{self.width}.png"))


def accounts(data: Path) -> dict[str, str]:
    """Login and password of the demo's accounts, as its sheet of accounts says."""
    text = (data / "accounts.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"tên đăng nhập: (\S+)\s+mật khẩu: (\S+)", text))


def public(desk: Desk) -> None:
    desk.page.goto(desk.address)
    desk.keep("public-home")
    desk.go(r"/results", r"/results/\w{16}")
    desk.keep("public-results")


def office(desk: Desk, password: str) -> None:
    desk.enter("thuky", password)
    desk.page.goto(f"{desk.address}/office/seasons")
    finished = desk.page.locator("tr", has_text="2021").locator("a[href*='/office/seasons/']").first
    season = finished.get_attribute("href")
    for name, place in (("season", ""), ("awards", "/awards"), ("report", "/report")):
        desk.page.goto(f"{desk.address}{season}{place}")
        desk.keep(f"office-{name}")


def judge(desk: Desk, password: str) -> None:
    desk.enter("giamkhao01", password)
    if "/sign-in" in desk.page.url or "season" in desk.page.url:
        desk.page.locator("main form button[type=submit]").first.click()
    desk.page.goto(f"{desk.address}/judge/")
    desk.go(r"/judge/pieces/\w{16}")
    desk.keep("judge-piece")


def main(address: str, data: Path) -> None:
    """Every picture, at both widths."""
    known = accounts(data)
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=OPTIONS)
        for width in WIDTHS:
            public(_desk(browser, address, width))
            office(_desk(browser, address, width), known["thuky"])
            judge(_desk(browser, address, width), known["giamkhao01"])
        browser.close()


def _desk(browser: Browser, address: str, width: int) -> Desk:
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="vi-VN")
    return Desk(context.new_page(), address, width)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
