"""Identifiers that say nothing, secrets kept as hashes, and codes that people can type."""

import re

from hypothesis import assume, given
from hypothesis import strategies as st

from contests.kernel.codes import new_code, new_id, new_token, token_hash
from contests.kernel.signs import ALPHABET, check_sign, spelled, typed, well_formed

SIGNS = st.text(alphabet=ALPHABET, min_size=1, max_size=15)


def test_the_alphabet_has_no_look_alikes_and_a_prime_number_of_signs() -> None:
    assert not set("01OIL") & set(ALPHABET)
    assert len(set(ALPHABET)) == len(ALPHABET) == 31


@given(SIGNS)
def test_a_code_with_its_check_sign_is_well_formed(signs: str) -> None:
    assert well_formed(signs + check_sign(signs))


@given(SIGNS, st.data())
def test_every_single_wrong_sign_is_seen(signs: str, data: st.DataObject) -> None:
    code = signs + check_sign(signs)
    place = data.draw(st.integers(0, len(code) - 1))
    wrong = data.draw(st.sampled_from(ALPHABET))
    assume(wrong != code[place])
    assert not well_formed(code[:place] + wrong + code[place + 1 :])


@given(SIGNS, st.data())
def test_every_swap_of_two_neighbours_is_seen(signs: str, data: st.DataObject) -> None:
    code = signs + check_sign(signs)
    place = data.draw(st.integers(0, len(code) - 2))
    assume(code[place] != code[place + 1])
    assert not well_formed(code[:place] + code[place + 1] + code[place] + code[place + 2 :])


@given(SIGNS)
def test_what_is_printed_is_read_back_however_it_is_typed(signs: str) -> None:
    assert typed(spelled(signs)) == signs
    assert typed(f"  {spelled(signs).lower().replace('-', ' - ')}\n") == signs


@given(st.text(max_size=20))
def test_nothing_that_is_typed_breaks_the_check(text: str) -> None:
    assert well_formed(typed(text)) in (True, False)


def test_a_code_is_printed_in_groups_of_four() -> None:
    assert spelled("7K3M9QWX2") == "7K3M-9QWX-2"


def test_nothing_and_a_single_sign_are_no_codes() -> None:
    assert not well_formed("")
    assert not well_formed("2")


def test_new_codes_are_well_formed_and_differ() -> None:
    codes = {new_code(10) for _ in range(200)}
    assert len(codes) == 200
    assert all(well_formed(code) and len(code) == 10 for code in codes)


def test_an_id_is_sixteen_small_letters_and_digits() -> None:
    ids = {new_id() for _ in range(200)}
    assert len(ids) == 200
    assert all(re.fullmatch(r"[a-z2-7]{16}", one) for one in ids)


def test_a_secret_is_long_and_only_its_hash_is_kept() -> None:
    token = new_token()
    assert len(token) >= 43
    assert re.fullmatch(r"[0-9a-f]{64}", token_hash(token))
    assert token_hash(token) != token_hash(new_token())
