"""However a file is broken, the look at its structure ends in an answer."""

import io

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contests.entries.filetypes import docx, mp4, pdf, picture
from contests.entries.refusals import PROBLEMS
from tests.contests.entries import samples

SEEDS = {
    "pdf": (samples.pdf_with_attachment(), lambda file: pdf.inspect(file, max_pages=9)),
    "jpeg": (samples.picture("JPEG"), lambda file: picture.inspect(file, kind="jpeg")),
    "png": (samples.picture("PNG"), lambda file: picture.inspect(file, kind="png")),
    "docx": (samples.docx({"word/media/a.png": samples.picture("PNG")}), docx.inspect),
    "mp4": (samples.mp4(), mp4.inspect),
}


@st.composite
def broken(draw: st.DrawFn) -> tuple[str, bytes]:
    """A kind, and a file of it in which bytes were changed, a span repeated or removed."""
    kind = draw(st.sampled_from(sorted(SEEDS)))
    content = bytearray(SEEDS[kind][0])
    places = st.integers(0, len(content) - 1)
    for place, value in draw(st.lists(st.tuples(places, st.integers(0, 255)), max_size=12)):
        content[place] = value
    start, length, copies = draw(places), draw(st.integers(0, 60)), draw(st.integers(0, 3))
    content[start : start + length] = content[start : start + length] * copies
    return kind, bytes(content)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(broken())
def test_a_broken_file_gets_an_answer_with_a_known_sentence(sample):
    kind, content = sample
    found = SEEDS[kind][1](io.BytesIO(content))
    assert "problem" not in found or (kind, found["problem"]) in PROBLEMS
