"""What a judge with a habit writes on the sheets: marks from a work's quality, a comment, and how far the judge is."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from sqlalchemy.orm import Session

from contests.kernel.sessions import value_of
from judging import service as judging
from judging.marks.extremes import Extremes, unexplained
from judging.marks.saving import read_marks
from judging.model import Judge, Round
from judging.seen import Criterion, rubric
from workers.demo.calendars import hour
from workers.demo.cast import Act
from workers.demo.corpus.draw import below, chance, one_of, share, stream
from workers.demo.corpus.habits import PANEL, Habit

SUBMITTED, BEGUN = 52, 62
"""In a season under way: per cents of the sheets that are submitted, and that are at least begun."""
UNEVEN = 0.09
"""How far one criterion of a work may lie from its quality as a whole."""
_COMMENTS = (
    "Ý tưởng rõ, mô hình hoạt động ổn định.",
    "Nên bổ sung số liệu thử nghiệm trong điều kiện thực tế.",
    "Vật liệu dễ tìm, giá thành phù hợp với địa phương.",
    "Cần làm rõ điểm mới so với sản phẩm đã có trên thị trường.",
    "Thuyết minh mạch lạc, hình vẽ đầy đủ.",
)


@dataclass(frozen=True)
class Marker:
    """The judges' hands in one season; a work is known by its title, as judges know it."""

    seed: str
    act: Act

    def mark(self, session: Session, judge_id: str, login: str, place: int) -> None:
        """Fill a judge's sheets as far as the judge is today."""
        criteria = _criteria(session, judge_id)
        qualities = {plan.work.title: plan.quality for plan in self.act.entries}
        for row in sorted(judging.my_pieces(session, judge_id), key=lambda row: row.title):
            rng = stream(self.seed, self.act.key, login, row.title)
            progress = 0 if self.act.over else below(rng, 100)
            if progress < BEGUN:
                marks = _marks(criteria, qualities[row.title], PANEL[place % len(PANEL)], rng)
                comment = one_of(rng, _COMMENTS) if chance(rng, 40) or _extreme(criteria, marks) else ""
                typed = (marks, comment)
                self._write(session, judge_id, row.piece_id, typed, rng, sending=progress < SUBMITTED)

    def _write(
        self,
        session: Session,
        judge_id: str,
        piece_id: str,
        typed: tuple[dict[str, str], str],
        rng: Random,
        *,
        sending: bool,
    ) -> None:
        at = self._moment(rng)
        marks, comment = typed
        if not sending:
            marks.popitem()
        saved = value_of(judging.save_marks(session, judge_id, piece_id, marks, comment, 0, at=at))
        if sending:
            later = at + timedelta(minutes=6)
            value_of(judging.submit_sheet(session, judge_id, piece_id, saved.version, at=later))

    def _moment(self, rng: Random) -> datetime:
        """An hour between sealing and the end of judging; in a season under way not yet today."""
        first = self.act.calendar.sealed + timedelta(days=1)
        days = 20 if self.act.over else 15
        return hour(first + timedelta(days=below(rng, days)), 8 + below(rng, 9), below(rng, 60))


def _criteria(session: Session, judge_id: str) -> list[Criterion]:
    judge = session.get_one(Judge, judge_id)
    return rubric(session, judge.round_id, session.get_one(Round, judge.round_id).steps_per_point)


def _marks(criteria: list[Criterion], quality: float, habit: Habit, rng: Random) -> dict[str, str]:
    """Marks as they are typed, by criterion."""
    found = {}
    for criterion in criteria:
        seen = quality + UNEVEN * (share(rng) - 0.5)
        scale = criterion.scale
        found[scale.criterion_id] = _typed(habit.mark(seen, scale.most_steps, rng), scale.per_point)
    return found


def _extreme(criteria: list[Criterion], marks: dict[str, str]) -> bool:
    """Whether a judge is asked for a reason beside these marks."""
    scales = [criterion.scale for criterion in criteria]
    read, _wrong = read_marks(marks, scales)
    return bool(unexplained(read, "", scales, Extremes.ALL))


def _typed(steps: int, per_point: int) -> str:
    """A mark with a decimal comma."""
    whole, rest = divmod(steps * 100 // per_point, 100)
    return f"{whole},{rest:02}".rstrip("0").rstrip(",") if rest else str(whole)
