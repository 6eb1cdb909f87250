"""From a dossier to what judges see: pages drawn anew, looked at by a person, one by one."""

import hashlib
import io
import json
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from contests.entries.model import DossierFile, DossierVersion, Entry
from contests.entries.terms import EntryState
from contests.envelopes.asked import ask_once
from contests.envelopes.juries import locked_round
from contests.envelopes.model import Exhibition, ExhibitPage
from contests.envelopes.rendering import RENDERABLE, RenderedPage, render
from contests.envelopes.terms import RoundState
from contests.kernel import jobs
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.clock import now
from contests.kernel.errors import STALE, Done, Outcome, Reason, because
from contests.kernel.storage import Storage, StorageFault, Stored
from contests.kernel.text import N_
from contests.seasons.model import DossierItem, Season

T = TypeVar("T")
JOB = "exhibits"
PIECES = "pieces"
SIGN_OF_LIFE = 10.0
AT_ONCE = 2
"""How many dossiers are drawn beside each other; each is drawn in a process of its own."""
SEALED = N_("Vòng chấm đã đánh phách nên bản chấm không thay đổi được nữa.")
LOST = N_("Tệp gốc trong kho lưu trữ bị thiếu hoặc đã hỏng.")
HEADINGS = (
    ("summary", N_("Tóm tắt")),
    ("novelty", N_("Tính mới, tính sáng tạo")),
    ("application", N_("Khả năng áp dụng")),
    ("effect", N_("Hiệu quả")),
)
"""The neutral passages of an entry and what judges read above them."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the dossier that judges get a drawn copy of."""

    sha256: str
    media_type: str


def up_to_date() -> sa.ColumnElement[bool]:
    """Whether an exhibition was drawn from the entry's latest frozen dossier."""
    drawn, later = aliased(DossierVersion), aliased(DossierVersion)
    newer = sa.exists().where(later.entry_id == drawn.entry_id, later.number > drawn.number)
    return sa.exists().where(drawn.id == Exhibition.version_id, ~newer)


def neutral_text(entry: Entry) -> dict[str, str]:
    """The passages that go to the judges, by heading; none that is empty."""
    return {heading: getattr(entry, name) for name, heading in HEADINGS if getattr(entry, name)}


def ask_for_exhibits(session: Session, season: Season, *, by: Actor, at: datetime) -> Outcome[jobs.Job]:
    """Ask for the pages of every eligible entry that has none of its latest dossier yet."""
    session.execute(sa.select(Season.id).where(Season.id == season.id).with_for_update())
    if _sealed(session, season.id):
        return because(SEALED)
    return Done(ask_once(session, season, JOB, N_("Lập bản chấm"), season.id, by=by, at=at))


def render_exhibits(work: jobs.Work) -> dict[str, Any]:
    """The job: draw what is missing, an entry at a time. Twice is once: what is drawn is not drawn again.

    The result names the entries that could not be drawn, each with the reason; the others go on.
    """
    season_id = str(work.args["season"])
    with work.transactions.reading() as session:
        waiting = _unrendered(session, season_id)
    faults: dict[str, str] = {}
    pool = ThreadPoolExecutor(AT_ONCE)
    try:
        drawn = {entry_id: pool.submit(_render_one, work, entry_id) for entry_id in waiting}
        for count, (entry_id, future) in enumerate(drawn.items()):
            fault = awaited(future, partial(work.progress, count, len(waiting)))
            work.progress(count + 1, len(waiting))
            if fault is not None:
                faults[entry_id] = str(fault)
    finally:
        pool.shutdown(cancel_futures=True)
    return {"rendered": len(waiting) - len(faults), "failed": len(faults), "faults": faults}


def awaited(future: Future[T], beat: Callable[[], None], every: float = SIGN_OF_LIFE) -> T:
    """What the future gives; until then `beat` is called every so many seconds, and may end the waiting by raising."""
    while not wait([future], timeout=every).done:
        beat()
    return future.result()


def _unrendered(session: Session, season_id: str) -> Sequence[str]:
    has = sa.exists().where(Exhibition.entry_id == Entry.id, up_to_date())
    eligible = sa.select(Entry.id).where(
        Entry.season_id == season_id, Entry.state == EntryState.ELIGIBLE, ~has
    )
    return session.scalars(eligible.order_by(Entry.id)).all()


def _render_one(work: jobs.Work, entry_id: str) -> Reason | None:
    with work.transactions.reading() as session:
        area = f"{session.get_one(Entry, entry_id).organiser_id}/originals"
        version_id = _latest_version(session, entry_id)
        sources = _sources(session, entry_id)
    drawn: list[tuple[RenderedPage, Stored]] = []
    for source in sources:
        pages = _drawn(work.storage, source, area)
        if isinstance(pages, Reason):
            return pages
        drawn += [(page, _keep(work.storage, page)) for page in pages]
    work.transactions.do(lambda session: _note(session, entry_id, version_id, drawn))
    return None


def _latest_version(session: Session, entry_id: str) -> str:
    own = sa.select(DossierVersion.id).where(DossierVersion.entry_id == entry_id)
    return session.scalars(own.order_by(DossierVersion.number.desc()).limit(1)).one()


def _drawn(storage: Storage, source: Source, area: str) -> tuple[RenderedPage, ...] | Reason:
    try:
        return render(storage.read(source.sha256, area=area), source.media_type)
    except StorageFault:
        return Reason(LOST)


def _sources(session: Session, entry_id: str) -> list[Source]:
    files = sa.select(DossierFile.sha256, DossierFile.media_type).join(
        DossierItem, DossierItem.id == DossierFile.item_id
    )
    shown = files.where(
        DossierFile.entry_id == entry_id, DossierFile.removed_at.is_(None), DossierItem.to_judges
    )
    rows = session.execute(shown.order_by(DossierItem.position, DossierFile.uploaded_at, DossierFile.id))
    return [Source(sha256, kind) for sha256, kind in rows if kind in RENDERABLE]


def _keep(storage: Storage, page: RenderedPage) -> Stored:
    return storage.put(io.BytesIO(page.content), area=PIECES)


def _note(session: Session, entry_id: str, version_id: str, drawn: list[tuple[RenderedPage, Stored]]) -> None:
    """Put the drawn pages in place of what was drawn from an earlier dossier; nothing once the round is sealed."""
    own = sa.select(Entry.season_id).where(Entry.id == entry_id)
    if _sealed(session, session.scalars(own).one()):
        return
    session.execute(own.with_for_update())
    former = session.scalar(sa.select(Exhibition).where(Exhibition.entry_id == entry_id))
    if former is not None and former.version_id == version_id:
        return
    if former is not None:
        session.execute(sa.delete(ExhibitPage).where(ExhibitPage.exhibition_id == former.id))
        session.delete(former)
        session.flush()
    made = Exhibition(entry_id=entry_id, version_id=version_id, rendered_at=now())
    session.add(made)
    session.flush()
    session.add_all(_page(made.id, place, page, kept) for place, (page, kept) in enumerate(drawn))


def _page(exhibition_id: str, position: int, page: RenderedPage, kept: Stored) -> ExhibitPage:
    return ExhibitPage(
        exhibition_id=exhibition_id,
        position=position,
        sha256=kept.sha256,
        media_type=page.media_type,
        width=page.width,
        height=page.height,
    )


def keep_page(
    session: Session, entry: Entry, page_id: str, kept: bool, *, by: Actor, at: datetime
) -> Outcome[ExhibitPage]:
    """Give a page to the judges or drop it (a cover with names); who looked before has to look again."""
    if _sealed(session, entry.season_id):
        return because(SEALED)
    own = sa.select(ExhibitPage, Exhibition).join(Exhibition, Exhibition.id == ExhibitPage.exhibition_id)
    asked = own.where(ExhibitPage.id == page_id, Exhibition.entry_id == entry.id)
    row = session.execute(asked.with_for_update(of=Exhibition)).first()
    if row is None:
        return because(N_("Không tìm thấy trang này trong bản chấm."))
    page, exhibition = row
    page.kept, exhibition.looked_by, exhibition.looked_at = kept, None, None
    verb = "exhibit.keep" if kept else "exhibit.drop"
    record(session, verb, entry.id, scope=entry.organiser_id, by=by, at=at, page=page.position)
    return Done(page)


def stamp(session: Session, entry: Entry) -> str:
    """What a person who looks at an exhibit sees, as a hash: text, pages, which of them are kept."""
    own = sa.select(ExhibitPage.id, ExhibitPage.kept).join(
        Exhibition, Exhibition.id == ExhibitPage.exhibition_id
    )
    pages = session.execute(own.where(Exhibition.entry_id == entry.id).order_by(ExhibitPage.position))
    seen = [entry.title, neutral_text(entry), [tuple(page) for page in pages]]
    return hashlib.sha256(json.dumps(seen, ensure_ascii=False).encode()).hexdigest()


def looked(
    session: Session, entry: Entry, *, by: Actor, at: datetime, seen: str | None = None
) -> Outcome[Exhibition]:
    """Note that a person saw every kept page and the text: "đã xem, không lộ danh tính".

    `seen` is the `stamp` of what was on the page; another one by now is refused as stale.
    """
    if _sealed(session, entry.season_id):
        return because(SEALED)
    own = sa.select(Exhibition).where(Exhibition.entry_id == entry.id, up_to_date())
    exhibition = session.scalar(own.with_for_update())
    if exhibition is None:
        return because(N_("Hồ sơ này chưa lập bản chấm."))
    if seen is not None and seen != stamp(session, entry):
        return because(STALE)
    exhibition.looked_by, exhibition.looked_at = by.account_id, at
    record(session, "exhibit.looked", entry.id, scope=entry.organiser_id, by=by, at=at)
    return Done(exhibition)


def _sealed(session: Session, season_id: str) -> bool:
    """Whether the round is sealed; it is held, so that it is not sealed meanwhile."""
    round_ = locked_round(session, season_id)
    return round_ is not None and round_.state is not RoundState.PREPARED
