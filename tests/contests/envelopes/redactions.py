"""Dossiers whose papers say who made the work, drawn by the job as a season's are."""

import io
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.model import Entry
from contests.envelopes import service
from contests.envelopes.model import Exhibition, ExhibitPage
from contests.envelopes.redaction_model import ExhibitFinding
from contests.kernel import jobs
from contests.kernel.documents.faces import Face
from contests.kernel.documents.pages import Pages
from contests.kernel.documents.pdf import PdfFile
from contests.kernel.errors import Refused
from contests.kernel.sessions import value_of
from contests.kernel.web.runtime import Runtime
from contests.seasons.model import DossierItem
from tests.factories import NAMES, make_file
from tests.factories_envelopes import Scene, declare, make_scene, name_officer, prepare
from workers.tasks import FUNCTIONS

AUTHOR = NAMES[0]
TELLING = (
    "Bản thuyết minh máy tưới rau tự động dùng cảm biến độ ẩm đất.",
    f"Người thực hiện: {AUTHOR}, điện thoại 0912 345 678.",
    "Nguyên liệu gồm ống nhựa, van điện từ và bộ điều khiển.",
)


def paper(lines: Sequence[str] = TELLING) -> bytes:
    """A PDF of one page that says these lines."""
    pdf = PdfFile(out := io.BytesIO(), title="Bản thuyết minh")
    pages = Pages(pdf)
    for line in lines:
        pages.text(line, Face.TINOS, 14)
    pages.close()
    pdf.close()
    return out.getvalue()


def put(
    session: Session, runtime: Runtime, scene: Scene, content: bytes, media_type="application/pdf", entry=0
):
    """One more file of the item that judges get."""
    kept = runtime.storage.put(io.BytesIO(content), area=f"{scene.organiser.id}/originals")
    item = session.query(DossierItem).filter_by(season_id=scene.season.id, code="TM").one()
    row = make_file(session, scene.entries[entry], item, kept.sha256, len(content))
    row.media_type = media_type
    session.flush()
    return row


def settled(session: Session, count: int = 1) -> Scene:
    """A season with its jury, of which only the exhibits are not there yet."""
    scene = prepare(session, make_scene(session, count=count))
    name_officer(session, scene)
    for one in scene.judges:
        declare(session, one)
    return scene


def telling(runtime: Runtime, *, count: int = 1, text: str = "") -> Scene:
    """A season of which the first dossier names its author on its page, drawn and looked through by the gate."""

    def fill(session: Session) -> Scene:
        scene = settled(session, count)
        put(session, runtime, scene, paper())
        if text:
            scene.entries[0].summary = text
        return scene

    scene = runtime.main.do(fill)
    run_job(runtime, scene)
    return scene


def run_job(runtime: Runtime, scene: Scene) -> jobs.Job:
    """The job that draws what is missing."""
    asked = value_of(runtime.main.act(lambda s: service.ask_for_exhibits(s, scene.season, **scene.by())))
    assert jobs.run(asked.id, FUNCTIONS, runtime.main, runtime.storage)
    with runtime.main.reading() as session:
        return session.get_one(jobs.Job, asked.id)


def page_of(session: Session, scene: Scene, entry: int = 0) -> ExhibitPage:
    own = sa.select(ExhibitPage).join(Exhibition, Exhibition.id == ExhibitPage.exhibition_id)
    return session.scalars(own.where(Exhibition.entry_id == scene.entries[entry].id)).one()


def findings(session: Session, scene: Scene, entry: int = 0) -> list[ExhibitFinding]:
    own = sa.select(ExhibitFinding).join(Exhibition, Exhibition.id == ExhibitFinding.exhibition_id)
    on_page = sa.case((ExhibitFinding.page_id.is_(None), 0), else_=1)
    mine = own.where(Exhibition.entry_id == scene.entries[entry].id, ExhibitFinding.shuts)
    return list(session.scalars(mine.order_by(on_page, ExhibitFinding.position)))


def said(outcome) -> list[str]:
    assert isinstance(outcome, Refused)
    return [str(reason) for reason in outcome.reasons]


def entry_of(session: Session, scene: Scene, at: int = 0) -> Entry:
    return session.get_one(Entry, scene.entries[at].id)


def stamped(session: Session, scene: Scene) -> dict:
    return {"seen": service.stamp(session, entry_of(session, scene)), **scene.by()}
