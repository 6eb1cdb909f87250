"""A document's life before it has a number: composed, composed again from newer data, dropped, or numbered."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.decisions import rules
from contests.decisions.model import Draft
from contests.decisions.rules import DecisionFacts, Words
from contests.decisions.terms import DecisionKind
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import STALE, Done, Outcome, Refused, because, gathered
from contests.kernel.text import N_

NUMBERED = N_("Văn bản này đã có số trong sổ nên dự thảo được giữ nguyên.")
DROPPED = N_("Dự thảo này đã bỏ. Đề nghị soạn dự thảo mới.")
NO_DRAFT = N_("Không có dự thảo này. Đề nghị chọn lại, hoặc để trống nếu văn bản không soạn ở đây.")


@dataclass(frozen=True, slots=True)
class Composed:
    """The files of a draft in the store's area "papers", and the hash of what they say."""

    stamp: str
    word_sha256: str
    pdf_sha256: str


def draft(
    session: Session,
    organiser_id: str,
    season_id: str,
    kind: DecisionKind,
    words: Words,
    composed: Composed,
    *,
    by: Actor,
    at: datetime,
) -> Outcome[Draft]:
    """Keep a newly composed document; several of one kind may wait side by side."""
    if refusal := gathered(rules.objections_to_drafting(kind, words)):
        return refusal
    made = Draft(organiser_id=organiser_id, season_id=season_id, kind=kind)
    _write(made, words, composed, by, at)
    session.add(made)
    session.flush()
    record(session, "decision.draft", made.id, scope=organiser_id, by=by, at=at, about=made.subject)
    return Done(made)


def redraft(
    session: Session,
    drafted: Draft,
    words: Words,
    composed: Composed,
    *,
    version: int | None,
    by: Actor,
    at: datetime,
) -> Outcome[Draft]:
    """Compose a waiting document again, with other words or newer data; its former files are no longer offered."""
    _hold(session, drafted)
    objections = rules.objections_to_drafting(drafted.kind, words)
    if refusal := _settled(drafted) or gathered(objections):
        return refusal
    if drafted.version != version:
        return because(STALE)
    _write(drafted, words, composed, by, at)
    session.flush()
    record(session, "decision.redraft", drafted.id, scope=drafted.organiser_id, by=by, at=at)
    return Done(drafted)


def drop(session: Session, drafted: Draft, *, version: int | None, by: Actor, at: datetime) -> Outcome[Draft]:
    """Give a waiting document up; it stays on record and is offered nowhere."""
    _hold(session, drafted)
    if refusal := _settled(drafted):
        return refusal
    if drafted.version != version:
        return because(STALE)
    drafted.dropped_at = at
    session.flush()
    record(session, "decision.drop", drafted.id, scope=drafted.organiser_id, by=by, at=at)
    return Done(drafted)


def take_for(session: Session, organiser_id: str, facts: DecisionFacts) -> Outcome[Draft]:
    """The waiting draft that a document being recorded was written as, held until it has its number."""
    own = sa.select(Draft).where(
        Draft.id == facts.draft_id, Draft.organiser_id == organiser_id, Draft.kind == facts.kind
    )
    found = session.scalar(own.with_for_update().execution_options(populate_existing=True))
    if found is None:
        return because(NO_DRAFT, "draft")
    refusal = _settled(found)
    return Refused(refusal.reasons) if refusal else Done(found)


def _hold(session: Session, drafted: Draft) -> None:
    session.refresh(drafted, with_for_update=True)


def _settled(drafted: Draft) -> Refused | None:
    if drafted.decision_id is not None:
        return because(NUMBERED, "draft")
    return because(DROPPED, "draft") if drafted.dropped_at is not None else None


def _write(drafted: Draft, words: Words, composed: Composed, by: Actor, at: datetime) -> None:
    drafted.agency, drafted.superior, drafted.symbol = words.agency, words.superior, words.symbol
    drafted.place, drafted.subject, drafted.details = words.place, words.subject, words.details
    drafted.signer_title, drafted.signer_name = words.signer_title, words.signer_name
    drafted.addressees, drafted.recipients = list(words.addressees), list(words.recipients)
    drafted.stamp = composed.stamp
    drafted.word_sha256, drafted.pdf_sha256 = composed.word_sha256, composed.pdf_sha256
    drafted.drafted_at, drafted.drafted_by = at, by.account_id
