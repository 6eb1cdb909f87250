"""Sameness and haste are counted as they are, and told only from enough sheets on."""

from judging.advice.habits import Filled, habits, is_short

MOST = (60, 60, 80)
VARIED = [(30 + n, 40 - n, 50 + 2 * n) for n in range(10)]


def of(sheets: list[Filled]):
    return habits(sheets, MOST)["j"]


def test_one_set_of_marks_given_again_and_again_is_told() -> None:
    found = of([Filled("j", (40, 50, 60))] * 6 + [Filled("j", marks) for marks in VARIED[:4]])
    assert (found.sheets, found.same, found.told) == (10, 6, ("same",))


def test_varied_marks_are_not() -> None:
    assert of([Filled("j", marks) for marks in VARIED]).told == ()


def test_every_criterion_at_the_same_share_is_told() -> None:
    level = [(3 * n, 3 * n, 4 * n) for n in range(8, 18)]
    found = of([Filled("j", marks) for marks in level])
    assert (found.same, found.even, found.told) == (1, 10, ("even",))


def test_a_few_sheets_say_nothing_of_a_habit() -> None:
    found = of([Filled("j", (30, 30, 40), 5)] * 7)
    assert (found.same, found.even, found.short) == (7, 7, 7)
    assert found.told == ()


def test_a_rubric_of_one_criterion_has_no_pattern() -> None:
    found = habits([Filled("j", (70,))] * 9, (100,))["j"]
    assert (found.same, found.even) == (0, 0)


def test_haste_is_told_of_times_that_are_known_only() -> None:
    sheets = [Filled("j", marks, 30 if at < 9 else None, 2) for at, marks in enumerate(VARIED)]
    found = of(sheets)
    assert (found.timed, found.short, found.seconds, found.told) == (9, 9, 30, ("short",))


def test_a_long_piece_takes_longer() -> None:
    assert is_short(59, 0)
    assert not is_short(60, 4)
    assert is_short(299, 20)
    assert not is_short(300, 20)
