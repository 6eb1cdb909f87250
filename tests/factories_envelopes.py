"""A season on its way through the round of judging: entries that passed, juries, exhibits, sheets, results."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.model import DossierVersion, Entry
from contests.entries.terms import EntryState
from contests.envelopes import rules
from contests.envelopes import service as envelopes
from contests.envelopes.gatekeeping import look_through
from contests.envelopes.model import Appointment, Exhibition, ExhibitPage
from contests.kernel.access import Actor, Role
from contests.kernel.clock import now
from contests.kernel.sessions import value_of
from contests.kernel.storage import Storage
from contests.people.model import Account, Unit
from contests.screening.model import EligibleList
from contests.seasons.model import Season
from judging import service as judging
from judging.seen import rubric
from tests.factories import (
    FIELDS,
    NAMES,
    actor_of,
    make_account,
    make_entry,
    make_organiser,
    make_season,
    make_unit,
)

PIXELS = b"\xff\xd8 a drawn page \xff\xd9"
NIECE = judging.DeclaredFacts(
    judging.DeclaredKind.KIN, "Lý Thị Mai Hoa", "Cháu ruột", "Trường THCS Phan Thiết"
)
OFFICES = (judging.SeatRole.CHAIR, judging.SeatRole.SECRETARY, *[judging.SeatRole.MEMBER] * 3)
JUDGES = ("Phạm Thị Ngọc Diệp", "H’Bia Knul", "Y Moan Êban", "Trần Hoài Dương", "Ngà")
"""Nobody of the same name is an author: that would be a conflict."""


@dataclass
class Scene:
    """The ids of a season in the middle of its round; people by role."""

    season: Season
    organiser: Unit
    unit: Unit
    head: Account
    secretary: Account
    inspector: Account
    entries: list[Entry] = field(default_factory=list)
    judges: list[Appointment] = field(default_factory=list)
    panels: dict[str, str] = field(default_factory=dict)

    def actor(self, role: Role = Role.SECRETARY) -> Actor:
        account = {Role.HEAD: self.head, Role.INSPECTOR: self.inspector}.get(role, self.secretary)
        return actor_of(account, role, self.organiser)

    def by(self, role: Role = Role.SECRETARY, at: datetime | None = None) -> dict[str, Any]:
        return {"by": self.actor(role), "at": at or now()}


def make_scene(
    session: Session, *, titles: Sequence[str] = (), count: int = 3, fields: Sequence[str] = ("HT",)
) -> Scene:
    """A season past its screening with eligible entries of the fields in turn, and nobody to judge them yet."""
    organiser = make_organiser(session)
    unit = make_unit(session, organiser=organiser)
    head, secretary, inspector = (
        make_account(session, role, organiser, name)
        for role, name in (
            (Role.HEAD, "Hoàng Văn Thụ"),
            (Role.SECRETARY, "Lê Thị Hồng Gấm"),
            (Role.INSPECTOR, "Nông Văn Dền"),
        )
    )
    season = make_season(session, organiser)
    scene = Scene(season, organiser, unit, head, secretary, inspector)
    wanted = titles or [f"Máy gieo hạt kiểu {number}" for number in range(count)]
    for place, title in enumerate(wanted):
        code, name = fields[place % len(fields)], NAMES[place % len(NAMES)]
        scene.entries.append(
            make_entry(
                session, season, unit, state=EntryState.ELIGIBLE, title=title, names=(name,), field=code
            )
        )
    session.add(EligibleList(season_id=season.id, closed_at=now(), closed_by=secretary.id))
    session.flush()
    return scene


def prepare(session: Session, scene: Scene, *, judges: int = 3, together: bool = True) -> Scene:
    """The round with its juries: one panel for all fields, or one a field; every judge sits on every panel."""
    value_of(envelopes.prepare_round(session, scene.season, **scene.by()))
    codes = [code for code, _ in FIELDS]
    for group in [codes] if together else [[code] for code in codes]:
        name = "Tổ " + ", ".join(group)
        scene.panels[name] = value_of(envelopes.add_panel(session, scene.season, name, group, **scene.by()))
    for name in JUDGES[:judges]:
        account = make_account(session, Role.JUDGE, scene.organiser, name)
        made = envelopes.appoint(session, scene.season, account.id, decision_id=None, **scene.by())
        scene.judges.append(value_of(made))
        for panel_id in scene.panels.values():
            place = OFFICES[len(scene.judges) - 1]
            value_of(
                envelopes.seat(session, scene.season, panel_id, scene.judges[-1].id, place, **scene.by())
            )
    return scene


def draw(
    session: Session,
    storage: Storage | None,
    entry: Entry,
    *,
    looked_by: str | None = None,
    pages: int = 1,
) -> Exhibition:
    """An exhibit with pages of its own bytes, looked at where `looked_by` is given; kept in a store where one is given."""
    version = sa.select(DossierVersion.id).where(DossierVersion.entry_id == entry.id)
    latest = session.scalars(version.order_by(DossierVersion.number.desc()).limit(1)).one()
    at = now()
    made = Exhibition(
        entry_id=entry.id, version_id=latest, rendered_at=at, looked_by=looked_by, looked_at=at if looked_by else None
    )  # fmt: skip
    session.add(made)
    session.flush()
    for place in range(pages):
        content = PIXELS + hashlib.sha256(f"{entry.id}{place}".encode()).digest()
        if storage is not None:
            storage.put(BytesIO(content), area="pieces")
        sha256, size = hashlib.sha256(content).hexdigest(), {"width": 992, "height": 1403}
        page = ExhibitPage(
            exhibition_id=made.id, position=place, sha256=sha256, media_type="image/jpeg", **size
        )
        session.add(page)
    session.flush()
    look_through(session, entry, made)
    return made


def draw_all(session: Session, storage: Storage | None, scene: Scene) -> Scene:
    """Every entry's exhibit, looked at by the secretary."""
    for entry in scene.entries:
        draw(session, storage, entry, looked_by=scene.secretary.id)
    return scene


def ready(session: Session, storage: Storage | None = None, **wanted: Any) -> Scene:
    """A season that may be sealed this minute: its judges have accepted and declared."""
    judges, together = wanted.pop("judges", 3), wanted.pop("together", True)
    scene = make_scene(session, **wanted)
    prepare(session, scene, judges=judges, together=together)
    name_officer(session, scene)
    for one in scene.judges:
        declare(session, one)
    return draw_all(session, storage, scene)


def name_officer(session: Session, scene: Scene) -> None:
    """The secretary reads what judges declare, and nobody else of the office does."""
    value_of(envelopes.name_officer(session, scene.season, scene.secretary.id, None, **scene.by(Role.HEAD)))


def declare(session: Session, one: Appointment, *rows: judging.DeclaredFacts) -> None:
    """A judge accepts and declares: these rows, or kin who did not enter."""
    value_of(judging.accept(session, one.judge_id, at=now()))
    value_of(judging.declare(session, one.judge_id, rows or [NIECE], at=now()))


def sealed(session: Session, storage: Storage | None = None, **wanted: Any) -> Scene:
    """A season whose judges have begun."""
    scene = ready(session, storage, **wanted)
    value_of(envelopes.seal_round(session, scene.season, **scene.by()))
    return scene


def mark_all(session: Session, scene: Scene, but: Sequence[str] = ()) -> None:
    """Every judge (but those with these judge ids) submits a sheet for each of the own pieces."""
    round_id = round_id_of(session, scene)
    criteria = [one.scale.criterion_id for one in rubric(session, round_id, 2)]
    for place, one in enumerate(scene.judges):
        if one.judge_id in but:
            continue
        for nth, row in enumerate(judging.my_pieces(session, one.judge_id)):
            marks = dict(zip(criteria, (str(20 + nth % 9), "20", str(25 + place)), strict=True))
            saved = judging.save_marks(session, one.judge_id, row.piece_id, marks, "", 0, at=now())
            version = value_of(saved).version
            value_of(judging.submit_sheet(session, one.judge_id, row.piece_id, version, at=now()))


def round_id_of(session: Session, scene: Scene) -> str:
    round_ = envelopes.round_of(session, scene.season.id)
    assert round_
    return round_.round_id


def readiness(session: Session, scene: Scene) -> rules.Readiness:
    """How far the season's prepared round is from being sealed."""
    round_ = envelopes.round_of(session, scene.season.id)
    assert round_
    return envelopes.readiness(session, scene.season, round_)


def results_sealed(session: Session, storage: Storage | None = None, **wanted: Any) -> Scene:
    """A season whose results are sealed and whose envelopes are shut."""
    scene = sealed(session, storage, **wanted)
    mark_all(session, scene)
    value_of(envelopes.close_round(session, scene.season, **scene.by()))
    value_of(judging.compute_standings(session, round_id_of(session, scene), **scene.by()))
    return seal_results(session, scene)


def seal_results(session: Session, scene: Scene) -> Scene:
    """Chair and secretary of every panel confirm the figures."""
    round_id = round_id_of(session, scene)
    for one in scene.judges[:2]:
        for sheet in judging.seal_sheets(session, one.judge_id, at=now()):
            panel_id = sheet.seal.panel_id
            value_of(judging.confirm_results(session, one.judge_id, panel_id, sheet.figures, at=now()))
    assert judging.stage_of(session, round_id) is judging.Stage.SEALED
    return scene


def opened(session: Session, storage: Storage | None = None, **wanted: Any) -> Scene:
    """A season whose envelopes two persons have opened."""
    scene = results_sealed(session, storage, **wanted)
    for role in (Role.SECRETARY, Role.HEAD):
        value_of(envelopes.give_opening(session, scene.season, **scene.by(role)))
    return scene
