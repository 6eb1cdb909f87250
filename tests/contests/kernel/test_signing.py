import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from contests.kernel import signing
from contests.kernel.access import SYSTEM
from contests.kernel.clock import now
from contests.kernel.codes import new_id
from contests.kernel.sessions import Transactions

SCOPE = "organiser-1"
MESSAGE = "Giấy chứng nhận của Nguyễn Thị Ngọc Ánh".encode()


@pytest.fixture
def transactions(runtime):
    return runtime.main


def signed(transactions, scope=SCOPE, purpose="test", message=MESSAGE):
    return transactions.do(lambda s: signing.sign(s, scope, purpose, message, at=now()))


def keys(transactions, scope=SCOPE):
    with transactions.reading() as session:
        return signing.public_keys(session, scope)


def test_what_an_organiser_signed_is_proved_by_its_published_key(transactions):
    made = signed(transactions)
    assert [key.raw for key in keys(transactions)] == [made.raw_key]
    assert signing.verify(made.raw_key, "test", MESSAGE, made.signature)


def test_signing_twice_uses_one_key_and_gives_the_same_bytes(transactions):
    assert signed(transactions) == signed(transactions)


def test_two_organisers_have_two_keys(transactions):
    assert signed(transactions).raw_key != signed(transactions, new_id()).raw_key


def test_a_signature_for_one_purpose_does_not_pass_for_another(transactions):
    made = signed(transactions, purpose="site")
    assert not signing.verify(made.raw_key, "bundle", MESSAGE, made.signature)


@given(place=st.integers(0, (32 + 64 + len(MESSAGE)) * 8 - 1))
def test_no_bit_of_key_signature_or_message_can_be_flipped(place):
    made, flipped = KEPT, bytearray(KEPT.raw_key + KEPT.signature + MESSAGE)
    flipped[place // 8] ^= 1 << place % 8
    raw, signature, message = bytes(flipped[:32]), bytes(flipped[32:96]), bytes(flipped[96:])
    assert signing.verify(made.raw_key, "test", MESSAGE, made.signature)
    assert not signing.verify(raw, "test", message, signature)


def kept_signature():
    private = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    return signing.Signed(
        private.public_key().public_bytes_raw(), private.sign(signing.PREFIX + b"test\0" + MESSAGE)
    )


KEPT = kept_signature()


def test_after_a_rotation_the_new_key_signs_and_the_old_one_still_proves(transactions):
    before = signed(transactions)
    transactions.do(lambda s: signing.rotate(s, SCOPE, by=SYSTEM, at=now()))
    after = signed(transactions)
    current, retired = keys(transactions)
    assert after.raw_key == current.raw != before.raw_key == retired.raw
    assert (current.retired_at, retired.retired_at is None) == (None, False)
    assert signing.verify(retired.raw, "test", MESSAGE, before.signature)


def test_a_database_that_moved_to_another_secret_goes_on_with_a_new_key(transactions):
    before = signed(transactions)
    elsewhere = Transactions(transactions.engine, secret="another installation's secret, quite long")
    after = signed(elsewhere)
    assert after.raw_key != before.raw_key
    assert [key.raw for key in keys(transactions)] == [after.raw_key, before.raw_key]


def test_without_the_secret_nothing_is_signed(transactions):
    with pytest.raises(KeyError):
        signed(Transactions(transactions.engine))


def test_a_copy_of_the_database_signs_nothing_that_its_published_key_proves(transactions):
    made = signed(transactions)
    copied = Transactions(transactions.engine, secret="whoever copied the database does not know this")
    forged = signed(copied)
    assert not signing.verify(made.raw_key, "test", MESSAGE, forged.signature)


def test_a_fingerprint_can_be_read_aloud():
    spoken = signing.fingerprint(bytes(32))
    assert spoken == "6668 7AAD F862 BD77 6C8F C18B 8E9F 8E20 0897 1485"
