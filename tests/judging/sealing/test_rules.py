"""When two words seal a panel's figures, and why an officer may not confirm."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.sealing.rules import SECOND_WITHIN, Word, objections, sealed, standing
from tests.factories import NOON

FIGURES, OTHERS = "a" * 64, "b" * 64
HOUR = timedelta(hours=1)
words = st.lists(
    st.builds(
        Word,
        st.sampled_from(["chair", "secretary", "substitute"]),
        st.sampled_from([FIGURES, OTHERS]),
        st.integers(0, 60).map(lambda hours: NOON + hours * HOUR),
    ),
    max_size=5,
)


def word(judge: str, hours: int = 0, figures: str = FIGURES) -> Word:
    return Word(judge, figures, NOON + hours * HOUR)


def said(given: list[Word], own: Word, *, computed: bool = True, round_sealed: bool = False) -> list[str]:
    found = objections(given, FIGURES, own, computed=computed, round_sealed=round_sealed)
    return [reason.message for reason in found]


def test_two_officers_within_a_day_seal():
    assert sealed([word("chair"), word("secretary", 24)], FIGURES)


@pytest.mark.parametrize(
    "given",
    [
        [],
        [word("chair")],
        [word("chair"), word("chair", 1)],
        [word("chair"), word("secretary", 25)],
        [word("chair"), word("secretary", 1, OTHERS)],
    ],
)
def test_less_than_that_does_not(given: list[Word]):
    assert not sealed(given, FIGURES)


@given(words)
def test_a_seal_needs_two_different_judges_who_saw_the_same(given: list[Word]):
    by = {one.judge_id for one in given if one.figures == FIGURES}
    assert not sealed(given, FIGURES) or len(by) >= 2


@given(words, words)
def test_a_further_word_breaks_no_seal(given: list[Word], more: list[Word]):
    assert not sealed(given, FIGURES) or sealed(given + more, FIGURES)


def test_a_word_that_waits_too_long_lapses_and_a_seal_does_not():
    late = NOON + 2 * SECOND_WITHIN
    assert standing([word("chair")], FIGURES, late) == []
    both = [word("chair"), word("secretary", 1)]
    assert standing(both, FIGURES, late) == both


def test_the_first_and_the_second_may_confirm():
    assert said([], word("chair")) == []
    assert said([word("chair")], word("secretary", 1)) == []


def test_nobody_confirms_twice_but_after_the_word_lapsed():
    assert "Quý vị đã xác nhận" in said([word("chair")], word("chair", 1))[0]
    assert said([word("chair")], word("chair", 25)) == []


def test_figures_that_changed_since_the_page_was_opened_are_looked_at_again():
    assert "tổng hợp lại" in said([], word("chair", figures=OTHERS))[0]


def test_nothing_is_confirmed_before_the_figures_are_there_or_after_the_seal():
    assert "Chưa tổng hợp điểm" in said([], word("chair"), computed=False)[0]
    assert "đã được niêm phong" in said([], word("chair"), round_sealed=True)[0]
    assert "hai người niêm phong" in said([word("chair"), word("secretary")], word("substitute", 1))[0]
