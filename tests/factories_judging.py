"""A round of judging made through judging's own front desk, with exhibits given by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any

from sqlalchemy.orm import Session

from contests.kernel.access import Actor
from contests.kernel.sessions import value_of
from contests.kernel.storage import Storage
from judging import service as judging
from judging.seen import rubric
from tests.factories import NOON

OFFICE = Actor("banthuky", "Lê Thị Hồng Gấm", frozenset())
OF: dict[str, Any] = {"by": OFFICE, "at": NOON}
FIELDS = {"HT": "Đồ dùng dành cho học tập", "PM": "Phần mềm tin học"}
RUBRIC = (
    judging.CriterionFacts("Tính mới, tính sáng tạo", 60, "So với giải pháp đã có."),
    judging.CriterionFacts("Khả năng áp dụng", 60, "Áp dụng được ở nơi khác."),
    judging.CriterionFacts("Hiệu quả", 80),
)
FACTS = judging.RoundFacts("Vòng sơ khảo", 2, 2, RUBRIC, closes_at=NOON + timedelta(days=10))
OWN_UNIT = judging.DeclaredFacts(judging.DeclaredKind.UNIT_NOW, "Trường THCS Lê Quý Đôn")
PIXELS = b"\xff\xd8 a drawn page \xff\xd9"


@dataclass(frozen=True)
class Made:
    """A round in the middle of its life; pieces and judges by the order in which they were given."""

    round_id: str
    panel_id: str
    judges: tuple[str, ...]
    pieces: tuple[judging.Admitted, ...]
    criteria: tuple[str, ...]


def exhibit(number: int = 1, field: str = "HT", pages: Sequence[judging.ExhibitPage] = ()) -> judging.Exhibit:
    text = {"Tính mới": "Dùng cảm biến tự chế từ vật liệu tái chế."}
    return judging.Exhibit(f"Máy tưới rau số {number}", field, FIELDS[field], text, tuple(pages))


def stored_page(storage: Storage, content: bytes = PIXELS) -> judging.ExhibitPage:
    return judging.ExhibitPage(storage.put(BytesIO(content), area="pieces").key, "image/jpeg", 992, 1403)


def make_round(
    session: Session,
    *,
    judges: int = 3,
    exhibits: Sequence[judging.Exhibit] = (exhibit(1), exhibit(2)),
    facts: judging.RoundFacts = FACTS,
    ready: bool = True,
) -> Made:
    """A round with one panel; its judges have accepted and declared where `ready`."""
    made = value_of(judging.open_round(session, facts, **OF))
    panel = value_of(judging.add_panel(session, made.id, "Tổ Học tập", ("HT",), **OF))
    session.flush()
    own = [value_of(judging.add_judge(session, made.id, **OF)) for _ in range(judges)]
    for judge_id in own:
        value_of(judging.seat(session, panel.id, judge_id, judging.SeatRole.MEMBER, **OF))
        if ready:
            make_ready(session, judge_id)
    pieces = value_of(judging.admit(session, made.id, exhibits, **OF)) if exhibits else []
    criteria = tuple(one.scale.criterion_id for one in rubric(session, made.id, facts.steps_per_point))
    return Made(made.id, panel.id, tuple(own), tuple(pieces), criteria)


def make_ready(session: Session, judge_id: str) -> None:
    value_of(judging.accept(session, judge_id, at=NOON))
    value_of(judging.declare(session, judge_id, [OWN_UNIT], at=NOON))


def typed(made: Made, *marks: str) -> dict[str, str]:
    return dict(zip(made.criteria, marks, strict=False))


def fill_sheet(session: Session, made: Made, judge: int, piece: int, *marks: str) -> int:
    """Save and submit one sheet; its total in steps."""
    who, what = made.judges[judge], made.pieces[piece].piece_id
    saved = value_of(judging.save_marks(session, who, what, typed(made, *marks), "", 0, at=NOON))
    return value_of(judging.submit_sheet(session, who, what, saved.version, at=NOON))


def fill_all(session: Session, made: Made, marks: Sequence[str] = ("20", "20,5", "30")) -> None:
    """Every judge submits the same marks for every piece."""
    for judge in range(len(made.judges)):
        for piece in range(len(made.pieces)):
            fill_sheet(session, made, judge, piece, *marks)
