"""The season's entries: the list with its filters, one entry with everything, its files."""

from flask import request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.entries import queries
from contests.entries.facts import whole_of
from contests.entries.model import Entry
from contests.entries.office_queries import deeds_with_names, file_of, sending_units
from contests.entries.queries import EntryFilter
from contests.entries.terms import EntryState
from contests.entries.words import APPLICANTS, AUTHOR_ROLES, GENDERS, STATES, TONES
from contests.kernel.web.answers import Page, found, page
from contests.kernel.web.runtime import reading
from contests.people.terms import Consenter, ConsentPurpose
from contests.screening.queries import standing_verdict, verdicts_of
from contests.screening.words import REASONS, VERDICTS
from contests.seasons.queries import fields_of
from contests.web.inspector.verbs import VERBS
from contests.web.listing import asked_choice, asked_order, asked_page, asked_search
from contests.web.office.desk import bp, own_entry, own_season
from contests.web.originals import original

CONSENTS = (
    (ConsentPurpose.TAKE_PART, Consenter.SELF),
    (ConsentPurpose.TAKE_PART, Consenter.GUARDIAN),
    (ConsentPurpose.PUBLISH_NAME, Consenter.SELF),
    (ConsentPurpose.PUBLISH_NAME, Consenter.GUARDIAN),
)


ASKED = ("q", "field", "unit", "state", "sort")
"""What the list can be asked for; a file of the list is asked for the same."""


def asked_entries() -> EntryFilter:
    """The filter, the order and the page in the address."""
    return EntryFilter(
        search=asked_search(),
        field_id=request.args.get("field", "")[:16],
        unit_id=request.args.get("unit", "")[:16],
        state=asked_choice("state", EntryState),
        order=asked_order() or "number",
        page=asked_page(),
    )


@bp.get("/seasons/<season_id>/entries")
def entries(season_id: str) -> Page:
    """All entries of a season that were sent."""
    session = reading()
    season = own_season(session, season_id)
    return page(
        "office/entries.html",
        season=season,
        listed=queries.entry_page(session, season.id, asked_entries()),
        asked={name: value for name in ASKED if (value := request.args.get(name, ""))},
        fields=[(row.id, row.name) for row in fields_of(session, season.id)],
        units=sending_units(session, season.id),
        states=STATES,
        tones=TONES,
        state_choices=[(one.value, _(STATES[one])) for one in STATES if one is not EntryState.DRAFT],
    )


@bp.get("/seasons/<season_id>/entries/<entry_id>")
def entry(season_id: str, entry_id: str) -> Page:
    """One entry with everything: what it says, who made it, its files, what was done to it."""
    session = reading()
    mine = sent_entry(session, season_id, entry_id)
    return page(
        "office/entry.html",
        whole=whole_of(session, mine),
        entry=mine,
        verdict=standing_verdict(session, mine),
        verdicts=verdicts_of(session, mine.id),
        deeds=deeds_with_names(session, mine.id),
        deed_names=VERBS,
        verdict_names=VERDICTS,
        reasons=REASONS,
        states=STATES,
        tones=TONES,
        roles=AUTHOR_ROLES,
        applicants=APPLICANTS,
        genders=GENDERS,
        consents=CONSENTS,
    )


@bp.get("/seasons/<season_id>/entries/<entry_id>/files/<file_id>")
def entry_file(season_id: str, entry_id: str, file_id: str) -> Response:
    """A file as it was sent; `?show=1` shows pictures, films and PDF in the browser."""
    mine = sent_entry(reading(), season_id, entry_id)
    file = found(file_of(reading(), mine.id, file_id))
    return original(file, mine.organiser_id, inline=request.args.get("show") == "1")


def sent_entry(session: Session, season_id: str, entry_id: str) -> Entry:
    """An entry of one's own organiser in this very season that was sent, or 404."""
    mine = own_entry(session, entry_id)
    return found(mine if mine.season_id == season_id and mine.state is not EntryState.DRAFT else None)
