"""One entry as a checklist: its parts, what each still lacks, what the office asked for, what came of it."""

from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from contests.entries import rules, service
from contests.entries.facts import EntryWhole, whole_of
from contests.entries.terms import EntryState, Part
from contests.entries.words import APPLICANTS, ASKED_AGAIN, AUTHOR_ROLES, PARTS, STATES, TONES
from contests.kernel.clock import now
from contests.kernel.errors import Reason
from contests.kernel.web.answers import Page, page, said
from contests.kernel.web.runtime import reading
from contests.screening.queries import standing_verdict
from contests.screening.words import REASONS
from contests.web.unit.desk import bp, own_entry


@dataclass(frozen=True)
class PartRow:
    """A part of an entry as the checklist shows it; `url` is empty where the part is shut."""

    part: Part
    label: str
    url: str
    missing: list[str]


@bp.get("/entries/<entry_id>")
def entry(entry_id: str) -> Page:
    """An entry of one's own."""
    session, at = reading(), now()
    whole = whole_of(session, own_entry(session, entry_id))
    mine = whole.entry
    times = whole.times(at)
    return page(
        "unit/entry.html",
        whole=whole,
        entry=mine,
        rows=_rows(whole, times, at),
        open=rules.may_send(times, at) is None,
        closed_because=_why_shut(times, at),
        verdict=standing_verdict(session, mine),
        asked=asked_again(whole),
        states=STATES,
        tones=TONES,
        roles=AUTHOR_ROLES,
        applicants=APPLICANTS,
        reasons=REASONS,
        can_withdraw=rules.may_withdraw(mine.state) is None,
        can_discard=rules.may_discard(mine.state) is None,
        has_papers=mine.number is not None and mine.state is not EntryState.WITHDRAWN,
    )


def asked_again(whole: EntryWhole) -> list[str]:
    """What the office asked for again, in words."""
    titles = {**ASKED_AGAIN, **{item.code: item.title for item in whole.items}}
    return [titles.get(code, code) for code in whole.entry.open_parts]


def _why_shut(times: rules.Times, at: datetime) -> str:
    """A sentence for what ran out of time; nothing for what was sent or judged: its state says it."""
    reason = rules.may_send(times, at)
    late = times.state in (EntryState.DRAFT, EntryState.RETURNED)
    return said(reason) if reason and late else ""


def _rows(whole: EntryWhole, times: rules.Times, at: datetime) -> list[PartRow]:
    if rules.may_send(times, at):
        return []
    missing: dict[Part, list[str]] = {part: [] for part in Part}
    for gap in whole.gaps(at):
        missing[rules.part_of(gap)].append(said(gap))
    return [PartRow(part, PARTS[part], _url(whole, part, times, at), missing[part]) for part in Part]


def _url(whole: EntryWhole, part: Part, times: rules.Times, at: datetime) -> str:
    endpoint, codes = {
        Part.FACTS: (".edit_facts", [service.FACTS]),
        Part.AUTHORS: (".edit_authors", [service.AUTHORS]),
        Part.DOSSIER: (".edit_dossier", [item.code for item in whole.items]),
        Part.SENDING: (".submit", []),
    }[part]
    shut: list[Reason | None] = [rules.may_edit(times, code, at) for code in codes]
    if shut and all(shut):
        return ""
    return url_for(endpoint, entry_id=whole.entry.id)
