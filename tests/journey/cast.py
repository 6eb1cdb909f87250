"""Who takes part: schools, works with their authors and papers, people of the office, judges."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from playwright.sync_api import FilePayload

from contests.people.terms import Gender
from workers.demo.corpus import dossiers
from workers.demo.corpus.dossiers import File
from workers.demo.corpus.names import Person
from workers.demo.corpus.papers import Filing
from workers.demo.corpus.works import Work, work
from workers.demo.papers import portrait

SEED = "journey"
FILED_ON = date(2026, 11, 20)
GENDERS = {Gender.FEMALE: "Nữ", Gender.MALE: "Nam"}
ITEMS = {
    "PHIEU": "Phiếu đăng ký tham dự",
    "TM": "Bản thuyết minh",
    "MH": "Mô hình, sản phẩm dự thi",
    "ANH": "Ảnh tác giả 4×6",
    "KS": "Bản sao giấy khai sinh của người dự thi",
}
"""The dossier of the preset."""


@dataclass(frozen=True)
class Pupil:
    """An author as the clerk types it; `publishes` whether the family agrees to have the name published."""

    person: Person
    share: int
    guardian: str
    publishes: bool = True

    @property
    def name(self) -> str:
        return self.person.full_name


@dataclass(frozen=True)
class Filed:
    """A work with its authors, and what the three judges give it for each criterion."""

    work: Work
    field: str
    pupils: tuple[Pupil, ...]
    marks: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return self.work.title

    def files(self, school: str) -> Iterator[tuple[str, list[FilePayload]]]:
        """The title of an item of the dossier, and its files."""
        people, filing = [pupil.person for pupil in self.pupils], self._filing(school)
        yield ITEMS["PHIEU"], [payload(dossiers.form(self.work, filing))]
        yield ITEMS["TM"], [payload(dossiers.described(self.work, filing, SEED))]
        yield ITEMS["MH"], [payload(dossiers.photographs(self.work, filing, FILED_ON, SEED)[0])]
        yield ITEMS["ANH"], [payload(portrait(person, SEED)) for person in people]
        yield ITEMS["KS"], [payload(file) for file in dossiers.proofs(self.work, filing, FILED_ON, SEED)]

    def supplement(self, school: str) -> FilePayload:
        """Another description, as the office asked for it."""
        return payload(
            dossiers.described(self.work, self._filing(school), "supplement"), "Thuyết minh bổ sung.pdf"
        )

    def _filing(self, school: str) -> Filing:
        return Filing([pupil.person for pupil in self.pupils], school, "Lê Thị Hồng Gấm")


def payload(file: File, name: str = "") -> FilePayload:
    return {"name": name or file.name, "mimeType": file.media_type, "buffer": file.data}


def as_from_a_mac(text: str) -> str:
    """The same text with its diacritics taken apart, as some systems type it."""
    return unicodedata.normalize("NFD", text)


def _pupil(name: str, gender: Gender, born_on: date, people: str = "Kinh") -> Person:
    return Person(name, gender, born_on, people)


ANH = Pupil(_pupil("Nguyễn Thị Ngọc Ánh", Gender.FEMALE, date(2012, 3, 8)), 60, "Nguyễn Văn Thụ")
DUNG = Pupil(
    _pupil("Công Tằng Tôn Nữ Hoàng Thị Phương Nghi", Gender.FEMALE, date(2012, 9, 2)), 40, "Trần Thị Lý"
)
HHEN = Pupil(
    _pupil("H’Hen Niê", Gender.FEMALE, date(2013, 5, 1), "Ê Đê"), 100, "Y Thinh Niê", publishes=False
)
CON = Pupil(_pupil("Đặng Trần Côn", Gender.MALE, date(2011, 12, 30)), 100, "Đặng Thị Hoa")
BLAM = Pupil(_pupil("Y Blăm", Gender.MALE, date(2012, 7, 15), "Ê Đê"), 100, "H’Lan Êban")

LEARNING, GREEN = "Đồ dùng dành cho học tập", "Sản phẩm thân thiện với môi trường"
BEST = Filed(work("TTNND", "HT", 0, SEED), LEARNING, (ANH, DUNG), ("28", "18,5", "27", "18"))
SECOND = Filed(work("TTNND", "MT", 1, SEED), GREEN, (HHEN,), ("24", "16", "24.5", "15"))
THIRD = Filed(work("TTNND", "HT", 2, SEED), LEARNING, (CON,), ("20", "14", "21", "13,5"))
OUTSIDE = Filed(work("TTNND", "MT", 3, SEED), GREEN, (BLAM,))

LE_QUY_DON, NO_TRANG_LONG = "Trường THCS Lê Quý Đôn", "Trường Phổ thông Dân tộc nội trú N’Trang Lơng"
PASSWORD = "Hoa phượng đỏ ven sông Lô"
