"""The documents that the demo's committee signs; each says that it is invented."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from contests.decisions.model import Decision
from contests.decisions.service import DecisionFacts, record_decision
from contests.decisions.terms import DecisionKind
from contests.kernel.sessions import value_of
from workers.demo.cast import HEAD, Act
from workers.demo.people import secretary
from workers.demo.scene import Scene, organiser

FICTION = "(văn bản giả định của dữ liệu mẫu)"
_NUMBERS = {
    DecisionKind.JURY: 31,
    DecisionKind.ELIGIBLE: 42,
    DecisionKind.AWARDS: 57,
    DecisionKind.LETTER: 63,
}
_SIGNS = {DecisionKind.LETTER: "LHH"}


def facts_of(scene: Scene, act: Act, kind: DecisionKind, about: str, day: date) -> DecisionFacts:
    """A document of the season's committee, signed by its head."""
    number = _NUMBERS[kind] + 100 * scene.script.acts.index(act)
    return DecisionFacts(
        kind=kind,
        symbol=f"{number}/{_SIGNS.get(kind, 'QĐ-BTC')}",
        issued_on=day,
        signer_name=scene.script.accounts[HEAD].name,
        signer_title="Trưởng Ban Tổ chức",
        about=f"{about} {FICTION}",
    )


def recorded(
    session: Session, scene: Scene, act: Act, kind: DecisionKind, about: str, at: datetime
) -> Decision:
    """The document as the secretary enters it into the register."""
    facts = facts_of(scene, act, kind, about, at.date())
    return value_of(record_decision(session, organiser(session).id, facts, by=secretary(session), at=at))
