"""Lists to sign for money leave the software: who took which, and when, is on record, because they hold names."""

from datetime import datetime

from sqlalchemy.orm import Session

from contests.awards.money import lists
from contests.awards.money.lists import Issuer, SignList
from contests.awards.money.queries import by_name, fee_lines, payments
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome, because
from contests.kernel.text import N_
from contests.people.model import Unit
from contests.seasons.model import Season

NOTHING_OUT = N_("Chưa có kết quả được phép đưa ra ngoài, nên chưa có danh sách ký nhận tiền thưởng.")
NOTHING_DONE = N_("Danh sách thù lao có sau khi ghép phách, khi đã có phiếu chấm được nộp.")


def take_prize_money(
    session: Session, season: Season, *, ceremony: bool, by: Actor, at: datetime
) -> Outcome[SignList]:
    """The list to sign for prize money: in the order of the ceremony, else by given name."""
    found = payments(session, season.id)
    if not found:
        return because(NOTHING_OUT)
    record(session, "awards.money", season.id, scope=season.organiser_id, by=by, at=at, count=len(found))
    return Done(lists.prize_money(found if ceremony else by_name(found), _issuer(session, season)))


def take_fees(session: Session, season: Season, *, by: Actor, at: datetime) -> Outcome[SignList]:
    """The list to sign for judges' fees; none before the envelopes are open."""
    found = fee_lines(session, season.id)
    if not found:
        return because(NOTHING_DONE)
    record(session, "awards.fees", season.id, scope=season.organiser_id, by=by, at=at, count=len(found))
    return Done(lists.fees(found, _issuer(session, season)))


def _issuer(session: Session, season: Season) -> Issuer:
    return Issuer(session.get_one(Unit, season.organiser_id).name, season.title)
