"""A judge: accepts, declares, reads pieces, marks and submits."""

from playwright.sync_api import expect

from tests.chromium import PATIENCE
from tests.journey.cast import Filed
from tests.journey.desk import Desk

CRITERIA = (
    "Có tính mới, tính sáng tạo",
    "Nguyên vật liệu, sử dụng năng lượng",
    "Hiệu quả và khả năng áp dụng",
    "Tính mỹ thuật, công nghệ, tự động hóa, thông minh",
)


class Judge(Desk):
    """A judge at the desk where nobody has a name."""

    def accept(self) -> None:
        self.reads("Nhiệm vụ giám khảo")
        self.press("Tôi nhận nhiệm vụ chấm")
        self.sees("Đã ghi nhận việc nhận nhiệm vụ.")

    def declare_nothing(self) -> None:
        self.fill({"Tôi không có gì phải khai báo trong các mục trên.": True})
        self.press("Gửi khai báo")
        self.reads("Bài được giao")

    def mark(self, filed: Filed) -> None:
        """Read the piece of that title, give its marks, submit the sheet."""
        self.go("Bài được giao")
        self.follow(filed.title)
        self._read(filed)
        self.fill(dict(zip(CRITERIA, filed.marks, strict=True)))
        self.shoot("05-judge-piece")
        self.press("Lưu và nộp phiếu…")
        self.page.get_by_role("button", name="Nộp và khóa phiếu").click()
        self.sees("Đã nộp phiếu chấm.")

    def seal_results(self, done: str) -> None:
        """Confirm the panel's figures, as its chair or secretary."""
        self.open("/judge/")
        self.go("Niêm phong kết quả")
        self.shoot("08-judge-seal")
        self.press("Tôi xác nhận kết quả của tổ")
        self.sees(done)

    def _read(self, filed: Filed) -> None:
        """The first page is drawn, and nobody's name is anywhere in the page."""
        page = self.page.get_by_role("img", name="Trang 1 của hồ sơ")
        expect(page).to_have_js_property("complete", value=True, timeout=PATIENCE)
        assert page.evaluate("drawn => drawn.naturalWidth") > 0
        for pupil in filed.pupils:
            self.misses(pupil.name)
