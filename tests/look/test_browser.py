"""The gallery in Debian's chromium: axe finds nothing, nothing breaks the policy, nothing overflows a phone."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

WIDTHS = (360, 1280)
PLACES = (
    "office/list",
    "office/parts",
    "unit/forms",
    "author/parts",
    "public/honour",
    "judge/desk",
    "judge/piece",
    "identity/forms",
    "error/404",
)


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": request.param, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


@pytest.mark.parametrize("place", PLACES)
def test_axe_finds_nothing_and_nothing_overflows(page: Page, address: str, place: str) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"{address}/{place}")
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert complaints == []


def test_axe_finds_nothing_on_a_refused_form(page: Page, address: str) -> None:
    page.goto(f"{address}/unit/forms")
    page.get_by_role("button", name="Nộp hồ sơ").click()
    page.wait_for_selector(".error-summary:focus")
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("link", name="Cấp học").click()
    assert page.evaluate("document.activeElement.id") == "level-0"


def test_the_menu_opens_on_a_phone_without_any_script(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/office/list")
    link = page.get_by_role("link", name="Giấy chứng nhận")
    assert not link.is_visible()
    page.get_by_role("button", name="Trình đơn").click()
    assert link.is_visible()
    context.close()


def test_the_confirming_dialog_opens_in_place_and_gives_the_way_back(page: Page, address: str) -> None:
    page.goto(f"{address}/office/parts")
    page.get_by_role("link", name="Ghép phách").last.click()
    dialog = page.get_by_role("dialog")
    assert "không thể hoàn tác" in dialog.inner_text()
    dialog.get_by_role("button", name="Quay lại").click()
    assert not dialog.is_visible()
    assert page.url.endswith("/office/parts")


def test_a_job_is_followed(page: Page, address: str) -> None:
    page.goto(f"{address}/office/parts")
    page.wait_for_selector("text=Đã cấp 61/102 giấy chứng nhận")
    assert page.get_by_role("progressbar", name="Cấp giấy chứng nhận").get_attribute("value") == "61"


def test_a_second_press_sends_nothing(page: Page, address: str) -> None:
    sent: list[str] = []

    def take(route: Route) -> None:
        sent.append(route.request.method)
        route.fulfill(status=204)

    page.goto(f"{address}/unit/forms")
    page.route("**/unit/forms", take)
    button = page.locator(".submit-row button")
    for _ in range(3):
        button.dispatch_event("click")
    page.wait_for_selector(".submit-row button[aria-disabled=true]")
    assert sent == ["POST"]


def test_the_phone_shows_each_cell_with_its_heading(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"{address}/office/list")
    assert page.locator(".table-stack td").first.get_attribute("data-label") == "Mã số"
    context.close()


def test_buttons_and_menu_items_are_large_enough_for_a_thumb(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"{address}/office/list")
    page.get_by_role("button", name="Trình đơn").click()
    heights = page.eval_on_selector_all(
        ".btn, .nav-item, .form-control, .form-select",
        "found => found.map(e => e.getBoundingClientRect().height).filter(h => h > 0)",
    )
    assert heights
    assert min(heights) >= 44
    context.close()
