"""Words with their places: what is found can be covered, and what is covered can be read no more."""

from hypothesis import given
from hypothesis import strategies as st

from contests.envelopes.gate.reading import WHOLE, Box, Reading, Word, covers, unpacked, within

sides = st.integers(0, WHOLE)
words = st.builds(Word, st.sampled_from(["Lê", "Minh", "Hà", "máy", "ống"]), st.integers(0, 3), sides, sides,
                  st.integers(1, 900), st.integers(1, 300))  # fmt: skip
readings = st.lists(words, max_size=30).map(lambda found: Reading(tuple(found)))


@given(readings)
def test_what_is_stored_is_what_was_read(reading: Reading):
    assert unpacked(reading.pack()) == reading


@given(readings, st.data())
def test_the_boxes_of_a_finding_hide_its_words(reading: Reading, data):
    text = reading.text()
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    boxes = reading.spots(start, end)
    on_page = [word for word in reading.words if within(word.box) == word.box]
    left = Reading(tuple(on_page)).without(boxes)
    at = 0
    for place, word in enumerate(reading.words):
        begin = text.index(word.text, at)
        at = begin + len(word.text)
        if begin < end and start < at and word in on_page:
            assert word not in left.words, place


@given(st.builds(Box, *[st.integers(-WHOLE, 2 * WHOLE)] * 2, sides, sides))
def test_a_box_is_cut_to_the_page(box: Box):
    cut = within(box)
    assert min(cut) >= 0
    assert cut.x + cut.width <= max(WHOLE, cut.x)
    assert cut.y + cut.height <= max(WHOLE, cut.y)


def test_half_a_word_is_not_covered():
    word = Box(1000, 1000, 1000, 200)
    assert covers(Box(900, 900, 1200, 400), word)
    assert not covers(Box(900, 900, 600, 400), word)
    assert not covers(Box(3000, 3000, 600, 400), word)


def layer(*texts: str) -> Reading:
    return Reading(tuple(Word(text, line, 0, 0, 10, 10) for line, text in enumerate(texts)))


def test_a_text_in_old_letters_or_too_little_of_one_is_not_legible():
    assert layer(
        "Bản thuyết minh sản phẩm dự thi", "Năng suất tăng 21 %, giảm hai lần tưới – rất tốt"
    ).legible()
    assert not layer("B¶n thuyÕt minh s¶n phÈm dù thi", "NguyÔn ThÞ Ngäc ¸nh").legible()
    assert not layer("Trang 1").legible()
    assert not Reading().legible()


def test_lines_are_parted_and_words_are_spaced():
    reading = Reading((Word("Lê", 0, 0, 0, 1, 1), Word("Minh", 0, 2, 0, 1, 1), Word("Hà", 1, 0, 2, 1, 1)))
    assert reading.text() == "Lê Minh\nHà"
    assert len(reading.spots(0, 10)) == 2
