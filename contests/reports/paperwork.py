"""Which official papers a season's data can be made into, and what has to be there first. Above every stage, for it asks them all."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO

from sqlalchemy.orm import Session

from contests.awards.paper_facts import prize_facts
from contests.awards.papers import awards_decision, submission
from contests.decisions.drafting import Composed
from contests.decisions.rules import Words
from contests.decisions.terms import DecisionKind
from contests.envelopes.jury_paper_facts import jury_facts
from contests.envelopes.jury_papers import jury_decision
from contests.kernel.documents import official, word
from contests.kernel.documents.official import OfficialPaper
from contests.kernel.errors import Done, Outcome, because
from contests.kernel.storage import Storage
from contests.kernel.text import N_
from contests.nomination.paper_facts import nomination_facts
from contests.nomination.papers import nomination_letter
from contests.publication.ceremony import invitations
from contests.publication.ceremony_facts import ceremony_facts
from contests.screening.paper_facts import eligible_facts
from contests.screening.papers import eligible_decision
from contests.seasons.model import Season
from contests.seasons.paper_facts import committee_facts
from contests.seasons.papers import committee_decision

Papers = tuple[OfficialPaper, ...]
NO_JUDGES = N_("Chưa có giám khảo nào. Đề nghị phân công giám khảo vào các tổ rồi soạn quyết định.")
NO_ELIGIBLE = N_("Chưa có hồ sơ nào đạt sơ loại. Đề nghị sơ loại rồi soạn quyết định.")
NO_PRIZES = N_(
    "Chưa có giải pháp nào được xếp giải. Đề nghị lập danh sách ở trang Xét giải rồi soạn văn bản."
)
NOT_OUT = N_(
    "Chưa có kết quả được phép đưa ra ngoài. Đề nghị soạn sau khi có quyết định trao giải và kết quả được thông qua."
)
NO_NOMINEES = N_(
    "Không còn giải pháp nào để giới thiệu: kết quả chưa được phép đưa ra ngoài, hoặc đã đề cử đủ chỉ tiêu."
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """For whom a paper is composed: the words of its draft, the year on it, whether it is sample data."""

    words: Words
    year: int
    demo: bool


def _committee(session: Session, season: Season, on: Sheet) -> Outcome[Papers]:
    facts = committee_facts(session, season)
    return Done((committee_decision(facts, on.words, on.year, demo=on.demo),))


def _jury(session: Session, season: Season, on: Sheet) -> Outcome[Papers]:
    facts = jury_facts(session, season)
    if not facts.jurors:
        return because(NO_JUDGES)
    return Done((jury_decision(facts, on.words, on.year, demo=on.demo),))


def _eligible(session: Session, season: Season, on: Sheet) -> Outcome[Papers]:
    facts = eligible_facts(session, season)
    if not facts.rows:
        return because(NO_ELIGIBLE)
    return Done((eligible_decision(facts, on.words, on.year, demo=on.demo),))


def _awards(session: Session, season: Season, on: Sheet) -> Outcome[Papers]:
    facts = prize_facts(session, season)
    return (
        Done((awards_decision(facts, on.words, on.year, demo=on.demo),)) if facts.rows else because(NO_PRIZES)
    )


def _submission(session: Session, season: Season, on: Sheet) -> Outcome[Papers]:
    facts = prize_facts(session, season)
    return Done((submission(facts, on.words, on.year, demo=on.demo),)) if facts.rows else because(NO_PRIZES)


def _letter(session: Session, season: Season, on: Sheet) -> Outcome[Papers]:
    facts = nomination_facts(session, season)
    if not facts.rows:
        return because(NO_NOMINEES)
    return Done((nomination_letter(facts, on.words, on.year, demo=on.demo),))


def _invitations(session: Session, season: Season, on: Sheet) -> Outcome[Papers]:
    facts = ceremony_facts(session, season)
    if not facts.rows:
        return because(NOT_OUT)
    return Done(invitations(facts, on.words, on.year, demo=on.demo))


COMPOSERS: Mapping[DecisionKind, Callable[[Session, Season, Sheet], Outcome[Papers]]] = {
    DecisionKind.COMMITTEE: _committee,
    DecisionKind.JURY: _jury,
    DecisionKind.ELIGIBLE: _eligible,
    DecisionKind.SUBMISSION: _submission,
    DecisionKind.AWARDS: _awards,
    DecisionKind.INVITATION: _invitations,
    DecisionKind.LETTER: _letter,
}
"""The papers that can be drafted, in the order of a season."""


def compose(
    session: Session, season: Season, kind: DecisionKind, words: Words, year: int, *, demo: bool
) -> Outcome[Papers]:
    """A paper from the season's data as they stand; several where each addressee gets one."""
    return COMPOSERS[kind](session, season, Sheet(words, year, demo))


def stamp_of(papers: Papers) -> str:
    """The hash of what papers say, to see whether the data have changed since."""
    return hashlib.sha256(repr(papers).encode()).hexdigest()


def area_of(organiser_id: str) -> str:
    """Where an organiser's papers lie in the store."""
    return f"{organiser_id}/papers"


def kept(storage: Storage, organiser_id: str, papers: Papers) -> Composed:
    """The papers as Word and PDF in the store; they belong to a draft only once it names them."""
    files = (word.to_bytes(*papers), official.to_bytes(*papers))
    keys = [storage.put(BytesIO(content), area=area_of(organiser_id)).sha256 for content in files]
    return Composed(stamp_of(papers), *keys)
