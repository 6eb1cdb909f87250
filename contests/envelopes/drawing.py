"""The job that makes exhibits: files drawn anew, read, looked through by the gate; an entry at a time."""

import io
import shutil
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.model import DossierFile, DossierVersion, Entry
from contests.entries.terms import EntryState
from contests.envelopes import converting, gatekeeping, machine_reading
from contests.envelopes.exhibit_state import CONVERTED, LOST, PIECES, area_of, is_sealed, up_to_date
from contests.envelopes.gate.reading import Reading
from contests.envelopes.model import Exhibition, ExhibitPage
from contests.envelopes.redaction_model import ExhibitFinding, ExhibitSubstitute, ExhibitVideo, ExhibitWords
from contests.envelopes.rendering import RENDERABLE, RenderedPage, render
from contests.envelopes.terms import ReadBy
from contests.kernel import jobs
from contests.kernel.clock import now
from contests.kernel.errors import Reason
from contests.kernel.storage import Storage, StorageFault
from contests.seasons.model import DossierItem

T = TypeVar("T")
SIGN_OF_LIFE = 10.0
AT_ONCE = 2
"""How many dossiers are drawn beside each other; each is drawn in a process of its own."""
PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the dossier that judges may get a copy of; `substitute` is the PDF that the office put in its place."""

    file_id: str
    sha256: str
    media_type: str
    name: str
    substitute: str | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as it was drawn and kept: what it was drawn from, and what is written on it."""

    page: RenderedPage
    sha256: str
    source: str
    source_type: str
    area: str
    number: int
    reading: Reading | None
    read_by: ReadBy


def render_exhibits(work: jobs.Work) -> dict[str, Any]:
    """The job: draw what is missing, an entry at a time. Twice is once: what is drawn is not drawn again.

    The result names the entries that could not be drawn, each with the reason; the others go on. In the end the gate
    looks again where a name has changed, and videos that were released are stripped.
    """
    season_id = str(work.args["season"])
    with work.transactions.reading() as session:
        waiting = _unrendered(session, season_id)
    reads = machine_reading.reads()
    faults: dict[str, str] = {}
    pool = ThreadPoolExecutor(AT_ONCE)
    try:
        drawn = {entry_id: pool.submit(_render_one, work, entry_id, reads) for entry_id in waiting}
        for count, (entry_id, future) in enumerate(drawn.items()):
            fault = awaited(future, partial(work.progress, count, len(waiting)))
            work.progress(count + 1, len(waiting))
            if fault is not None:
                faults[entry_id] = str(fault)
    finally:
        pool.shutdown(cancel_futures=True)
    work.transactions.do(lambda session: gatekeeping.look_again(session, season_id))
    _strip_videos(work, season_id)
    return {"rendered": len(waiting) - len(faults), "failed": len(faults), "faults": faults}


def awaited(future: Future[T], beat: Callable[[], None]) -> T:
    """What the future gives; until then `beat` is called every so many seconds, and may end the waiting by raising."""
    while not wait([future], timeout=SIGN_OF_LIFE).done:
        beat()
    return future.result()


def _unrendered(session: Session, season_id: str) -> Sequence[str]:
    has = sa.exists().where(Exhibition.entry_id == Entry.id, up_to_date())
    eligible = sa.select(Entry.id).where(
        Entry.season_id == season_id, Entry.state == EntryState.ELIGIBLE, ~has
    )
    return session.scalars(eligible.order_by(Entry.id)).all()


def _render_one(work: jobs.Work, entry_id: str, reads: bool) -> Reason | None:
    with work.transactions.reading() as session:
        organiser_id = session.get_one(Entry, entry_id).organiser_id
        version_id = _latest_version(session, entry_id)
        sources = sources_of(session, entry_id)
    drawn: list[Drawn] = []
    for source in sources:
        pages = _drawn(work.storage, source, organiser_id, reads)
        if isinstance(pages, Reason):
            return pages
        drawn += pages
    videos = [source for source in sources if source.media_type == converting.VIDEO]
    work.transactions.do(lambda session: note(session, entry_id, version_id, drawn, videos))
    return None


def _latest_version(session: Session, entry_id: str) -> str:
    own = sa.select(DossierVersion.id).where(DossierVersion.entry_id == entry_id)
    return session.scalars(own.order_by(DossierVersion.number.desc()).limit(1)).one()


def sources_of(session: Session, entry_id: str) -> list[Source]:
    """The files that judges may get something of, in the order of the items."""
    files = (
        sa.select(
            DossierFile.id,
            DossierFile.sha256,
            DossierFile.media_type,
            DossierFile.name,
            ExhibitSubstitute.sha256,
        )
        .join(DossierItem, DossierItem.id == DossierFile.item_id)
        .outerjoin(ExhibitSubstitute, ExhibitSubstitute.file_id == DossierFile.id)
    )
    shown = files.where(
        DossierFile.entry_id == entry_id, DossierFile.removed_at.is_(None), DossierItem.to_judges
    )
    rows = session.execute(shown.order_by(DossierItem.position, DossierFile.uploaded_at, DossierFile.id))
    return [Source(*row) for row in rows]


def _drawn(storage: Storage, source: Source, organiser_id: str, reads: bool) -> list[Drawn] | Reason:
    try:
        ready = _printable(storage, source, organiser_id)
        if ready is None or isinstance(ready, Reason):
            return ready or []
        sha256, media_type, area = ready
        pages = render(storage.read(sha256, area=f"{organiser_id}/{area}"), media_type)
    except StorageFault:
        return Reason(LOST)
    if isinstance(pages, Reason):
        return pages
    return [
        _kept(storage, page, (sha256, media_type, area, number), reads) for number, page in enumerate(pages)
    ]


def _printable(storage: Storage, source: Source, organiser_id: str) -> tuple[str, str, str] | Reason | None:
    """(key, type, area) of what can be drawn: the file itself, or a PDF in its place; None for what is not drawn."""
    if source.media_type in RENDERABLE:
        return source.sha256, source.media_type, "originals"
    if source.media_type != converting.DOCX:
        return None
    if source.substitute is not None:
        return source.substitute, PDF, CONVERTED
    original = storage.read(source.sha256, area=area_of(organiser_id, "originals"))
    made = converting.pdf_of(original, source.name)
    if isinstance(made, Reason):
        return made
    return storage.put(io.BytesIO(made), area=area_of(organiser_id, CONVERTED)).sha256, PDF, CONVERTED


def _kept(storage: Storage, page: RenderedPage, origin: tuple[str, str, str, int], reads: bool) -> Drawn:
    stored = storage.put(io.BytesIO(page.content), area=PIECES)
    reading, read_by = read_page(page, reads)
    return Drawn(page, stored.sha256, *origin, reading, read_by)


def read_page(page: RenderedPage, reads: bool) -> tuple[Reading | None, ReadBy]:
    """What is written on a page: by its text layer, else by the reading machine, else nobody knows."""
    if page.reading is not None:
        return page.reading, ReadBy.LAYER
    reading = machine_reading.read(page.content, page.width, page.height) if reads else None
    return reading, ReadBy.NOBODY if reading is None else ReadBy.MACHINE


def note(
    session: Session, entry_id: str, version_id: str, drawn: Sequence[Drawn], videos: Sequence[Source] = ()
) -> None:
    """Put the drawn pages in place of what was drawn from an earlier dossier; nothing once the round is sealed."""
    own = sa.select(Entry.season_id).where(Entry.id == entry_id)
    if is_sealed(session, session.scalars(own).one()):
        return
    session.execute(own.with_for_update())
    former = session.scalar(sa.select(Exhibition).where(Exhibition.entry_id == entry_id))
    if former is not None and former.version_id == version_id:
        return
    if former is not None:
        forget(session, former)
    made = Exhibition(entry_id=entry_id, version_id=version_id, rendered_at=now(), wording={})
    session.add(made)
    session.flush()
    for place, one in enumerate(drawn):
        _add_page(session, made.id, place, one)
    session.add_all(
        ExhibitVideo(exhibition_id=made.id, position=place, file_id=one.file_id, source_sha256=one.sha256)
        for place, one in enumerate(videos)
    )
    session.flush()
    gatekeeping.look_through(session, session.get_one(Entry, entry_id), made)


def forget(session: Session, exhibition: Exhibition) -> None:
    """Take an exhibit away with all that was found in it and decided about it."""
    pages = sa.select(ExhibitPage.id).where(ExhibitPage.exhibition_id == exhibition.id)
    session.execute(sa.delete(ExhibitFinding).where(ExhibitFinding.exhibition_id == exhibition.id))
    session.execute(sa.delete(ExhibitWords).where(ExhibitWords.page_id.in_(pages)))
    session.execute(sa.delete(ExhibitVideo).where(ExhibitVideo.exhibition_id == exhibition.id))
    session.execute(sa.delete(ExhibitPage).where(ExhibitPage.exhibition_id == exhibition.id))
    session.delete(exhibition)
    session.flush()


def _add_page(session: Session, exhibition_id: str, position: int, one: Drawn) -> None:
    page = ExhibitPage(
        exhibition_id=exhibition_id, position=position, sha256=one.sha256, media_type=one.page.media_type,
        width=one.page.width, height=one.page.height, source_sha256=one.source, source_type=one.source_type,
        source_area=one.area, source_page=one.number, boxes=[], read_by=one.read_by,
    )  # fmt: skip
    session.add(page)
    session.flush()
    if one.reading is not None:
        session.add(ExhibitWords(page_id=page.id, packed=one.reading.pack()))


def _strip_videos(work: jobs.Work, season_id: str) -> None:
    """Strip what was released and is not stripped yet; where ffmpeg is not installed, nothing is served."""
    with work.transactions.reading() as session:
        waiting = _released(session, season_id)
    if not converting.strips_videos():
        return
    with ThreadPoolExecutor(1) as pool:
        for count, (video_id, sha256, organiser_id) in enumerate(waiting):
            making = pool.submit(_stripped, work.storage, sha256, area_of(organiser_id, "originals"))
            made = awaited(making, partial(work.progress, count, len(waiting)))
            if made is not None:
                work.transactions.do(partial(_note_stripped, video_id=video_id, sha256=made))
            work.progress(count + 1, len(waiting))


def _released(session: Session, season_id: str) -> list[tuple[str, str, str]]:
    own = (
        sa.select(ExhibitVideo.id, ExhibitVideo.source_sha256, Entry.organiser_id)
        .join(Exhibition, Exhibition.id == ExhibitVideo.exhibition_id)
        .join(Entry, Entry.id == Exhibition.entry_id)
        .where(
            Entry.season_id == season_id, ExhibitVideo.released_at.is_not(None), ExhibitVideo.sha256.is_(None)
        )
    )
    return [(row[0], row[1], row[2]) for row in session.execute(own.order_by(ExhibitVideo.id))]


def _stripped(storage: Storage, sha256: str, area: str) -> str | None:
    with tempfile.TemporaryDirectory(prefix="video-") as place:
        original = Path(place, "original.mp4")
        with storage.open(sha256, area=area) as source, original.open("wb") as copy:
            shutil.copyfileobj(source, copy, 1 << 20)
        made = converting.stripped(original, Path(place))
        if made is None:
            return None
        with made.open("rb") as stream:
            return storage.put(stream, area=PIECES).sha256


def _note_stripped(session: Session, video_id: str, sha256: str) -> None:
    video = session.get(ExhibitVideo, video_id, with_for_update=True)
    if video is not None and video.released_at is not None:
        video.sha256 = sha256
