"""What the page of the envelopes shows, to the office and to the inspector alike."""

from typing import Any

from sqlalchemy.orm import Session

from contests.envelopes import queries, service
from contests.envelopes.rules import SECOND_WITHIN
from contests.kernel.access import Actor
from contests.kernel.clock import now
from contests.web.rounds import Judged
from judging.service import Stage


def opening_of(session: Session, judged: Judged, by: Actor) -> dict[str, Any]:
    """Who has confirmed and until when the second may; the opened table, empty before the envelopes are open."""
    round_, opened = judged.envelope, judged.opened
    given = service.confirmations(session, round_.round_id, now()) if round_ and not opened else []
    named = [] if opened else service.opening_persons(session, judged.season.id)
    return {
        "season": judged.season,
        "round": round_,
        "opened": opened,
        "sealed": judged.stage is Stage.SEALED,
        "given": given,
        "until": given[0].given_at + SECOND_WITHIN if given else None,
        "own": any(word.account_id == by.account_id for word in given),
        "named": named,
        "may": not named or any(one.account_id == by.account_id for one in named),
        "openers": service.openers(session, round_.round_id) if round_ and opened else [],
        "rows": queries.opened_entries(session, judged.season.id) if opened else [],
    }
