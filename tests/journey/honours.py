"""The office after the envelopes are open: awards, publication, certificates, nomination, report."""

import re

from tests.journey.office import Office, decision, in_days


class Committee(Office):
    """The head of the committee."""

    def name_officer(self, name: str) -> None:
        """Say who of the office reads what judges declare."""
        self.enter_season("Xung đột lợi ích")
        self.follow("Chỉ định")
        self.fill({"Người phụ trách": name})
        self.press("Chỉ định")
        self.sees("Đã chỉ định người phụ trách.")

    def propose_awards(self) -> None:
        """Have the list proposed by marks and quotas."""
        self.enter_season("Xét giải")
        self.press("Lập đề xuất giải")
        self.sees("Đã lập danh sách đề xuất giải.")
        self.shoot("08-awards")

    def decide_awards(self) -> None:
        """The second person's word for the list that the secretary submitted."""
        self.enter_season("Xét giải")
        self.follow("Ghi quyết định trao giải")
        self.fill(decision("101/QĐ-BTC"))
        self.press("Ghi quyết định")
        self.sees("Đã ghi quyết định trao giải.")

    def publish(self) -> None:
        self.enter_season("Công bố")
        self.confirm("Công bố kết quả", "Công bố")
        self.sees("Đã công bố kết quả.")

    def issue_certificates(self) -> bytes:
        """Issue all certificates; the one file of the batch, once the job has drawn it."""
        self.enter_season("Giấy chứng nhận")
        self.follow("Cấp giấy chứng nhận")
        self.fill({"Nơi cấp": "Tuyên Quang", "Ngày cấp": in_days(0)})
        self.press("Cấp và in")
        self.sees("Sổ cấp giấy chứng nhận")
        # While the job waits or draws, the form's name leads to the job and says so behind a colon.
        file = self.page.get_by_role("link", name=re.compile(r"Một tệp PDF[^:]*$"))
        file.wait_for()
        self.shoot("09-certificates")
        return self.fetch(file)

    def nominate(self, title: str) -> None:
        self.enter_season("Đề cử")
        self.follow("Lập danh sách đề cử")
        self.fill({f"Thứ tự đề cử của {title}": "1", **decision("45/CV-LHH")})
        self.press("Ghi danh sách đề cử")
        self.sees("Đã ghi danh sách đề cử.")

    def record_result(self, title: str, prize: str) -> None:
        self.enter_season("Đề cử")
        self.follow(f"Ghi kết quả: {title}")
        self.fill({"Giải đạt được": prize, "Ngày công bố": in_days(0), "Nguồn": "Quyết định số 77/QĐ-BTCCT"})
        self.press("Ghi kết quả")
        self.sees("Đã ghi kết quả của cấp trên.")

    def report(self) -> dict[str, str]:
        """The figures at the head of the report, by their labels."""
        self.enter_season("Báo cáo")
        self.shoot("10-report")
        lines = self.page.locator(".tiles").first.locator(".tile").all_inner_texts()
        pairs = [[part.strip() for part in line.split("\n") if part.strip()] for line in lines]
        return {pair[0]: pair[1] for pair in pairs}
