"""From the register to paper: the same line of the register always gives the same bytes."""

import tempfile
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.certificates.drawing import Grant, draw, draw_one
from contests.certificates.model import Batch, Certificate
from contests.certificates.rules import on_paper
from contests.kernel.codes import spelled
from contests.kernel.jobs import Work
from contests.kernel.storage import Storage
from contests.seasons.model import Season

EVERY = 50
"""Pages between two signs of life: about a fortieth of a second's drawing."""


def area_of(organiser_id: str) -> str:
    """Where an organiser's drawn papers lie."""
    return f"{organiser_id}/papers"


def grant_of(certificate: Certificate, batch: Batch) -> Grant:
    """What the paper says, from the register alone."""
    return Grant(
        contest_name=batch.contest,
        issuer=tuple(batch.issuer.splitlines()),
        edition_line="",
        recipients=(certificate.recipient,),
        unit_line=certificate.affiliation,
        work_title=certificate.work,
        prize_name=certificate.prize,
        decision_line=batch.decision,
        register_number=certificate.register,
        place_and_date=f"{batch.place}, {on_paper(batch.issued_on)}",
        signer_title=batch.signer_title,
        signer_name=batch.signer_name,
        check_url=f"{batch.check_address}/{certificate.register}/{certificate.code}",
        short_code=spelled(certificate.code),
        demo=batch.demo,
    )


def pdf_of(session: Session, certificate: Certificate) -> bytes:
    """One certificate, composed anew from the register: byte for byte what it was."""
    return draw_one(grant_of(certificate, session.get_one(Batch, certificate.batch_id)))


def draw_batch(work: Work) -> dict[str, Any]:
    """The job: one file of a batch, in the order of the ceremony. Twice is once: the same bytes have the same key."""
    batch_id = str(work.args["batch"])
    with work.transactions.reading() as session:
        batch = session.get_one(Batch, batch_id)
        area = area_of(session.get_one(Season, batch.season_id).organiser_id)
        own = sa.select(Certificate).where(Certificate.batch_id == batch_id).order_by(Certificate.position)
        certificates = session.scalars(own).all()
    with tempfile.TemporaryFile() as file:
        draw(_grants(work, batch, certificates), file)
        file.seek(0)
        stored = work.storage.put(file, area=area)
    work.transactions.do(lambda session: _note(session, batch_id, stored.sha256))
    work.progress(len(certificates), len(certificates))
    return {"certificates": len(certificates), "size": stored.size}


def _grants(work: Work, batch: Batch, certificates: Sequence[Certificate]) -> Iterator[Grant]:
    for count, certificate in enumerate(certificates):
        if count % EVERY == 0:
            work.progress(count, len(certificates))
        yield grant_of(certificate, batch)


def _note(session: Session, batch_id: str, sha256: str) -> None:
    session.get_one(Batch, batch_id).sha256 = sha256


def batch_pdf(storage: Storage, batch: Batch, organiser_id: str) -> bytes | None:
    """The drawn file of a batch; None before it is drawn. Raises StorageFault where the store lost it."""
    return storage.read(batch.sha256, area=area_of(organiser_id)) if batch.sha256 else None
