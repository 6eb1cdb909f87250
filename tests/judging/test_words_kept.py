"""What a judge writes is kept without signs that nobody sees."""

from judging.marking import clean


def test_a_comment_keeps_its_lines_and_loses_what_shows_nothing() -> None:
    assert clean("Tốt\u200b lắm\r\ncần\u202e thử\ufeff thêm\x00 ") == "Tốt lắm\ncần thử thêm"
