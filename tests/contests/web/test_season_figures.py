"""Figures in a season's forms: read exactly, and written as people type them."""

import pytest

from contests.web.office.seasons_fields import _counted, _written


@pytest.mark.parametrize(
    ("typed", "parts", "count"),
    [
        ("12,5", 4, 50),
        ("12.25", 4, 49),
        ("12,3", 4, None),
        ("1000,25", 4, None),
        ("66", 100, 6600),
        ("٣", 4, None),
        ("-1", 4, None),
    ],
)
def test_a_figure_is_counted_exactly(typed, parts, count) -> None:
    assert _counted(typed, parts, 1000) == count


def test_a_figure_is_written_as_it_was_typed() -> None:
    assert [_written(50, 4), _written(49, 4), _written(120, 4), _written(6605, 100)] == [
        "12,5",
        "12,25",
        "30",
        "66,05",
    ]
