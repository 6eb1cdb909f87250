"""The moment between the proposed awards and the decision on special prizes, and the office's pages of it."""

from sqlalchemy.orm import Session

from contests.awards.special import service
from contests.kernel.access import Role
from contests.kernel.sessions import value_of
from contests.kernel.web.runtime import Runtime
from contests.seasons.recognition.terms import SpecialRule
from judging.terms import SeatRole
from tests.browser.moment import Moment
from tests.factories import make_account
from tests.factories_awards import make_decided
from tests.factories_prizes import add_fee, add_special, make_prizes, seat_judges, submitted_specials


def specials_wait(runtime: Runtime) -> Moment:
    """The list is submitted, one prize has nobody yet; laureates were proposed for an honour, judges are to be paid."""

    def make(session: Session) -> Moment:
        judged = make_decided(session, team=2)
        ids = make_prizes(session, judged)
        chosen = add_special(session, judged.season, SpecialRule.CHOSEN, name="Tác giả nữ tiêu biểu")
        value_of(service.propose(session, judged.season, **judged.by_office))
        session.flush()
        submitted_specials(session, judged)
        seat_judges(
            session, judged, {"H’Hen Niê": (SeatRole.MEMBER, 3), "Lương Thế Vinh": (SeatRole.CHAIR, 3)}
        )
        add_fee(session, judged.season, "member", 100_000)
        head = make_account(session, Role.HEAD, judged.organiser, "Phạm Văn Đồng")
        return Moment(head, ids={**ids, "season_id": judged.season.id, "prize_id": chosen.id})

    return runtime.main.do(make)
