"""Fills a world with more of everything, so that a page whose work grows with its rows gives itself away."""

from __future__ import annotations

from itertools import count
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.model import Award
from contests.certificates.model import Certificate
from contests.entries.model import Author, DossierFile, DossierVersion, Entry
from contests.entries.terms import EntryState
from contests.envelopes.conflicts.model import Conflict
from contests.envelopes.model import Bar, Envelope, Exhibition, ExhibitPage
from contests.kernel.access import SYSTEM, Role
from contests.kernel.audit import record
from contests.kernel.codes import new_code, new_id
from contests.kernel.jobs import Job
from contests.kernel.sessions import value_of
from contests.people.model import Unit
from contests.seasons.model import Season
from judging import service as judging
from judging.model import Panel, Piece, Seat, Standing
from judging.terms import SeatRole
from tests.factories import NAMES, NOON, make_account, make_entry, make_unit
from tests.factories_judging import OF, exhibit
from tests.factories_world import World

T = TypeVar("T")
_number = count(1)
STATES = (EntryState.SUBMITTED, EntryState.ELIGIBLE, EntryState.DRAFT, EntryState.RETURNED)


def grow(session: Session, world: World, rows: int) -> None:
    """So many more entries with all that hangs on them, units, accounts, panels, jobs, deeds and pieces."""
    season = session.get_one(Season, world.ids["season_id"])
    school = session.get_one(Unit, world.ids["unit_id"])
    for at in range(rows):
        entry = make_entry(session, season, school, state=STATES[at % 4], names=(NAMES[at % len(NAMES)],))
        session.query(Author).filter_by(entry_id=entry.id).one().account_id = world.accounts[Role.AUTHOR].id
        if entry.state is not EntryState.DRAFT:
            _dossier(session, world, entry)
            _honours(session, world, entry)
        _around(session, world)
    session.flush()
    more = [exhibit(next(_number)) for _ in range(rows)]
    value_of(judging.admit(session, _round_of(session, world), more, **OF))


def _round_of(session: Session, world: World) -> str:
    return session.get_one(Piece, world.at_desk["piece_id"]).round_id


def like(session: Session, row: T, **changes: object) -> T:
    """One more row like `row`, with a key of its own."""
    kept = {column.key: getattr(row, column.key) for column in sa.inspect(type(row)).column_attrs}
    if "id" in kept:
        kept["id"] = new_id()
    more = type(row)(**kept | changes)
    session.add(more)
    session.flush()
    return more


def _dossier(session: Session, world: World, entry: Entry) -> None:
    version = session.query(DossierVersion).filter_by(entry_id=entry.id).one()
    like(session, session.get_one(DossierFile, world.ids["file_id"]), entry_id=entry.id)
    page = session.get_one(ExhibitPage, world.ids["page_id"])
    whole = session.get_one(Exhibition, page.exhibition_id)
    shown = like(session, whole, entry_id=entry.id, version_id=version.id)
    like(session, page, exhibition_id=shown.id)
    like(session, session.get_one(Bar, world.ids["bar_id"]), entry_id=entry.id)
    found = session.query(Conflict).filter_by(appointment_id=world.ids["appointment_id"]).first()
    assert found
    like(session, found, entry_id=entry.id)


def _honours(session: Session, world: World, entry: Entry) -> None:
    """A standing, an award, and a certificate beside the one there is."""
    old = session.get_one(Piece, world.ids["piece_id"])
    piece = like(session, old, code=new_code(6), title=entry.title)
    like(session, session.get_one(Standing, old.id), piece_id=piece.id)
    like(session, session.get_one(Envelope, old.id), piece_id=piece.id, entry_id=entry.id)
    award = like(session, session.get_one(Award, world.ids["award_id"]), entry_id=entry.id)
    author, number = session.query(Author).filter_by(entry_id=entry.id).one(), 1000 + next(_number)
    paper = {"award_id": award.id, "author_id": author.id, "number": number, "position": number}
    certificate = session.get_one(Certificate, world.ids["certificate_id"])
    register = f"{certificate.register}-{number}"
    like(session, certificate, **paper, register=register, code=new_code(10))


def _around(session: Session, world: World) -> None:
    """A unit, an account, a panel with its judge, a job and a deed of the organiser."""
    organiser = session.get_one(Unit, world.organiser_id)
    make_account(session, Role.UNIT, make_unit(session, organiser=organiser))
    panel = like(session, session.get_one(Panel, world.ids["panel_id"]), name=f"Tổ {new_id()}", fields=[])
    session.add(Seat(panel_id=panel.id, judge_id=world.ids["judge_id"], role=SeatRole.MEMBER))
    like(session, session.get_one(Job, world.ids["job_id"]), key=new_id())
    record(session, "unit.change", organiser.id, scope=organiser.id, by=SYSTEM, at=NOON)
