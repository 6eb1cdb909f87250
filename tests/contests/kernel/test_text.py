"""Vietnamese text: one form however it was typed, search without diacritics, the dictionary's order."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contests.kernel.text import N_, fold, nfc, one_line, person_sort_key, sort_key, visible

WORDS = st.text(alphabet="aăâáàảãạằắđeêếioôơợuưựyỳ bcdghklmnpqrstvx'’-.", max_size=40)


def from_a_mac(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@given(st.text(max_size=60))
def test_the_form_in_which_text_is_kept_is_kept_again(text: str) -> None:
    assert nfc(nfc(text)) == nfc(text)
    assert unicodedata.is_normalized("NFC", nfc(text))


@given(st.text(max_size=60))
def test_one_line_has_no_breaks_and_no_double_spaces(text: str) -> None:
    assert one_line(text) == " ".join(one_line(text).split())


@given(WORDS)
def test_what_was_typed_on_a_mac_is_found_sorted_and_kept_as_any_other(text: str) -> None:
    assert nfc(from_a_mac(text)) == nfc(text)
    assert fold(from_a_mac(text)) == fold(text)
    assert sort_key(from_a_mac(text)) == sort_key(text)


@given(WORDS)
def test_folding_leaves_nothing_to_fold(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert all(not unicodedata.combining(char) for char in fold(text))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Nguyễn Thị Ngọc Ánh", "nguyen thi ngoc anh"),
        ("ĐẶNG TRẦN CÔN", "dang tran con"),
        ("H’Hen Niê", "h'hen nie"),
        ("HʼHen Niê", "h'hen nie"),
        ("  Y   Blăm ", "y blam"),
        ("Ánh", "anh"),
        (from_a_mac("Lò Văn Pánh"), "lo van panh"),
        ("", ""),
    ],
)
def test_a_name_is_found_without_its_marks(typed: str, found: str) -> None:
    assert fold(typed) == found


@pytest.mark.parametrize(
    "words",
    [
        ["a", "à", "ả", "ã", "á", "ạ", "ă", "ằ", "â", "b", "d", "đ", "e", "ê", "o", "ô", "ơ", "u", "ư", "y"],
        ["ma", "mà", "mả", "mã", "má", "mạ", "man", "mang"],
        ["Dung", "Dũng", "Đan", "Đặng"],
        ["Ba", "Bá Thước", "Bà Triệu", "Bắc Kạn"],
        ["hoa", "hoà", "hoa lan"],
    ],
)
def test_words_stand_as_in_the_dictionary(words: list[str]) -> None:
    mixed = words[1::2] + words[::2]
    assert sorted(mixed, key=sort_key) == words


def test_capital_letters_do_not_change_the_order() -> None:
    assert sort_key("ĐẶNG") == sort_key("Đặng")


@pytest.mark.parametrize("first", ["ơ", "ứ", "\u0306", "\u031b\u0301", ""])
def test_a_mark_without_its_letter_breaks_nothing(first: str) -> None:
    assert isinstance(sort_key(first), str)


def test_people_stand_by_their_given_names() -> None:
    people = ["Trần Văn Ánh", "Nguyễn Thị Bình", "Lê Bình", "Đặng Trần Côn", "Dung"]
    assert sorted(people, key=person_sort_key) == [
        "Trần Văn Ánh",
        "Lê Bình",
        "Nguyễn Thị Bình",
        "Đặng Trần Côn",
        "Dung",
    ]
    assert person_sort_key("") == ""


def test_a_marked_message_stays_as_it_is() -> None:
    assert N_("Đã nộp hồ sơ.") == "Đã nộp hồ sơ."


def test_signs_that_show_nothing_are_left_out_and_lines_stay() -> None:
    assert visible("Máy\u200b tưới\u202e rau\ufeff\n\tbằng \U000e0041điện\x00") == "Máy tưới rau\n\tbằng điện"
    assert visible("Nguyễn Thị Ngọc Ánh, H’Hen Niê") == "Nguyễn Thị Ngọc Ánh, H’Hen Niê"
