"""The season as it is lived, chapter by chapter, each person in a browser of their own."""

import os
from pathlib import Path
from typing import TypeVar

from playwright.sync_api import Browser, BrowserContext

from contests.certificates.payload import read
from tests.chromium import new_context
from tests.journey import cast
from tests.journey.cast import BEST, HHEN, LE_QUY_DON, NO_TRANG_LONG, OUTSIDE, SECOND, THIRD, Filed
from tests.journey.desk import Desk
from tests.journey.honours import Committee
from tests.journey.installation import Installation
from tests.journey.judge import Judge
from tests.journey.office import TITLE
from tests.journey.papers import codes_on, names
from tests.journey.rounds import Convener, Inspector
from tests.journey.unit import Clerk, enter_by_link, take_card

SECRETARY, INSPECTOR = "Lê Thị Hồng Gấm", "Nông Văn Dền"
CLERKS = {LE_QUY_DON: "Trần Thị Thu Hà", NO_TRANG_LONG: "H’Bia Knul"}
JUDGES = {"Phạm Ngọc Diệp": "Tổ trưởng", "Lò Văn Pánh": "Thư ký tổ", "Ánh": "Ủy viên"}
JURY = "35/QĐ-BTC"
ENTERED = {LE_QUY_DON: (BEST, OUTSIDE), NO_TRANG_LONG: (SECOND, THIRD)}
JUDGED = (BEST, SECOND, THIRD)
LACKING = "Bản thuyết minh chưa có hình vẽ nguyên lý."
D = TypeVar("D", bound=Desk)


class Story:
    """One season in one installation."""

    def __init__(self, installation: Installation, chromium: Browser, shots: Path | None = None) -> None:
        self.installation, self.chromium, self.shots = installation, chromium, shots
        self.people: list[Desk] = []
        self._contexts: list[BrowserContext] = []
        self.head = self.someone(Committee)

    def someone(self, kind: type[D]) -> D:
        """A person who has just sat down before a browser."""
        self._contexts.append(context := new_context(self.chromium))
        made = kind(context.new_page(), self.installation.address, self.shots)
        self.people.append(made)
        return made

    def invited(self, kind: type[D], name: str) -> D:
        """A person who has followed the one-time link that the office gave them."""
        made = self.someone(kind)
        enter_by_link(made, self.head.invite(name))
        if kind is not Clerk:
            take_card(made)
        return made

    def end(self) -> None:
        for context in self._contexts:
            context.close()

    def the_installation_is_founded(self) -> None:
        self.head.found_installation(self.installation.first_run)

    def units_and_people_are_invited(self) -> None:
        for school in CLERKS:
            self.head.add_unit(school)
        self.head.add_account(SECRETARY, "thuky", "Ban Thư ký")
        self.head.add_account(INSPECTOR, "giamsat", "Giám sát")
        for number, (school, clerk) in enumerate(CLERKS.items(), 1):
            self.head.add_account(clerk, f"daumoi{number}", "Đầu mối đơn vị", school)
        for number, judge in enumerate(JUDGES, 1):
            self.head.add_account(judge, f"giamkhao{number}", "Giám khảo")
        self.secretary = self.invited(Convener, SECRETARY)
        self.inspector = self.invited(Inspector, INSPECTOR)
        self.clerks = {school: self.invited(Clerk, clerk) for school, clerk in CLERKS.items()}
        for school, desk in self.clerks.items():
            desk.school = school

    def the_season_is_drawn_up_and_opened(self) -> None:
        self.head.draw_up_season()
        self.head.confirm_and_open()

    def schools_file_their_entries(self) -> None:
        for school, entered in ENTERED.items():
            for filed in entered:
                self._file(self.clerks[school], filed)

    def _file(self, clerk: Clerk, filed: Filed) -> None:
        clerk.register(filed)
        receipt = clerk.send()
        assert names(receipt, filed.title)
        clerk.shoot("03-entry-sent")

    def the_office_screens(self) -> None:
        """One goes back and comes again, one is rejected, the others pass; the list is closed."""
        self.secretary.send_back(THIRD.title, cast.ITEMS["TM"], LACKING)
        self.secretary.reject(OUTSIDE.title, "Không thuộc các lĩnh vực dự thi", "Là đồ chơi có bán sẵn.")
        again = self.clerks[NO_TRANG_LONG].answer_return(THIRD, LACKING)
        assert names(again, THIRD.title)
        for filed in JUDGED:
            self.secretary.pass_on(filed.title)
        self.secretary.close_list()

    def juries_are_seated(self) -> None:
        self.secretary.prepare_round(
            [
                cast.LEARNING,
                cast.GREEN,
                "Phần mềm tin học",
                "Các dụng cụ sinh hoạt gia đình và đồ chơi trẻ em",
                "Các giải pháp kỹ thuật nhằm ứng phó với biến đổi khí hậu, bảo vệ môi trường và phát triển kinh tế",
            ]
        )
        self.head.name_officer(SECRETARY)
        self.secretary.enter_season("Tổ giám khảo")
        self.secretary.decide_jury(JURY)
        for judge, role in JUDGES.items():
            self.secretary.seat(judge, JURY, role)
        self.judges = [self.invited(Judge, judge) for judge in JUDGES]
        for desk in self.judges:
            desk.accept()
            desk.declare_nothing()

    def exhibits_are_drawn_and_the_round_is_sealed(self) -> None:
        self.secretary.draw_exhibits()
        self.secretary.look_at(len(JUDGED))
        self.secretary.seal_round()

    def judges_mark(self) -> None:
        for desk in self.judges:
            for filed in JUDGED:
                desk.mark(filed)

    def results_are_computed_and_sealed(self) -> None:
        self.secretary.close_round()
        chair, scribe, member = self.judges
        member.misses("Niêm phong kết quả")
        chair.seal_results("Đang chờ người thứ hai của tổ.")
        scribe.seal_results("Kết quả vòng chấm đã được niêm phong.")

    def two_persons_open_the_envelopes(self) -> None:
        self.secretary.open_envelopes()
        self.secretary.sees("Cần thêm một người nữa xác nhận.")
        self.secretary.misses(BEST.title)
        self.inspector.open_envelopes()
        self.inspector.sees("Đã ghép phách.")
        self.inspector.sees(BEST.title)

    def awards_are_decided_and_published(self) -> None:
        """The public reads the names of those who agreed, and no other."""
        self.head.propose_awards()
        self.secretary.submit_awards()
        self.head.decide_awards()
        self.head.publish()
        reader = self.someone(Desk)
        reader.open("/results")
        reader.follow(TITLE)
        reader.sees(BEST.title)
        reader.sees(BEST.pupils[0].name)
        reader.shoot("11-public-results")
        reader.sees(SECOND.title)
        reader.misses(HHEN.name)

    def certificates_are_issued(self) -> bytes:
        """The file of the ceremony names every author; the winner's own paper."""
        batch = self.head.issue_certificates()
        for pupil in (pupil for filed in JUDGED for pupil in filed.pupils):
            assert names(batch, pupil.name), pupil.name
        return self.clerks[LE_QUY_DON].certificates_of(BEST)[0]

    def the_certificate_can_be_checked(self, paper: bytes) -> None:
        """Its text names the winner; its QR code leads to the page that says so; its number alone tells no name."""
        winner = BEST.pupils[0].name
        assert names(paper, winner)
        assert names(paper, BEST.title)
        (address,) = codes_on(paper)
        checker = self.someone(Desk)
        checker.open(address)
        for text in ("Còn hiệu lực", winner, BEST.title, "Giải Nhất"):
            checker.sees(text)
        checker.shoot("12-certificate-check")
        register = read(address.partition("?")[2]).claim.register
        checker.open("/certificates")
        checker.fill({"Số vào sổ": register})
        checker.press("Kiểm tra")
        checker.sees("Còn hiệu lực")
        checker.misses(winner)

    def the_best_goes_up_and_comes_back(self) -> None:
        self.head.nominate(BEST.title)
        self.head.record_result(BEST.title, "Giải Ba")
        self.head.sees("Giải Ba")

    def the_report_counts_it(self) -> None:
        assert self.head.report() == {
            "Hồ sơ tiếp nhận": "4",
            "Đủ điều kiện": "3",
            "Đạt giải": "3",
            "Đề cử": "1",
            "Tác giả": "5",
            "Đơn vị tham gia": "2",
        }
        self.head.sees("Giải Ba")

    def nobody_s_browser_complained(self) -> None:
        assert [complaint for one in self.people for complaint in one.complaints] == []


def tell(installation: Installation, chromium: Browser) -> None:
    """The whole season; pictures of its pages go to the directory that BANGVANG_SHOTS names."""
    wanted = os.environ.get("BANGVANG_SHOTS")
    story = Story(installation, chromium, Path(wanted) if wanted else None)
    try:
        _tell(story)
    finally:
        story.end()


def _tell(story: Story) -> None:
    story.the_installation_is_founded()
    story.units_and_people_are_invited()
    story.the_season_is_drawn_up_and_opened()
    story.schools_file_their_entries()
    story.the_office_screens()
    story.juries_are_seated()
    story.exhibits_are_drawn_and_the_round_is_sealed()
    story.judges_mark()
    story.results_are_computed_and_sealed()
    story.two_persons_open_the_envelopes()
    story.awards_are_decided_and_published()
    story.the_certificate_can_be_checked(story.certificates_are_issued())
    story.the_best_goes_up_and_comes_back()
    story.the_report_counts_it()
    story.nobody_s_browser_complained()
