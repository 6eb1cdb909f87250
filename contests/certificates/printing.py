"""From the register to paper: the same line of the register always gives the same bytes."""

import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.certificates import pades
from contests.certificates.design.parts import Design
from contests.certificates.design.written import read
from contests.certificates.drawing import Grant, Shared, Template, draw, draw_one, template
from contests.certificates.imposition import CROPPED, SINGLE, TWO_UP
from contests.certificates.model import Batch, Certificate, PictureRow, Print
from contests.certificates.pictures import ready
from contests.certificates.rules import on_paper
from contests.certificates.terms import PrintForm
from contests.kernel.codes import spelled
from contests.kernel.documents.pdf import Picture
from contests.kernel.jobs import Work
from contests.kernel.storage import Storage
from contests.seasons.model import Season

EVERY = 50
"""Pages between two signs of life: about a fortieth of a second's drawing."""
IMPOSITIONS = {PrintForm.CROPPED: CROPPED, PrintForm.TWO_UP: TWO_UP}
_NEVER = (1980, 1, 1, 0, 0, 0)


def area_of(organiser_id: str) -> str:
    """Where an organiser's drawn papers and the pictures of its designs lie."""
    return f"{organiser_id}/papers"


def shared_of(batch: Batch) -> Shared:
    """What all certificates of a batch say."""
    return Shared(
        issuer=batch.issuer,
        contest=batch.contest,
        decision=batch.decision,
        place_and_date=f"{batch.place}, {on_paper(batch.issued_on)}",
        signer_title=batch.signer_title,
        signer_name=batch.signer_name,
        demo=batch.demo,
    )


def grant_of(certificate: Certificate, batch: Batch) -> Grant:
    """What the paper says, from the register alone."""
    return Grant(
        names=tuple(certificate.recipient.splitlines()),
        affiliation=certificate.affiliation,
        work=certificate.work,
        prize=certificate.prize,
        register=certificate.register,
        code=spelled(certificate.code),
        check_url=f"{batch.check_address}{certificate.seal}",
    )


def template_of(session: Session, storage: Storage, batch: Batch) -> Template:
    """A batch's design with its words. Raises StorageFault where a picture is gone."""
    design, shared = read(batch.design), shared_of(batch)
    if not design.pictures:
        return template(design, shared)
    return Template(design, shared, pictures_of(session, storage, batch.season_id, design))


def pictures_of(session: Session, storage: Storage, season_id: str, design: Design) -> dict[str, Picture]:
    """The pictures of a design as files hold them, by their keys."""
    own = sa.select(PictureRow).where(
        PictureRow.season_id == season_id, PictureRow.sha256.in_(design.pictures)
    )
    area = area_of(session.get_one(Season, season_id).organiser_id)
    return {row.sha256: ready(storage, area, row) for row in session.scalars(own)}


def pdf_of(session: Session, storage: Storage, certificate: Certificate) -> bytes:
    """One certificate: the signed file where there is one, else composed anew, byte for byte what it was."""
    if certificate.signed_sha256:
        return storage.read(certificate.signed_sha256, area=area_of(certificate.organiser_id))
    batch = session.get_one(Batch, certificate.batch_id)
    return draw_one(template_of(session, storage, batch), grant_of(certificate, batch))


def draw_batch(work: Work) -> dict[str, Any]:
    """The job: a batch in one form, in the order of the ceremony. Twice is once: the same bytes have the same key."""
    batch_id, form = str(work.args["batch"]), PrintForm(str(work.args["form"]))
    with work.transactions.reading() as session:
        batch = session.get_one(Batch, batch_id)
        area = area_of(session.get_one(Season, batch.season_id).organiser_id)
        own = sa.select(Certificate).where(Certificate.batch_id == batch_id).order_by(Certificate.position)
        certificates, drawn = session.scalars(own).all(), template_of(session, work.storage, batch)
    with tempfile.TemporaryFile() as file:
        if form is PrintForm.SIGNED:
            _zip(pades.signed_files(work, drawn, batch, certificates, area, grant_of), file)
        elif form is PrintForm.FILES:
            _zip(_files(work, drawn, batch, certificates), file)
        else:
            draw(drawn, _grants(work, batch, certificates), file, IMPOSITIONS.get(form, SINGLE))
        file.seek(0)
        stored = work.storage.put(file, area=area)
    work.transactions.do(lambda session: _note(session, work, batch_id, form, stored.sha256, stored.size))
    return {"certificates": len(certificates), "size": stored.size}


def _grants(work: Work, batch: Batch, certificates: Sequence[Certificate]) -> Iterator[Grant]:
    for count, certificate in enumerate(certificates):
        if count % EVERY == 0:
            work.progress(count, len(certificates))
        yield grant_of(certificate, batch)


def _files(
    work: Work, drawn: Template, batch: Batch, certificates: Sequence[Certificate]
) -> Iterator[tuple[str, bytes]]:
    for certificate, grant in zip(certificates, _grants(work, batch, certificates), strict=True):
        yield certificate.register, draw_one(drawn, grant)


def _zip(files: Iterable[tuple[str, bytes]], out: BinaryIO) -> None:
    """Files by register number, stored as they are, without dates: the same files give the same archive."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for register, content in files:
            archive.writestr(zipfile.ZipInfo(f"{register}.pdf", _NEVER), content)


def _note(session: Session, work: Work, batch_id: str, form: PrintForm, sha256: str, size: int) -> None:
    """Show the file; whoever lost the job's lease meanwhile shows nothing."""
    count = session.scalar(sa.select(sa.func.count()).where(Certificate.batch_id == batch_id)) or 0
    work.note(session, count, count)
    row = session.scalars(sa.select(Print).filter_by(batch_id=batch_id, form=form)).one()
    row.sha256, row.size = sha256, size


def print_file(storage: Storage, row: Print, organiser_id: str) -> bytes | None:
    """The drawn file of a print; None before it is drawn. Raises StorageFault where the store lost it."""
    return storage.read(row.sha256, area=area_of(organiser_id)) if row.sha256 else None
