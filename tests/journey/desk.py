"""A person before a browser: opens pages by their links, types into fields by their labels, presses named buttons."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.chromium import PATIENCE

Typed = str | bool


def whole(name: str) -> re.Pattern[str]:
    """The name and nothing else, but for what a form adds to labels and the space before words for listeners only."""
    spaced = re.escape(name).replace(":", r"\s*:")
    return re.compile(rf"^\s*{spaced}(\s*\(không bắt buộc\))?\s*$")


class Desk:
    """One person's browser. `complaints` gathers what the browser or the server found wrong on the way."""

    def __init__(self, page: Page, address: str, shots: Path | None = None) -> None:
        self.page, self.address, self.shots = page, address.rstrip("/"), shots
        self.complaints: list[str] = []
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, path: str) -> None:
        """Open an address that the person was given: a path of this site, or a whole link."""
        self.page.goto(path if path.startswith("http") else self.address + path)

    def go(self, place: str) -> None:
        """By the menu."""
        menu = self.page.get_by_role("navigation", name="Trình đơn chính")
        menu.get_by_role("link", name=place, exact=True).click()
        self.reads(place)

    def reads(self, heading: str) -> None:
        """The page one is on has this heading."""
        title = self.page.get_by_role("heading", level=1, name=heading)
        expect(title).to_be_visible(timeout=PATIENCE)

    def sees(self, text: str) -> None:
        """The text stands on the page, or will in a moment."""
        expect(self.page.locator("main").get_by_text(text).first).to_be_visible(timeout=PATIENCE)

    def misses(self, text: str) -> None:
        """The text stands nowhere on the page."""
        assert text not in self.page.content()

    def follow(self, link: str, within: Locator | None = None) -> None:
        """Follow a link of the page; the first of that name."""
        (within or self.page.locator("main")).get_by_role("link", name=whole(link)).first.click()

    def press(self, button: str, within: Locator | None = None) -> None:
        """Press the button of that name."""
        (within or self.page.locator("main")).get_by_role("button", name=whole(button)).first.click()

    def confirm(self, link: str, agree: str) -> None:
        """Follow a link that asks in a dialog, and agree. Before its script has run, the link leads to a page instead."""
        self.page.locator("main").get_by_role("link", name=whole(link)).first.wait_for()
        self.page.wait_for_load_state()
        self.follow(link)
        self.press(agree, self.page.get_by_role("dialog"))

    def fill(self, values: Mapping[str, Typed], within: Locator | None = None) -> None:
        """Type into fields by their labels; True ticks a box or chooses a radio button."""
        for label, value in values.items():
            self._fill(self.field(label, within), value)

    def field(self, label: str, within: Locator | None = None) -> Locator:
        """The field of that label."""
        return (within or self.page.locator("main")).get_by_label(whole(label)).first

    def _fill(self, box: Locator, value: Typed) -> None:
        if isinstance(value, bool):
            box.check(force=True)  # its label lies over it
        elif box.evaluate("box => box.tagName") == "SELECT":
            box.select_option(label=value)
        else:
            box.fill(value)

    def group(self, legend: str) -> Locator:
        """The fields under one heading."""
        return self.page.get_by_role("group", name=legend, exact=True)

    def panel(self, title: str) -> Locator:
        """A framed part of the page, by its heading."""
        heading = self.page.get_by_role("heading", name=title, exact=True)
        return self.page.locator("section.panel, details.panel").filter(has=heading)

    def fetch(self, link: Locator) -> bytes:
        """The file behind a link, as this person would download it."""
        answer = self.page.request.get(self.address + str(link.get_attribute("href")))
        assert answer.ok, answer.status
        return answer.body()

    def shoot(self, name: str) -> None:
        """Keep a picture of the whole page, the first of that name, where pictures are wanted."""
        if self.shots and not (self.shots / f"{name}.png").exists():
            self.page.screenshot(path=self.shots / f"{name}.png", full_page=True)
