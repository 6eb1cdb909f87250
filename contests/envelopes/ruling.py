"""The season's rules of scoring once judging has begun: changed by two persons, ties decided by people, all by code."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.envelopes import rules
from contests.envelopes.humans import word_of
from contests.envelopes.juries import NO_ROUND, locked_round
from contests.kernel.access import Actor, Role
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome, Reason, Refused, because, gathered
from contests.kernel.text import N_
from contests.people.model import Account
from contests.seasons.model import Season
from judging import service as judging

NOT_OFFICE = N_("Chỉ lãnh đạo Ban Tổ chức và Ban Thư ký được đổi quy tắc tính điểm.")
LAPSED = N_("Đề nghị này đã quá 24 giờ nên hết hiệu lực. Đề nghị rút và lập lại.")
SAME_HUMAN = N_("Người xác nhận phải là một người khác với người đề nghị.")
NO_CODE = N_("Có mã phách không thuộc vòng chấm này.")


def propose_rules(
    session: Session, season: Season, wanted: judging.Rules, reason: str, *, by: Actor, at: datetime
) -> Outcome[int]:
    """One person's change of the rules; its version. It waits for a second person's word."""
    round_ = locked_round(session, season.id)
    if round_ is None:
        return because(NO_ROUND)
    if refusal := gathered([_not_office(season, by)]):
        return refusal
    made = judging.propose_rules(session, round_.round_id, wanted, reason, by=by, at=at)
    if isinstance(made, Refused):
        return made
    _record(session, "rules.propose", season, made.value.version, by, at)
    return Done(made.value.version)


def confirm_rules(session: Session, season: Season, version: int, *, by: Actor, at: datetime) -> Outcome[int]:
    """The second person's word, within 24 hours and never of the same human: the version is in force."""
    round_ = locked_round(session, season.id)
    if round_ is None:
        return because(NO_ROUND)
    asked = judging.waiting_rules(session, round_.round_id)
    first = session.get(Account, asked.proposed_by) if asked else None
    faults: list[Reason | None] = [_not_office(season, by)]
    if asked is not None and first is not None:
        given = word_of(first, asked.proposed_at)
        own = word_of(session.get_one(Account, by.account_id), at)
        faults.append(Reason(SAME_HUMAN) if given.same_human(own) else None)
        faults.append(None if rules.standing([given], at) else Reason(LAPSED))
    if refusal := gathered(faults):
        return refusal
    done = judging.confirm_rules(session, round_.round_id, version, by=by, at=at)
    if isinstance(done, Refused):
        return done
    _record(session, "rules.confirm", season, version, by, at)
    return Done(version)


def withdraw_rules(
    session: Session, season: Season, version: int, *, by: Actor, at: datetime
) -> Outcome[int]:
    """Take a change back that nobody has confirmed."""
    round_ = locked_round(session, season.id)
    if round_ is None:
        return because(NO_ROUND)
    if refusal := gathered([_not_office(season, by)]):
        return refusal
    done = judging.withdraw_rules(session, round_.round_id, version, by=by, at=at)
    if isinstance(done, Refused):
        return done
    _record(session, "rules.withdraw", season, version, by, at)
    return Done(version)


def decide_tie(
    session: Session, season: Season, codes: Sequence[str], reason: str, *, by: Actor, at: datetime
) -> Outcome[int]:
    """Write down in which order the committee or the panel put a whole group of equals, the best code first."""
    round_ = locked_round(session, season.id)
    if round_ is None:
        return because(NO_ROUND)
    pieces = {row.code: row.piece_id for row in judging.standings(session, round_.round_id)}
    unknown = Reason(NO_CODE, "codes") if set(codes) - set(pieces) else None
    if refusal := gathered([_not_office(season, by), unknown]):
        return refusal
    order = [pieces[code] for code in codes]
    done = judging.decide_tie(session, round_.round_id, order, reason, by=by, at=at)
    if isinstance(done, Refused):
        return done
    record(session, "results.tie", season.id, scope=season.organiser_id, by=by, at=at, pieces=len(codes))
    return done


def proposer_names(session: Session, account_ids: Sequence[str]) -> dict[str, str]:
    """The names of accounts, for the page of the versions."""
    rows = session.execute(sa.select(Account.id, Account.name).where(Account.id.in_(account_ids)))
    return {key: name for key, name in rows}  # noqa: C416 - rows are no pairs to mypy


def _not_office(season: Season, by: Actor) -> Reason | None:
    own = by.acts_for(Role.HEAD, Role.SECRETARY)
    return None if season.organiser_id in own else Reason(NOT_OFFICE)


def _record(session: Session, verb: str, season: Season, version: int, by: Actor, at: datetime) -> None:
    record(session, verb, season.id, scope=season.organiser_id, by=by, at=at, version=version)
