"""What the office does next in a season, after its launch: one sentence and the page where it is done."""

from dataclasses import dataclass

from flask_babel import gettext as _

from contests.kernel.text import N_
from contests.kernel.web.display import moment
from contests.seasons.model import Season
from contests.seasons.terms import Phase
from contests.web.frame import known_url


@dataclass(frozen=True, slots=True)
class NextStep:
    """A sentence, and the page to go to; `url` is "" where the season has no such page."""

    text: str
    label: str
    url: str


_STEPS = {
    Phase.LAUNCH: (
        N_("Mùa thi đã phát động, nhận hồ sơ từ %(first)s. Trong lúc chờ: lập đơn vị và mời đầu mối."),
        N_("Đơn vị"),
        "office.units",
    ),
    Phase.REGISTRATION: (
        N_("Đang nhận hồ sơ đến %(last)s. Hồ sơ đã nộp có thể sơ loại ngay."),
        N_("Sơ loại hồ sơ"),
        "office.screening",
    ),
    Phase.SCREENING: (
        N_("Đã hết hạn nộp. Sơ loại hết các hồ sơ rồi chốt danh sách đủ điều kiện."),
        N_("Sơ loại hồ sơ"),
        "office.screening",
    ),
    Phase.SEALING: (
        N_("Lập vòng chấm và các tổ giám khảo, xem lại bản chấm của từng hồ sơ, rồi đánh phách."),
        N_("Tổ giám khảo"),
        "office.panels",
    ),
    Phase.JUDGING: (
        N_("Giám khảo đang chấm. Theo dõi tiến độ; khi đủ phiếu thì kết thúc chấm và niêm phong kết quả."),
        N_("Tiến độ chấm"),
        "office.board",
    ),
    Phase.OPENING: (
        N_("Kết quả đã niêm phong. Hai người xác nhận thì phách được ghép."),
        N_("Ghép phách"),
        "office.envelopes",
    ),
    Phase.AWARDS: (
        N_("Lập danh sách giải, xem xét từng hồ sơ, rồi ghi quyết định trao giải."),
        N_("Xét giải"),
        "office.awards",
    ),
    Phase.PUBLICATION: (
        N_("Danh sách giải đã có quyết định. Công bố để mọi người đọc được."),
        N_("Công bố"),
        "office.publication",
    ),
    Phase.CERTIFICATES: (
        N_("Kết quả đã công bố. Cấp giấy chứng nhận cho các tác giả đoạt giải."),
        N_("Giấy chứng nhận"),
        "office.certificates",
    ),
    Phase.NOMINATION: (
        N_(
            "Chọn hồ sơ đoạt giải gửi dự thi cấp trên; không gửi hồ sơ nào thì xem báo cáo rồi lưu trữ mùa thi."
        ),
        N_("Đề cử"),
        "office.nomination",
    ),
    Phase.REPORT: (
        N_("Ghi kết quả của cấp trên khi có, xem lại báo cáo, rồi đưa mùa thi vào lưu trữ."),
        N_("Báo cáo"),
        "office.report",
    ),
}


def next_step(season: Season, phase: Phase) -> NextStep | None:
    """What comes next, or None before the launch (the page says what is missing) and after the end."""
    if season.opened_at is None or phase not in _STEPS:
        return None
    text, label, endpoint = _STEPS[phase]
    values = {"first": moment(season.registration_from), "last": moment(season.registration_until)}
    of_season = {} if phase is Phase.LAUNCH else {"season_id": season.id}
    return NextStep(_(text) % values, _(label), known_url(endpoint, of_season))
