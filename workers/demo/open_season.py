"""The season that takes entries today: one entry was passed, one sent back, the others wait for the office."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from contests.kernel.clock import end_of
from contests.kernel.sessions import value_of
from contests.screening import service
from workers.demo.calendars import hour
from workers.demo.cast import Act
from workers.demo.people import secretary
from workers.demo.plans import Planned
from workers.demo.scene import Scene
from workers.demo.steps import Step, once

ITEM = "ANH"
ASKED = "Bản photo giấy tờ tùy thân chưa rõ số. Đề nghị quét lại và nộp bổ sung."
DAYS = timedelta(days=12)


def steps(scene: Scene, act: Act) -> list[Step]:
    """What the office has done so far."""
    first, second, *_ = act.entries
    return [
        once(f"{first.key}/return", _send_back, scene, first),
        once(f"{second.key}/verdict", _pass, scene, second),
    ]


def _at(scene: Scene, plan: Planned) -> datetime:
    """The morning of the day before the installation, and never before the entry came."""
    return max(hour(scene.script.on - timedelta(days=1), 9), plan.filed_at + timedelta(hours=1))


def _send_back(session: Session, scene: Scene, plan: Planned) -> None:
    entry, by = scene.entry(session, plan), secretary(session)
    due = end_of(scene.script.on + DAYS)
    at = _at(scene, plan)
    value_of(service.send_back(session, entry, [ITEM], ASKED, due, version=entry.version, by=by, at=at))


def _pass(session: Session, scene: Scene, plan: Planned) -> None:
    entry, by = scene.entry(session, plan), secretary(session)
    value_of(service.pass_entry(session, entry, version=entry.version, by=by, at=_at(scene, plan)))
