"""The office covers a name in a browser: by hand, by keyboard, on a desk and on a telephone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from contests.kernel.web.runtime import Runtime
from tests.browser.looking import faults
from tests.browser.site import Site
from tests.chromium import PATIENCE, person
from tests.contests.envelopes.redactions import AUTHOR, findings, page_of, telling
from tests.factories_envelopes import Scene

pytestmark = pytest.mark.browser


@pytest.fixture
def scene(runtime: Runtime) -> Scene:
    """A dossier whose page and summary name its author."""
    return telling(runtime, text=f"Em {AUTHOR} làm máy tưới.")


@pytest.fixture(params=[1280, 360])
def desk(request: pytest.FixtureRequest, chromium: Browser, site: Site, scene: Scene) -> Iterator[Page]:
    """The secretary before the exhibit, on a wide screen and on a telephone."""
    with person(chromium, request.param) as page:
        site.sign_in(page, scene.secretary)
        page.goto(exhibit_of(site, scene))
        yield page


def exhibit_of(site: Site, scene: Scene) -> str:
    return f"{site.address}/office/seasons/{scene.season.id}/exhibits/{scene.entries[0].id}"


def left(runtime: Runtime, scene: Scene) -> list[str]:
    with runtime.main.reading() as session:
        return [one.kind.value for one in findings(session, scene)]


def test_a_box_drawn_by_hand_covers_the_name(desk: Page, runtime: Runtime, scene: Scene) -> None:
    with runtime.main.reading() as session:
        spots = [one.spots[0] for one in findings(session, scene) if one.spots]
    desk.get_by_role("link", name="Bôi đen trang 1").click()
    canvas = desk.locator("[data-draws]")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box
    x, y, width, height = spots[0]
    start = (box["x"] + box["width"] * x / 10_000, box["y"] + box["height"] * y / 10_000)
    desk.mouse.move(*start)
    desk.mouse.down()
    desk.mouse.move(
        start[0] + box["width"] * width / 10_000 + 2, start[1] + box["height"] * height / 10_000 + 2
    )
    desk.mouse.up()
    assert int(desk.get_by_label("Rộng (‰)").input_value()) > 50
    desk.get_by_role("button", name="Bôi đen ô này").click()
    expect(desk.get_by_text("Đã bôi đen và vẽ lại trang.")).to_be_visible(timeout=PATIENCE)
    assert sorted(left(runtime, scene)) == ["full_name", "phone"], (
        "the name in the text and the number are left"
    )


def test_a_box_is_typed_by_keyboard_and_seen_before_it_is_burnt_in(
    desk: Page, runtime: Runtime, scene: Scene
) -> None:
    desk.get_by_role("link", name="Bôi đen trang 1").click()
    for label, value in (
        ("Cách mép trái (‰)", "0"),
        ("Cách mép trên (‰)", "0"),
        ("Rộng (‰)", "1000"),
        ("Cao (‰)", "900"),
    ):
        desk.get_by_label(label).fill(value)
    expect(desk.locator("[data-new-box]")).to_have_attribute("height", "9000")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Đã bôi đen và vẽ lại trang.")).to_be_visible(timeout=PATIENCE)
    assert left(runtime, scene) == ["full_name"], "only the one in the text is left"


def test_one_key_drops_the_page_that_has_the_focus(desk: Page, runtime: Runtime, scene: Scene) -> None:
    desk.locator("#page-1").focus()
    desk.keyboard.press("x")
    expect(desk.get_by_role("button", name="Giữ lại trang 1")).to_be_visible(timeout=PATIENCE)
    with runtime.main.reading() as session:
        assert not page_of(session, scene).kept


def test_a_key_typed_into_a_field_drops_nothing(desk: Page, runtime: Runtime, scene: Scene) -> None:
    desk.get_by_text("Không phải tên người dự thi…").first.click()
    desk.get_by_label("Lý do").first.press_sequentially("xxx")
    expect(desk.get_by_role("button", name="Bỏ trang 1")).to_be_visible()
    with runtime.main.reading() as session:
        assert page_of(session, scene).kept


def test_the_pages_of_redaction_have_no_faults(
    chromium: Browser, site: Site, scene: Scene, runtime: Runtime
) -> None:
    with runtime.main.reading() as session:
        page_id = page_of(session, scene).id
    with person(chromium, 1280) as page:
        site.sign_in(page, scene.secretary)
        for path in ("", f"/pages/{page_id}/redact", "/words"):
            assert faults(page, exhibit_of(site, scene) + path) == []
