"""The office at work before the round: the installation, units and accounts, the season, pre-screening."""

from collections.abc import Mapping
from datetime import timedelta

from contests.kernel.clock import local, now
from tests.journey.cast import PASSWORD
from tests.journey.desk import Desk, Typed

TITLE = "Cuộc thi Sáng tạo Thanh thiếu niên, Nhi đồng tỉnh Tuyên Quang lần thứ 17, năm 2026"


def in_days(days: int) -> str:
    """A day from today, as people write it."""
    return f"{local(now() + timedelta(days=days)):%d/%m/%Y}"


def decision(symbol: str) -> Mapping[str, Typed]:
    """The fields of a document that founds a step."""
    return {
        "Số, ký hiệu": symbol,
        "Ngày ban hành": in_days(0),
        "Người ký": "Phùng Tiến Quân",
        "Chức vụ người ký": "Trưởng Ban Tổ chức",
    }


class Office(Desk):
    """Someone of the office."""

    def found_installation(self, link: str) -> None:
        """The first-run page, to the desk of the head of the committee."""
        self.open(link)
        self.fill(
            {
                "Tên cơ quan tổ chức": "Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh Tuyên Quang",
                "Địa danh ghi trên văn bản": "Tuyên Quang",
                "Địa chỉ công khai": self.address,
                "Họ và tên": "Phùng Tiến Quân",
                "Tên đăng nhập": "truongban",
                "Mật khẩu mới": PASSWORD,
                "Nhập lại mật khẩu mới": PASSWORD,
            }
        )
        self.shoot("01-first-run")
        self.press("Thiết lập và lấy mã khôi phục")
        self.reads("Mã khôi phục tài khoản")
        self.follow("Đã in xong, vào làm việc")
        self.follow("Văn phòng Ban Tổ chức")
        self.reads("Tổng quan")

    def add_unit(self, name: str) -> None:
        self.go("Đơn vị")
        self.follow("Thêm đơn vị")
        self.fill({"Tên đơn vị": name, "Loại đơn vị": "Trường học"})
        self.press("Lưu đơn vị")
        self.sees(f"Đã thêm đơn vị {name}.")

    def add_account(self, name: str, login: str, role: str, unit: str = "") -> None:
        self.go("Tài khoản")
        self.follow("Lập tài khoản")
        self.fill({"Họ và tên": name, "Tên đăng nhập": login, "Vai trò": role})
        if unit:
            self.fill({"Đơn vị": unit})
        self.press("Lập tài khoản")
        self.reads(name)

    def invite(self, name: str) -> str:
        """The one-time link for an account that was added."""
        self.go("Tài khoản")
        self.follow(name)
        self.press("Cấp liên kết mời")
        self.reads(f"Liên kết cho {name}")
        return self.page.locator("#link-url").input_value()

    def draw_up_season(self) -> None:
        """A season from the preset for youth, with all that the preset cannot know."""
        self.go("Các mùa thi")
        self.follow("Lập mùa thi đầu tiên")
        self.follow("Dùng mẫu này: Cuộc thi Sáng tạo Thanh thiếu niên, Nhi đồng")
        self.fill({"Lần thứ": "17", "Năm tổ chức": "2026", "Tên đầy đủ của mùa thi": TITLE})
        self.press("Lập mùa thi")
        self.reads(TITLE)
        self._fill_what_is_missing()

    def _fill_what_is_missing(self) -> None:
        self._edit(
            "Thông tin chung và thể lệ",
            {"Thể lệ": "Điều 1. Đối tượng\n\nThiếu niên, nhi đồng trên địa bàn tỉnh."},
        )
        self._edit("Căn cứ pháp lý", {"Các căn cứ pháp lý": "Quyết định số 165/2006/QĐ-TTg ngày 14/7/2006"})
        self._edit(
            "Thời hạn",
            {
                "Bắt đầu nhận hồ sơ": in_days(-1) + " 00:00",
                "Hạn nộp hồ sơ": in_days(30),
                "Hạn bổ sung hồ sơ": in_days(40),
                "Hạn chấm thi": in_days(60),
                "Ngày trao giải": in_days(70),
            },
        )
        self._edit("Bảng và độ tuổi", {"Sinh từ ngày": "01/01/2008", "Sinh đến ngày": "31/12/2019"})
        self.follow("Sửa", self.panel("Giá trị làm việc"))
        self._save({"Số giám khảo mỗi tổ": "3"})
        self._set_tiers()

    def _edit(self, part: str, values: Mapping[str, Typed]) -> None:
        self.follow(f"Sửa: {part}")
        self._save(values)

    def _save(self, values: Mapping[str, Typed]) -> None:
        self.fill(values)
        self.press("Lưu")
        self.sees("Đã lưu.")

    def _set_tiers(self) -> None:
        self.follow("Sửa: Cơ cấu giải thưởng")
        money = ("5.000.000", "3.000.000", "2.000.000", "1.000.000")
        for number, amount in enumerate(money, 1):
            self.fill({"Số lượng": "1", "Tiền thưởng mỗi giải": amount}, self.group(f"Hạng giải {number}"))
        self.press("Lưu")
        self.sees("Đã lưu.")

    def confirm_and_open(self) -> None:
        """Read every default of the software, confirm all, open the season."""
        self.shoot("02-season-before-opening")
        self.page.get_by_role("link", name="Đọc và xác nhận").click()
        self.reads("Xác nhận giá trị làm việc")
        self.page.get_by_role("button", name="Tôi đã đọc và xác nhận").click()
        self.sees("Mùa thi đã đủ điều kiện phát động")
        self.confirm("Phát động mùa thi", "Phát động")
        self.sees("Đăng ký")

    def enter_season(self, place: str) -> None:
        """To one of the season's own pages."""
        self.go("Các mùa thi")
        self.follow(TITLE)
        self.reads(TITLE)
        self.go(place)


class Screener(Office):
    """Someone who pre-screens."""

    def take(self, title: str) -> None:
        """Open an entry of the queue."""
        self.enter_season("Sơ loại")
        self.follow(title)
        self.sees(title)

    def send_back(self, title: str, item: str, note: str) -> None:
        self.take(title)
        self.page.get_by_text("Trả lại để bổ sung", exact=True).first.click()
        self.fill({item: True, "Cần bổ sung những gì": note, "Hạn bổ sung": in_days(10)})
        self.press("Trả lại")
        self.sees("Trả lại để bổ sung")

    def reject(self, title: str, reason: str, note: str) -> None:
        self.take(title)
        self.page.get_by_text("Không đủ điều kiện", exact=True).first.click()
        self.fill({"Lý do theo thể lệ": reason, "Nói rõ thêm": note})
        self.press("Loại hồ sơ")
        self.sees("Không đủ điều kiện.")

    def pass_on(self, title: str) -> None:
        self.take(title)
        self.shoot("04-screening")
        self.press("Đủ điều kiện")
        self.sees("Đủ điều kiện.")

    def close_list(self) -> None:
        self.enter_season("Sơ loại")
        self.follow("Chốt danh sách")
        self.fill(decision("12/QĐ-BTC"))
        self.press("Chốt danh sách")
        self.sees("Đã chốt danh sách hồ sơ đủ điều kiện.")
