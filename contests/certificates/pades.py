"""Electronic signatures in the files themselves (PAdES), where this installation has a key: each is signed once and kept.

The key is a PKCS#12 file named by BANGVANG_PADES_KEY, its password the first line of BANGVANG_PADES_PASSWORD_FILE. The
library that signs is installed from requirements-pades.txt only where it is wanted.
"""

import io
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy.orm import Session

from contests.certificates.drawing import Grant, Template, draw_one
from contests.certificates.model import Batch, Certificate
from contests.kernel.config import ConfigError
from contests.kernel.jobs import Work

FIELD, REASON = "BangVang", "Cấp giấy chứng nhận"


@dataclass(frozen=True, slots=True)
class Pades:
    """Where the key lies and what opens it."""

    key: Path
    password: bytes


def read_pades(environment: Mapping[str, str] = os.environ) -> Pades | None:
    """How files are signed here; None where they are not. Raises ConfigError for what cannot be used."""
    key, secret = environment.get("BANGVANG_PADES_KEY"), environment.get("BANGVANG_PADES_PASSWORD_FILE")
    if not key:
        return None
    if find_spec("pyhanko") is None:
        raise ConfigError("Đã đặt BANGVANG_PADES_KEY nhưng chưa cài thư viện ký số (requirements-pades.txt).")
    try:
        password = Path(secret).read_bytes().splitlines()[:1] if secret else []
        Path(key).read_bytes()
    except OSError as error:
        raise ConfigError(f"Không đọc được khóa ký số hoặc tệp mật khẩu: {error.filename}.") from error
    return Pades(Path(key), password[0] if password else b"")


def signed_files(
    work: Work,
    drawn: Template,
    batch: Batch,
    certificates: Sequence[Certificate],
    area: str,
    grant_of: Callable[[Certificate, Batch], Grant],
) -> Iterator[tuple[str, bytes]]:
    """Each certificate signed, by its number. What was signed before a worker died is taken from the store."""
    settings = read_pades()
    if settings is None:
        raise ConfigError("Máy chủ này chưa đặt khóa ký số (BANGVANG_PADES_KEY).")
    for count, certificate in enumerate(certificates):
        key = certificate.signed_sha256
        if key is None:
            content = signed(draw_one(drawn, grant_of(certificate, batch)), settings)
            key = work.storage.put(io.BytesIO(content), area=area).sha256
            work.transactions.do(_keeper(work, certificate.id, key, count, len(certificates)))
        yield certificate.register, work.storage.read(key, area=area)


def _keeper(work: Work, certificate_id: str, sha256: str, done: int, total: int) -> Callable[[Session], None]:
    def keep(session: Session) -> None:
        work.note(session, done, total)
        session.get_one(Certificate, certificate_id).signed_sha256 = sha256

    return keep


def signed(content: bytes, settings: Pades) -> bytes:
    """The file with a signature added behind it; it shows nowhere on the paper."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415 - optional
    from pyhanko.sign import signers  # noqa: PLC0415 - optional
    from pyhanko.sign.fields import SigSeedSubFilter  # noqa: PLC0415 - optional

    opened = signers.SimpleSigner.load_pkcs12
    signer = opened(str(settings.key), passphrase=settings.password or None)  # type: ignore[no-untyped-call]
    if signer is None:
        raise ConfigError("Không mở được khóa ký số: sai mật khẩu hoặc không phải tệp PKCS#12.")
    wanted = signers.PdfSignatureMetadata(
        field_name=FIELD, reason=REASON, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    out = signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(content)), wanted, signer=signer)
    return bytes(out.getbuffer())
