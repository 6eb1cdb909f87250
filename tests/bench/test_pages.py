"""The page benchmark measures real pages: it runs in small, and refuses to time an error page."""

import pytest

from bench import pages
from bench.figures import Figure


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(pages, "ENTRIES", 60)
    monkeypatch.setattr(pages, "REQUESTS", 3)
    monkeypatch.setattr(pages, "ROUNDS", 1)


def test_it_compares_the_list_and_the_save_with_an_empty_page(small):
    figures = pages.run()
    assert [(figure.name, figure.limit) for figure in figures] == [
        ("entries list, 50 of 1,000", 30),
        ("a mark saved", 15),
    ]
    assert all(figure.ratio > 1 for figure in figures)


def test_an_answer_that_is_no_page_is_not_timed(small, tmp_path):
    with pages.installed(tmp_path) as filled, pytest.raises(RuntimeError, match="404"):
        pages._answered(filled.app, pages._getting("/nowhere", {})())


def test_a_list_that_shows_too_little_is_not_timed(small, tmp_path, monkeypatch):
    monkeypatch.setattr(pages, "ROWS", 2000)
    with pages.installed(tmp_path) as filled, pytest.raises(RuntimeError, match="the list shows"):
        pages._list(filled)


@pytest.mark.parametrize(("ratio", "kept"), [(30.0, True), (30.1, False)])
def test_a_figure_over_its_limit_is_a_failure(ratio, kept):
    assert Figure("x", ratio, 30, "", "").kept is kept
