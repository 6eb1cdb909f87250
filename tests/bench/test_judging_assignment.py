"""The benchmark of assignment proves what it times, and takes its sections from the files that are there."""

import pytest

from bench import judging, judging_assignment
from bench.__main__ import runs


def test_a_small_instance_is_solved_and_proved():
    figure = judging_assignment._alone("small", judging_assignment.instance(40, 20, dense=True))
    assert "proof checked in" in figure.detail


def test_where_scipy_is_there_both_find_one_optimum():
    pytest.importorskip("scipy")
    problem = judging_assignment.instance(40, 20, dense=True)
    assert judging_assignment.milp_of(problem)() == judging_assignment.solved(problem).cost


def test_a_section_runs_within_judging_or_where_it_is_named():
    assert "judging_assignment" in judging.sections()
    assert "judging" in dict(runs([]))
    assert not [name for name in dict(runs([])) if name.startswith(judging.PREFIX)]
    assert list(dict(runs(["judging_assignment"]))) == ["judging_assignment"]
