"""What is wrong with a page that is open in a browser: for those who listen, on a telephone, with its own policy."""

from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import ConsoleMessage, Page

WIDTHS = (360, 1280)
OVERFLOW = "document.documentElement.scrollWidth - innerWidth"


def faults(page: Page, url: str) -> list[str]:
    """What axe, the width and the console say of the page at this address, narrow and wide."""
    complaints: list[str] = []

    def listen(said: ConsoleMessage) -> None:
        complaints.extend([said.text] if said.type == "error" else [])

    page.on("console", listen)
    answer = page.goto(url)
    assert answer
    assert answer.ok, f"{url}: {answer.status}"
    found = faults_here(page)
    page.remove_listener("console", listen)
    return [*found, *complaints]


def faults_here(page: Page) -> list[str]:
    """What axe and the width say of the page that is open, narrow and wide: for pages without an address."""
    return [fault for width in WIDTHS for fault in _at(page, width)]


def _at(page: Page, width: int) -> Iterator[str]:
    page.set_viewport_size({"width": width, "height": 900})
    if (over := page.evaluate(OVERFLOW)) > 0:
        yield f"{width}: {over} px too wide"
    for rule in Axe().run(page).response["violations"]:
        yield f"{width}: {rule['id']}: {rule['nodes'][0]['html']}"
