import unicodedata
from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from contests.certificates.payload import (
    MOST_WORK_BYTES,
    PURPOSE,
    Unreadable,
    claim_of,
    key_id,
    message,
    name_digest,
    read,
    shortened,
    spoken,
)
from contests.kernel.qr import qr_matrix
from contests.kernel.signing import _spoken, verify

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
RAW = KEY.public_key().public_bytes_raw()
ANH = claim_of(
    "TTNND-2026-0001", "Giải Nhất", "Thùng rác thông minh phân loại rác tự động", date(2026, 11, 22),
    "Nguyễn Thị Ngọc Ánh", "7K3M9QWX", named=True, sample=False,
)  # fmt: skip


def sealed(claim) -> str:
    said = message(claim, key_id(RAW))
    return spoken(said, KEY.sign(_spoken(PURPOSE, said)))


def holds(text: str) -> bool:
    """Whether a reader that knows the key takes the text for a certificate."""
    try:
        seal = read(text)
    except Unreadable:
        return False
    return seal.key_id == key_id(RAW) and verify(RAW, PURPOSE, seal.message, seal.signature)


words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Z")), min_size=1, max_size=30
).map(lambda text: unicodedata.normalize("NFC", text).strip())


@given(words, words, words, st.dates(date(2000, 1, 1), date(2179, 6, 6)), st.booleans(), st.booleans())
def test_what_is_sealed_is_read_back(name, prize, work, day, named, sample):
    claim = claim_of("GT2-2026-0123", prize, work, day, name, "7K3M9QWX", named=named, sample=sample)
    assert read(sealed(claim)).claim == claim
    assert holds(sealed(claim))


def test_flipping_any_bit_of_the_text_is_refused():
    text = sealed(ANH).encode()
    assert holds(text.decode())
    flipped = [
        text[:at] + bytes([text[at] ^ 1 << bit]) + text[at + 1 :]
        for at in range(len(text))
        for bit in range(8)
    ]
    assert [each for each in flipped if holds(each.decode("latin-1"))] == []


def test_flipping_any_bit_of_the_bytes_is_refused():
    seal = read(sealed(ANH))
    packed = seal.message + seal.signature
    for bit in range(len(packed) * 8):
        changed = bytearray(packed)
        changed[bit // 8] ^= 1 << bit % 8
        assert not holds(spoken(bytes(changed), b""))


@pytest.mark.parametrize(
    "text", ["", "A", "AEBAGBAF", "a" * 200, "A" * 8 + "=", "Á" * 40, "A" * 20_000, "0189"]
)
def test_what_is_no_seal_is_said_to_be_none(text):
    with pytest.raises(Unreadable):
        read(text)


def test_who_has_not_agreed_is_proven_and_not_named():
    hidden = claim_of(
        "TTNND-2026-0001", "Giải Nhất", "Máy lọc nước", date(2026, 11, 22), "Nguyễn Thị Ngọc Ánh", "7K3M9QWX",
        named=False, sample=False,
    )  # fmt: skip
    seal = read(sealed(hidden))
    assert seal.claim.name is None
    assert "Ánh".encode() not in seal.message
    assert "Ánh".encode() in read(sealed(ANH)).message
    decomposed = unicodedata.normalize("NFD", " Nguyễn Thị  Ngọc Ánh")
    assert seal.claim.digest == name_digest(decomposed, "TTNND-2026-0001", "7K3M9QWX")
    assert seal.claim.digest != name_digest("Nguyễn Thị Ngọc Ảnh", "TTNND-2026-0001", "7K3M9QWX")


def test_a_group_that_would_make_the_code_too_fine_is_proven_by_its_digest():
    team = "Nguyễn Thị Ngọc Ánh, H’Hen Niê, Y Blăm, Đặng Trần Côn, Công Tằng Tôn Nữ Hoàng"
    claim = claim_of(
        "GT-2026-0001", "Giải A", "", date(2026, 1, 2), team, "7K3M9QWX", named=True, sample=True
    )
    assert claim.name is None
    assert claim.digest == name_digest(team, "GT-2026-0001", "7K3M9QWX")


@given(words)
def test_a_cut_title_is_whole_letters_in_few_enough_bytes(title):
    cut = shortened(title, MOST_WORK_BYTES)
    assert len(cut.encode()) <= MOST_WORK_BYTES
    assert cut == title or title.startswith(cut[:-1])


def test_the_code_stays_coarse_enough_for_a_telephone():
    longest = claim_of(
        "TTNND2-2026-0123", "Giải Khuyến khích", "Hệ thống cảnh báo sớm lũ quét, sạt lở đất " * 4,
        date(2026, 11, 22), "Công Tằng Tôn Nữ Hoàng Thị Phương Nghi Ánh", "7K3M9QWX", named=True, sample=True,
    )  # fmt: skip
    assert len(qr_matrix(f"https://sangtao.tuyenquang.gov.vn/c/?{sealed(longest)}")) <= 65
