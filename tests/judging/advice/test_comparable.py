"""Panels that share nothing are refused, anchors heal it, and the number of anchors that is named is the least that does."""

from collections.abc import Sequence

import numpy as np
import pytest

from judging.advice import refusals
from judging.advice.columns import Columns
from judging.advice.comparable import Comparability, comparability


def design(*panels: Sequence[tuple[int, ...]]) -> tuple[Columns, np.ndarray]:
    """Panels as lists of pieces, each the judges who marked it."""
    rows = [judges for panel in panels for judges in panel]
    of_panel = np.repeat(np.arange(len(panels)), [len(panel) for panel in panels])
    piece = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    judge = np.array([one for row in rows for one in row], dtype=np.int64)
    return Columns(piece, judge, np.zeros(len(judge)), len(rows), int(judge.max()) + 1), of_panel


def look(*panels: Sequence[tuple[int, ...]]) -> Comparability:
    sheets, of_panel = design(*panels)
    return comparability(sheets, of_panel, len(panels))


ONE, TWO = (0, 1, 2, 3, 4), (5, 6, 7, 8, 9)


def test_disjoint_panels_are_each_a_scale_of_their_own() -> None:
    found = look([ONE] * 60, [TWO] * 60)
    assert found.groups == ((0,), (1,))
    assert found.thin == ()
    (cut,) = found.cuts
    assert (cut.first, cut.second, cut.apart) == (0, 1, True)


@pytest.mark.parametrize("pieces", [20, 60, 200])
def test_as_many_anchors_as_it_names_are_enough_and_two_fewer_are_not(pieces: int) -> None:
    (cut,) = look([ONE] * pieces, [TWO] * pieces).cuts
    for missing in (0, 2):
        own = [ONE + TWO] * (cut.anchors - missing) + [ONE] * pieces
        assert (look(own, [TWO] * pieces).cuts == ()) is (missing == 0)
    assert 4 <= cut.anchors <= 6


def test_too_few_anchors_are_no_disjoint_panels_but_still_too_few() -> None:
    (cut,) = look([ONE + TWO] + [ONE] * 60, [TWO] * 60).cuts
    assert not cut.apart


def test_panels_with_the_same_judges_are_one_scale() -> None:
    assert look([ONE] * 30, [ONE] * 10).groups == ((0, 1),)


def test_a_panel_that_fits_with_one_of_two_is_put_with_one_only() -> None:
    third = (10, 11, 12, 13, 14)
    found = look([ONE] * 40 + [ONE + TWO] * 6, [TWO] * 40, [third] * 40)
    assert found.groups == ((0, 1), (2,))
    assert len(found.cuts) == 2


def test_judges_by_lot_on_every_piece_are_comparable() -> None:
    dice = np.random.default_rng(4)
    lots = [tuple(dice.permutation(12)[:3].tolist()) for _ in range(80)]
    assert look(lots).groups == ((0,),)


def test_a_panel_whose_judges_never_meet_is_told_in_parts() -> None:
    found = look([(0, 1)] * 20 + [(2, 3)] * 20)
    assert found.groups == ()
    assert found.thin[0].parts == ((0, 1), (2, 3))
    said = str(refusals.of_thin(found.thin[0], ["Tổ Học tập"], [1, 2, 3, 4]).reason)
    assert "chia thành 2 nhóm" in said
    assert "(1, 2; 3, 4)" in said
    anchors = found.thin[0].anchors
    assert look([(0, 1)] * 20 + [(2, 3)] * 20 + [(0, 1, 2, 3)] * anchors).thin == ()


def test_a_panel_with_hardly_any_piece_in_common_is_weak() -> None:
    found = look([(0, 1)] * 20 + [(2, 3)] * 20 + [(1, 2)])
    assert found.thin[0].parts == ()
    assert found.thin[0].freedom >= 8
    assert refusals.of_thin(found.thin[0], ["Tổ"], [1, 2, 3, 4]).message == refusals.WEAK


def test_few_sheets_are_refused_with_how_many_pieces_it_takes() -> None:
    found = look([(0, 1, 2)] * 4)
    refusal = refusals.of_thin(found.thin[0], ["Tổ Học tập"], [1, 2, 3])
    assert refusal.message == refusals.FEW
    assert refusal.values["needed"] == 5
    assert look([(0, 1, 2)] * 5).thin == ()


def test_one_judge_alone_and_no_judge_at_all_have_words_of_their_own() -> None:
    sheets, _ = design([(0,)] * 9)
    thin = comparability(sheets, np.zeros(9, dtype=np.int64), 2).thin
    assert [refusals.of_thin(one, ["A", "B"], [1]).message for one in thin] == [
        refusals.ALONE,
        refusals.EMPTY,
    ]


def test_no_mark_enters_the_measure() -> None:
    sheets, of_panel = design([ONE] * 9, [TWO] * 9)
    other = Columns(sheets.piece, sheets.judge, np.arange(90.0), sheets.pieces, sheets.judges)
    assert comparability(sheets, of_panel, 2) == comparability(other, of_panel, 2)
