"""Saving a draft: once however often it is sent, merged with what another page of the same judge saved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.errors import STALE, Done, Outcome, Reason, Refused, because, gathered
from contests.kernel.figures import steps
from contests.kernel.text import N_
from judging.drafts import note_save, write_marks, write_sheet
from judging.marking import LOCKED, NOT_YOURS, clean, own_sheet, shut, too_long
from judging.marks.merging import COMMENT, Contents, clashes, differing, merged
from judging.marks.model import LastSave
from judging.model import Sheet
from judging.scoring import Scale, read_mark
from judging.seen import marks_of, rubric
from judging.terms import SheetState

CLASH = N_("Ở máy hoặc thẻ khác, Quý vị đã lưu “%(title)s”: %(stored)s.")
NO_MARK = N_("để trống")
_COMMENT = N_("Nhận xét")


@dataclass(frozen=True, slots=True)
class Start:
    """Where a page started from: the marks as typed and the comment that it was last told of, and which save this is.

    `device` is the open page's own random name, `number` counts its saves: the same number is the same save.
    """

    typed: Mapping[str, str]
    comment: str
    device: str
    number: int


@dataclass(frozen=True, slots=True)
class Saved:
    """A draft as it now stands. `total` in steps is the sum of the marks given so far.

    `fresh` names the criteria (and "comment") that stand otherwise than they were sent: another page's work.
    """

    version: int
    saved_at: datetime
    total: int
    marked: int
    stored: Contents = field(default_factory=lambda: Contents({}, ""))
    fresh: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sent:
    """What was sent, read; `scales` in the order of the rubric."""

    judge_id: str
    piece_id: str
    contents: Contents
    scales: Sequence[Scale]
    start: Start | None
    at: datetime

    @property
    def criteria(self) -> list[str]:
        return [scale.criterion_id for scale in self.scales]


def save_marks(
    session: Session,
    judge_id: str,
    piece_id: str,
    typed: Mapping[str, str],
    comment: str,
    version: int,
    *,
    at: datetime,
    start: Start | None = None,
) -> Outcome[Saved]:
    """Save a draft: marks as typed by criterion id, an empty one for none yet; all or, with reasons, nothing.

    `version` is the version that the judge looked at, 0 for a new sheet. The same draft sent twice is saved once.
    With a `start`, a sheet that moved on meanwhile is merged with: what both changed comes back as a `CLASH`.
    """
    own = own_sheet(session, judge_id, piece_id, sharing=True)
    if own is None:
        return because(NOT_YOURS)
    scales = [criterion.scale for criterion in rubric(session, own.round_id, own.steps_per_point)]
    marks, wrong = read_marks(typed, scales)
    comment = clean(comment)
    if refusal := gathered([*shut(own), *wrong, too_long(comment, COMMENT)]):
        return refusal
    sent = _Sent(judge_id, piece_id, Contents(marks, comment), scales, start, at)
    return _write(session, sent, sent.contents, version) or _moved_on(session, sent)


def read_marks(typed: Mapping[str, str], scales: Sequence[Scale]) -> tuple[dict[str, int], list[Reason]]:
    """Marks as typed by criterion id in steps, the empty ones left out, and what cannot be read."""
    marks: dict[str, int] = {}
    wrong: list[Reason] = []
    for scale in scales:
        text = typed.get(scale.criterion_id, "").strip()
        read = read_mark(text, scale) if text else None
        if isinstance(read, Reason):
            wrong.append(read)
        elif read is not None:
            marks[scale.criterion_id] = read
    return marks, wrong


def _write(session: Session, sent: _Sent, whole: Contents, version: int) -> Done[Saved] | None:
    """Write the whole sheet over a version; None where it has moved on."""
    kept = write_sheet(session, sent.judge_id, sent.piece_id, whole.comment, version, sent.at)
    if kept is None:
        return None
    blank = [key for key in sent.criteria if key not in whole.marks]
    write_marks(session, kept.id, whole.marks, blank=blank)
    if sent.start is not None:
        note_save(session, kept.id, sent.start.device, sent.start.number)
    return Done(_saved(kept.version, sent.at, sent, whole))


def _saved(version: int, at: datetime, sent: _Sent, stored: Contents) -> Saved:
    fresh = tuple(differing(sent.contents, stored, sent.criteria))
    return Saved(version, at, sum(stored.marks.values()), len(stored.marks), stored, fresh)


def _moved_on(session: Session, sent: _Sent) -> Outcome[Saved]:
    """The sheet is not the one that this page last knew: sent twice, or saved elsewhere meanwhile."""
    row = _held(session, sent)
    if row is None:
        return because(STALE)
    stored = Contents(marks_of(session, row.id), row.comment)
    if _known(session, row.id, sent) or not differing(sent.contents, stored, sent.criteria):
        return Done(_saved(row.version, row.saved_at, sent, stored))
    if row.state is SheetState.SUBMITTED:
        return because(LOCKED)
    if sent.start is None:
        return because(STALE)
    return _merge(session, sent, sent.start, row.version, stored)


def _held(session: Session, sent: _Sent) -> sa.Row[Any] | None:
    """The sheet as it stands, held until the commit."""
    own = sa.and_(Sheet.piece_id == sent.piece_id, Sheet.judge_id == sent.judge_id)
    columns: tuple[Any, ...] = (Sheet.id, Sheet.version, Sheet.state, Sheet.comment, Sheet.saved_at)
    return session.execute(sa.select(*columns).where(own).with_for_update()).one_or_none()


def _known(session: Session, sheet_id: str, sent: _Sent) -> bool:
    if sent.start is None:
        return False
    own = (LastSave.sheet_id == sheet_id, LastSave.device == sent.start.device)
    return (
        session.scalar(sa.select(LastSave.number).where(*own, LastSave.number >= sent.start.number))
        is not None
    )


def _merge(session: Session, sent: _Sent, start: Start, version: int, stored: Contents) -> Outcome[Saved]:
    base = Contents(read_marks(start.typed, sent.scales)[0], clean(start.comment))
    both = clashes(base, sent.contents, stored, sent.criteria)
    if both:
        return Refused(tuple(_clash(key, stored, sent.scales) for key in both))
    whole = merged(base, sent.contents, stored, sent.criteria)
    if not differing(whole, stored, sent.criteria):
        return Done(_saved(version, sent.at, sent, stored))
    return _write(session, sent, whole, version) or because(STALE)


def _clash(key: str, stored: Contents, scales: Sequence[Scale]) -> Reason:
    if key == COMMENT:
        return Reason(CLASH, COMMENT, None, {"title": _COMMENT, "stored": stored.comment})
    scale = next(scale for scale in scales if scale.criterion_id == key)
    mark = stored.marks.get(key)
    shown = "" if mark is None else steps(mark, scale.per_point)
    return Reason(CLASH, scale.field, None, {"title": scale.title, "stored": shown})
