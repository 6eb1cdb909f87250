"""Texts that tell who made a work: whom they tell, in how many ways, in which sentences."""

import itertools
import unicodedata
from collections.abc import Iterator

from contests.envelopes.gate.findings import Identities
from contests.kernel.text import fold

PEOPLE = (
    "Nguyễn Thị Ngọc Ánh",
    "H’Hen Niê",
    "Y Blăm",
    "Đặng Trần Côn",
    "Trần Hòa Bình",
    "Lê Minh Hà",
    "Công Tằng Tôn Nữ Hoàng Thị Phương Nghi Ánh",
    "Tra\u0302\u0300n Quo\u0302\u0301c Toa\u0309n",
    "Ma Thanh Long",
    "Giàng A Páo",
)
UNITS = (
    "Trường THCS Lê Quý Đôn",
    "Trường Tiểu học và THCS Hòa Bình",
    "Công đoàn cơ sở Công ty cổ phần Xi măng Tân Quang",
    "Trường PTDT nội trú THPT Đoàn Kết",
    "UBND xã Yên Hoa",
)
NUMBERS = (
    "0912 345 678",
    "+84 912 345 678",
    "0912.345.678",
    "0912-345-678",
    "(0912) 345 678",
    "09 12 34 56 78",
)
SPACED = (
    "0 9 1 2 3 4 5 6 7 8",
    "0912345678",
    "0207 3822 123",
    "84912345678",
    "0912\u00a0345\u00a0678",
    "0912\n345678",
)
PAPERS = ("079204001234", "079 204 001 234", "CMND số 070 123 456", "CCCD: 008304000111")
MAILS = (
    "ngocanh@truong.edu.vn",
    "ngoc.anh.2012 @ gmail.com",
    "lop7a(at)gmail.com",
    "thcs-lqd@tuyenquang\n.edu.vn",
)
SENTENCES = (
    "Em %s đã làm chiếc máy này trong kỳ nghỉ hè.",
    "Máy tưới rau tự động (%s)",
    "Người thực hiện:\n%s\nNăm 2026",
    "Cảm ơn %s, sản phẩm đã chạy tốt; điện áp 12 vôn, dòng 2 ampe.",
)
WHO = Identities(people=frozenset(PEOPLE), units=frozenset(UNITS))


def ways(name: str) -> Iterator[str]:
    """A name as it may be written by those who write it in full."""
    yield name
    yield unicodedata.normalize("NFD", name)
    yield unicodedata.normalize("NFC", name).upper()
    yield bare(name)
    yield bare(name).upper()
    yield unicodedata.normalize("NFC", name).replace(" ", "\n")
    yield name.replace(" ", " \u200b ")
    yield name.replace(" ", "-\n")
    yield name.replace(" ", "\u00a0")
    yield name.replace(" ", "_")


def bare(name: str) -> str:
    """Without marks, the capitals kept."""
    return " ".join(word.capitalize() for word in fold(name).split())


def parts(name: str) -> Iterator[str]:
    """Two and more neighbouring words of a name, but not all of it."""
    words = name.split()
    for first, last in itertools.combinations(range(len(words) + 1), 2):
        if 2 <= last - first < len(words):
            yield " ".join(words[first:last])


def leaking() -> Iterator[str]:
    """Every sentence that must be held."""
    for name in PEOPLE:
        told = [*ways(name), *(way for part in parts(name) for way in (part, part.upper(), bare(part)))]
        yield from (sentence % one for one, sentence in itertools.product(told, SENTENCES))
    for unit in ("Lê Quý Đôn", "Le Quy Don", "LÊ QUÝ ĐÔN", "Hòa Bình", "Hoà Bình", "Tân Quang", "Xi măng Tân Quang",
                 "Đoàn Kết", "Yên Hoa", "trường Lê Quý\nĐôn", "xã Yên Hoa"):  # fmt: skip
        yield from (sentence % unit for sentence in SENTENCES)
    for number in (*NUMBERS, *SPACED, *PAPERS, *MAILS):
        yield from (sentence % number for sentence in SENTENCES)
    yield from ("N g u y ễ n T h ị N g ọ c Á n h", "#NguyễnThịNgọcÁnh", "nguyenthingocanh", "dangtrancon2012")
    yield "Ánh, Nguyễn Thị Ngọc"
    yield "em ngoc anh lam may nay de giup ba tuoi rau"
    yield "GVHD: MINH HÀ – lớp 7A"
