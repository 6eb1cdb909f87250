"""The office's first page: the organiser's seasons and what waits for someone."""

from typing import Any

from flask_babel import gettext as _

from contests.entries.terms import EntryState
from contests.kernel.clock import now
from contests.kernel.web.answers import Page, page
from contests.kernel.web.runtime import reading
from contests.reports.waiting import Waiting, waiting_for
from contests.seasons.queries import SeasonRow, season_rows
from contests.seasons.rules import phase
from contests.seasons.terms import Phase
from contests.seasons.words import PHASES
from contests.web.frame import known_url
from contests.web.milestones import milestones
from contests.web.office.desk import bp, own_organiser


@bp.get("/")
def home() -> Page:
    """Where each season stands, and what waits."""
    organiser = own_organiser(reading())
    seasons = season_rows(reading(), [organiser.id])
    far = milestones(reading(), [season.id for season in seasons])
    at = now()
    shown = [_shown(season, phase(far[season.id], at)) for season in seasons]
    waits = waiting_for(reading(), organiser.id)
    return page(
        "office/home.html",
        organiser=organiser,
        seasons=shown,
        tiles=_tiles(waits),
        addressless=not waits.public_address,
        new_season=known_url("office.new_season"),
    )


def _shown(season: SeasonRow, step: Phase) -> dict[str, Any]:
    return {
        "title": season.title,
        "until": season.registration_until,
        "step": _(PHASES[step]),
        "preparing": season.opened_at is None,
        "url": known_url("office.season", {"season_id": season.id}),
    }


def _tiles(waits: Waiting) -> list[dict[str, Any]]:
    """What waits, each with the way to it; entries are waited for in the season where one has waited longest."""
    return [
        {
            "label": _("Hồ sơ chờ sơ loại"),
            "value": waits.submitted,
            "tone": "info",
            "url": _in_season("office.screening", waits.submitted_in),
        },
        {
            "label": _("Hồ sơ chờ bổ sung"),
            "value": waits.returned,
            "tone": "neutral",
            "url": _in_season("office.entries", waits.returned_in, state=EntryState.RETURNED.value),
        },
        {
            "label": _("Tài khoản chưa đặt mật khẩu"),
            "value": waits.silent,
            "tone": "neutral",
            "url": known_url("office.accounts"),
        },
        {
            "label": _("Công việc dừng vì lỗi"),
            "value": waits.parked,
            "tone": "bad" if waits.parked else "neutral",
            "url": known_url("office.jobs"),
        },
    ]


def _in_season(endpoint: str, season_id: str | None, **more: str) -> str:
    return known_url(endpoint, {"season_id": season_id, **more}) if season_id else ""
