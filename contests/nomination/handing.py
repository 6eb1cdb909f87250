"""Handing a letter's works up within one installation: no file travels, the works become entries of the parent season."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.decisions.model import Decision
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome, Reason, Refused, because, gathered
from contests.kernel.text import N_
from contests.nomination.bundle.nominee import Bundle, Nominee
from contests.nomination.model import ReceivedWork
from contests.nomination.receiving import NO_FIELD, enter
from contests.nomination.sending import composed, lacking, letter_works
from contests.people.model import Unit
from contests.seasons.model import Season
from contests.seasons.queries import fields_of

NO_UNIT = N_(
    "Đơn vị tổ chức cấp trên chưa có “%(name)s” trong danh sách đơn vị. Đề nghị cấp trên thêm rồi chuyển lại."
)


def hand_up(
    session: Session, season: Season, upper: Season, letter: Decision, *, by: Actor, at: datetime
) -> Outcome[list[ReceivedWork]]:
    """Make the letter's works entries of the parent season, with a link both ways.

    Their files were kept among the upper organiser's before; that organiser has this one among its units.
    """
    sender = session.get_one(Unit, season.organiser_id)
    own = sa.select(Unit).where(Unit.organiser_id == upper.organiser_id, Unit.folded == sender.folded)
    unit = session.scalar(own)
    if unit is None:
        return because(NO_UNIT, name=sender.name)
    bundle = composed(session, season, letter)
    fields = {field.code: field.id for field in fields_of(session, upper.id)}
    if refusal := gathered([*_unknown(bundle, fields), *lacking(session, season, bundle)]):
        return refusal
    going = [one for one in bundle.nominees if not one.substitute]
    made = _entered(session, season, upper, unit, letter, going, fields, by, at)
    if isinstance(made, Done):
        record(
            session, "nomination.hand_up", season.id, scope=season.organiser_id, by=by, at=at, upper=upper.id
        )
    return made


def _unknown(bundle: Bundle, fields: Mapping[str, str]) -> list[Reason]:
    return [
        Reason(NO_FIELD, values={"code": one.field, "number": one.number})
        for one in bundle.nominees
        if not one.substitute and one.field not in fields
    ]


def _entered(
    session: Session,
    season: Season,
    upper: Season,
    unit: Unit,
    letter: Decision,
    going: Sequence[Nominee],
    fields: Mapping[str, str],
    by: Actor,
    at: datetime,
) -> Outcome[list[ReceivedWork]]:
    works = [pair for pair in letter_works(session, season, letter.id) if not pair[0].substitute]
    made = []
    for (nomination, version), one in zip(works, going, strict=True):
        if nomination.sent_version_id is not None:
            return because(N_("Hồ sơ của công văn này đã được chuyển lên cấp trên."))
        entry = enter(session, upper, unit, one, fields[one.field], by=by, at=at)
        if isinstance(entry, Refused):
            return entry
        nomination.sent_version_id = version.id
        made.append(
            ReceivedWork(
                entry_id=entry.value.id, nomination_id=nomination.id, number=one.number, tier=one.tier
            )
        )
    session.add_all(made)
    session.flush()
    return Done(made)
