"""Two organisers with a life of their own, so that whoever reaches across finds something to reach for."""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

from sqlalchemy.orm import Session

from contests.decisions.model import Decision
from contests.entries.model import Author, DossierFile, DossierVersion, Entry
from contests.entries.sheets.model import EntrySheet
from contests.envelopes.conflicts.model import Conflict, ConflictOfficer
from contests.envelopes.conflicts.terms import Against, Level, Source
from contests.envelopes.gate.findings import FindingKind
from contests.envelopes.model import (
    Appointment,
    Bar,
    Envelope,
    Exhibition,
    ExhibitPage,
    OpeningPerson,
    RoundEnvelope,
)
from contests.envelopes.redaction_model import ExhibitFinding, ExhibitVideo
from contests.envelopes.terms import BarSource
from contests.kernel.access import Role
from contests.kernel.codes import new_id
from contests.kernel.jobs import Job
from contests.kernel.sessions import value_of
from contests.kernel.settings import installation
from contests.kernel.storage import Storage
from contests.people.model import Account, AccountRole
from contests.people.units.model import UnitAlias
from contests.screening.model import Verdict
from contests.screening.terms import VerdictKind
from contests.seasons.model import DossierItem, Field, Tier
from judging import service as judging
from judging.model import Judge, Panel, Seat
from judging.terms import SeatRole
from tests.contests.entries.sheets.books import book
from tests.factories import NOON, make_account, make_entry, make_unit
from tests.factories_awards import Judged, make_published
from tests.factories_certificates import certificate_ids
from tests.factories_decisions import document_ids
from tests.factories_desks import Desk, make_desks
from tests.factories_judging import OF, PIXELS, make_ready, make_round, stored_page
from tests.factories_prizes import make_prizes
from tests.factories_upward import upward_ids

PDF = b"%PDF-1.7\n% a dossier's file\n%%EOF\n"


NOT_MADE = ("correction_id", "paper_id", "finding_id", "video_id")
"""Things of which none is made here: their addresses are asked for with ids of nothing."""


@dataclass(frozen=True)
class World:
    """One organiser: an account a role, a judge's secret, and by the name it has in an address each thing's id.

    `at_desk` names the things at the judge's desk, of a round that is being judged; the season's own is over.
    `beside` is the same of another unit, author or panel of the same organiser: nearer, and as foreign.
    """

    organiser_id: str
    accounts: dict[Role, Account]
    judge_token: str
    ids: dict[str, str]
    at_desk: dict[str, str]
    beside: dict[str, str]
    desks: dict[str, Desk]
    """Judges' desks at other moments of a round, by name."""


def make_world(session: Session, storage: Storage) -> World:
    """An organiser with a published season, certificates, a round being judged, and somebody in every role."""
    judged = make_published(session, (9150, 8800, 8000, 7000))
    accounts = _accounts(session, judged)
    ids = _season_ids(session, judged, accounts[Role.SECRETARY])
    ids |= _entry_ids(session, storage, judged.entries[0], accounts)
    ids |= _jury_ids(session, judged, judged.entries[0], accounts[Role.JUDGE], accounts[Role.SECRETARY])
    ids |= upward_ids(session, storage, judged, ids) | certificate_ids(
        session, storage, judged, ids["author_id"]
    )
    ids |= document_ids(session, storage, judged, ids["decision_id"])
    _found(session, judged)
    token, pieces = _judging(session, storage)
    beside = _beside(session, storage, judged)
    desks = make_desks(session)
    ids |= {"motion_id": desks["meeting"].ids["motion_id"]}
    ids |= {name: new_id() for name in NOT_MADE}
    ids |= make_prizes(session, judged)
    ids |= _registering(session, storage, judged, accounts[Role.UNIT])
    ids["row_id"] = _opener(session, ids["season_id"], accounts[Role.HEAD])
    return World(judged.organiser.id, accounts, token, ids, pieces[0], beside | pieces[1], desks)


def _registering(session: Session, storage: Storage, judged: Judged, clerk: Account) -> dict[str, str]:
    """Another name of the school, and a sheet of entries that its clerk has sent."""
    content = BytesIO(book([["Máy ép", "Đồ dùng học tập", "Y Blăm"]], ("title", "field", "author")))
    kept = storage.put(content, area=f"{judged.organiser.id}/sheets")
    alias = UnitAlias(unit_id=judged.school.id, name="Cấp hai Ỷ La", folded="cap hai y la")
    sheet = EntrySheet(
        season_id=judged.season.id, unit_id=judged.school.id, sha256=kept.key, name="hồ sơ.xlsx",
        made_by=clerk.id, made_at=NOON,
    )  # fmt: skip
    session.add_all([alias, sheet])
    session.flush()
    return {"alias_id": alias.id, "sheet_id": sheet.id}


def _opener(session: Session, season_id: str, account: Account) -> str:
    named = OpeningPerson(
        season_id=season_id, account_id=account.id, substitute=False, named_by="tests", named_at=NOON
    )
    session.add(named)
    session.flush()
    return named.id


def _found(session: Session, judged: Judged) -> None:
    """The organiser of the first world founded the installation."""
    settings = installation(session)
    settings.founder_id = settings.founder_id or judged.organiser.id


def _accounts(session: Session, judged: Judged) -> dict[Role, Account]:
    places = {Role.UNIT: judged.school}
    return {role: make_account(session, role, places.get(role, judged.organiser)) for role in Role}


def _season_ids(session: Session, judged: Judged, account: Account) -> dict[str, str]:
    season, own = judged.season, {"season_id": judged.season.id}
    role = session.query(AccountRole).filter_by(account_id=account.id).one()
    job = Job(
        kind="certificates", title="In giấy chứng nhận", args={}, key=new_id(), scope=season.organiser_id,
        asked_by=account.id, created_at=NOON, result={},
    )  # fmt: skip
    session.add(job)
    session.flush()
    return {
        "season_id": season.id,
        "contest_id": season.contest_id,
        "organiser_id": season.organiser_id,
        "unit_id": judged.school.id,
        "account_id": account.id,
        "role_id": role.id,
        "job_id": job.id,
        "field_id": session.query(Field).filter_by(**own, code="HT").one().id,
        "item_id": session.query(DossierItem).filter_by(**own, code="TM").one().id,
        "tier_id": session.query(Tier).filter_by(**own, code="NHAT").one().id,
        "decision_id": _decision(session, season.organiser_id),
    }


def _decision(session: Session, organiser_id: str) -> str:
    return (
        session.query(Decision).filter_by(organiser_id=organiser_id).order_by(Decision.id).limit(1).one().id
    )


def _entry_ids(
    session: Session, storage: Storage, entry: Entry, accounts: dict[Role, Account]
) -> dict[str, str]:
    author = session.query(Author).filter_by(entry_id=entry.id, position=0).one()
    author.account_id = accounts[Role.AUTHOR].id
    version = session.query(DossierVersion).filter_by(entry_id=entry.id).one()
    verdict = Verdict(
        entry_id=entry.id, version_id=version.id, kind=VerdictKind.ELIGIBLE, note="", items=[],
        given_by="tests", given_at=NOON,
    )  # fmt: skip
    session.add(verdict)
    session.flush()
    return {
        "entry_id": entry.id,
        "author_id": author.id,
        "person_id": author.person_id,
        "version_id": version.id,
        "verdict_id": verdict.id,
        "file_id": (file_id := _file(session, storage, entry)),
        "page_id": (page_id := _page(session, storage, entry, version)),
        **_exhibited(session, page_id, file_id),
    }


def _file(session: Session, storage: Storage, entry: Entry) -> str:
    item = session.query(DossierItem).filter_by(season_id=entry.season_id, code="TM").one()
    kept = storage.put(BytesIO(PDF), area=f"{entry.organiser_id}/originals")
    file = DossierFile(
        entry_id=entry.id, item_id=item.id, sha256=kept.key, name="thuyết minh.pdf", media_type="application/pdf",
        size=len(PDF), pages=1, uploaded_at=NOON, uploaded_by="tests",
    )  # fmt: skip
    session.add(file)
    session.flush()
    return file.id


def _page(session: Session, storage: Storage, entry: Entry, version: DossierVersion) -> str:
    """A drawn page, kept where judges' pages and the organiser's papers are."""
    shown = Exhibition(entry_id=entry.id, version_id=version.id, rendered_at=NOON)
    session.add(shown)
    session.flush()
    areas = ("pieces", f"{entry.organiser_id}/papers", f"{entry.organiser_id}/originals")
    sha256 = {storage.put(BytesIO(PIXELS), area=area).key for area in areas}.pop()
    page = ExhibitPage(
        exhibition_id=shown.id, position=1, sha256=sha256, media_type="image/jpeg", width=992, height=1403
    )
    session.add(page)
    session.flush()
    return page.id


def _exhibited(session: Session, page_id: str, file_id: str) -> dict[str, str]:
    """What the gate found on the page, and a video beside it."""
    shown = session.get_one(ExhibitPage, page_id).exhibition_id
    found = ExhibitFinding(
        exhibition_id=shown, page_id=page_id, kind=FindingKind.PHONE, shuts=True, excerpt="0912 345 678", position=0,
        spots=[[100, 100, 500, 200]],
    )  # fmt: skip
    video = ExhibitVideo(exhibition_id=shown, position=0, file_id=file_id, source_sha256="0" * 64)
    session.add_all([found, video])
    session.flush()
    return {"finding_id": found.id, "video_id": video.id}


def _conflict(session: Session, entry: Entry, seat: Appointment, officer: Account) -> str:
    """A conflict that waits, and the one who is to look at it."""
    own = {"season_id": entry.season_id, "named_by": "tests", "named_at": NOON}
    session.add(ConflictOfficer(account_id=officer.id, substitute=False, **own))
    found = Conflict(
        entry_id=entry.id, appointment_id=seat.id, source=Source.KIN, subject="", against=Against.AUTHOR,
        level=Level.LOOK, found_at=NOON,
    )  # fmt: skip
    session.add(found)
    session.flush()
    return found.id


def _jury_ids(
    session: Session, judged: Judged, entry: Entry, account: Account, officer: Account
) -> dict[str, str]:
    """The season's own round: over, and open to the office."""
    round_id = session.query(RoundEnvelope).filter_by(season_id=judged.season.id).one().round_id
    panel = session.query(Panel).filter_by(round_id=round_id).one()
    judge = Judge(round_id=round_id, number=1, accepted_at=NOON, declared_at=NOON)
    session.add(judge)
    session.flush()
    seat = Appointment(
        season_id=judged.season.id, account_id=account.id, judge_id=judge.id, appointed_at=NOON
    )
    session.add_all([seat, Seat(panel_id=panel.id, judge_id=judge.id, role=SeatRole.MEMBER)])
    session.flush()
    kept = {"source": next(iter(BarSource)), "noted_by": "tests", "noted_at": NOON}
    bar = Bar(entry_id=entry.id, appointment_id=seat.id, **kept)
    session.add(bar)
    session.flush()
    _conflict(session, entry, seat, officer)
    piece_id = session.query(Envelope).filter_by(entry_id=entry.id).one().piece_id
    return {
        "appointment_id": seat.id,
        "bar_id": bar.id,
        "judge_id": judge.id,
        "panel_id": panel.id,
        "piece_id": piece_id,
        "round_id": round_id,
    }


def _judging(session: Session, storage: Storage) -> tuple[str, tuple[dict[str, str], dict[str, str]]]:
    """A judge at work on one panel, and a piece of another panel of the same round."""
    shown = (judging.Exhibit("Máy tưới rau", "HT", "Đồ dùng dành cho học tập", {}, (stored_page(storage),)),)
    made = make_round(session, exhibits=shown)
    other = value_of(judging.add_panel(session, made.round_id, "Tổ Phần mềm", ("PM",), **OF))
    stranger = value_of(judging.add_judge(session, made.round_id, **OF))
    value_of(judging.seat(session, other.id, stranger, judging.SeatRole.MEMBER, **OF))
    make_ready(session, stranger)
    exhibit = judging.Exhibit("Phần mềm đố vui", "PM", "Phần mềm tin học", {}, (stored_page(storage),))
    theirs = value_of(judging.admit(session, made.round_id, [exhibit], **OF))[0]
    token = judging.open_session(session, made.judges[0], expires_at=NOON + timedelta(days=1))
    return token, ({"piece_id": made.pieces[0].piece_id}, {"piece_id": theirs.piece_id})


def _beside(session: Session, storage: Storage, judged: Judged) -> dict[str, str]:
    school = make_unit(session, organiser=judged.organiser)
    entry = make_entry(session, judged.season, school)
    nobody = {role: make_account(session, role, school) for role in (Role.UNIT, Role.AUTHOR)}
    return {"unit_id": school.id, **_entry_ids(session, storage, entry, nobody)}
