"""The office and the round: juries, exhibits, sealing, the board, the envelopes."""

from playwright.sync_api import expect

from tests.chromium import PATIENCE
from tests.journey.desk import Desk
from tests.journey.office import TITLE, Screener, decision


class Convener(Screener):
    """Someone who pre-screens, sets up juries and runs the round."""

    def submit_awards(self) -> None:
        """The first of two words for the award list."""
        self.enter_season("Xét giải")
        self.follow("Trình danh sách giải")
        self.press("Trình danh sách")
        self.sees("Đã trình danh sách giải.")

    def prepare_round(self, fields: list[str]) -> None:
        """The round with one panel for these fields."""
        self.enter_season("Tổ giám khảo")
        self.press("Lập vòng chấm")
        self.sees("Đã lập vòng chấm.")
        self.follow("Lập tổ")
        self.fill({"Tên tổ giám khảo": "Tổ 1", **dict.fromkeys(fields, True)})
        self.press("Lập tổ")
        self.sees("Đã lập tổ giám khảo.")

    def decide_jury(self, symbol: str) -> None:
        """Enter the decision that founds the jury."""
        self.follow("Phân công giám khảo")
        self.follow("Ghi quyết định")
        self.fill(decision(symbol))
        self.press("Ghi vào sổ")
        self.reads("Phân công giám khảo")

    def seat(self, name: str, symbol: str, role: str) -> None:
        """Appoint a judge and give them a seat on the panel."""
        self.enter_season("Tổ giám khảo")
        self.follow("Phân công giám khảo")
        self._choose("Giám khảo", name)
        self._choose("Quyết định thành lập", symbol)
        self.press("Phân công")
        self.sees("Đã phân công giám khảo.")
        self.follow("Xếp giám khảo")
        self.fill({"Giám khảo": name, "Nhiệm vụ trong tổ": role})
        self.press("Xếp vào tổ")
        self.sees("Đã xếp giám khảo vào tổ.")

    def _choose(self, label: str, part: str) -> None:
        """Choose the option that names this."""
        box = self.field(label)
        box.select_option(value=box.locator("option", has_text=part).get_attribute("value"))

    def draw_exhibits(self) -> None:
        """Have what judges will see drawn by a job, and follow its progress to its end."""
        self.enter_season("Bản chấm")
        self.press("Lập bản chấm")
        self.follow_job()

    def follow_job(self) -> None:
        """Wait on the page of a job until it is done, and go where its outcome shows."""
        bar = self.page.locator("section.job")
        expect(bar).to_contain_text("Đã xong", timeout=3 * PATIENCE)
        self.follow("Xem kết quả")

    def look_at(self, count: int) -> None:
        """Look at every exhibit, page by page, and vouch that it tells nobody's name."""
        self.reads("Bản chấm")
        self.page.get_by_role("row").nth(1).get_by_role("link").first.click()
        for number in range(1, count + 1):
            self.page.get_by_role("img", name="Nội dung trang 1").wait_for()
            self.shoot(f"06-exhibit-{number}")
            self.press("Đã xem, không lộ danh tính")
            self.sees("Đã xác nhận bản chấm không lộ danh tính.")
        self.reads("Bản chấm")

    def seal_round(self) -> None:
        self.enter_season("Tiến độ chấm")
        self.confirm("Đánh phách", "Đánh phách")
        self.sees("Đã đánh phách. Giám khảo bắt đầu chấm được.")

    def close_round(self) -> None:
        """End the marking and have the figures computed by a job; the panels seal them."""
        self.enter_season("Tiến độ chấm")
        self.shoot("07-board")
        self.confirm("Kết thúc chấm", "Kết thúc chấm")
        self.sees("Đã kết thúc chấm.")
        self.press("Tổng hợp điểm")
        self.follow_job()
        self.sees("Chờ các tổ niêm phong kết quả")

    def open_envelopes(self) -> None:
        """Give one's word that the envelopes be opened."""
        self.enter_season("Ghép phách")
        self.confirm("Xác nhận ghép phách", "Tôi xác nhận")


class Inspector(Desk):
    """The season's inspector."""

    def open_envelopes(self) -> None:
        """Give one's word that the envelopes be opened."""
        self.go("Nhật ký")
        self.follow(f"Ghép phách: {TITLE}")
        self.confirm("Xác nhận ghép phách", "Tôi xác nhận")
