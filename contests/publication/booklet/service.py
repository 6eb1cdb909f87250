"""Asking for a booklet, and the job that draws it: streamed into the store, twice is once."""

import tempfile
from datetime import datetime
from io import BytesIO
from typing import Any

import sqlalchemy as sa
from PIL import Image
from sqlalchemy.orm import Session

from contests.awards.release import released
from contests.envelopes.exhibit_state import PIECES
from contests.kernel import jobs
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.clock import now, today
from contests.kernel.documents.pdf import Picture
from contests.kernel.errors import Done, Outcome, because
from contests.kernel.jobs import Work
from contests.kernel.storage import Storage, StorageFault
from contests.kernel.text import N_, nfc
from contests.people.outside import hand_out
from contests.people.terms import Handed
from contests.publication.booklet.drawing import Pictures, draw
from contests.publication.booklet.facts import Plate
from contests.publication.booklet.model import Booklet
from contests.publication.booklet.queries import booklet_facts, booklet_of
from contests.seasons.model import Season

JOB = "booklet"
TITLE = N_("Lập kỷ yếu")
NOT_OUT = N_("Kỷ yếu chỉ lập được khi kết quả đã quyết định và được phép đưa ra ngoài.")
EVERY = 10
"""Works between two signs of life."""
_MOST_PIXELS = 1100


def ask_for_booklet(
    session: Session, season: Season, foreword: str, signer: str, *, demo: bool, by: Actor, at: datetime
) -> Outcome[Booklet]:
    """Have the booklet drawn with this foreword from the data and consents as they stand; asked again, it is drawn anew."""
    session.scalar(sa.select(Season.id).where(Season.id == season.id).with_for_update())
    if not released(session, season.id):
        return because(NOT_OUT)
    booklet = booklet_of(session, season.id) or Booklet(season_id=season.id)
    booklet.foreword, booklet.signer, booklet.demo = nfc(foreword), nfc(signer), demo
    booklet.asked_at, booklet.asked_by = at, by.account_id
    session.add(booklet)
    session.flush()
    booklet.job_id = jobs.ask(
        session, JOB, TITLE, key=f"{JOB}:{booklet.id}:{at.isoformat()}", scope=season.organiser_id, by=by, at=at,
        booklet=booklet.id, season=season.id,
    ).id  # fmt: skip
    record(session, "publication.booklet", season.id, scope=season.organiser_id, by=by, at=at)
    return Done(booklet)


def area_of(organiser_id: str) -> str:
    """Where an organiser's drawn papers lie."""
    return f"{organiser_id}/papers"


def draw_booklet(work: Work) -> dict[str, Any]:
    """The job: the whole file, page by page; the same data have the same bytes and so the same key."""
    booklet_id = str(work.args["booklet"])
    with work.transactions.reading() as session:
        booklet = session.get_one(Booklet, booklet_id)
        season = session.get_one(Season, booklet.season_id)
        facts = booklet_facts(session, season, booklet, today(now()))
        area = area_of(season.organiser_id)

    def told(done: int, total: int) -> None:
        if done % EVERY == 0 or done == total:
            work.progress(done, total)

    with tempfile.TemporaryFile() as file:
        pages = draw(facts, pictures_from(work.storage), file, told)
        file.seek(0)
        stored = work.storage.put(file, area=area)
    work.transactions.do(lambda session: _note(session, booklet_id, stored.sha256, work.by))
    return {"works": len(facts.works), "pages": pages, "size": stored.size}


def _note(session: Session, booklet_id: str, sha256: str, by: Actor) -> None:
    """From here on the office has a file with names: it is listed with what a withdrawn consent no longer reaches."""
    booklet, at = session.get_one(Booklet, booklet_id), now()
    booklet.sha256, booklet.drawn_at = sha256, at
    season = session.get_one(Season, booklet.season_id)
    title = f"Kỷ yếu {season.title}"
    hand_out(session, season.organiser_id, season.id, Handed.BOOKLET, title, sha256, by=by, at=at)


def pictures_from(storage: Storage) -> Pictures:
    """Plates as small JPEGs, encoded anew so that nothing but pixels comes along; a lost one leaves its frame empty."""

    def picture(plate: Plate) -> Picture | None:
        try:
            return _encoded(f"P{plate.sha256[:16]}", storage.read(plate.sha256, area=PIECES))
        except (StorageFault, OSError):
            return None

    return picture


def _encoded(name: str, content: bytes) -> Picture:
    with Image.open(BytesIO(content)) as opened:
        image = opened.convert("RGB")
    image.thumbnail((_MOST_PIXELS, _MOST_PIXELS))
    out = BytesIO()
    image.save(out, "JPEG", quality=82)
    return Picture(name, out.getvalue(), image.width, image.height)
