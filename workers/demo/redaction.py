"""Some clerks thank a teacher by name where judges read; the secretary covers the name before the entry is sealed."""

from datetime import datetime

from sqlalchemy.orm import Session

from contests.entries.model import Entry
from contests.envelopes import service as envelopes
from contests.envelopes.redaction_queries import finding_rows
from contests.kernel.access import Actor
from contests.kernel.sessions import value_of
from workers.demo.plans import Planned

EVERY, FIRST = 7, 3
"""Which of the entries that name their teacher: the third, the tenth …"""
THANKS = " Chúng em cảm ơn thầy cô {name} đã hướng dẫn."


def thanks(plan: Planned, *, sealed_now: bool) -> str:
    """What the clerk adds to where the work can be used; nothing in seasons whose results the public reads."""
    number = int(plan.key.rpartition("/")[2])
    return THANKS.format(name=plan.mentor) if sealed_now and plan.mentor and number % EVERY == FIRST else ""


COMMON = "Là từ ngữ thông thường trong bài thuyết minh, không phải tên của người dự thi."


def cover(session: Session, entry: Entry, *, by: Actor, at: datetime) -> None:
    """Put "[…]" in place of every name that the gate found in the text.

    The pages are drawn without names, so what the gate holds there is a word like any other, and is said to be one.
    """
    while left := [row for row in finding_rows(session, entry.id) if row.open]:
        found, seen = left[0].finding_id, envelopes.stamp(session, entry)
        if left[0].page is None:
            value_of(envelopes.hide_finding(session, entry, found, seen=seen, by=by, at=at))
        else:
            value_of(envelopes.clear_finding(session, entry, found, COMMON, seen=seen, by=by, at=at))
