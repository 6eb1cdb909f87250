"""What a booklet is drawn from: released works only, names through disclosure, pictures that a person has looked at."""

from collections.abc import Mapping
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.model import Entry
from contests.envelopes.model import Exhibition, ExhibitPage
from contests.envelopes.wording import neutral_text
from contests.publication.booklet.facts import BookletFacts, Plate, Work
from contests.publication.booklet.model import Booklet
from contests.publication.queries import PrizedWork, preview
from contests.seasons.model import Season
from contests.seasons.paper_facts import issuer_of


def booklet_of(session: Session, season_id: str) -> Booklet | None:
    """The season's booklet, where one was asked for."""
    return session.scalar(sa.select(Booklet).where(Booklet.season_id == season_id))


def booklet_facts(session: Session, season: Season, booklet: Booklet, on: date) -> BookletFacts:
    """The booklet as the consents stand on the day `on`; no work before the results are released."""
    issuer = issuer_of(session, season)
    texts, plates = _texts(session, season.id), _plates(session, season.id)
    works = tuple(
        _work(work, texts[work.entry_id], plates.get(work.entry_id))
        for tier in preview(session, season.id, on)
        for work in tier.works
    )
    return BookletFacts(
        season.title, season.years, issuer.organiser, f"Ban Tổ chức {issuer.contest}",
        booklet.foreword, booklet.signer, works, booklet.demo,
    )  # fmt: skip


_Texts = tuple[Entry, Mapping[str, str]]


def _work(work: PrizedWork, texts: _Texts, plate: Plate | None) -> Work:
    """A work in its own words; where somebody is not to be named, in those that name nobody, as judges read them."""
    entry, wording = texts
    text = neutral_text(entry, wording if None in work.people else {})
    return Work(work.title, work.tier, work.field, work.unit, work.people, tuple(text.items()), plate)


def _texts(session: Session, season_id: str) -> dict[str, _Texts]:
    own = (
        sa.select(Entry, Exhibition.wording)
        .outerjoin(Exhibition, Exhibition.entry_id == Entry.id)
        .where(Entry.season_id == season_id)
    )
    return {entry.id: (entry, wording or {}) for entry, wording in session.execute(own)}


def _plates(session: Session, season_id: str) -> dict[str, Plate]:
    """By entry the first picture among the pages that judges got, confirmed by a person to show nobody's identity.

    Only pictures that came as such, no page of a text; an exhibit that nobody has looked at gives none.
    """
    own = (
        sa.select(Exhibition.entry_id, ExhibitPage.sha256, ExhibitPage.width, ExhibitPage.height)
        .join(ExhibitPage, ExhibitPage.exhibition_id == Exhibition.id)
        .join(Entry, Entry.id == Exhibition.entry_id)
        .where(
            Entry.season_id == season_id,
            Exhibition.looked_at.is_not(None),
            ExhibitPage.kept,
            ExhibitPage.source_type.in_(("image/jpeg", "image/png")),
        )
        .order_by(Exhibition.entry_id, ExhibitPage.position)
    )
    plates: dict[str, Plate] = {}
    for entry_id, sha256, width, height in session.execute(own):
        plates.setdefault(entry_id, Plate(sha256, width, height))
    return plates
