"""When two showings are in each other's way; values in, values out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from contests.kernel.errors import Reason
from contests.kernel.text import N_, fold

MOST_MINUTES = 480
NO_PLACE = N_("Đề nghị nhập địa điểm.")
NO_MINUTES = N_("Thời lượng phải từ 1 đến %(most)s phút.")
TAKEN = N_("Giờ này ở “%(place)s” đã có bài khác trình bày.")
SAME_PANEL = N_("Giờ này tổ giám khảo đang xem bài khác.")


@dataclass(frozen=True, slots=True)
class Showing:
    """A piece shown to its panel from a moment on, for so many minutes."""

    panel_id: str
    starts_at: datetime
    minutes: int
    place: str

    @property
    def ends_at(self) -> datetime:
        """When the next may begin."""
        return self.starts_at + timedelta(minutes=self.minutes)

    def meets(self, other: "Showing") -> bool:
        """Whether both go on at one moment."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


def objections(wanted: Showing, others: Iterable[Showing]) -> list[Reason]:
    """Why a showing cannot be then and there: a place and a panel hold one at a time."""
    found = []
    if not wanted.place:
        found.append(Reason(NO_PLACE, "place"))
    if not 0 < wanted.minutes <= MOST_MINUTES:
        found.append(Reason(NO_MINUTES, "minutes", values={"most": MOST_MINUTES}))
    meeting = [other for other in others if wanted.meets(other)]
    if wanted.place and any(fold(other.place) == fold(wanted.place) for other in meeting):
        found.append(Reason(TAKEN, "starts_at", values={"place": wanted.place}))
    if any(other.panel_id == wanted.panel_id for other in meeting):
        found.append(Reason(SAME_PANEL, "starts_at"))
    return found
