"""The tables of awards: what was proposed, what was decided."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.kernel.constraints import means
from contests.kernel.db import Base, Id, Versioned, ref
from contests.kernel.text import N_


class Proposal(Versioned, Base):
    """A season's award list: a proposal until `decided_at`, by the decision named, afterwards fixed."""

    __tablename__ = "award_proposal"
    __table_args__ = (sa.CheckConstraint("(decided_at IS NULL) = (decision_id IS NULL)", name="decided"),)

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season", unique=True)
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(sa.String(16))
    changed_at: Mapped[datetime]
    """When a line was last changed: what counts as a new version of the list."""
    decision_id: Mapped[str | None] = ref("decision")
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None] = mapped_column(sa.String(16))


class Release(Base):
    """The inspector's word that a decided list may go out, and what was checked before it was given."""

    __tablename__ = "award_release"
    __table_args__ = (
        sa.UniqueConstraint(
            "proposal_id", name=means("uq_award_release_proposal_id", N_("Giám sát đã cho phép công bố."))
        ),
    )

    id: Mapped[Id]
    proposal_id: Mapped[str] = ref("award_proposal", index=False)
    checked: Mapped[str]
    released_by: Mapped[str] = ref("account")
    released_at: Mapped[datetime]


class Award(Versioned, Base):
    """One entry's line: its mark (hundredths of a point), rank, the tier computed and the tier given."""

    __tablename__ = "award"
    __table_args__ = (
        sa.UniqueConstraint(
            "entry_id", name=means("uq_award_entry_id", N_("Hồ sơ này đã có trong danh sách xét giải."))
        ),
    )

    id: Mapped[Id]
    proposal_id: Mapped[str] = ref("award_proposal")
    entry_id: Mapped[str] = ref("entry")
    code: Mapped[str]
    """Under which the jury knew the work, as the opening showed it."""
    hundredths: Mapped[int]
    rank: Mapped[int]
    proposed_tier_id: Mapped[str | None] = ref("season_tier")
    by_jury: Mapped[bool] = mapped_column(default=False)
    """Whether its panel proposed that tier, or none, before the envelopes were opened; else the marks did."""
    tier_id: Mapped[str | None] = ref("season_tier")
    money: Mapped[int | None]
    """In đồng, fixed when decided."""
    reason: Mapped[str] = mapped_column(default="")
    """Why the tier given differs from the tier computed."""
