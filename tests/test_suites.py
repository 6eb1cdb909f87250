"""`./test` counts what happened and lets nothing pass in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from _pytest.mark.expression import Expression

from tests import suites

ROOT = Path(__file__).parents[1]
ABSENT = suites.Suite("browser", "browser", (suites.Need("chromium", lambda: False),))


def report(tmp_path, **figures):
    path = tmp_path / "report.xml"
    counts = " ".join(f'{name}="{value}"' for name, value in figures.items())
    path.write_text(f"<testsuites><testsuite {counts}/></testsuites>")
    return path


def test_the_figures_are_pytests_own(tmp_path):
    path = report(tmp_path, tests=10, failures=2, errors=1, skipped=3)
    result = suites.counted("all", 1, path, 1.0)
    assert (result.passed, result.failed, result.skipped) == (4, 3, 3)


@pytest.mark.parametrize("code", [2, 3, suites.NOTHING_COLLECTED, -9])
def test_a_run_that_broke_off_or_chose_nothing_has_failed(tmp_path, code):
    assert suites.counted("all", code, tmp_path / "none.xml", 1.0).failed == 1


def test_an_absent_suite_is_skipped_and_says_what_is_missing(monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    result = suites.missing(ABSENT)
    assert (result.failed, result.skipped) == (0, 1)
    assert "chromium not installed" in result.note


def test_an_absent_suite_fails_in_ci(monkeypatch):
    monkeypatch.setenv("CI", "true")
    assert suites.missing(ABSENT).failed == 1


def test_a_failed_check_fails_the_whole(capsys):
    result = suites.check("nothing", ["false"])
    assert (result.passed, result.failed) == (0, 1)
    assert "nothing: FAILED" in capsys.readouterr().out


def test_every_test_belongs_to_one_suite_whatever_its_markers():
    markers = ("postgres", "redis", "browser", "programs")
    for marks in range(1 << len(markers)):
        has = {name: bool(marks >> bit & 1) for bit, name in enumerate(markers)}
        chosen = [suite.name for suite in suites.SUITES if eval_marks(suite.chosen, has)]
        assert len(chosen) == 1, has


def eval_marks(expression, has):
    return Expression.compile(expression).evaluate(lambda name, **_: has[name])


def test_ci_runs_everything_and_nothing_else():
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    assert lines == ["#!/bin/sh", 'exec "$(dirname -- "$0")/../test" --all']
