"""The exhibit of an entry: which pages judges get, and a person's word that nothing in it tells who made the work."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.model import Entry
from contests.envelopes.asked import ask_once
from contests.envelopes.exhibit_state import JOB, NO_PAGE, NOT_DRAWN, SEALED, held, is_sealed, stale, unlook
from contests.envelopes.gatekeeping import look_through, still_shut
from contests.envelopes.model import Exhibition, ExhibitPage
from contests.envelopes.openness import is_blind
from contests.kernel import jobs
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import STALE, Done, Outcome, because
from contests.kernel.text import N_
from contests.seasons.model import Season

SHUT = N_("Còn %(count)s chỗ có thể lộ danh tính. Đề nghị bôi đen, thay chữ hoặc ghi rõ vì sao không phải.")


def ask_for_exhibits(session: Session, season: Season, *, by: Actor, at: datetime) -> Outcome[jobs.Job]:
    """Ask for the pages of every eligible entry that has none of its latest dossier yet."""
    session.execute(sa.select(Season.id).where(Season.id == season.id).with_for_update())
    if is_sealed(session, season.id):
        return because(SEALED)
    return Done(ask_once(session, season, JOB, N_("Lập bản chấm"), season.id, by=by, at=at))


def keep_page(
    session: Session, entry: Entry, page_id: str, kept: bool, *, by: Actor, at: datetime
) -> Outcome[ExhibitPage]:
    """Give a page to the judges or drop it (a cover with names); who looked before has to look again."""
    if is_sealed(session, entry.season_id):
        return because(SEALED)
    own = sa.select(ExhibitPage, Exhibition).join(Exhibition, Exhibition.id == ExhibitPage.exhibition_id)
    asked = own.where(ExhibitPage.id == page_id, Exhibition.entry_id == entry.id)
    row = session.execute(asked.with_for_update(of=Exhibition)).first()
    if row is None:
        return because(NO_PAGE)
    page, exhibition = row
    page.kept = kept
    unlook(exhibition)
    session.flush()
    look_through(session, entry, exhibition)
    verb = "exhibit.keep" if kept else "exhibit.drop"
    record(session, verb, entry.id, scope=entry.organiser_id, by=by, at=at, page=page.position)
    return Done(page)


def looked(
    session: Session, entry: Entry, *, by: Actor, at: datetime, seen: str | None = None
) -> Outcome[Exhibition]:
    """Note that a person saw every kept page and the text: "đã xem, không lộ danh tính".

    `seen` is the `stamp` of what was on the page; another one by now is refused as stale.
    """
    if is_sealed(session, entry.season_id):
        return because(SEALED)
    exhibition = held(session, entry)
    if exhibition is None:
        return because(NOT_DRAWN)
    if seen is not None and stale(session, entry, seen):
        return because(STALE)
    if is_blind(session, entry.season_id) and (open_ := still_shut(session, exhibition.id)):
        return because(SHUT, count=open_)
    exhibition.looked_by, exhibition.looked_at = by.account_id, at
    record(session, "exhibit.looked", entry.id, scope=entry.organiser_id, by=by, at=at)
    return Done(exhibition)
