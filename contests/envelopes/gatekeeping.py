"""The gate over exhibits: what was found in each, what a person decided about it, and whether it is still shut."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.model import Entry
from contests.entries.terms import EntryState
from contests.envelopes.exhibit_state import SEALED, is_sealed, stale, up_to_date
from contests.envelopes.gate.findings import Identities
from contests.envelopes.gate.reading import Reading, unpacked
from contests.envelopes.gate.search import Gate, gate
from contests.envelopes.identities import eligible_ids, identities_of, stamp_of
from contests.envelopes.model import Exhibition, ExhibitPage
from contests.envelopes.redaction_model import ExhibitFinding, ExhibitWords
from contests.envelopes.wording import passages
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import STALE, Done, Outcome, because
from contests.kernel.text import N_, fold, one_line

LEAST_REASON = 5
NO_REASON = N_("Đề nghị ghi lý do, ví dụ: tên một nhân vật lịch sử, tên một địa danh.")
GONE = N_("Chỗ này đã được xử lý.")
Key = tuple[str | None, str, str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """A finding in an exhibit before it is a row."""

    page_id: str | None
    place: str
    kind: str
    shuts: bool
    excerpt: str
    position: int
    spots: tuple[tuple[int, ...], ...] = ()

    @property
    def key(self) -> Key:
        """What makes two findings the same, so that a person's word about one is kept."""
        return self.page_id, self.place, self.kind, fold(self.excerpt)


def look_through(
    session: Session, entry: Entry, exhibition: Exhibition, identities: Identities | None = None
) -> None:
    """Find again what an exhibit tells; who was said to be nobody that enters stays so where the words stay."""
    known = identities or identities_of(session, [entry.id])[entry.id]
    own = sa.select(ExhibitFinding).where(ExhibitFinding.exhibition_id == exhibition.id)
    rows = list(session.scalars(own))
    cleared = {_key(row): row for row in rows if row.cleared_at is not None}
    for row in rows:
        session.delete(row)
    session.flush()
    for one in _all(session, entry, exhibition, gate(known)):
        session.add(_row(exhibition, one, cleared.get(one.key)))
    exhibition.gate_stamp = stamp_of(known)
    session.flush()


def _key(row: ExhibitFinding) -> Key:
    return row.page_id, row.place, row.kind.value, fold(row.excerpt)


def _row(exhibition: Exhibition, one: Found, cleared: ExhibitFinding | None) -> ExhibitFinding:
    word = (
        {"cleared_by": cleared.cleared_by, "cleared_at": cleared.cleared_at, "reason": cleared.reason}
        if cleared
        else {}
    )
    return ExhibitFinding(
        exhibition_id=exhibition.id, page_id=one.page_id, place=one.place, kind=one.kind, shuts=one.shuts,
        excerpt=one.excerpt, position=one.position, spots=[list(spot) for spot in one.spots], **word,
    )  # fmt: skip


def _all(session: Session, entry: Entry, exhibition: Exhibition, here: Gate) -> Iterator[Found]:
    for place, text in passages(entry, exhibition.wording).items():
        yield from _in_text(here, place, text)
    for page_id, reading in _readings(session, exhibition.id).items():
        yield from _on_page(here, page_id, reading)


def _in_text(here: Gate, place: str, text: str) -> Iterator[Found]:
    for at, one in enumerate(here.findings(text)):
        yield Found(None, place, one.kind, one.kind.shuts, one_line(text[one.start : one.end]), at)


def _on_page(here: Gate, page_id: str, reading: Reading) -> Iterator[Found]:
    text = reading.text()
    for at, one in enumerate(here.findings(text)):
        spots = tuple(tuple(box) for box in reading.spots(one.start, one.end))
        yield Found(page_id, "", one.kind, one.kind.shuts, one_line(text[one.start : one.end]), at, spots)


def _readings(session: Session, exhibition_id: str) -> Mapping[str, Reading]:
    """What can be read on the kept pages, by page in their order."""
    rows = sa.select(ExhibitPage.id, ExhibitWords.packed).join(
        ExhibitWords, ExhibitWords.page_id == ExhibitPage.id
    )
    own = rows.where(ExhibitPage.exhibition_id == exhibition_id, ExhibitPage.kept)
    return {
        page_id: unpacked(packed) for page_id, packed in session.execute(own.order_by(ExhibitPage.position))
    }


def look_again(session: Session, season_id: str) -> int:
    """Look through every exhibit whose people or units are called otherwise by now; how many that were."""
    known = identities_of(session, eligible_ids(session, season_id))
    rows = session.execute(_exhibitions(season_id).add_columns(Entry))
    waiting = [(one, entry) for one, entry in rows if one.gate_stamp != stamp_of(known[entry.id])]
    for exhibition, entry in waiting:
        look_through(session, entry, exhibition, known[entry.id])
    return len(waiting)


def unread(session: Session, stamps: Mapping[str, str]) -> int:
    """How many exhibits, given the gate's stamp by entry, it has not looked through since somebody was called otherwise."""
    known = identities_of(session, list(stamps)) if stamps else {}
    return sum(stamp != stamp_of(known[entry_id]) for entry_id, stamp in stamps.items())


def _exhibitions(season_id: str) -> sa.Select[Any]:
    own = sa.select(Exhibition).join(Entry, Entry.id == Exhibition.entry_id)
    return own.where(Entry.season_id == season_id, Entry.state == EntryState.ELIGIBLE, up_to_date())


def shut() -> sa.ColumnElement[bool]:
    """Whether a finding keeps its exhibit shut."""
    return sa.and_(ExhibitFinding.shuts, ExhibitFinding.cleared_at.is_(None))


def holds_shut(exhibition_id: Any) -> sa.ColumnElement[bool]:
    """Whether a finding keeps this exhibit shut."""
    return sa.and_(ExhibitFinding.exhibition_id == exhibition_id, shut())


def still_shut(session: Session, exhibition_id: str) -> int:
    """How many findings keep one exhibit shut."""
    own = sa.select(sa.func.count()).select_from(ExhibitFinding)
    return session.scalars(own.where(ExhibitFinding.exhibition_id == exhibition_id, shut())).one()


def clear_finding(
    session: Session, entry: Entry, finding_id: str, reason: str, *, seen: str, by: Actor, at: datetime
) -> Outcome[ExhibitFinding]:
    """A person's word that this is "không phải tên của người dự thi", with the reason."""
    if is_sealed(session, entry.season_id):
        return because(SEALED)
    own = sa.select(ExhibitFinding).join(Exhibition, Exhibition.id == ExhibitFinding.exhibition_id)
    asked = own.where(ExhibitFinding.id == finding_id, Exhibition.entry_id == entry.id)
    found = session.scalar(asked.with_for_update(of=ExhibitFinding))
    if stale(session, entry, seen):
        return because(STALE)
    if found is None or found.cleared_at is not None:
        return because(GONE)
    if len(one_line(reason)) < LEAST_REASON:
        return because(NO_REASON, "reason")
    found.cleared_by, found.cleared_at, found.reason = by.account_id, at, one_line(reason)
    record(session, "exhibit.clear", entry.id, scope=entry.organiser_id, by=by, at=at, kind=found.kind.value)
    session.flush()
    return Done(found)
