"""Pre-screening: entries sent back for what they lack, passed or rejected with a reason, and the list closed."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from contests.decisions.terms import DecisionKind
from contests.kernel.clock import end_of
from contests.kernel.sessions import value_of
from contests.screening import service
from workers.demo.calendars import Calendar, hour
from workers.demo.cast import Act
from workers.demo.documents import recorded
from workers.demo.papers import missing_item
from workers.demo.people import secretary
from workers.demo.plans import Planned
from workers.demo.scene import Scene
from workers.demo.steps import Step, once

SUPPLEMENT = timedelta(days=10)
ASKED_AGAIN = "Mục này đang chứa một giấy tờ khác. Đề nghị đơn vị nộp đúng giấy tờ theo thể lệ."


def steps(scene: Scene, act: Act) -> list[Step]:
    """The whole of a season's pre-screening."""
    lacking = [plan for plan in act.entries if missing_item(plan)]
    return [
        *(once(f"{plan.key}/return", _send_back, scene, act, plan) for plan in lacking),
        *(once(f"{plan.key}/verdict", _judge, scene, act, plan) for plan in act.entries),
        once(f"{act.key}/eligible", _close, scene, act),
    ]


def _send_back(session: Session, scene: Scene, act: Act, plan: Planned) -> None:
    entry, last = scene.entry(session, plan), act.calendar.filing[1]
    item = missing_item(plan)
    value_of(
        service.send_back(
            session,
            entry,
            [item] if item else [],
            ASKED_AGAIN,
            end_of(last + SUPPLEMENT),
            version=entry.version,
            by=secretary(session),
            at=hour(last + timedelta(days=2), 9),
        )
    )


def _judge(session: Session, scene: Scene, act: Act, plan: Planned) -> None:
    entry, by, fault = scene.entry(session, plan), secretary(session), plan.rejection
    if fault is None:
        at = _moment(act.calendar, plan)
        value_of(service.pass_entry(session, entry, version=entry.version, by=by, at=at))
    else:
        at = hour(act.calendar.supplement + timedelta(days=1), 15)
        value_of(
            service.reject(session, entry, fault.code, fault.sentence, version=entry.version, by=by, at=at)
        )


def _moment(calendar: Calendar, plan: Planned) -> datetime:
    """Some working hour between the end of filing and that of supplements, in the order of the numbers."""
    first, last = calendar.filing[1], calendar.supplement
    number = int(plan.key.rpartition("/")[2])
    return hour(
        first + timedelta(days=1 + number * ((last - first).days - 1) // 150), 8 + number % 9, number % 60
    )


def _close(session: Session, scene: Scene, act: Act) -> None:
    by, at = secretary(session), hour(act.calendar.screened, 10)
    about = "Công nhận danh sách hồ sơ đủ điều kiện"
    decision = recorded(session, scene, act, DecisionKind.ELIGIBLE, about, at)
    value_of(service.close_screening(session, scene.season(session, act), decision, by=by, at=at))
