"""The tables of awards: what was proposed, what was decided."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.kernel.constraints import means
from contests.kernel.db import Base, Id, Versioned, ref
from contests.kernel.text import N_


class Proposal(Versioned, Base):
    """A season's award list: a proposal until `decided_at`, by the decision named, afterwards fixed.

    Two persons stand behind it: one submits it as it is, another decides what was submitted.
    """

    __tablename__ = "award_proposal"
    __table_args__ = (
        sa.CheckConstraint("(decided_at IS NULL) = (decision_id IS NULL)", name="decided"),
        sa.CheckConstraint("(submitted_at IS NULL) = (submitted_by IS NULL)", name="submitted"),
        sa.CheckConstraint("decided_at IS NULL OR submitted_at IS NOT NULL", name="two_words"),
        sa.CheckConstraint("decided_by <> submitted_by", name="two_persons"),
    )

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season", unique=True)
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(sa.String(16))
    changed_at: Mapped[datetime]
    """When a line was last changed: what counts as a new version of the list."""
    submitted_at: Mapped[datetime | None]
    """When it was submitted as it now stands; a change of any line takes this word back."""
    submitted_by: Mapped[str | None] = mapped_column(sa.String(16))
    votes_source: Mapped[str] = mapped_column(default="")
    """The document with the council's votes as they were typed; "" where votes are those of the panels."""
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
        sa.CheckConstraint("(yes_votes IS NULL) = (council IS NULL)", name="ballot"),
        sa.CheckConstraint("yes_votes BETWEEN 0 AND council AND council > 0", name="votes"),
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
    yes_votes: Mapped[int | None]
    """Yes votes of the council on this work, of all its `council` members; None where none was taken."""
    council: Mapped[int | None]
    tier_id: Mapped[str | None] = ref("season_tier")
    """The tier that it has now: as the committee gave it, and after the decision as it was amended since."""
    money: Mapped[int | None]
    """In đồng, fixed when decided; of the tier that it has now."""
    reason: Mapped[str] = mapped_column(default="")
    """Why the tier given differs from the tier computed."""


class Amendment(Base):
    """A decided prize that a later decision took back or changed; the line itself holds what stands now."""

    __tablename__ = "award_amendment"
    __table_args__ = (
        sa.CheckConstraint("before_id IS NOT NULL OR after_id IS NOT NULL", name="prize"),
        sa.CheckConstraint("before_id <> after_id", name="change"),
    )

    id: Mapped[Id]
    award_id: Mapped[str] = ref("award")
    before_id: Mapped[str | None] = ref("season_tier")
    after_id: Mapped[str | None] = ref("season_tier")
    """The tier that it has from then on; None for a prize that was revoked."""
    before_money: Mapped[int | None]
    reason: Mapped[str]
    decision_id: Mapped[str] = ref("decision")
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(sa.String(16))


class AwardPerson(Base):
    """A person named to submit or to decide a season's award list, or a substitute; where nobody is, roles count."""

    __tablename__ = "award_person"
    __table_args__ = (
        sa.UniqueConstraint(
            "season_id",
            "account_id",
            name=means(
                "uq_award_person_season_id_account_id", N_("Người này đã có trong danh sách."), "account_id"
            ),
        ),
    )

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season")
    account_id: Mapped[str] = ref("account")
    substitute: Mapped[bool]
    named_by: Mapped[str] = mapped_column(sa.String(16))
    named_at: Mapped[datetime]
