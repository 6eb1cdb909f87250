import string

from hypothesis import given, settings
from hypothesis import strategies as st

from contests.kernel.documents.faces import Face, width
from contests.kernel.documents.lines import balanced, fitting_size, wrap
from tests.contests.kernel.documents.reading import VIETNAMESE

words = st.text(VIETNAMESE + string.ascii_letters, min_size=1, max_size=40)
texts = st.lists(words, min_size=1, max_size=30).map(" ".join)
measures = st.floats(60, 500)


@settings(max_examples=60, deadline=None)
@given(texts, measures, st.floats(0, 40))
def test_no_line_is_wider_than_the_measure_and_no_letter_is_lost(text: str, measure: float, indent: float):
    lines = wrap(text, Face.TINOS, 14, measure, indent=indent)
    widths = [width(line, Face.TINOS, 14) for line in lines]
    assert widths[0] + indent <= measure + 1e-6
    assert max(widths) <= measure + 1e-6
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@settings(max_examples=60, deadline=None)
@given(texts, measures)
def test_balanced_lines_are_as_few_as_wrapped_ones_and_fit_as_well(text: str, measure: float):
    lines = balanced(text, Face.SANS, 12, measure)
    assert len(lines) == len(wrap(text, Face.SANS, 12, measure))
    assert max(width(line, Face.SANS, 12) for line in lines) <= measure + 1e-6


def test_balanced_lines_are_of_nearly_one_length():
    longest, shortest = sorted(
        len(line) for line in balanced("một hai ba bốn năm sáu bảy tám", Face.TINOS, 14, 150)
    )
    assert shortest - longest <= 4


def test_line_breaks_of_the_text_stay():
    assert wrap("TM. BAN TỔ CHỨC\nTRƯỞNG BAN", Face.TINOS, 13, 400) == ["TM. BAN TỔ CHỨC", "TRƯỞNG BAN"]


def test_no_text_is_one_empty_line():
    assert wrap("", Face.TINOS, 13, 100) == [""]


@given(texts, st.floats(100, 700))
@settings(max_examples=60, deadline=None)
def test_the_fitting_size_fits_or_is_the_least(text: str, measure: float):
    size = fitting_size(text, Face.DISPLAY, measure, largest=36, least=20)
    assert 20 <= size <= 36
    assert size == 20 or width(text, Face.DISPLAY, size) <= measure + 1e-6
