"""Where one can go from each desk. A place shows only where the application has its page."""

from dataclasses import dataclass

from contests.kernel.text import N_

HOMES = {
    "public": "public.home",
    "identity": "public.home",
    "author": "author.home",
    "unit": "unit.home",
    "office": "office.home",
    "inspector": "inspector.home",
    "judge": "judge.home",
}
"""The first page of each desk."""


@dataclass(frozen=True)
class Place:
    """A page in the navigation. `within` names the part of the address that it shares with the page
    one is on (a season's pages show on pages of that season); `also` lists endpoints below it."""

    audience: str
    endpoint: str
    label: str
    icon: str
    within: str = ""
    group: str = ""
    also: tuple[str, ...] = ()

    @property
    def all_endpoints(self) -> tuple[str, ...]:
        """The endpoints on which this place is the current one."""
        return (self.endpoint, *self.also)


def _season(endpoint: str, label: str, icon: str, *also: str) -> Place:
    return Place("office", endpoint, label, icon, "season_id", N_("Mùa thi"), also)


def _house(endpoint: str, label: str, icon: str, *also: str) -> Place:
    return Place("office", endpoint, label, icon, "", N_("Văn phòng"), also)


PLACES = (
    Place("public", "public.home", N_("Trang đầu"), "house"),
    Place("public", "public.results", N_("Kết quả"), "award", also=("public.prizes", "public.prized_work")),
    Place("public", "public.receipt", N_("Tra cứu hồ sơ"), "search"),
    Place(
        "public",
        "public.certificate",
        N_("Kiểm tra giấy chứng nhận"),
        "qr-code",
        also=("public.certificate_by_code",),
    ),
    Place("public", "identity.sign_in", N_("Đăng nhập"), "person-circle"),
    Place("identity", "public.home", N_("Trang đầu"), "house"),
    Place("identity", "identity.sign_in", N_("Đăng nhập"), "person-circle"),
    _season("office.season", N_("Mùa thi"), "flag"),
    _season("office.entries", N_("Hồ sơ"), "folder2-open", "office.entry"),
    _season("office.screening", N_("Sơ loại"), "clipboard-check"),
    _season(
        "office.panels",
        N_("Tổ giám khảo"),
        "people",
        "office.new_panel",
        "office.appoint_judge",
        "office.jury_decision",
        "office.new_seat",
        "office.equip_judge",
        "office.end_judge",
    ),
    _season(
        "office.assignment",
        N_("Phân công chấm"),
        "diagram-3",
        "office.edit_design",
        "office.apply_assignment",
    ),
    _season(
        "office.exhibits",
        N_("Bản chấm"),
        "eye",
        "office.exhibit",
        "office.redact_page",
        "office.replace_words",
    ),
    _season(
        "office.conflicts",
        N_("Xung đột lợi ích"),
        "shield-check",
        "office.new_conflict",
        "office.declarations",
        "office.rule_on",
        "office.name_officer",
    ),
    _season(
        "office.board",
        N_("Tiến độ chấm"),
        "bar-chart",
        "office.seal_round",
        "office.close_round",
        "office.substitute",
        "office.waive",
        "office.standings",
        "office.standing",
        "office.ties",
        "office.scoring_rules",
        "office.propose_rules",
        "office.confirm_rules",
        "office.advice",
    ),
    _season(
        "office.papers", N_("Phiếu giấy"), "file-earmark-text", "office.key_paper", "office.decide_paper"
    ),
    _season("office.outside", N_("Điểm thành phần"), "calculator", "office.enter_outside"),
    _season(
        "office.envelopes", N_("Ghép phách"), "envelope-paper", "office.open_envelopes", "office.name_opener"
    ),
    _season(
        "office.awards",
        N_("Xét giải"),
        "award",
        "office.award",
        "office.award_lines",
        "office.award_votes",
        "office.submit_awards",
        "office.decide_awards",
        "office.ask_to_propose",
        "office.award_persons",
        "office.name_award_person",
        "office.revoke_award",
    ),
    _season(
        "office.specials",
        N_("Giải chuyên đề, tập thể"),
        "trophy",
        "office.choose_special",
        "office.decide_specials",
    ),
    _season("office.money", N_("Tiền thưởng, thù lao"), "cash-coin"),
    _season(
        "office.documents",
        N_("Văn bản"),
        "file-earmark-text",
        "office.new_draft",
        "office.draft",
        "office.edit_draft",
        "office.number_draft",
        "office.decision",
        "office.booklet",
    ),
    _season(
        "office.publication",
        N_("Công bố"),
        "megaphone",
        "office.ask_to_publish",
        "office.move_stages",
        "office.public_names",
        "office.withdraw_public_name",
    ),
    _season(
        "office.certificates",
        N_("Giấy chứng nhận"),
        "patch-check-fill",
        "office.issue_certificates",
        "office.certificate",
        "office.replace_certificate",
        "office.revoke_certificate",
        "office.certificate_names",
        "office.certificate_designs",
        "office.add_picture",
        "office.design",
        "office.design_text",
        "office.new_design_text",
    ),
    _season(
        "office.honours",
        N_("Tôn vinh sau giải"),
        "mortarboard",
        "office.propose_honours",
        "office.honour_answer",
    ),
    _season(
        "office.nomination",
        N_("Đề cử"),
        "send",
        "office.nominate",
        "office.upper_result",
        "office.edit_upper",
        "office.step_back",
        "office.improve",
    ),
    _season("office.follow_ups", N_("Sau giải thưởng"), "cash-coin", "office.new_follow_up"),
    _season("office.received_works", N_("Từ cấp dưới"), "inbox", "office.compare_key", "office.confirm_key"),
    _season("office.report", N_("Báo cáo"), "graph-up", "office.report_text", "office.report_value"),
    _house("office.home", N_("Tổng quan"), "house"),
    _house("office.seasons", N_("Các mùa thi"), "calendar-event", "office.new_season"),
    _house("office.reports", N_("Báo cáo năm"), "graph-up"),
    _house("office.jobs", N_("Việc chạy nền"), "hourglass-split", "office.job"),
    _house("office.units", N_("Đơn vị"), "building", "office.new_unit", "office.unit"),
    _house("office.accounts", N_("Tài khoản"), "person-circle", "office.new_account", "office.account"),
    _house("office.installation_settings", N_("Cài đặt"), "gear", "office.edit_installation"),
    Place("unit", "unit.home", N_("Hồ sơ của đơn vị"), "folder2-open", also=("unit.entry",)),
    Place("unit", "unit.certificate_names", N_("Tên in giấy"), "check2-square", also=("unit.correct_name",)),
    Place("author", "author.home", N_("Giải pháp của tôi"), "folder2-open", also=("author.entry",)),
    Place("inspector", "inspector.home", N_("Nhật ký"), "journal-check"),
    Place("judge", "judge.home", N_("Bài được giao"), "layers"),
)
