"""A whole dossier as files: form, description, photographs and scanned proofs, from a work and the people behind it.

The same arguments give the same bytes under the same locked libraries; the texts are the same everywhere.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from random import Random

from workers.demo.corpus.draw import between, stream
from workers.demo.corpus.names import Person
from workers.demo.corpus.papers import Filing, description, registration_form
from workers.demo.corpus.photographs import ScannedPaper, photograph, scan
from workers.demo.corpus.works import Work


class Item(Enum):
    """What a file of the dossier is."""

    FORM = "form"
    DESCRIPTION = "description"
    PHOTO = "photo"
    PROOF = "proof"


@dataclass(frozen=True, slots=True)
class File:
    """`name` is what the uploader's machine calls it: forms and proofs carry people's names there too."""

    item: Item
    name: str
    media_type: str
    data: bytes


def dossier(work: Work, filing: Filing, filed_on: date, seed: int | str) -> list[File]:
    """The form, the description, one or two photographs, and a proof of each pupil or of the solution's use."""
    return [
        form(work, filing),
        described(work, filing, seed),
        *photographs(work, filing, filed_on, seed),
        *proofs(work, filing, filed_on, seed),
    ]


def form(work: Work, filing: Filing) -> File:
    """The registration form: every name is in it."""
    name = f"Phiếu đăng ký - {filing.authors[0].full_name}.pdf"
    return File(Item.FORM, name, "application/pdf", registration_form(work, filing))


def described(work: Work, filing: Filing, seed: int | str) -> File:
    """The description: names in its properties only."""
    data = description(work, filing.authors[0].full_name, seed)
    return File(Item.DESCRIPTION, f"Thuyết minh - {work.title[:60].strip()}.pdf", "application/pdf", data)


def photographs(work: Work, filing: Filing, filed_on: date, seed: int | str) -> list[File]:
    """One or two pictures of the model, the taker's name in their EXIF fields."""
    rng = stream(seed, "photographs")
    moment = _moment(rng, filed_on)
    shots = between(rng, 1, 2)
    return [_photo(work, filing, moment + timedelta(seconds=47 * shot), seed, shot) for shot in range(shots)]


def proofs(work: Work, filing: Filing, filed_on: date, seed: int | str) -> list[File]:
    """Scans, marked MẪU: each pupil's birth certificate, or the unit's word that the solution is in use."""
    if work.contest != "TTNND":
        name = f"Xác nhận áp dụng - {filing.authors[0].full_name}.jpg"
        return [File(Item.PROOF, name, "image/jpeg", scan(_confirmation(work, filing, filed_on), seed))]
    return [
        File(
            Item.PROOF,
            f"Giấy khai sinh - {pupil.full_name}.jpg",
            "image/jpeg",
            scan(_birth_certificate(pupil, filing), f"{seed}/{at}"),
        )
        for at, pupil in enumerate(filing.authors)
    ]


def _moment(rng: Random, filed_on: date) -> datetime:
    """An hour of daylight in the three weeks before the filing."""
    day = filed_on - timedelta(days=between(rng, 1, 21))
    return datetime.combine(day, time(between(rng, 7, 16), between(rng, 0, 59), between(rng, 0, 59)), UTC)


def _photo(work: Work, filing: Filing, moment: datetime, seed: int | str, shot: int) -> File:
    data = photograph(work.idea.motif, filing.authors[0].full_name, moment, seed, shot)
    return File(Item.PHOTO, f"IMG_{moment:%Y%m%d_%H%M%S}.jpg", "image/jpeg", data)


def _birth_certificate(pupil: Person, filing: Filing) -> ScannedPaper:
    rows = (
        ("Họ, chữ đệm, tên:", pupil.full_name),
        ("Ngày, tháng, năm sinh:", f"{pupil.born_on:%d/%m/%Y}"),
        ("Giới tính:", "Nữ" if pupil.gender.value == "female" else "Nam"),
        ("Quốc tịch:", "Việt Nam"),
        ("Nơi đang học:", filing.unit),
        ("Bản sao này dùng để:", "dự thi (dữ liệu mẫu)"),
    )
    return ScannedPaper("GIẤY KHAI SINH", rows, "(đã ký)")


def _confirmation(work: Work, filing: Filing, filed_on: date) -> ScannedPaper:
    rows = (
        ("Đơn vị:", filing.unit),
        ("Xác nhận:", filing.authors[0].full_name),
        ("là tác giả chính của giải pháp:", ""),
        ("", work.title[:70]),
        ("đã áp dụng từ:", f"{filed_on - timedelta(days=200):%m/%Y}"),
        ("Ngày xác nhận:", f"{filed_on - timedelta(days=3):%d/%m/%Y}"),
    )
    return ScannedPaper("GIẤY XÁC NHẬN ÁP DỤNG", rows, "(đã ký)")
