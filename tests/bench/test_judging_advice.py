"""The benchmark of severities runs in small, and stops where the replicates differ from the refits."""

import pytest

from bench import judging_advice


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(judging_advice, "PIECES", 300)
    monkeypatch.setattr(judging_advice, "ROUNDS", 1)
    monkeypatch.setattr(
        judging_advice, "instance", lambda judges, make=judging_advice.instance: make(judges, 300)
    )


def test_it_compares_time_and_measures_memory(small):
    figures = judging_advice.measured(20)
    assert [figure.limit for figure in figures] == [1 / 4, 1]
    assert all(figure.ratio > 0 for figure in figures)


def test_replicates_that_are_no_refits_are_not_timed(small, monkeypatch):
    monkeypatch.setattr(judging_advice, "SEED", 7)
    honest = judging_advice.severities
    monkeypatch.setattr(judging_advice, "severities", lambda sheets, seed: honest(sheets, seed + 1))
    with pytest.raises(AssertionError):
        judging_advice.measured(20)
