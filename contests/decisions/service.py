"""The register of documents: what is recorded there founds a step of a season."""

from datetime import datetime

from sqlalchemy.orm import Session

from contests.decisions import rules
from contests.decisions.drafting import take_for
from contests.decisions.model import Decision
from contests.decisions.rules import DecisionFacts as DecisionFacts
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.clock import today
from contests.kernel.errors import Done, Outcome, Refused, gathered
from contests.kernel.text import one_line


def record_decision(
    session: Session, organiser_id: str, facts: DecisionFacts, *, by: Actor, at: datetime
) -> Outcome[Decision]:
    """Enter a signed document into the organiser's register; its symbol is taken once a year.

    Where it was drafted here, the draft gets its number with it.
    """
    if refusal := gathered(rules.objections(facts, today(at))):
        return refusal
    draft = take_for(session, organiser_id, facts) if facts.draft_id else None
    if isinstance(draft, Refused):
        return draft
    decision = Decision(
        organiser_id=organiser_id,
        kind=facts.kind,
        symbol=rules.plain_symbol(facts.symbol),
        year=facts.issued_on.year,
        issued_on=facts.issued_on,
        signer_name=one_line(facts.signer_name),
        signer_title=one_line(facts.signer_title),
        about=one_line(facts.about),
    )
    session.add(decision)
    session.flush()
    if draft is not None:
        draft.value.decision_id = decision.id
    record(session, "decision.record", decision.id, scope=organiser_id, by=by, at=at, symbol=decision.symbol)
    return Done(decision)
