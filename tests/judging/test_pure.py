"""Codes, orders, marks and assignment: values in, values out."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contests.kernel.codes import ALPHABET, well_formed
from contests.kernel.errors import Reason
from judging.aggregation import Lack, obstacles
from judging.assignment import PanelFacts, gaps, pairs
from judging.blinding import LENGTH, codes, order_for, shuffled
from judging.scoring import Scale, missing, read_mark

SEEDS = st.integers(0, 2**32)
NEW = Scale("c1", "mark-c1", "Tính mới", 60, 2)
IDS = st.lists(st.text("abcdef234567", min_size=16, max_size=16), min_size=0, max_size=40, unique=True)


@given(st.integers(0, 300), SEEDS)
def test_codes_are_short_well_formed_and_different(count: int, seed: int) -> None:
    pick = random.Random(seed).randrange
    first = codes(count, (), pick)
    more = codes(20, first, pick)
    assert len({*first, *more}) == count + 20
    assert all(len(code) == LENGTH and well_formed(code) for code in (*first, *more))


def test_a_code_already_taken_is_not_given_again() -> None:
    signs = iter([0] * (LENGTH - 1) + [0] * (LENGTH - 1) + [1] * (LENGTH - 1))
    taken = codes(1, (), lambda _: 0)
    assert codes(1, taken, lambda _: next(signs))[0][0] == ALPHABET[1]


def test_codes_run_out_with_a_word_instead_of_a_loop() -> None:
    with pytest.raises(ValueError, match="do not suffice"):
        codes(500_000, (), lambda _: 0)


@given(st.lists(st.integers()), SEEDS)
def test_shuffling_keeps_every_item(items: list[int], seed: int) -> None:
    assert sorted(shuffled(items, random.Random(seed).randrange)) == sorted(items)


def test_every_order_is_as_likely_as_any_other() -> None:
    pick = random.Random(1).randrange
    seen = [tuple(shuffled("abc", pick)) for _ in range(6000)]
    assert all(800 < seen.count(order) < 1200 for order in set(seen))
    assert len(set(seen)) == 6


@given(IDS, SEEDS)
def test_a_judges_order_depends_on_nothing_but_judge_and_pieces(ids: list[str], seed: int) -> None:
    other = shuffled(ids, random.Random(seed).randrange)
    assert order_for("judge", ids) == order_for("judge", other)
    assert sorted(order_for("judge", ids)) == sorted(ids)


def test_two_judges_meet_the_pieces_in_different_orders() -> None:
    ids = [f"piece{number}" for number in range(12)]
    orders = {tuple(order_for(f"judge{number}", ids)) for number in range(5)}
    assert len(orders) == 5


@given(st.integers(0, 240), st.sampled_from([1, 2, 4]))
def test_every_step_is_read_back_as_it_is_written(steps: int, per_point: int) -> None:
    scale = Scale("c", "mark-c", "Hiệu quả", 240, per_point)
    points = Fraction(steps, per_point)
    text = f"{float(points):.2f}"
    assert read_mark(text, scale) == steps
    assert read_mark(text.replace(".", ",") + "0", scale) == steps


@pytest.mark.parametrize(("text", "steps"), [("16,5", 33), ("16.5", 33), ("16", 32), (" 0 ", 0), ("030", 60)])
def test_marks_as_people_type_them(text: str, steps: int) -> None:
    assert read_mark(text, NEW) == steps


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("abc", "Điểm của “Tính mới” phải là một số từ 0 đến 30, bước 0,5 điểm."),
        ("-1", "Điểm của “Tính mới” phải là một số từ 0 đến 30, bước 0,5 điểm."),
        ("1e1", "Điểm của “Tính mới” phải là một số từ 0 đến 30, bước 0,5 điểm."),
        ("١٢", "Điểm của “Tính mới” phải là một số từ 0 đến 30, bước 0,5 điểm."),
        ("1" * 5000, "Điểm của “Tính mới” phải là một số từ 0 đến 30, bước 0,5 điểm."),
        ("30,5", "Điểm của “Tính mới” vượt mức tối đa 30 (bước 0,5 điểm)."),
        ("30,01", "Điểm của “Tính mới” vượt mức tối đa 30 (bước 0,5 điểm)."),
        ("16,3", "Điểm của “Tính mới” phải là bội số của 0,5, tối đa 30."),
    ],
)
def test_what_is_no_mark_is_refused_with_maximum_and_step(text: str, sentence: str) -> None:
    reason = read_mark(text, NEW)
    assert isinstance(reason, Reason)
    assert (str(reason), reason.field) == (sentence, "mark-c1")


@given(st.text(max_size=12))
def test_nothing_typed_is_ever_an_error_of_ours(text: str) -> None:
    read = read_mark(text, NEW)
    assert isinstance(read, Reason) or 0 <= read <= 60


def test_all_missing_criteria_are_named_at_once() -> None:
    rubric = [
        NEW,
        Scale("c2", "mark-c2", "Khả năng áp dụng", 60, 2),
        Scale("c3", "mark-c3", "Hiệu quả", 80, 2),
    ]
    assert [reason.field for reason in missing(rubric, {"c2"})] == ["mark-c1", "mark-c3"]
    assert "tối đa 40, bước 0,5" in str(missing(rubric, {"c1", "c2"})[0])


def test_what_a_round_waits_for_is_said_by_panel() -> None:
    lacks = [Lack("Tổ A", "K7M2P", 2, 3), Lack("Tổ A", "B2C3D", 0, 1), Lack("Tổ B", "Z9Y8X", 1, 1)]
    assert [str(reason) for reason in obstacles(lacks, 2)] == [
        "“Tổ A” còn thiếu 2 phiếu chấm (bài K7M2P).",
        "“Tổ A” có 1 bài không đủ 2 phiếu chấm (bài B2C3D); cần phân công thêm giám khảo.",
        "“Tổ B” còn thiếu 1 phiếu chấm (bài Z9Y8X).",
        "“Tổ B” có 1 bài không đủ 2 phiếu chấm (bài Z9Y8X); cần phân công thêm giám khảo.",
    ]


def test_of_many_pieces_a_few_are_named() -> None:
    lacks = [Lack("Tổ A", f"AAA{number}", 1, 3) for number in range(2, 9)]
    (reason,) = obstacles(lacks, 3)
    assert str(reason) == "“Tổ A” còn thiếu 7 phiếu chấm (bài AAA2, AAA3, AAA4, AAA5, AAA6, …)."


@given(st.integers(0, 6), st.integers(0, 6), st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5))))
def test_all_judges_mark_all_pieces_less_the_barred(
    judges: int, pieces: int, barred: set[tuple[int, int]]
) -> None:
    panel = PanelFacts("Tổ", [f"j{i}" for i in range(judges)], [f"p{i}" for i in range(pieces)])
    out = {(f"j{a}", f"p{b}") for a, b in barred}
    made = pairs(panel, out)
    assert len(set(made)) == len(made)
    assert set(made) | out >= {(j, p) for j in panel.judges for p in panel.pieces}
    assert not set(made) & out
    short = any(sum(p == piece for _, p in made) < 2 for piece in panel.pieces)
    assert bool(gaps([panel], out, 2)) == (short or judges < 2)


def test_what_an_assignment_lacks_is_said_in_words() -> None:
    small = PanelFacts("Tổ Phần mềm", ["j1"], ["p1"])
    thin = PanelFacts("Tổ Học tập", ["j1", "j2", "j3"], ["p1", "p2", "p3"])
    barred = {("j1", "p1"), ("j2", "p1"), ("j1", "p2")}
    assert [str(reason) for reason in gaps([small, thin], barred, 3)] == [
        "“Tổ Phần mềm” mới có 1 giám khảo; mỗi bài cần ít nhất 3 phiếu chấm.",
        "“Tổ Học tập” có 2 bài không đủ 3 giám khảo được chấm sau khi trừ xung đột lợi ích; cần thêm ít nhất 2 giám khảo.",
    ]
