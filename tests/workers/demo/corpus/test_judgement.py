"""Invented judges have habits, and thirteen entries fail for reasons that their dossiers bear out."""

import unicodedata
from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from contests.screening.terms import ReasonCode
from workers.demo.corpus.draw import stream
from workers.demo.corpus.habits import MILD, PANEL, SCATTERED, SEVERE, STEADY, Habit
from workers.demo.corpus.rejections import thirteen

FIRST, LAST, DEADLINE = date(2002, 7, 31), date(2015, 7, 31), date(2021, 5, 31)


def marks(habit: Habit) -> list[int]:
    rng = stream(habit.name)
    return [habit.mark(0.6, 400, rng) for _ in range(300)]


@given(st.sampled_from(PANEL), st.floats(0, 1), st.integers(1, 4000), st.integers(0, 10**6))
def test_a_mark_is_a_whole_number_of_steps_on_the_scale(habit: Habit, quality: float, top: int, seed: int):
    mark = habit.mark(quality, top, stream(seed))
    assert isinstance(mark, int)
    assert 0 <= mark <= top


def test_the_severe_mark_lower_than_the_steady_and_the_mild_higher():
    assert sum(marks(SEVERE)) < sum(marks(STEADY)) < sum(marks(MILD))


def test_the_scattered_wander_further_than_the_steady():
    assert max(marks(SCATTERED)) - min(marks(SCATTERED)) > 3 * (max(marks(STEADY)) - min(marks(STEADY)))


def test_a_better_work_gets_more():
    assert STEADY.mark(0.8, 400, stream(1)) > STEADY.mark(0.5, 400, stream(1))


def test_there_are_thirteen_different_reasons_of_every_kind():
    reasons = thirteen(FIRST, LAST, DEADLINE, 1)
    assert len({reason.sentence for reason in reasons}) == 13
    assert {reason.code for reason in reasons} == set(ReasonCode)
    assert Counter(reason.code for reason in reasons)[ReasonCode.INCOMPLETE] == 4


@given(st.integers(0, 10**6))
def test_who_is_rejected_for_age_was_born_outside_the_window_and_the_sentence_says_when(seed: int):
    for reason in thirteen(FIRST, LAST, DEADLINE, seed):
        assert (reason.born_on is not None) == (reason.code is ReasonCode.AGE)
        if reason.born_on:
            assert not FIRST <= reason.born_on <= LAST
            assert f"{reason.born_on:%d/%m/%Y}" in reason.sentence


def test_an_incomplete_dossier_lacks_what_the_sentence_says():
    missing = {
        reason.missing: reason.sentence for reason in thirteen(FIRST, LAST, DEADLINE, 1) if reason.missing
    }
    assert len(missing) == 4
    assert all(item.lower() in sentence and "10/06/2021" in sentence for item, sentence in missing.items())


def test_reasons_are_composed_letters_and_repeat_with_their_seed():
    assert thirteen(FIRST, LAST, DEADLINE, 5) == thirteen(FIRST, LAST, DEADLINE, 5)
    assert all(unicodedata.is_normalized("NFC", one.sentence) for one in thirteen(FIRST, LAST, DEADLINE, 5))
