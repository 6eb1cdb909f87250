"""The tables of the one door to judging: who sits as which judge, and which code is which entry."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.envelopes.terms import BarSource, ReadBy, RoundState
from contests.kernel.constraints import means
from contests.kernel.db import Base, Id, choice, ref
from contests.kernel.text import N_


class Exhibition(Base):
    """An entry being made ready for judges: its pages rendered, then looked at by a person."""

    __tablename__ = "exhibition"

    id: Mapped[Id]
    entry_id: Mapped[str] = ref("entry", unique=True)
    version_id: Mapped[str] = ref("dossier_version")
    rendered_at: Mapped[datetime]
    wording: Mapped[dict[str, str]] = mapped_column(default=dict)
    """Passages in which words were replaced, as judges will read them; the others are the entry's own."""
    gate_stamp: Mapped[str] = mapped_column(sa.String(64), default="")
    """Of the gate and the names that it was last looked through with; empty for never."""
    looked_by: Mapped[str | None] = mapped_column(sa.String(16))
    looked_at: Mapped[datetime | None]


class ExhibitPage(Base):
    """A rendered page; `kept` is False where the office dropped it (a cover with names)."""

    __tablename__ = "exhibit_page"
    __table_args__ = (sa.UniqueConstraint("exhibition_id", "position"),)

    id: Mapped[Id]
    exhibition_id: Mapped[str] = ref("exhibition")
    position: Mapped[int]
    sha256: Mapped[str] = mapped_column(sa.String(64))
    media_type: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    kept: Mapped[bool] = mapped_column(default=True)
    source_sha256: Mapped[str | None] = mapped_column(sa.String(64))
    """What it was drawn from, to draw it again with boxes."""
    source_type: Mapped[str] = mapped_column(default="")
    source_area: Mapped[str] = mapped_column(default="originals")
    source_page: Mapped[int] = mapped_column(default=0)
    boxes: Mapped[list[list[int]]] = mapped_column(sa.JSON, default=list)
    """Black boxes burnt into it: left, top, width, height in ten-thousandths of the page."""
    read_by: Mapped[ReadBy] = mapped_column(choice(ReadBy, "exhibit_read_by"), default=ReadBy.NOBODY)


class Appointment(Base):
    """An account appointed as a judge of a season. `judge_id` is the judge's id inside judging."""

    __tablename__ = "appointment"
    __table_args__ = (
        sa.UniqueConstraint(
            "season_id",
            "account_id",
            name=means(
                "uq_appointment_season_id_account_id", N_("Giám khảo này đã có trong mùa thi."), "account_id"
            ),
        ),
    )

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season")
    account_id: Mapped[str] = ref("account")
    judge_id: Mapped[str] = mapped_column(sa.String(16), unique=True)
    decision_id: Mapped[str | None] = ref("decision")
    appointed_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    """Since when this person is no judge of the season any more; what was submitted stays."""


class Bar(Base):
    """A judge who must not mark an entry. Seen by the office by entry; judging gets the bare pair."""

    __tablename__ = "bar"
    __table_args__ = (
        sa.UniqueConstraint(
            "entry_id",
            "appointment_id",
            name=means("uq_bar_entry_id_appointment_id", N_("Xung đột lợi ích này đã được ghi."), "judge"),
        ),
    )

    id: Mapped[Id]
    entry_id: Mapped[str] = ref("entry")
    appointment_id: Mapped[str] = ref("appointment")
    source: Mapped[BarSource] = mapped_column(choice(BarSource, "bar_source"))
    noted_by: Mapped[str] = mapped_column(sa.String(16))
    noted_at: Mapped[datetime]


class RoundEnvelope(Base):
    """A season's round of judging. `round_id` is its id inside judging."""

    __tablename__ = "round_envelope"
    __table_args__ = (
        sa.UniqueConstraint(
            "season_id", name=means("uq_round_envelope_season_id", N_("Mùa thi này đã có vòng chấm."))
        ),
    )

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season")
    round_id: Mapped[str] = mapped_column(sa.String(16), unique=True)
    state: Mapped[RoundState] = mapped_column(choice(RoundState, "round_state"), default=RoundState.PREPARED)
    sealed_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]


class Envelope(Base):
    """The pairing of a code and an entry: read to pass on bare bars, and by `opened_standings` once the round is opened."""

    __tablename__ = "envelope"
    __table_args__ = (sa.UniqueConstraint("round_id", "entry_id"),)

    piece_id: Mapped[str] = mapped_column(sa.String(16), primary_key=True)
    round_id: Mapped[str] = mapped_column(sa.String(16), sa.ForeignKey("round_envelope.round_id"))
    entry_id: Mapped[str] = ref("entry")


class Opening(Base):
    """One of the two persons whose consent opens a round's envelopes."""

    __tablename__ = "opening"
    __table_args__ = (
        sa.UniqueConstraint(
            "round_id",
            "account_id",
            name=means(
                "uq_opening_round_id_account_id", N_("Việc mở phách cần hai người khác nhau cùng xác nhận.")
            ),
        ),
    )

    id: Mapped[Id]
    round_id: Mapped[str] = mapped_column(sa.String(16), sa.ForeignKey("round_envelope.round_id"))
    account_id: Mapped[str] = ref("account")
    given_at: Mapped[datetime]


class OpeningPerson(Base):
    """Someone named for a season to open its envelopes; without any, whoever holds one of the roles may."""

    __tablename__ = "opening_person"
    __table_args__ = (
        sa.UniqueConstraint(
            "season_id",
            "account_id",
            name=means(
                "uq_opening_person_season_id_account_id", N_("Người này đã có trong danh sách."), "account_id"
            ),
        ),
    )

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season")
    account_id: Mapped[str] = ref("account")
    substitute: Mapped[bool]
    named_by: Mapped[str] = mapped_column(sa.String(16))
    named_at: Mapped[datetime]
