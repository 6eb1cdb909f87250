"""A season whose envelopes are open, with the marks that a test wants; and a decided or published list on top."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from contests.awards import service as awards
from contests.awards.model import Proposal
from contests.decisions.service import DecisionFacts
from contests.decisions.terms import DecisionKind
from contests.entries.model import Author, Entry
from contests.entries.terms import EntryState
from contests.envelopes.model import Envelope, RoundEnvelope
from contests.envelopes.terms import RoundState
from contests.kernel.access import Actor, Role
from contests.kernel.codes import new_code
from contests.kernel.sessions import value_of
from contests.kernel.settings import installation
from contests.people.model import Consent, Unit
from contests.people.terms import Consenter, ConsentPurpose
from contests.publication import service as publication
from contests.seasons.model import Season, Setting
from contests.seasons.terms import Origin
from judging.model import Panel, Piece, Round, Standing
from judging.terms import Stage
from tests.factories import (
    NAMES,
    NOON,
    make_account,
    make_actor,
    make_entry,
    make_organiser,
    make_season,
    make_unit,
)

MARKS = (9150, 8800, 8800, 8350, 8000, 7900, 7600, 7250, 7000, 6500, 6100, 5900)
"""Twelve marks in hundredths, two of them equal on the second rank."""
ADDRESS = "https://sangtao.example"


@dataclass(frozen=True)
class Judged:
    """A season after the opening: entries in the order of their marks."""

    season: Season
    organiser: Unit
    school: Unit
    entries: tuple[Entry, ...]
    head: Actor
    secretary: Actor

    @property
    def by_head(self) -> dict[str, Any]:
        return {"by": self.head, "at": NOON}

    @property
    def by_office(self) -> dict[str, Any]:
        return {"by": self.secretary, "at": NOON}


def make_judged(
    session: Session,
    marks: Sequence[int] = MARKS,
    *,
    opened: bool = True,
    organiser: Unit | None = None,
    season: Season | None = None,
    team: int = 1,
    fields: Sequence[str] = ("HT",),
) -> Judged:
    """A season with one entry a mark, in turn of the `fields`; without `opened` sealed and the envelopes closed."""
    organiser = organiser or make_organiser(session)
    season = season or make_season(session, organiser)
    school = make_unit(session, organiser=organiser)
    entries = tuple(
        make_entry(
            session, season, school,
            state=EntryState.ELIGIBLE, names=_names(at, team), field=fields[at % len(fields)],
        )
        for at in range(len(marks))
    )  # fmt: skip
    make_opening(session, season, entries, marks, opened=opened)
    head = make_actor(session, Role.HEAD, organiser, "Hoàng Văn Thụ")
    return Judged(season, organiser, school, entries, head, make_actor(session, Role.SECRETARY, organiser))


def _names(at: int, team: int) -> tuple[str, ...]:
    return tuple(NAMES[(at + more) % len(NAMES)] for more in range(team))


def make_opening(
    session: Session, season: Season, entries: Sequence[Entry], marks: Sequence[int], *, opened: bool = True
) -> None:
    """Judging's standings of the entries, and the round's envelopes with their state."""
    round_ = Round(
        title=season.title, blind=True, steps_per_point=2, least_sheets=3, rules={}, stage=Stage.SEALED,
        computed_at=NOON, sealed_at=NOON, results_hash="0" * 64,
    )  # fmt: skip
    session.add(round_)
    session.flush()
    panel = Panel(round_id=round_.id, name="Tổ chung", fields=["HT"])
    state = RoundState.OPENED if opened else RoundState.SEALED
    own = {"round_id": round_.id}
    session.add_all([panel, RoundEnvelope(season_id=season.id, state=state, sealed_at=NOON, **own)])
    session.flush()
    for entry, mark in zip(entries, marks, strict=True):
        piece = Piece(
            panel_id=panel.id, code=new_code(6), title=entry.title, field="HT", field_name="", text={},
            sealed_at=NOON, **own,
        )  # fmt: skip
        session.add(piece)
        session.flush()
        rank = 1 + sum(other > mark for other in marks)
        session.add(
            Standing(
                piece_id=piece.id, numerator=mark, denominator=50, hundredths=mark, rank=rank, sheets=3, **own
            )
        )
        session.add(Envelope(piece_id=piece.id, entry_id=entry.id, **own))
    session.flush()


def decision(symbol: str = "101/QĐ-BTC", kind: DecisionKind = DecisionKind.AWARDS) -> DecisionFacts:
    """A document of the day before NOON."""
    return DecisionFacts(kind, symbol, date(2026, 11, 21), "Hoàng Văn Thụ", "TM. BAN TỔ CHỨC")


def make_decided(session: Session, marks: Sequence[int] = MARKS, **more: Any) -> Judged:
    """A season whose awards are decided as computed."""
    judged = make_judged(session, marks, **more)
    proposal = value_of(awards.propose(session, judged.season, **judged.by_office))
    session.flush()
    facts = decision(f"{101 + _taken(session, judged)}/QĐ-BTC")
    submitted(session, judged)
    value_of(awards.decide(session, judged.season, facts, version=proposal.version, **judged.by_head))
    session.flush()
    return judged


def submitted(session: Session, judged: Judged) -> Proposal:
    """The list as the secretary submits it."""
    proposal = session.query(Proposal).filter_by(season_id=judged.season.id).one()
    value_of(awards.submit(session, judged.season, version=proposal.version, **judged.by_office))
    session.flush()
    return proposal


def _taken(session: Session, judged: Judged) -> int:
    return session.query(Season).filter_by(organiser_id=judged.organiser.id).count()


def make_published(session: Session, marks: Sequence[int] = MARKS, **more: Any) -> Judged:
    """A season whose awards are decided and public, in an installation with a public address."""
    judged = make_decided(session, marks, **more)
    value_of(publication.publish(session, judged.season, **judged.by_head))
    installation(session).public_address = ADDRESS
    session.flush()
    return judged


def consent_to_names(session: Session, entry: Entry, *givers: Consenter) -> None:
    """Every author of the entry agrees to be named; by both who are asked unless `givers` says otherwise."""
    for author in session.query(Author).filter_by(entry_id=entry.id):
        session.add_all(
            Consent(
                person_id=author.person_id, purpose=ConsentPurpose.PUBLISH_NAME, given_by=giver,
                giver_name="Nguyễn Văn Bình", wording="bản 1", given_at=NOON,
            )
            for giver in givers or tuple(Consenter)
        )  # fmt: skip
    session.flush()


def office_account(session: Session, judged: Judged, role: Role = Role.SECRETARY) -> Any:
    """An account of the season's office that can sign in."""
    return make_account(session, role, judged.organiser)


def with_setting(session: Session, season: Season, key: str, value: str) -> None:
    """The season with a working value of the organiser's own."""
    known = session.query(Setting).filter_by(season_id=season.id, key=key).one_or_none()
    row = known or Setting(season_id=season.id, key=key, origin=Origin.ORGANISER)
    row.value = value
    session.add(row)
    session.flush()
