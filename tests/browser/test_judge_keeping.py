"""What a judge types survives the network, the sign-in and a second device: it is there once, and nobody's choice is lost."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from contests.kernel.clock import now
from contests.kernel.web.runtime import Runtime
from judging import service as judging
from judging.seen import SheetSeen
from tests.browser.site import Site
from tests.chromium import PATIENCE, new_context
from tests.factories_judging import Made, make_round
from tests.journey.desk import Desk

pytestmark = pytest.mark.browser
FIRST, SECOND, THIRD = "Tính mới, tính sáng tạo", "Khả năng áp dụng", "Hiệu quả"
Open = Callable[[], Desk]


@pytest.fixture
def made(runtime: Runtime) -> Made:
    return runtime.main.do(lambda s: make_round(s, judges=2))


@pytest.fixture
def device(chromium: Browser, site: Site, made: Made) -> Iterator[Callable[..., Desk]]:
    """Another browser of a judge (the first, if nothing is said), before the first piece."""
    contexts = []

    def opened(judge: int = 0) -> Desk:
        contexts.append(new_context(chromium))
        desk = Desk(contexts[-1].new_page(), site.address)
        sign_in(site, desk.page, made.judges[judge])
        desk.open(path_of(made))
        return desk

    yield opened
    for context in contexts:
        context.close()


def sign_in(site: Site, page: Page, judge_id: str) -> None:
    end = now() + timedelta(hours=1)
    site.sit_down(page, site.runtime.main.do(lambda s: judging.open_session(s, judge_id, expires_at=end)))


def path_of(made: Made, piece: int = 0) -> str:
    return f"/judge/pieces/{made.pieces[piece].piece_id}"


def stored(site: Site, made: Made, judge: int = 0) -> SheetSeen:
    with site.runtime.sealed.reading() as session:
        piece = judging.my_piece(session, made.judges[judge], made.pieces[0].piece_id)
    assert piece is not None
    return piece.sheet


def marks(site: Site, made: Made, judge: int = 0) -> list[int | None]:
    sheet = stored(site, made, judge)
    return [sheet.marks.get(key) for key in made.criteria]


def says(page: Page, text: str) -> None:
    expect(page.locator("[data-saved]")).to_contain_text(text, timeout=PATIENCE)


def saved(page: Page) -> None:
    says(page, "Đã lưu lúc")


def kept(page: Page) -> int:
    return int(page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('bangvang:')).length"))


def test_a_cut_network_keeps_what_is_typed_and_sends_it_when_it_is_back(
    device: Callable[..., Desk], site: Site, made: Made
) -> None:
    desk = device()
    desk.fill({FIRST: "20"})
    saved(desk.page)
    desk.page.context.set_offline(True)
    desk.fill({SECOND: "15,5", "Nhận xét": "Nguồn điện chưa ổn định"})
    says(desk.page, "mất kết nối")
    assert (marks(site, made), kept(desk.page)) == ([40, None, None], 1)
    desk.page.context.set_offline(False)
    saved(desk.page)
    expect(desk.page.locator("[data-saved]")).to_have_attribute("data-tone", "good")
    assert marks(site, made) == [40, 31, None]
    assert stored(site, made).comment == "Nguồn điện chưa ổn định"
    assert kept(desk.page) == 0


def test_a_page_closed_without_network_is_sent_from_the_next_page_of_the_desk(
    device: Callable[..., Desk], site: Site, made: Made
) -> None:
    desk = device()
    desk.page.context.set_offline(True)
    desk.fill({FIRST: "20"})
    says(desk.page, "mất kết nối")
    desk.page.context.set_offline(False)
    desk.page.route("**/sheet", lambda route: route.abort())
    page = desk.page.context.new_page()
    desk.page.close()
    page.goto(f"{site.address}/judge/")
    page.wait_for_function("Object.keys(localStorage).every(key => !key.startsWith('bangvang:'))")
    assert marks(site, made) == [40, None, None]
    expect(page.locator("[data-unsent]")).to_be_hidden()


def test_a_save_whose_answer_is_lost_is_not_applied_over_a_later_one(
    device: Callable[..., Desk], site: Site, made: Made
) -> None:
    desk, phone = device(), device()

    def lost(route: Route) -> None:
        route.fetch()
        route.abort()

    desk.page.route("**/sheet", lost, times=1)
    desk.fill({FIRST: "20"})
    says(desk.page, "mất kết nối")
    assert marks(site, made) == [40, None, None]
    phone.page.reload()
    phone.fill({FIRST: "22"})
    saved(phone.page)
    saved(desk.page)
    expect(desk.field(FIRST)).to_have_value("22")
    assert (marks(site, made), stored(site, made).version) == ([44, None, None], 2)


def test_a_sign_in_that_ended_keeps_what_is_typed_until_the_next_one(
    device: Callable[..., Desk], site: Site, made: Made
) -> None:
    desk = device()
    site.runtime.main.do(lambda s: judging.close_sessions(s, made.judges[0]))
    desk.fill({FIRST: "20"})
    says(desk.page, "phiên đăng nhập đã hết")
    back = desk.page.get_by_role("link", name="Đăng nhập lại ở một thẻ mới")
    with desk.page.context.expect_page() as opened:
        back.click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Đăng nhập bàn chấm")
    sign_in(site, desk.page, made.judges[0])
    saved(desk.page)
    expect(back).to_be_hidden()
    assert marks(site, made) == [40, None, None]


def test_what_one_judge_typed_is_never_sent_as_anothers(
    device: Callable[..., Desk], site: Site, made: Made
) -> None:
    desk = device()
    site.runtime.main.do(lambda s: judging.close_sessions(s, made.judges[0]))
    desk.fill({FIRST: "20"})
    says(desk.page, "phiên đăng nhập đã hết")
    sign_in(site, desk.page, made.judges[1])
    other = desk.page.context.new_page()
    other.goto(site.address + path_of(made))
    expect(other.get_by_label(FIRST)).to_have_value("")
    other.get_by_label(SECOND).fill("9")
    saved(other)
    assert (marks(site, made), marks(site, made, 1)) == ([None] * 3, [None, 18, None])
    assert kept(desk.page) == 1


def test_signing_out_leaves_nothing_behind(device: Callable[..., Desk]) -> None:
    desk = device()
    desk.page.route("**/sheet", lambda route: route.abort())
    desk.fill({FIRST: "20"})
    says(desk.page, "mất kết nối")
    assert kept(desk.page) == 1
    desk.page.get_by_role("button", name="Đăng xuất").first.click()
    desk.page.wait_for_url("**/sign-in**")
    assert kept(desk.page) == 0


def test_the_end_of_the_round_leaves_nothing_behind(
    device: Callable[..., Desk], site: Site, made: Made
) -> None:
    desk = device()
    desk.page.route("**/sheet", lambda route: route.abort())
    desk.fill({FIRST: "20"})
    says(desk.page, "mất kết nối")

    def end(session):
        session.get_one(judging.Round, made.round_id).stage = judging.Stage.CLOSED

    site.runtime.main.do(end)
    desk.open("/judge/")
    desk.page.wait_for_function("Object.keys(localStorage).every(key => !key.startsWith('bangvang:'))")
    assert marks(site, made) == [None] * 3


def test_two_devices_of_one_judge_merge_what_each_marked(
    device: Callable[..., Desk], site: Site, made: Made
) -> None:
    desk, phone = device(), device()
    desk.fill({FIRST: "20"})
    saved(desk.page)
    phone.fill({SECOND: "15"})
    saved(phone.page)
    expect(phone.field(FIRST)).to_have_value("20")
    says(phone.page, "Có điểm mới từ máy hoặc thẻ khác")
    assert marks(site, made) == [40, 30, None]


@pytest.mark.parametrize(
    ("answer", "steps"), [("Giữ giá trị ở đây", 34), ("Lấy giá trị đã lưu", 40)], ids=["mine", "theirs"]
)
def test_two_devices_with_one_criterion_ask(
    device: Callable[..., Desk], site: Site, made: Made, answer: str, steps: int
) -> None:
    desk, phone = device(), device()
    desk.fill({FIRST: "20"})
    saved(desk.page)
    phone.fill({FIRST: "17", THIRD: "5"})
    question = phone.page.locator("[data-question]")
    expect(question).to_contain_text("20", timeout=PATIENCE)
    expect(question).to_contain_text("17")
    assert marks(site, made) == [40, None, None]
    phone.press(answer)
    saved(phone.page)
    assert marks(site, made) == [steps, None, 10]


def test_two_judges_at_once_have_a_sheet_each(device: Callable[..., Desk], site: Site, made: Made) -> None:
    desks = [device(judge) for judge in (0, 1)]
    for desk, first in zip(desks, ("20", "25,5"), strict=True):
        desk.fill({FIRST: first, SECOND: "10"})
    for desk in desks:
        saved(desk.page)
    assert (marks(site, made), marks(site, made, 1)) == ([40, 20, None], [51, 20, None])


def test_a_sheet_is_filled_in_and_left_by_keyboard_alone(
    device: Callable[..., Desk], site: Site, made: Made
) -> None:
    desk = device()
    page = desk.page
    desk.field(FIRST).focus()
    for typed in ("20,5", "15", "30"):
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
    expect(desk.field("Nhận xét")).to_be_focused()
    desk.field(FIRST).focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/submit")
    assert marks(site, made) == [41, 30, 60]
