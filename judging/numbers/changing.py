"""A change of the rules: proposed with its reason, looked at with what it would change, live by a second person's word."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.access import Actor
from contests.kernel.errors import Done, Outcome, Reason, because, gathered
from contests.kernel.text import N_, nfc
from judging import ledger
from judging.facts import StandingRow
from judging.model import Panel, Round, RoundCriterion, Seat
from judging.numbers import rules as numbers
from judging.numbers.computing import held
from judging.numbers.figures import Ranked, ranked
from judging.numbers.model import RulesVersion
from judging.numbers.rules import Rules
from judging.numbers.sheets import evidence, figures_of, rules_of
from judging.results import standings
from judging.terms import RankedBy, Stage

LONGEST_REASON = 1000
SEALED = N_("Kết quả vòng chấm đã được niêm phong nên không đổi quy tắc tính điểm được nữa.")
SAME = N_("Quy tắc này không khác quy tắc đang áp dụng.")
WAITING = N_("Đang có một đề nghị thay đổi chờ người thứ hai. Đề nghị xác nhận hoặc rút đề nghị đó trước.")
NO_REASON = N_("Phải ghi lý do thay đổi quy tắc tính điểm.")
NONE_WAITING = N_("Không có đề nghị thay đổi quy tắc nào đang chờ.")
PARTING = frozenset({"ranked_by", "ties"})
"""Values that change no figure, only who stands before whom."""
OWN = N_("Người đề nghị không tự xác nhận được. Cần một người khác.")


@dataclass(frozen=True, slots=True)
class Moved:
    """What another way to part equals does to one piece: its rank before and after."""

    code: str
    rank_before: int
    rank_after: int


@dataclass(frozen=True, slots=True)
class Sums:
    """What a change of rules does to the whole: how many pieces get another figure, how many another rank, the greatest
    rise and the greatest fall in hundredths; `without` counts pieces that would have no figure."""

    figures: int
    ranks: int
    rise: int
    fall: int
    without: int


@dataclass(frozen=True, slots=True)
class Difference:
    """What a version changes: the names of the values, what that does to the whole, and the pieces that it moves.

    `sums` is None while there are no figures to compare. Pieces are named only where the figures stay as they are:
    whoever may try out rules could otherwise read off one judge's marks by code, or a public vote, and with it the entry.
    """

    names: tuple[str, ...]
    sums: Sums | None = None
    moved: tuple[Moved, ...] = ()


def version_rules(session: Session, version: RulesVersion) -> Rules:
    """The rules of one version."""
    per_point = session.scalars(sa.select(Round.steps_per_point).where(Round.id == version.round_id)).one()
    written = dict(version.rules)
    least, by = int(written.pop("least_sheets")), RankedBy(written.pop("ranked_by"))
    return numbers.read(written, per_point=per_point, least_sheets=least, ranked_by=by)


def rules_versions(session: Session, round_id: str) -> Sequence[RulesVersion]:
    """Every version after the first, which came with the round; the latest first."""
    own = sa.select(RulesVersion).where(RulesVersion.round_id == round_id)
    return session.scalars(own.order_by(RulesVersion.version.desc())).all()


def waiting_rules(session: Session, round_id: str) -> RulesVersion | None:
    """The change that waits for a second person."""
    own = sa.select(RulesVersion).where(
        RulesVersion.round_id == round_id, RulesVersion.live_at.is_(None), RulesVersion.withdrawn_at.is_(None)
    )
    return session.scalars(own.order_by(RulesVersion.version.desc()).limit(1)).first()


def propose_rules(
    session: Session, round_id: str, wanted: Rules, reason: str, *, by: Actor, at: datetime
) -> Outcome[RulesVersion]:
    """Write down a change; it binds nothing until a second person confirms it. Steps and rubric are not changed."""
    found, reason = held(session, round_id), nfc(reason)
    wanted = replace(wanted, per_point=found.steps_per_point)
    if refusal := gathered(_faults(session, found, wanted, reason)):
        return refusal
    salt, committed = ledger.commitment(reason)
    last = sa.select(sa.func.max(RulesVersion.version)).where(RulesVersion.round_id == round_id)
    made = RulesVersion(
        round_id=round_id, version=(session.scalar(last) or 1) + 1, rules=_whole(wanted), reason=reason,
        salt=salt, proposed_by=by.account_id, proposed_at=at,
    )  # fmt: skip
    session.add(made)
    session.flush()
    body = {"version": made.version, "reason": committed, "by": by.account_id}
    ledger.append(session, round_id, "rules_proposed", body, at=at)
    return Done(made)


def _faults(session: Session, found: Round, wanted: Rules, reason: str) -> list[Reason | None]:
    criteria = sa.select(sa.func.count()).where(RoundCriterion.round_id == found.id)
    seats = sa.select(Seat.judge_id).join(Panel, Panel.id == Seat.panel_id)
    judges = set(session.scalars(seats.where(Panel.round_id == found.id)))
    too_long = Reason(N_("Lý do dài quá %(most)s ký tự."), "reason", None, {"most": LONGEST_REASON})
    return [
        Reason(SEALED) if found.stage is Stage.SEALED else None,
        Reason(WAITING) if waiting_rules(session, found.id) else None,
        *numbers.faults(wanted, session.scalars(criteria).one(), judges),
        Reason(SAME) if wanted == rules_of(found) else None,
        Reason(NO_REASON, "reason") if not reason else None,
        too_long if len(reason) > LONGEST_REASON else None,
    ]


def _whole(wanted: Rules) -> dict[str, object]:
    named = {"least_sheets": wanted.least_sheets, "ranked_by": wanted.ranked_by.value}
    return {**numbers.written(wanted), **named}


def confirm_rules(
    session: Session, round_id: str, version: int, *, by: Actor, at: datetime
) -> Outcome[RulesVersion]:
    """Put the waiting change into force: from now on figures are made, or made again, by it."""
    found, asked = held(session, round_id), waiting_rules(session, round_id)
    if asked is None or asked.version != version:
        return because(NONE_WAITING)
    if asked.proposed_by == by.account_id:
        return because(OWN)
    if found.stage is Stage.SEALED:
        return because(SEALED)
    wanted = version_rules(session, asked)
    asked.second_by, asked.live_at = by.account_id, at
    found.rules = {**found.rules, **numbers.written(wanted)}
    found.least_sheets, found.ranked_by = wanted.least_sheets, wanted.ranked_by
    found.rules_version = asked.version
    body = {
        "version": asked.version, "rules": found.rules, "least_sheets": wanted.least_sheets,
        "ranked_by": wanted.ranked_by.value, "proposed_by": asked.proposed_by, "by": by.account_id,
    }  # fmt: skip
    ledger.append(session, round_id, "rules_changed", body, at=at)
    return Done(asked)


def withdraw_rules(
    session: Session, round_id: str, version: int, *, by: Actor, at: datetime
) -> Outcome[RulesVersion]:
    """Take the waiting change back; its number is not given again."""
    held(session, round_id)
    asked = waiting_rules(session, round_id)
    if asked is None or asked.version != version:
        return because(NONE_WAITING)
    asked.withdrawn_at = at
    body = {"version": version, "by": by.account_id}
    ledger.append(session, round_id, "rules_withdrawn", body, at=at)
    return Done(asked)


def rules_difference(session: Session, round_id: str, wanted: Rules) -> Difference:
    """What the rules would change, without changing anything."""
    found = session.get_one(Round, round_id)
    names = numbers.changed(rules_of(found), wanted)
    before = {row.piece_id: row for row in standings(session, round_id)}
    if not before:
        return Difference(names)
    made = figures_of(session, round_id, wanted)
    figures = [figure for _, figure in made if figure]
    after = ranked(figures, wanted, evidence(session, round_id, wanted, figures))
    pairs = [(before[one.figure.piece_id], one) for one in after if one.figure.piece_id in before]
    sums = _sums(pairs, len(made) - len(figures))
    return Difference(names, sums, _moved(pairs) if set(names) <= PARTING else ())


def _sums(pairs: Sequence[tuple[StandingRow, Ranked]], without: int) -> Sums:
    shifts = [new.figure.hundredths - old.hundredths for old, new in pairs]
    ranks = sum(old.rank != new.rank for old, new in pairs)
    return Sums(sum(map(bool, shifts)), ranks, max([0, *shifts]), -min([0, *shifts]), without)


def _moved(pairs: Sequence[tuple[StandingRow, Ranked]]) -> tuple[Moved, ...]:
    return tuple(Moved(old.code, old.rank, new.rank) for old, new in pairs if old.rank != new.rank)


def tied_pieces(session: Session, round_id: str) -> list[list[str]]:
    """The codes of pieces that share a rank, best first."""
    by_rank: dict[int, list[str]] = {}
    for row in standings(session, round_id):
        by_rank.setdefault(row.rank, []).append(row.code)
    return [codes for codes in by_rank.values() if len(codes) > 1]
