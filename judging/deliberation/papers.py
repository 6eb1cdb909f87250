"""Papers of a panel to sign: the minutes, and each judge's own sheets. In Vietnamese, whoever prints them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from contests.kernel.calendar import local
from contests.kernel.documents.official import (
    Facts,
    Letterhead,
    OfficialPaper,
    Paragraph,
    Part,
    Signature,
)
from contests.kernel.documents.tables import Column, Table
from contests.kernel.figures import hundredths, steps
from judging.deliberation.facts import MotionSeen, SheetsOfPiece
from judging.deliberation.minutes import Minutes, Remarked
from judging.deliberation.terms import MotionState, Share
from judging.numbers.heads import HeadNow
from judging.seen import Criterion
from judging.terms import SeatRole

ROLES = {SeatRole.CHAIR: "Tổ trưởng", SeatRole.SECRETARY: "Thư ký", SeatRole.MEMBER: "Ủy viên"}
RESULTS = {
    MotionState.OPEN: "Chưa kết thúc",
    MotionState.PASSED: "Thông qua",
    MotionState.FAILED: "Không thông qua",
    MotionState.INQUORATE: "Không đủ số phiếu tối thiểu",
}
SHARES = {Share.HALF: "quá nửa", Share.TWO_THIRDS: "ít nhất hai phần ba", Share.ALL: "tất cả"}
PLACE_AND_DATE = "…………, ngày … tháng … năm ……"
SIGN = "(Ký, ghi rõ họ tên)"
MANY = 6
"""From so many judges on the table of marks needs the long side of the sheet."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What only the printing desk knows: who issues the paper, and names by judge id; nobody's at the judge's desk."""

    superior: str = ""
    names: Mapping[str, str] | None = None
    demo: bool = False


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """One sheet of a judge as it counts now. `marks` are steps by criterion id."""

    code: str
    title: str
    marks: Mapping[str, int]
    total: int
    comment: str


def minutes_paper(minutes: Minutes, frame: Frame) -> OfficialPaper:
    """Biên bản họp tổ giám khảo, ready to sign."""
    return OfficialPaper(
        letterhead=Letterhead("Hội đồng giám khảo", frame.superior, "Số: ……/BB", PLACE_AND_DATE),
        title="Biên bản",
        subject=f"Họp {minutes.panel}, {minutes.round_title}",
        body=tuple(_body(minutes, frame)),
        signatures=(Signature("THƯ KÝ", note=SIGN), Signature("TỔ TRƯỞNG", note=SIGN)),
        landscape=len(minutes.numbers) >= MANY,
        demo=frame.demo,
    )


def _body(minutes: Minutes, frame: Frame) -> Iterator[Part]:
    yield Facts(
        (
            ("Bắt đầu:", _moment(minutes.met_at) if minutes.met_at else "……"),
            ("Địa điểm:", "……"),
            ("Số bài của tổ:", str(len(minutes.pieces))),
            ("Lập biên bản lúc:", _moment(minutes.printed_at)),
        )
    )
    sections: dict[str, list[Part]] = {
        "Thành phần": [_attendance(minutes, frame)],
        "Điểm các phiếu và kết quả theo mã phách": _marks(minutes),
        "Các bài đã chấm lại": _remarks(minutes),
        "Biểu quyết": _votes(minutes),
        "Đề xuất giải của tổ": _lines(minutes),
        "Sổ của vòng chấm": _head(minutes),
    }
    filled = [(title, parts) for title, parts in sections.items() if parts]
    for place, (title, parts) in enumerate(filled, start=1):
        yield _heading(f"{place}. {title}")
        yield from parts


def _heading(text: str) -> Paragraph:
    return Paragraph(text, align="left", bold=True, size=13)


def _moment(at: datetime) -> str:
    return local(at).strftime("%H:%M ngày %d/%m/%Y")


def _attendance(minutes: Minutes, frame: Frame) -> Table:
    columns = (
        Column("Số", 10, "centre"), Column("Họ và tên", 40), Column("Nhiệm vụ", 22), Column("Có mặt", 18),
        Column("Ký", 30),
    )  # fmt: skip
    names = frame.names or {}
    said = {True: "có mặt", False: "vắng", None: "chưa ghi"}
    return Table(
        columns,
        [
            (str(one.number), names.get(one.judge_id, ""), ROLES[one.role], said[one.present], "")
            for one in minutes.seats
        ],
    )


def _marks(minutes: Minutes) -> list[Part]:
    titles = _titles(minutes)
    tiers = {line.piece_id: titles.get(line.tier, line.tier) for line in minutes.verdict.lines if line.tier}
    columns = (
        Column("Hạng", 12, "centre"),
        Column("Mã phách", 20, "centre"),
        *(Column(f"GK {number}", 13, "right") for number in minutes.numbers),
        Column("Chênh lệch", 16, "right"),
        Column("Điểm", 15, "right"),
        *([Column("Tổ đề xuất", 26)] if minutes.verdict.entered_at else []),
    )
    table = Table(columns, [_row(minutes, piece, tiers) for piece in minutes.pieces], size=11)
    limit = f"* Chênh lệch quá mức {minutes.terms.spread_limit} điểm."
    wide = any(piece.wide for piece in minutes.pieces)
    return [table, Paragraph(limit, align="left", italic=True, size=11)] if wide else [table]


def _row(minutes: Minutes, piece: SheetsOfPiece, tiers: Mapping[str, str]) -> tuple[str, ...]:
    def points(value: int | None) -> str:
        return steps(value, minutes.per_point)

    return (
        str(piece.rank or "–"),
        piece.code,
        *(points(piece.totals.get(number)) for number in minutes.numbers),
        points(piece.spread) + (" *" if piece.wide else ""),
        hundredths(piece.hundredths),
        *([tiers.get(piece.piece_id, "–")] if minutes.verdict.entered_at else []),
    )


def _titles(minutes: Minutes) -> dict[str, str]:
    return {tier.code: tier.title for tier in minutes.terms.tiers} | {"": "không xếp giải"}


def _remarks(minutes: Minutes) -> list[Part]:
    if not minutes.remarked:
        return []
    columns = (
        Column("Mã phách", 16, "centre"), Column("Giám khảo", 14, "centre"), Column("Lượt", 9, "centre"),
        Column("Tổng", 12, "right"), Column("Lý do", 60),
    )  # fmt: skip
    rows = [row for one in minutes.remarked for row in _passes(minutes, one)]
    return [Table(columns, rows, size=11)]


def _passes(minutes: Minutes, one: Remarked) -> list[tuple[str, ...]]:
    told = [
        (
            f"GK {seen.judge_number}",
            str(seen.number),
            steps(seen.total, minutes.per_point),
            seen.reason or "–",
        )
        for seen in one.passes
    ]
    return [(one.code, "cả tổ", "", "", one.reason), *((one.code, *row) for row in told)]


def _votes(minutes: Minutes) -> list[Part]:
    quorum, majority = SHARES[minutes.terms.quorum], SHARES[minutes.terms.majority]
    rule = (
        f"Biểu quyết khi có {quorum} giám khảo được biểu quyết; thông qua khi {majority} số phiếu tán thành."
    )
    if not minutes.motions:
        return [Paragraph("Không có việc nào đưa ra biểu quyết.", size=12)]
    columns = (
        Column("Nội dung", 60), Column("Tán thành", 14, "centre"), Column("Không tán thành", 14, "centre"),
        Column("Không ý kiến", 14, "centre"), Column("Kết quả", 24),
    )  # fmt: skip
    titles = _titles(minutes)
    return [
        Paragraph(rule, size=12),
        Table(columns, [_vote(one, titles) for one in minutes.motions], size=11),
    ]


def _vote(one: MotionSeen, titles: Mapping[str, str]) -> tuple[str, ...]:
    about = f"Bài {one.code}: {titles.get(one.tier, one.tier)}. {one.text}" if one.code else one.text
    counts = one.ballot
    return (about, str(counts.yes), str(counts.no), str(counts.abstain), RESULTS[one.state])


def _lines(minutes: Minutes) -> list[Part]:
    known = minutes.verdict
    if known.entered_at is None:
        return []
    given = [line.tier for line in known.lines]
    columns = (
        Column("Hạng giải", 40),
        Column("Điểm sàn", 20, "right"),
        Column("Số bài đề xuất", 20, "right"),
    )
    rows = [
        (tier.title, hundredths(known.cutoffs.get(tier.code)), str(given.count(tier.code)))
        for tier in minutes.terms.tiers
    ]
    return [Table(columns, rows, size=12)]


def _head(minutes: Minutes) -> list[Part]:
    sealed = f" Mã băm kết quả đã niêm phong: {minutes.results_hash}." if minutes.results_hash else ""
    text = f"Dòng cuối của sổ khi in biên bản, {minutes.head.spelled}.{sealed}"
    return [
        Paragraph(text, align="left", size=11),
        Paragraph("Biên bản đã được đọc cho các thành viên có mặt cùng nghe và thống nhất.", size=13),
    ]


def sheets_paper(
    number: int,
    round_title: str,
    rubric: Sequence[Criterion],
    sheets: Sequence[OwnSheet],
    head: HeadNow,
    *,
    demo: bool,
) -> OfficialPaper:
    """Phiếu chấm điểm of one judge: every submitted sheet by code, to sign."""
    return OfficialPaper(
        letterhead=Letterhead("Hội đồng giám khảo", place_and_date=PLACE_AND_DATE),
        title="Phiếu chấm điểm",
        subject=f"Giám khảo số {number}, {round_title}",
        body=(
            *(_named(place, one) for place, one in enumerate(rubric, start=1)),
            _sheets(rubric, sheets),
            Paragraph(f"Dòng cuối của sổ vòng chấm khi in, {head.spelled}.", align="left", size=11),
        ),
        signatures=(Signature(f"GIÁM KHẢO SỐ {number}", note=SIGN),),
        landscape=True,
        demo=demo,
    )


def _named(place: int, one: Criterion) -> Paragraph:
    most = steps(one.scale.most_steps, one.scale.per_point)
    return Paragraph(f"TC{place}: {one.scale.title} (tối đa {most})", align="left", size=12)


def _sheets(rubric: Sequence[Criterion], sheets: Sequence[OwnSheet]) -> Table:
    columns = (
        Column("Mã phách", 18, "centre"),
        *(Column(f"TC{place}", 12, "right") for place, _ in enumerate(rubric, start=1)),
        Column("Tổng", 14, "right"),
        Column("Nhận xét", 80),
    )
    return Table(columns, [_sheet(one, rubric) for one in sheets], size=11)


def _sheet(one: OwnSheet, rubric: Sequence[Criterion]) -> tuple[str, ...]:
    per_point = rubric[0].scale.per_point
    marks = (steps(one.marks.get(criterion.scale.criterion_id), per_point) for criterion in rubric)
    return (one.code, *marks, steps(one.total, per_point), one.comment)
