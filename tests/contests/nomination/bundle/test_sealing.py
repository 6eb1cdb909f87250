"""A bundle comes back as it went, and with any bit of it changed it does not come in."""

import dataclasses
import hashlib
import io
import unicodedata
import zipfile
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from contests.kernel import archives
from contests.kernel.errors import Done, Refused
from contests.kernel.parcels import MANIFEST, SEAL
from contests.kernel.sessions import value_of
from contests.kernel.signing import PREFIX, Signed
from contests.kernel.text import nfc
from contests.nomination.bundle.nominee import Bundle, Letter, NominatedAuthor, NominatedFile, Nominee
from contests.nomination.bundle.sealing import NOMINEES, export, take_in

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
AT = datetime(2026, 11, 22, 5, tzinfo=UTC)
TEXTS = {"summary": "Tóm tắt", "novelty": "Mới", "application": "Áp dụng", "effect": "Hiệu quả"}
LETTER = Letter(
    "Liên hiệp các Hội KH&KT tỉnh Tuyên Quang",
    "Cuộc thi lần thứ 17",
    "2021",
    "07/CV-LHH",
    "2021-08-20",
    "Hoàng Văn Thụ",
)


def sign(message, key=KEY, purpose="nomination"):
    return Signed(key.public_key().public_bytes_raw(), key.sign(PREFIX + purpose.encode() + b"\0" + message))


def nominee(files=(), name="H’Hen Niê", **more):
    author = NominatedAuthor(name, "2009-05-04", "lead", 100, "Lớp 9A", consents=(("publish_name", "self"),))
    listed = tuple(
        NominatedFile(
            "TM", f"thuyết minh {at}.pdf", "application/pdf", len(data), hashlib.sha256(data).hexdigest()
        )
        for at, data in enumerate(files)
    )
    made = Nominee(
        0, False, 12, "Máy tưới rau", "HT", "Trường THCS Sà Phìn", "Giải Nhất", "individual", 2021, TEXTS, (author,),
        (("Y Blăm", "Trường THCS"),), listed,
    )  # fmt: skip
    return dataclasses.replace(made, **more)


def exported(bundle, files=(), **how) -> bytes:
    out, by_hash = io.BytesIO(), {hashlib.sha256(data).hexdigest(): data for data in files}
    export(bundle, lambda sha256: io.BytesIO(by_hash[sha256]), lambda said: sign(said, **how), AT, out)
    return out.getvalue()


def taken(data):
    return take_in(io.BytesIO(data), len(data))


texts = st.text(max_size=12).map(nfc)
names = (
    st.sampled_from(["Nguyễn Thị Ngọc Ánh", "H’Hen Niê", "Y Blăm", "Đặng Trần Côn", "Ánh", "Lò" * 20]) | texts
)
works = st.builds(
    Nominee,
    position=st.integers(0, 99), substitute=st.booleans(), number=st.integers(1, 9999), title=texts, field=texts,
    unit=texts, tier=texts, applicant=texts, made_in=st.none() | st.integers(1990, 2100),
    texts=st.fixed_dictionaries(dict.fromkeys(TEXTS, texts)),
    authors=st.lists(
        st.builds(
            NominatedAuthor, names, st.dates().map(str) | st.just(""), texts, st.integers(1, 100), texts, texts, texts, texts,
            st.lists(st.tuples(texts, texts), max_size=2).map(tuple),
        ), max_size=3,
    ).map(tuple),
    mentors=st.lists(st.tuples(names, texts), max_size=2).map(tuple),
    files=st.just(()),
)  # fmt: skip


@given(st.lists(works, max_size=3).map(tuple), st.builds(Letter, *[texts] * 6))
def test_what_goes_out_comes_in(nominees, letter):
    bundle = Bundle(letter, nominees)
    assert value_of(taken(exported(bundle))).bundle == bundle


def test_files_come_with_it_byte_for_byte():
    files = (b"%PDF-1.7 one", b"", b"x" * 3_000_000)
    bundle = Bundle(LETTER, (nominee(files),))
    received = value_of(taken(exported(bundle, files)))
    assert received.bundle == bundle
    for data in files:
        with received.open(hashlib.sha256(data).hexdigest()) as file:
            assert file.read() == data
    assert received.parcel.raw_key == KEY.public_key().public_bytes_raw()


def test_the_same_bundle_gives_the_same_bytes():
    bundle = Bundle(LETTER, (nominee((b"one",)),))
    assert exported(bundle, (b"one",)) == exported(bundle, (b"one",))


WHOLE = exported(Bundle(LETTER, (nominee((b"one", b"two")),)), (b"one", b"two"))


@settings(max_examples=400)
@given(st.integers(0, len(WHOLE) * 8 - 1))
def test_any_flipped_bit_is_refused(bit):
    flipped = bytearray(WHOLE)
    flipped[bit // 8] ^= 1 << bit % 8
    assert isinstance(taken(bytes(flipped)), Refused)


@given(st.integers(0, len(WHOLE) - 1))
def test_what_was_cut_short_is_refused(length):
    assert isinstance(taken(WHOLE[:length]), Refused)


def contents(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rebuilt(files):
    """The files as a canonical archive again, as a forger who knows the format would make it."""
    out = io.BytesIO()
    archives.write({path: lambda data=data: io.BytesIO(data) for path, data in files.items()}, out)
    return out.getvalue()


def test_the_rebuilt_archive_is_the_same():
    assert rebuilt(contents(WHOLE)) == WHOLE


@pytest.mark.parametrize("path", [NOMINEES, MANIFEST, "files/" + hashlib.sha256(b"one").hexdigest()])
def test_a_forger_who_builds_the_archive_anew_is_refused(path):
    files = contents(WHOLE)
    files[path] = files[path].replace(b"o", b"0", 1)
    assert isinstance(taken(rebuilt(files)), Refused)


def test_a_file_more_or_less_is_refused():
    files = contents(WHOLE)
    assert isinstance(taken(rebuilt({**files, "files/" + "0" * 64: b"x"})), Refused)
    assert isinstance(taken(rebuilt({path: data for path, data in files.items() if path != SEAL})), Refused)
    fewer = {path: data for path, data in files.items() if not path.startswith("files/")}
    assert isinstance(taken(rebuilt(fewer)), Refused)


def test_another_key_in_the_seal_is_refused():
    files, other = contents(WHOLE), Ed25519PrivateKey.from_private_bytes(b"x" * 32)
    files[SEAL] = other.public_key().public_bytes_raw() + files[SEAL][32:]
    assert isinstance(taken(rebuilt(files)), Refused)


def test_a_signature_for_another_purpose_is_refused():
    assert isinstance(taken(exported(Bundle(LETTER, ()), purpose="site")), Refused)
    assert isinstance(taken(exported(Bundle(LETTER, ()))), Done)


def test_a_name_that_is_not_composed_is_refused():
    spread = unicodedata.normalize("NFD", "Nguyễn Thị Ngọc Ánh")
    assert isinstance(taken(exported(Bundle(LETTER, (nominee(name=spread),)))), Refused)
