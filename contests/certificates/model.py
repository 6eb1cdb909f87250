"""The register of certificates, the designs they are printed with, and the names that units confirmed."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.certificates.terms import CertificateState, NameState, Per, PrintForm
from contests.kernel.constraints import means
from contests.kernel.db import Base, Id, Versioned, choice, ref
from contests.kernel.text import N_

TAKEN = N_("Số vào sổ này vừa được cấp cho người khác. Đề nghị thực hiện lại.")
NAMED_ALREADY = N_("Mùa thi này đã có mẫu giấy mang tên đó. Đề nghị đặt tên khác.")
KEPT = N_("Hình này đã được tải lên rồi.")
SAID_ALREADY = N_("Tên này vừa được người khác xác nhận. Đề nghị tải lại trang.")
ASKED_ALREADY = N_("Bản in này vừa được yêu cầu. Đề nghị tải lại trang.")


def _one_standing(per: str, holder: str, message: str, *more: str) -> sa.Index:
    """A holder has one valid certificate of a kind."""
    valid = sa.text(f"state = 'valid' AND per = '{per}'")
    name = means(f"uq_certificate_{per}", message)
    return sa.Index(name, holder, "title", *more, unique=True, sqlite_where=valid, postgresql_where=valid)


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


class DesignRow(Versioned, Base):
    """A season's design by its name; what it says is read by `design.written`."""

    __tablename__ = "certificate_design"
    __table_args__ = (
        sa.UniqueConstraint(
            "season_id", "name", name=means("uq_certificate_design_season_id_name", NAMED_ALREADY, "name")
        ),
    )

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season")
    name: Mapped[str]
    body: Mapped[dict[str, Any]]
    changed_at: Mapped[datetime]


class PictureRow(Base):
    """A picture that designs of a season may use: our own pixels, drawn anew from what was uploaded."""

    __tablename__ = "certificate_picture"
    __table_args__ = (
        sa.UniqueConstraint(
            "season_id", "sha256", name=means("uq_certificate_picture_season_id_sha256", KEPT)
        ),
        sa.CheckConstraint("width > 0 AND height > 0", name="size"),
    )

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season")
    sha256: Mapped[str] = mapped_column(sa.String(64))
    """Its key in the store, area "papers"."""
    title: Mapped[str]
    media_type: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    added_at: Mapped[datetime]


class NameCheck(Base):
    """What a unit said of an author's name and place as they would be printed; other words than these are unsaid."""

    __tablename__ = "certificate_name"
    __table_args__ = (
        sa.UniqueConstraint("author_id", name=means("uq_certificate_name_author_id", SAID_ALREADY)),
        sa.CheckConstraint("state = 'confirmed' OR wanted <> ''", name="wanted"),
    )

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season")
    author_id: Mapped[str] = ref("entry_author")
    recipient: Mapped[str]
    affiliation: Mapped[str]
    state: Mapped[NameState] = mapped_column(choice(NameState, "certificate_name_state"))
    wanted: Mapped[str] = mapped_column(default="")
    """What is to be corrected, in the unit's words; nothing where the words are right."""
    said_by: Mapped[str] = mapped_column(sa.String(16))
    said_at: Mapped[datetime]


class Batch(Base):
    """Certificates issued together, with the design and the words that all of them share, kept as they were printed."""

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
    design: Mapped[dict[str, Any]]
    """As it was at the issue: a later change of the season's design changes nothing that is printed again."""
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(sa.String(16))


class Print(Base):
    """What a batch was made into for printing: asked for once a form, drawn by a job, drawn again by asking again."""

    __tablename__ = "certificate_print"
    __table_args__ = (
        sa.UniqueConstraint(
            "batch_id", "form", name=means("uq_certificate_print_batch_id_form", ASKED_ALREADY)
        ),
        sa.CheckConstraint("(sha256 IS NULL) = (size IS NULL)", name="drawn"),
    )

    id: Mapped[Id]
    batch_id: Mapped[str] = ref("certificate_batch")
    form: Mapped[PrintForm] = mapped_column(choice(PrintForm, "certificate_print_form"))
    job_id: Mapped[str] = ref("job")
    asked_at: Mapped[datetime]
    sha256: Mapped[str | None] = mapped_column(sa.String(64))
    """Key of the drawn file in the store, area "papers"; None until it is drawn."""
    size: Mapped[int | None]


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
        _one_standing("author", "author_id", N_("Tác giả này đã có giấy cùng loại còn hiệu lực.")),
        _one_standing("group", "award_id", N_("Giải này đã có giấy chung cùng loại còn hiệu lực.")),
        _one_standing("unit", "unit_id", N_("Đơn vị này đã có giấy cho giải này còn hiệu lực."), "prize"),
        sa.CheckConstraint(
            "(per = 'author') = (author_id IS NOT NULL) AND (per = 'unit') = (unit_id IS NOT NULL)"
            " AND (per = 'unit') = (award_id IS NULL)",
            name="holder",
        ),
    )

    id: Mapped[Id]
    organiser_id: Mapped[str] = ref("unit")
    season_id: Mapped[str] = ref("season")
    batch_id: Mapped[str] = ref("certificate_batch")
    per: Mapped[Per] = mapped_column(choice(Per, "certificate_per"))
    title: Mapped[str]
    """What kind of paper it is: "Giấy chứng nhận", "Bằng khen"; of each kind a holder has one."""
    award_id: Mapped[str | None] = ref("award")
    author_id: Mapped[str | None] = ref("entry_author")
    unit_id: Mapped[str | None] = ref("unit")
    year: Mapped[int]
    number: Mapped[int]
    register: Mapped[str]
    """The number as printed and as people type it: "TTNND-2021-0001"."""
    code: Mapped[str]
    """The short code printed beside the QR; with it a check shows the name."""
    seal: Mapped[str]
    """The signed text in its QR code, see `payload`."""
    recipient: Mapped[str]
    """The name; of a group one a line."""
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
    ended_at: Mapped[datetime | None]
    """When it was replaced or revoked."""
    signed_sha256: Mapped[str | None] = mapped_column(sa.String(64))
    """Key of its file with an electronic signature, which is stored because it cannot be composed again."""
