"""The papers of a finished season: a draft that waits for its number, a signed decision with its scan, the booklet."""

from io import BytesIO

from sqlalchemy.orm import Session

from contests.decisions import drafting
from contests.decisions.scanning import ScanFacts, bind_scan
from contests.decisions.terms import DecisionKind
from contests.kernel.documents import official
from contests.kernel.sessions import value_of
from contests.publication.booklet.service import ask_for_booklet
from contests.reports.paper_queries import papers_of, season_decision
from contests.reports.paper_words import first_words
from contests.reports.paperwork import Papers, area_of, compose, kept
from contests.seasons.model import Season
from workers.demo.calendars import hour
from workers.demo.cast import HEAD, Act
from workers.demo.documents import FICTION
from workers.demo.nested import run
from workers.demo.people import secretary
from workers.demo.scene import Scene
from workers.demo.steps import Notes, Step, after_job, once

FOREWORD = (
    "Kỷ yếu này giới thiệu các giải pháp đạt giải của {title}: mỗi giải pháp một trang, theo thứ tự hạng giải.\n"
    "Ban Tổ chức trân trọng cảm ơn các tác giả, các đơn vị và Hội đồng giám khảo đã góp phần làm nên kết quả của cuộc thi."
)
PAGES = 3


def steps(scene: Scene, act: Act) -> list[Step]:
    """What the office does with paper after the ceremony."""
    return [
        once(f"{act.key}/drafted", _draft, scene, act),
        once(f"{act.key}/scanned", _scan, scene, act),
        once(f"{act.key}/booklet", _booklet, scene, act),
        after_job(f"{act.key}/bound", lambda: run(scene.work, scene.done[f"{act.key}/booklet"]["job"])),
    ]


def _composed(session: Session, season: Season, act: Act, kind: DecisionKind) -> Papers:
    words = first_words(session, season, kind)
    return value_of(compose(session, season, kind, words, act.calendar.ceremony.year, demo=True))


def _draft(session: Session, scene: Scene, act: Act) -> None:
    """The submission to the province, composed and not yet signed."""
    season, kind = scene.season(session, act), DecisionKind.SUBMISSION
    files = kept(scene.work.storage, season.organiser_id, _composed(session, season, act, kind))
    words, at = first_words(session, season, kind), hour(act.calendar.ceremony, 10)
    made = drafting.draft(
        session, season.organiser_id, season.id, kind, words, files, by=secretary(session), at=at
    )
    value_of(made)


def _scan(session: Session, scene: Scene, act: Act) -> None:
    """The decision on awards with a file in its scan's place: the composed paper, marked as sample data."""
    season = scene.season(session, act)
    (row, *_) = papers_of(session, season.id)[DecisionKind.AWARDS]
    decision = season_decision(session, season.id, row.decision_id or "")
    if decision is None:
        raise LookupError(act.key)
    content = official.to_bytes(*_composed(session, season, act, DecisionKind.AWARDS))
    stored = scene.work.storage.put(BytesIO(content), area=area_of(season.organiser_id))
    facts = ScanFacts(stored.sha256, "quyết định trao giải.pdf", stored.size, PAGES)
    at = hour(act.calendar.ceremony, 11)
    value_of(bind_scan(session, decision, facts, by=secretary(session), at=at))


def _booklet(session: Session, scene: Scene, act: Act) -> Notes:
    season, signer = scene.season(session, act), f"TRƯỞNG BAN TỔ CHỨC\n{scene.script.accounts[HEAD].name}"
    at = hour(act.calendar.ceremony, 14)
    booklet = value_of(
        ask_for_booklet(
            session,
            season,
            f"{FOREWORD.format(title=act.title)} {FICTION}",
            signer,
            demo=True,
            by=secretary(session),
            at=at,
        )
    )
    return {"job": booklet.job_id or ""}
