"""The judge's desk in a browser: marks that save themselves, on a desk and on a telephone."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from contests.kernel.clock import now
from contests.kernel.web.runtime import Runtime
from judging import service as judging
from tests.browser.site import Site
from tests.chromium import PATIENCE, person
from tests.factories_judging import Made, exhibit, make_round, stored_page
from tests.journey.desk import Desk

pytestmark = pytest.mark.browser
FIRST, SECOND = "Tính mới, tính sáng tạo", "Khả năng áp dụng"


@pytest.fixture
def made(runtime: Runtime) -> Made:
    """A round with a judge who has accepted and declared, and two pieces of drawn pages."""
    drawn = BytesIO()
    Image.new("RGB", (992, 1403), (250, 248, 240)).save(drawn, "JPEG")
    page = stored_page(runtime.storage, drawn.getvalue())
    return runtime.main.do(
        lambda s: make_round(s, judges=1, exhibits=[exhibit(1, pages=[page]), exhibit(2, pages=[page])])
    )


@pytest.fixture(params=[1280, 360])
def judge(request: pytest.FixtureRequest, chromium: Browser, site: Site, made: Made) -> Iterator[Desk]:
    """The judge before the first piece, on a wide screen and on a telephone."""
    end = now() + timedelta(hours=1)
    token = site.runtime.main.do(lambda s: judging.open_session(s, made.judges[0], expires_at=end))
    with person(chromium, request.param) as page:
        site.sit_down(page, token)
        desk = Desk(page, site.address)
        desk.open(f"/judge/pieces/{made.pieces[0].piece_id}")
        yield desk


def saved(page: Page) -> None:
    expect(page.locator("[data-saved]")).to_contain_text("Đã lưu lúc", timeout=PATIENCE)


def test_marks_save_themselves_and_are_there_after_reloading(judge: Desk) -> None:
    judge.fill({FIRST: "25,5", SECOND: "20"})
    expect(judge.page.locator("[data-total]")).to_have_text("45,5")
    saved(judge.page)
    judge.page.reload()
    expect(judge.field(FIRST)).to_have_value("25,5")
    expect(judge.field(SECOND)).to_have_value("20")
    assert judge.complaints == []


def test_a_mark_above_the_most_is_refused_beside_its_box_and_stays_typed(judge: Desk) -> None:
    judge.fill({FIRST: "31"})
    box = judge.field(FIRST)
    expect(box).to_have_attribute("aria-invalid", "true", timeout=PATIENCE)
    assert box.input_value() == "31"


def test_a_refusal_is_gone_once_a_later_save_succeeds(judge: Desk) -> None:
    page = judge.page
    expect(page.locator("[data-state]")).to_have_text("Chưa chấm")
    judge.fill({FIRST: "31", SECOND: "20"})
    expect(page.locator("[data-total]")).to_have_text("20")
    page.get_by_role("button", name="Lưu và nộp phiếu…").click()
    expect(page.locator("[data-saved]")).to_have_attribute("data-tone", "bad", timeout=PATIENCE)
    expect(judge.field(FIRST)).to_be_focused()
    expect(judge.field(FIRST)).to_have_attribute("aria-invalid", "true")
    judge.fill({FIRST: "30"})
    saved(page)
    expect(judge.field(FIRST)).not_to_have_attribute("aria-invalid", "true")
    expect(page.locator("[data-total]")).to_have_text("50")
    expect(page.locator("[data-state]")).to_have_text("Đang chấm")


def test_what_is_typed_before_the_script_arrives_is_saved_too(judge: Desk) -> None:
    page = judge.page
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/js/sheet.js", hold)
    page.goto(page.url, wait_until="commit")
    judge.fill({FIRST: "30"})
    held[0].continue_()
    saved(page)
    expect(page.locator("[data-total]")).to_have_text("30")


def test_the_sheet_fits_and_can_be_reached_by_thumb(judge: Desk) -> None:
    page = judge.page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    button = page.get_by_role("button", name="Lưu và nộp phiếu…")
    button.scroll_into_view_if_needed()
    expect(button).to_be_in_viewport()
    sides = [box.bounding_box() for box in page.locator(".criterion input").all()]
    assert sides
    assert all(side and side["height"] >= 44 for side in sides)
