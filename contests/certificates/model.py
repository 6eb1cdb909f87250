"""The register of certificates."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.certificates.terms import CertificateState
from contests.kernel.constraints import means
from contests.kernel.db import Base, Id, choice, ref
from contests.kernel.text import N_

TAKEN = N_("Số vào sổ này vừa được cấp cho người khác. Đề nghị thực hiện lại.")


class Series(Base):
    """An organiser's register. From the second organiser on, its ordinal stands in the numbers: "TTNND2-2021-0001"."""

    __tablename__ = "certificate_series"
    __table_args__ = (
        sa.UniqueConstraint("ordinal", name=means("uq_certificate_series_ordinal", TAKEN)),
        sa.CheckConstraint("ordinal > 0", name="ordinal"),
    )

    id: Mapped[Id]
    organiser_id: Mapped[str] = ref("unit", unique=True)
    ordinal: Mapped[int]


class Batch(Base):
    """Certificates issued together, with the words that all of them share, kept as they were printed.

    Its one file is drawn by a job and can be drawn again.
    """

    __tablename__ = "certificate_batch"

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season")
    issued_on: Mapped[date]
    place: Mapped[str]
    issuer: Mapped[str]
    """The issuing body, a line each."""
    contest: Mapped[str]
    decision: Mapped[str]
    signer_title: Mapped[str]
    signer_name: Mapped[str]
    check_address: Mapped[str]
    """The public address at the time of the issue: where the QR codes lead."""
    demo: Mapped[bool]
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(sa.String(16))
    job_id: Mapped[str | None] = ref("job")
    sha256: Mapped[str | None] = mapped_column(sa.String(64))
    """Key of the drawn file in the store, area "papers"; None until it is drawn."""


class Certificate(Base):
    """One line of the register: the words on the paper are kept as they were printed.

    Numbers run per organiser and year, are given in the transaction of the issue and never again.
    """

    __tablename__ = "certificate"
    __table_args__ = (
        sa.UniqueConstraint(
            "organiser_id",
            "year",
            "number",
            name=means("uq_certificate_organiser_id_year_number", TAKEN),
        ),
        sa.UniqueConstraint("register", name=means("uq_certificate_register", TAKEN)),
        sa.UniqueConstraint("code", name=means("uq_certificate_code", TAKEN)),
        sa.Index(
            means("uq_certificate_standing", N_("Tác giả này đã có giấy chứng nhận còn hiệu lực.")),
            "author_id",
            unique=True,
            sqlite_where=sa.text("state = 'valid'"),
            postgresql_where=sa.text("state = 'valid'"),
        ),
    )

    id: Mapped[Id]
    organiser_id: Mapped[str] = ref("unit")
    season_id: Mapped[str] = ref("season")
    batch_id: Mapped[str] = ref("certificate_batch")
    award_id: Mapped[str] = ref("award")
    author_id: Mapped[str] = ref("entry_author")
    year: Mapped[int]
    number: Mapped[int]
    register: Mapped[str]
    """The number as printed and as people type it: "TTNND-2021-0001"."""
    code: Mapped[str]
    """The short code printed beside the QR; with it a check shows the name."""
    recipient: Mapped[str]
    affiliation: Mapped[str]
    work: Mapped[str]
    prize: Mapped[str]
    position: Mapped[int]
    """Place in the batch's file: the order of the ceremony."""
    state: Mapped[CertificateState] = mapped_column(
        choice(CertificateState, "certificate_state"), default=CertificateState.VALID
    )
    replaced_by: Mapped[str | None] = ref("certificate")
    reason: Mapped[str] = mapped_column(default="")
