"""A school's clerk: draws up entries, uploads dossiers, sends them, answers a return, fetches certificates."""

from playwright.sync_api import FilePayload

from tests.journey.cast import GENDERS, PASSWORD, Filed, Pupil, as_from_a_mac
from tests.journey.desk import Desk


def enter_by_link(desk: Desk, link: str) -> None:
    """Follow a one-time link and choose a password."""
    desk.open(link)
    desk.fill({"Mật khẩu mới": PASSWORD, "Nhập lại mật khẩu mới": PASSWORD})
    desk.page.locator("main form").get_by_role("button").first.click()


def take_card(desk: Desk) -> None:
    """Choose a card of codes as the second factor, and prove it by its first code."""
    desk.reads("Chọn cách xác minh")
    desk.press("Lập thẻ mã giấy")
    desk.reads("Thẻ mã xác minh")
    desk.fill({"Mã xác minh": desk.page.locator("[data-card] li").first.inner_text()})
    desk.press("Xác minh và vào làm việc")


class Clerk(Desk):
    """The clerk of a school."""

    school = ""

    def register(self, filed: Filed) -> None:
        """One entry from nothing to everything but sent."""
        self._draw_up(filed)
        self._name_authors(filed.pupils)
        self._upload(filed)

    def _draw_up(self, filed: Filed) -> None:
        self.go("Hồ sơ của đơn vị")
        self.follow("Lập hồ sơ")
        work = filed.work
        self.fill(
            {
                "Tên giải pháp, sản phẩm": as_from_a_mac(work.title),
                "Lĩnh vực dự thi": filed.field,
                "Dự thi với tư cách": "Nhóm tác giả" if len(filed.pupils) > 1 else "Cá nhân",
                "Tóm tắt giải pháp": work.summary,
                "Tính mới, tính sáng tạo": work.novelty,
                "Khả năng áp dụng": work.application,
                "Hiệu quả": work.effect,
            }
        )
        self.press("Lưu và tiếp tục")
        self.reads(work.title)

    def _name_authors(self, pupils: tuple[Pupil, ...]) -> None:
        self.follow("Sửa: Tác giả")
        self.reads("Tác giả")
        for number, pupil in enumerate(pupils, 1):
            if number > 1:
                self.press("Thêm tác giả")
            self._name(pupil, number)
        self.press("Lưu tác giả")
        self.sees("Đã lưu.")

    def _name(self, pupil: Pupil, number: int) -> None:
        row = self.group(f"Tác giả {number}")
        self.fill(
            {
                "Họ và tên": as_from_a_mac(pupil.name),
                "Ngày sinh": f"{pupil.person.born_on:%d/%m/%Y}",
                "Giới tính": GENDERS[pupil.person.gender],
                "Vai trò": "Chủ trì" if number == 1 else "Đồng tác giả",
                "Tỷ lệ đóng góp": str(pupil.share),
                "Lớp, trường hoặc chức vụ, nơi công tác": f"Lớp 8A, {self.school}",
                "Họ và tên người giám hộ": pupil.guardian,
            },
            row,
        )
        boxes = row.get_by_role("checkbox")
        for place in range(4 if pupil.publishes else 2):
            boxes.nth(place).check(force=True)

    def _upload(self, filed: Filed) -> None:
        self.follow("Sửa: Hồ sơ")
        self.reads("Hồ sơ")
        for item, files in filed.files(self.school):
            self._send_file(item, files)
        self.follow("Xong")
        self.reads(filed.title)

    def _send_file(self, item: str, files: list[FilePayload]) -> None:
        panel = self.panel(item)
        panel.get_by_label("Chọn tệp").set_input_files(files)
        self.press(f"Tải lên: {item}", panel)
        self.page.get_by_role("link", name=files[0]["name"]).first.wait_for()

    def send(self, again: bool = False) -> bytes:
        """Send the entry one is on; the receipt."""
        self.follow("Xem lại và nộp")
        self.reads("Nộp lại hồ sơ" if again else "Nộp hồ sơ")
        self.page.get_by_role("checkbox").check(force=True)
        self.press("Nộp hồ sơ")
        self.sees("Đã nộp hồ sơ. Có thể in giấy biên nhận.")
        return self.fetch(self.page.get_by_role("link", name="In giấy biên nhận"))

    def answer_return(self, filed: Filed, note: str) -> bytes:
        """Supplement what was asked for, and send again; the receipt."""
        self.open_entry(filed.title)
        self.sees(note)
        self.follow("Sửa: Hồ sơ")
        self._send_file("Bản thuyết minh", [filed.supplement(self.school)])
        self.follow("Xong")
        return self.send(again=True)

    def open_entry(self, title: str) -> None:
        self.go("Hồ sơ của đơn vị")
        self.follow(title)
        self.reads(title)

    def certificates_of(self, filed: Filed) -> list[bytes]:
        """The certificates of an entry, in the order of its authors."""
        self.open_entry(filed.title)
        self.follow("Kết quả và giấy chứng nhận")
        links = self.page.get_by_role("link", name="Tải giấy chứng nhận (PDF)")
        links.first.wait_for()
        return [self.fetch(link) for link in links.all()]
