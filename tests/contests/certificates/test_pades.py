"""Electronic signatures in the files, with a key made for the test."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature

from contests.certificates import pades
from contests.certificates import service as certificates
from contests.certificates.model import Batch, Certificate, Print
from contests.certificates.printing import area_of, draw_batch, pdf_of
from contests.certificates.prints import print_batch
from contests.certificates.service import IssueFacts
from contests.certificates.terms import PrintForm
from contests.kernel import jobs
from contests.kernel.clock import now
from contests.kernel.config import ConfigError
from contests.kernel.jobs import Cancelled
from contests.kernel.sessions import value_of
from tests.contests.kernel.documents.reading import problems, text
from tests.factories import NOON
from tests.factories_awards import make_published

SECRET = b"mat khau thu"


def own_key(folder: Path) -> dict[str, str]:
    """A key and a certificate made here, as PKCS#12; the environment that names them."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Liên hiệp Hội (thử)")])
    on = now()
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(on - timedelta(days=1))
        .not_valid_after(on + timedelta(days=30))
        .add_extension(x509.KeyUsage(True, True, False, False, False, False, False, False, False), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    packed = pkcs12.serialize_key_and_certificates(
        b"ban to chuc", key, made, None, BestAvailableEncryption(SECRET)
    )
    (folder / "khoa.p12").write_bytes(packed)
    (folder / "mat-khau").write_bytes(SECRET + b"\n")
    return {
        "BANGVANG_PADES_KEY": str(folder / "khoa.p12"),
        "BANGVANG_PADES_PASSWORD_FILE": str(folder / "mat-khau"),
    }


def test_without_a_key_nothing_is_signed():
    assert pades.read_pades({}) is None


def test_a_key_that_is_not_there_or_is_none_is_said_in_words(tmp_path):
    with pytest.raises(ConfigError, match="Không đọc được khóa ký số"):
        pades.read_pades({"BANGVANG_PADES_KEY": str(tmp_path / "khong-co.p12")})
    (tmp_path / "khoa.p12").write_bytes(b"khong phai")
    settings = pades.read_pades({"BANGVANG_PADES_KEY": str(tmp_path / "khoa.p12")})
    with pytest.raises(ConfigError, match="Không mở được khóa ký số"):
        pades.signed(b"%PDF-1.7", settings)


@pytest.fixture
def asked(runtime, tmp_path, monkeypatch):
    """A batch of ten with its signing asked for, on a machine that has a key."""
    for name, value in own_key(tmp_path).items():
        monkeypatch.setenv(name, value)
    judged = runtime.main.do(make_published)

    def issue(session) -> Print:
        facts = IssueFacts("Tuyên Quang", NOON.date())
        batch = value_of(certificates.issue(session, judged.season, facts, **judged.by_office))
        return value_of(print_batch(session, judged.season, batch, PrintForm.SIGNED, **judged.by_office))

    return judged, runtime.main.do(issue)


def taken(runtime, job_id):
    job = runtime.main.do(lambda s: jobs.take(s, job_id, now()))
    return jobs.Work(job_id, job.args, runtime.main, runtime.storage, None, job.attempts)


def archive_of(runtime, judged, asked) -> dict[str, bytes]:
    with runtime.main.reading() as session:
        key = session.get_one(Print, asked.id).sha256
    content = runtime.storage.read(key, area=area_of(judged.organiser.id))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def holds(content: bytes) -> bool:
    """Whether the signature in a file covers all of it and fits its bytes."""
    (signature,) = PdfFileReader(io.BytesIO(content)).embedded_signatures
    status = validate_pdf_signature(signature)
    return status.intact and status.valid


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_every_file_is_signed_once_kept_and_given_out_as_it_was(runtime, asked):
    judged, row = asked
    draw_batch(taken(runtime, row.job_id))
    files = archive_of(runtime, judged, row)
    assert len(files) == 10
    with runtime.main.reading() as session:
        one = session.query(Certificate).filter_by(number=1).one()
        unsigned = session.get_one(Batch, one.batch_id)
        assert pdf_of(session, runtime.storage, one) == files[f"{one.register}.pdf"]
        assert unsigned.design["title"] == "Giấy chứng nhận"
    content = files[f"{one.register}.pdf"]
    assert holds(content)
    assert problems(content) == []
    assert one.recipient in text(content)
    at = content.index(b"/MediaBox") + 11
    assert not holds(content[:at] + b"9" + content[at + 1 :])


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_worker_that_dies_goes_on_behind_the_last_file_that_was_signed(runtime, asked, monkeypatch):
    judged, row = asked
    real, left = pades.signed, [4]

    def dying(content: bytes, settings: pades.Pades) -> bytes:
        left[0] -= 1
        if left[0] < 0:
            raise Cancelled
        return real(content, settings)

    monkeypatch.setattr(pades, "signed", dying)
    with pytest.raises(Cancelled):
        draw_batch(taken(runtime, row.job_id))
    with runtime.main.reading() as session:
        before = {one.id: one.signed_sha256 for one in session.query(Certificate) if one.signed_sha256}
    assert len(before) == 4
    monkeypatch.setattr(pades, "signed", real)
    runtime.main.do(lambda s: jobs.release(s, now()))
    draw_batch(taken(runtime, row.job_id))
    with runtime.main.reading() as session:
        after = {one.id: one.signed_sha256 for one in session.query(Certificate)}
    assert len(set(after.values())) == 10
    assert {one: after[one] for one in before} == before
    assert len(archive_of(runtime, judged, row)) == 10
