"""The words of an exhibit: the entry's own neutral passages, save where a person replaced what told too much."""

from collections.abc import Mapping

from contests.entries.model import Entry
from contests.kernel.text import N_

TITLE = "title"
HEADINGS = (
    ("summary", N_("Tóm tắt")),
    ("novelty", N_("Tính mới, tính sáng tạo")),
    ("application", N_("Khả năng áp dụng")),
    ("effect", N_("Hiệu quả")),
)
"""The neutral passages of an entry and what judges read above them."""
LABELS = dict(((TITLE, N_("Tên giải pháp")), *HEADINGS))
NOTHING: Mapping[str, str] = {}


def passages(entry: Entry, wording: Mapping[str, str] = NOTHING) -> dict[str, str]:
    """Title and passages as judges will read them, by place; none that is empty."""
    whole = {place: wording.get(place, getattr(entry, place)) for place in LABELS}
    return {place: text for place, text in whole.items() if text}


def neutral_text(entry: Entry, wording: Mapping[str, str] = NOTHING) -> dict[str, str]:
    """The passages that go to the judges, by heading; none that is empty."""
    shown = passages(entry, wording)
    return {heading: shown[place] for place, heading in HEADINGS if place in shown}


def title_of(entry: Entry, wording: Mapping[str, str] = NOTHING) -> str:
    """The title as judges will read it."""
    return wording.get(TITLE, entry.title)
