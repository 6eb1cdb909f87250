"""A person covers what tells who made a work: black boxes burnt into a page, other words in place of some of the text."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.model import Entry
from contests.envelopes import machine_reading
from contests.envelopes.drawing import read_page
from contests.envelopes.exhibit_state import (
    LOST,
    NO_PAGE,
    NOT_DRAWN,
    PIECES,
    SEALED,
    area_of,
    held,
    is_sealed,
    stale,
    unlook,
)
from contests.envelopes.gate.reading import Box, within
from contests.envelopes.gatekeeping import GONE, look_through
from contests.envelopes.model import Exhibition, ExhibitPage
from contests.envelopes.redaction_model import ExhibitFinding, ExhibitWords
from contests.envelopes.rendering import RenderedPage, render_page
from contests.envelopes.terms import ReadBy
from contests.envelopes.wording import LABELS, passages
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import STALE, Done, Outcome, Reason, Refused, because, gathered
from contests.kernel.storage import Storage, StorageFault
from contests.kernel.text import N_, nfc, one_line

MOST_BOXES = 60
SMALLEST = 20
"""Of a side of a box, in ten-thousandths of the page."""
HIDDEN = "[…]"
LONGEST = 60
TOO_SMALL = N_("Ô bôi đen quá nhỏ hoặc nằm ngoài trang. Đề nghị nhập lại vị trí và kích thước.")
TOO_MANY = N_("Trang này đã có %(most)s ô bôi đen. Đề nghị bỏ cả trang.")
NO_SOURCE = N_("Trang này không vẽ lại được từ tệp gốc. Đề nghị bấm “Lập bản chấm” hoặc bỏ trang.")
NO_WORDS = N_("Đề nghị nhập cụm từ cần thay.")
NOT_THERE = N_("Cụm từ này không có trong mục đã chọn.")
TOO_LONG = N_("Chữ thay vào dài quá %(most)s ký tự: chỉ che tên, không viết lại bài.")
EMPTIED = N_("Thay như vậy thì mục này không còn chữ nào.")


@dataclass(frozen=True, slots=True)
class Redrawn:
    """A page drawn again with these boxes, its bytes kept; it takes the old one's place by `redact_page`."""

    page: RenderedPage
    sha256: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """What a page was drawn from, and the boxes that are on it."""

    organiser_id: str
    sha256: str | None
    media_type: str
    area: str
    number: int
    boxes: tuple[Box, ...]


def origin_of(page: ExhibitPage, organiser_id: str) -> Origin:
    """Where a page comes from."""
    boxes = tuple(Box(*box) for box in page.boxes)
    return Origin(
        organiser_id, page.source_sha256, page.source_type, page.source_area, page.source_page, boxes
    )


def redrawn(storage: Storage, origin: Origin, boxes: Sequence[Box]) -> Outcome[Redrawn]:
    """Draw a page again with exactly these boxes, and keep it; changes nothing else and needs no session."""
    wanted = tuple(within(box) for box in boxes)
    if refusal := gathered(_faults(wanted, origin)):
        return refusal
    try:
        source = storage.read(str(origin.sha256), area=area_of(origin.organiser_id, origin.area))
    except StorageFault:
        return because(LOST)
    page = render_page(source, origin.media_type, origin.number, wanted)
    if isinstance(page, Reason):
        return Refused((page,))
    return Done(Redrawn(page, storage.put(io.BytesIO(page.content), area=PIECES).sha256, wanted))


def _faults(boxes: Sequence[Box], origin: Origin) -> list[Reason | None]:
    small = any(min(box.width, box.height) < SMALLEST for box in boxes)
    return [
        Reason(TOO_SMALL, "x") if small else None,
        Reason(TOO_MANY, values={"most": MOST_BOXES}) if len(boxes) > MOST_BOXES else None,
        Reason(NO_SOURCE) if origin.sha256 is None else None,
    ]


def redact_page(
    session: Session, entry: Entry, page_id: str, made: Redrawn, *, seen: str, by: Actor, at: datetime
) -> Outcome[str]:
    """Put the page with its boxes in place of the old one; the key of the old derivative, to be deleted after.

    Boxes that were there and are not in `made` are gone with it; on record is how many there were and are.
    """
    if is_sealed(session, entry.season_id):
        return because(SEALED)
    exhibition = held(session, entry)
    if exhibition is None:
        return because(NOT_DRAWN)
    if stale(session, entry, seen):
        return because(STALE)
    own = sa.select(ExhibitPage).where(ExhibitPage.exhibition_id == exhibition.id, ExhibitPage.id == page_id)
    page = session.scalar(own)
    if page is None:
        return because(NO_PAGE)
    former, count = page.sha256, len(page.boxes)
    _put_in_place(session, page, made)
    unlook(exhibition)
    look_through(session, entry, exhibition)
    verb = "exhibit.redact" if len(made.boxes) >= count else "exhibit.uncover"
    record(
        session, verb, entry.id, scope=entry.organiser_id, by=by, at=at, page=page.position + 1, boxes=len(made.boxes)
    )  # fmt: skip
    return Done(former)


def _put_in_place(session: Session, page: ExhibitPage, made: Redrawn) -> None:
    page.sha256, page.boxes = made.sha256, [list(box) for box in made.boxes]
    page.width, page.height = made.page.width, made.page.height
    session.execute(sa.delete(ExhibitWords).where(ExhibitWords.page_id == page.id))
    reading, page.read_by = read_page(
        made.page, machine_reading.reads() if page.read_by is ReadBy.MACHINE else False
    )
    if reading is not None:
        session.add(ExhibitWords(page_id=page.id, packed=reading.without(made.boxes).pack()))
    session.flush()


def unused(session: Session, sha256: str) -> bool:
    """Whether no exhibit shows this derivative any more, so that its bytes may go."""
    own = sa.select(ExhibitPage.id).where(ExhibitPage.sha256 == sha256)
    return session.scalar(own.limit(1)) is None


def hide_finding(
    session: Session, entry: Entry, finding_id: str, *, seen: str, by: Actor, at: datetime
) -> Outcome[Exhibition]:
    """Put "[…]" in place of a finding in the text, wherever its words stand in that passage."""
    own = sa.select(ExhibitFinding).join(Exhibition, Exhibition.id == ExhibitFinding.exhibition_id)
    mine = own.where(ExhibitFinding.id == finding_id, Exhibition.entry_id == entry.id)
    row = session.scalar(mine.where(ExhibitFinding.page_id.is_(None)))
    if row is None:
        return because(GONE)
    place, kind = row.place, row.kind.value
    exhibition = _to_word(session, entry, seen)
    if isinstance(exhibition, Refused):
        return exhibition
    text = passages(entry, exhibition.wording)[place]
    made = re.sub(r"\s+".join(map(re.escape, row.excerpt.split())), HIDDEN, text)
    _reword(session, entry, exhibition, {**exhibition.wording, place: nfc(made)})
    record(
        session, "exhibit.reword", entry.id, scope=entry.organiser_id, by=by, at=at, place=place, kind=kind
    )
    return Done(exhibition)


def replace_words(
    session: Session,
    entry: Entry,
    place: str,
    words: str,
    instead: str,
    *,
    seen: str,
    by: Actor,
    at: datetime,
) -> Outcome[Exhibition]:
    """Put other words in place of some, wherever they stand in a passage, for the judges only."""
    exhibition = _to_word(session, entry, seen)
    if isinstance(exhibition, Refused):
        return exhibition
    text = passages(entry, exhibition.wording).get(place, "") if place in LABELS else ""
    made = nfc(text.replace(nfc(words), one_line(instead) or HIDDEN)) if words.strip() else text
    if refusal := gathered(_word_faults(text, nfc(words), instead, made)):
        return refusal
    _reword(session, entry, exhibition, {**exhibition.wording, place: made})
    count = text.count(nfc(words))
    record(
        session, "exhibit.reword", entry.id, scope=entry.organiser_id, by=by, at=at, place=place, count=count
    )
    return Done(exhibition)


def _word_faults(text: str, words: str, instead: str, made: str) -> list[Reason | None]:
    if not words:
        return [Reason(NO_WORDS, "words")]
    return [
        Reason(NOT_THERE, "words") if words not in text else None,
        Reason(TOO_LONG, "instead", values={"most": LONGEST}) if len(one_line(instead)) > LONGEST else None,
        Reason(EMPTIED, "words") if text and not made else None,
    ]


def restore_words(
    session: Session, entry: Entry, place: str, *, seen: str, by: Actor, at: datetime
) -> Outcome[Exhibition]:
    """Give a passage its own words again."""
    exhibition = _to_word(session, entry, seen)
    if isinstance(exhibition, Refused):
        return exhibition
    rest = {key: text for key, text in exhibition.wording.items() if key != place}
    if rest != exhibition.wording:
        _reword(session, entry, exhibition, rest)
        record(session, "exhibit.restore", entry.id, scope=entry.organiser_id, by=by, at=at, place=place)
    return Done(exhibition)


def _to_word(session: Session, entry: Entry, seen: str) -> Exhibition | Refused:
    if is_sealed(session, entry.season_id):
        return because(SEALED)
    exhibition = held(session, entry)
    if exhibition is None:
        return because(NOT_DRAWN)
    return because(STALE) if stale(session, entry, seen) else exhibition


def _reword(session: Session, entry: Entry, exhibition: Exhibition, wording: dict[str, str]) -> None:
    exhibition.wording = wording
    unlook(exhibition)
    session.flush()
    look_through(session, entry, exhibition)
