"""An author's entries: the list, and each with its way so far."""

from datetime import datetime

from flask_babel import gettext as _

from contests.entries.facts import whole_of
from contests.entries.model import Entry
from contests.entries.queries import entries_of_author, versions_of
from contests.entries.terms import EntryState
from contests.entries.words import ASKED_AGAIN, AUTHOR_ROLES, STATES, TONES
from contests.kernel.clock import now
from contests.kernel.text import N_
from contests.kernel.web.answers import Page, page
from contests.kernel.web.display import day, moment
from contests.kernel.web.runtime import actor, reading
from contests.nomination.story import way_up
from contests.publication.queries import PrizeOfEntry, prize_news, prizes_of_author
from contests.screening.queries import VerdictRow, standing_verdict
from contests.screening.terms import VerdictKind
from contests.screening.words import REASONS
from contests.web.author.desk import bp, own_entry

STEPS = {
    VerdictKind.ELIGIBLE: N_("Hồ sơ đủ điều kiện, được chuyển sang chấm thi"),
    VerdictKind.REJECTED: N_("Hồ sơ không đủ điều kiện"),
    VerdictKind.RETURNED: N_("Ban Thư ký đề nghị bổ sung hồ sơ"),
}


@bp.get("/")
def home() -> Page:
    """The entries one is an author of."""
    rows = entries_of_author(reading(), actor().account_id)
    prizes = prizes_of_author(reading(), actor().account_id, now())
    return page("author/home.html", rows=rows, prizes=prizes, states=STATES, tones=TONES)


@bp.get("/entries/<entry_id>")
def entry(entry_id: str) -> Page:
    """One's own entry: its state and the way it came."""
    session = reading()
    whole = whole_of(session, own_entry(session, entry_id))
    mine = whole.entry
    standing = standing_verdict(session, mine)
    prize = prize_news(session, mine.id, now())
    titles = {**ASKED_AGAIN, **{item.code: item.title for item in whole.items}}
    return page(
        "author/entry.html",
        entry=mine,
        whole=whole,
        verdict=standing,
        asked=[titles.get(code, code) for code in mine.open_parts],
        prize=prize,
        events=_events(mine, standing, prize),
        states=STATES,
        tones=TONES,
        roles=AUTHOR_ROLES,
        reasons=REASONS,
    )


def _way_up(entry: Entry) -> list[tuple[datetime, str]]:
    """The letter that took the work up a level, and what came back."""
    way = way_up(reading(), entry.id, now())
    if way is None:
        return []
    upper = way.upper or _("cấp trên")
    found = [
        (way.nominated_at, _("Được đề cử dự %(upper)s, công văn %(letter)s", upper=upper, letter=way.letter))
    ]
    if way.tier is not None and way.recorded_at is not None:
        said = (
            _("Đạt %(tier)s tại %(upper)s", tier=way.tier, upper=upper)
            if way.tier
            else _("Không đạt giải tại %(upper)s", upper=upper)
        )
        found.append((way.recorded_at, said))
    return found


def _events(entry: Entry, standing: VerdictRow | None, prize: PrizeOfEntry | None) -> list[dict[str, str]]:
    """What happened, newest first; of verdicts the one that stands, without who works in the office."""
    sent = versions_of(reading(), entry.id)
    found = [(at, _("Đơn vị nộp hồ sơ") if number == 1 else _("Đơn vị nộp bổ sung")) for number, at in sent]
    if standing is not None:
        found.append((standing.given_at, _(STEPS[standing.kind])))
    if prize is not None:
        said = _("Đạt %(tier)s, công bố ngày %(date)s", tier=prize.tier, date=day(prize.published_at))
        found.append((prize.published_at, said))
    found += _way_up(entry)
    events = [{"when": moment(at), "at": at.isoformat(), "what": what} for at, what in sorted(found)]
    if entry.state is EntryState.WITHDRAWN:
        events.append({"when": _("Sau đó"), "what": _("Đơn vị đã rút hồ sơ")})
    return events[::-1]
