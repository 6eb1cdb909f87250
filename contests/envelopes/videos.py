"""Videos of a dossier: kept from the judges of a blind round unless a person releases them, and never as they came."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.model import Entry
from contests.entries.terms import EntryState
from contests.envelopes import converting
from contests.envelopes.asked import ask_once
from contests.envelopes.exhibit_state import JOB, SEALED, is_sealed, stale, unlook, up_to_date
from contests.envelopes.model import Exhibition
from contests.envelopes.redaction_model import ExhibitVideo
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import STALE, Done, Outcome, because
from contests.kernel.text import N_
from contests.seasons.model import Season

NO_VIDEO = N_("Không tìm thấy video này trong bản chấm.")


def release_video(
    session: Session, entry: Entry, video_id: str, released: bool, *, seen: str, by: Actor, at: datetime
) -> Outcome[ExhibitVideo]:
    """Let judges have a video, on the word of who watched it, or keep it from them; released ones are then stripped."""
    if is_sealed(session, entry.season_id):
        return because(SEALED)
    own = sa.select(ExhibitVideo, Exhibition).join(Exhibition, Exhibition.id == ExhibitVideo.exhibition_id)
    asked = own.where(ExhibitVideo.id == video_id, Exhibition.entry_id == entry.id)
    row = session.execute(asked.with_for_update(of=Exhibition)).first()
    if row is None:
        return because(NO_VIDEO)
    if stale(session, entry, seen):
        return because(STALE)
    video, exhibition = row
    video.released_by, video.released_at = (by.account_id, at) if released else (None, None)
    unlook(exhibition)
    verb = "exhibit.release" if released else "exhibit.withhold"
    record(session, verb, entry.id, scope=entry.organiser_id, by=by, at=at, video=video.position + 1)
    if released and video.sha256 is None:
        season = session.get_one(Season, entry.season_id)
        ask_once(session, season, JOB, N_("Lập bản chấm"), season.id, by=by, at=at)
    return Done(video)


def unstripped(session: Session, season_id: str) -> int:
    """How many released videos still wait to be stripped; none where this machine cannot strip them at all."""
    return session.scalars(waiting(season_id)).one()


def waiting(season_id: str) -> sa.Select[int]:
    """The question that `unstripped` asks."""
    own = (
        sa.select(sa.func.count(ExhibitVideo.id))
        .join(Exhibition, Exhibition.id == ExhibitVideo.exhibition_id)
        .join(Entry, Entry.id == Exhibition.entry_id)
        .where(Entry.season_id == season_id, Entry.state == EntryState.ELIGIBLE, up_to_date())
    )
    left = own.where(ExhibitVideo.released_at.is_not(None), ExhibitVideo.sha256.is_(None))
    return left if converting.strips_videos() else left.where(sa.false())
