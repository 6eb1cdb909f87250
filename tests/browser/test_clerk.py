"""What may go wrong between a clerk and the forms: no script, a second press, a sign-in that ends while one types."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, Page, Route

from contests.entries.facts import authors_of
from contests.entries.model import DossierFile, Entry
from contests.kernel.access import Role
from contests.kernel.clock import now
from contests.people.credentials import set_password
from contests.people.model import Account, SignIn
from contests.seasons.queries import items_of
from tests.browser.site import Site
from tests.chromium import person
from tests.contests.entries import samples
from tests.contests.entries.drawn import Place, draft
from tests.factories import actor_of, make_account, make_organiser, make_season, make_unit
from tests.journey.desk import Desk

pytestmark = pytest.mark.browser
PASSWORD = "Hoa phượng đỏ ven sông Lô"
LONG = "Tự ngắt khi đất đủ ẩm; đo bằng hai que inox, báo bằng đèn. " * 40

PRESS_TWICE = """button => new Promise(done => {
  button.click();
  setTimeout(() => { button.click(); setTimeout(done, 100); }, 100);
})"""


@dataclass
class School:
    """A school with its clerk in an open season."""

    site: Site
    place: Place
    account: Account

    def read(self, ask: Callable[[Any], Any]) -> Any:
        return self.site.runtime.main.do(ask)

    def new_entry(self) -> str:
        return f"/unit/seasons/{self.place.season.id}/entries/new"

    def desk(self, page: Page) -> Desk:
        """The clerk, signed in, before this page."""
        self.site.sign_in(page, self.account)
        return Desk(page, self.site.address)


@pytest.fixture
def school(site: Site) -> School:
    def build(session: Any) -> tuple[Place, Account]:
        organiser = make_organiser(session)
        unit = make_unit(session, "Trường THCS Lê Quý Đôn", organiser)
        season = make_season(session, organiser)
        season.registration_from, season.registration_until = now() - timedelta(1), now() + timedelta(1)
        clerk = make_account(session, Role.UNIT, unit, "H’Hen Niê", "daumoi.lequydon")
        set_password(session, clerk, PASSWORD)
        by = actor_of(clerk, Role.UNIT, unit)
        return Place(organiser, season, unit, by, by), clerk

    return School(site, *site.runtime.main.do(build))


def facts(title: str) -> dict[str, str]:
    return {
        "Tên giải pháp, sản phẩm": title,
        "Lĩnh vực dự thi": "Đồ dùng dành cho học tập",
        "Dự thi với tư cách": "Cá nhân",
        "Tóm tắt giải pháp": LONG,
    }


class TestWithoutAnyScript:
    def test_an_author_is_added_and_both_are_kept(self, chromium: Browser, school: School) -> None:
        entry = school.read(lambda s: draft(s, school.place))
        with person(chromium, script=False) as page:
            clerk = school.desk(page)
            clerk.open(f"/unit/entries/{entry.id}/authors")
            self._name(clerk, 1, "Nguyễn Thị Ngọc Ánh", "Chủ trì", "60")
            clerk.press("Thêm tác giả")
            self._name(clerk, 2, "Y Blăm", "Đồng tác giả", "40")
            clerk.press("Lưu tác giả")
            clerk.sees("Đã lưu.")
        kept = [(one.name, one.share) for one in school.read(lambda s: authors_of(s, entry.id))]
        assert kept == [("Nguyễn Thị Ngọc Ánh", 60), ("Y Blăm", 40)]

    def _name(self, clerk: Desk, number: int, name: str, role: str, share: str) -> None:
        values = {"Họ và tên": name, "Vai trò": role, "Tỷ lệ đóng góp": share}
        clerk.fill(values, clerk.group(f"Tác giả {number}"))

    def test_two_files_are_sent_at_once(self, chromium: Browser, school: School) -> None:
        entry = school.read(lambda s: draft(s, school.place))
        item = next(
            one for one in school.read(lambda s: items_of(s, school.place.season.id)) if one.most_files > 1
        )
        files = [
            {"name": f"Bản vẽ {number}.pdf", "mimeType": "application/pdf", "buffer": samples.pdf(number)}
            for number in (1, 2)
        ]
        with person(chromium, script=False) as page:
            clerk = school.desk(page)
            clerk.open(f"/unit/entries/{entry.id}/dossier")
            panel = clerk.panel(item.title)
            panel.get_by_label("Chọn tệp").set_input_files(files)  # type: ignore[arg-type]
            clerk.press(f"Tải lên: {item.title}", panel)
            clerk.sees("Bản vẽ 2.pdf")
        names = school.read(lambda s: set(s.scalars(sa.select(DossierFile.name))))
        assert names == {"Bản vẽ 1.pdf", "Bản vẽ 2.pdf"}


def test_pressing_again_while_the_first_press_is_on_its_way_draws_up_one_entry(
    chromium: Browser, school: School
) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    with person(chromium) as page:
        clerk = school.desk(page)
        clerk.open(school.new_entry())
        clerk.fill(facts("Máy tưới rau tự động"))
        page.route("**/entries/new", hold)
        page.evaluate(PRESS_TWICE, page.get_by_role("button", name="Lưu và tiếp tục").element_handle())
        assert len(held) == 1
        held[0].continue_()
        clerk.reads("Máy tưới rau tự động")
    assert school.read(lambda s: s.scalar(sa.select(sa.func.count(Entry.id)))) == 1


def test_a_sign_in_that_ends_on_a_long_form_loses_nothing(chromium: Browser, school: School) -> None:
    with person(chromium) as page:
        clerk = school.desk(page)
        clerk.open(school.new_entry())
        clerk.fill(facts("Máy tưới rau tự động"))
        school.read(lambda s: s.execute(sa.update(SignIn).values(expires_at=now() - timedelta(minutes=1))))
        clerk.press("Lưu và tiếp tục")
        clerk.fill({"Tên đăng nhập": "daumoi.lequydon", "Mật khẩu": PASSWORD})
        clerk.press("Đăng nhập")
        clerk.press("Gửi tiếp")
        clerk.reads("Máy tưới rau tự động")
    assert school.read(lambda s: s.scalars(sa.select(Entry.summary)).one()) == LONG.strip()


def test_a_sign_in_that_is_gone_leaves_the_words_to_copy(chromium: Browser, school: School) -> None:
    with person(chromium) as page:
        clerk = school.desk(page)
        clerk.open(school.new_entry())
        clerk.fill(facts("Máy tưới rau tự động"))
        page.context.clear_cookies(name="bv_session")
        clerk.press("Lưu và tiếp tục")
        clerk.sees("Nội dung Quý vị vừa gõ, chưa được lưu")
        kept = page.locator("#typed").input_value()
    assert "Máy tưới rau tự động" in kept
    assert LONG.strip() in kept
