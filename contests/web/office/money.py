"""A season's money for people: the budget line with what goes to whom, what is missing, and the lists to sign."""

from flask import request, url_for
from werkzeug.wrappers import Response

from contests.awards.money import lists, service
from contests.awards.money.lists import SignList
from contests.awards.money.queries import budget_line, fee_lines, lacks, payments, tier_money
from contests.awards.release import released
from contests.awards.special.queries import special_board
from contests.kernel.clock import now
from contests.kernel.documents import official, sheets, word
from contests.kernel.errors import Outcome, Refused
from contests.kernel.web.answers import Page, answer, page
from contests.kernel.web.runtime import act, actor, reading, runtime
from contests.seasons.words import SEAT_ROLES
from contests.web.office.desk import bp, own_season
from contests.web.paper import attached

PDF = "application/pdf"


@bp.get("/seasons/<season_id>/money")
def money(season_id: str) -> Page:
    """The budget line, the tiers with what sets their money, special prizes, the split between authors, the fees."""
    season = own_season(reading(), season_id)
    tiers, fees = tier_money(reading(), season.id), fee_lines(reading(), season.id)
    line = budget_line(reading(), season)
    return page(
        "office/money.html",
        season=season,
        line=line,
        tiers=tiers,
        specials=[one for one in special_board(reading(), season.id).prizes if one.lines],
        fees=fees,
        payments=payments(reading(), season.id),
        lacks=lacks(tiers, line, fees),
        roles=SEAT_ROLES,
        released=released(reading(), season.id),
    )


@bp.get("/seasons/<season_id>/money/payments")
def prize_payments(season_id: str) -> Page:
    """Who receives what, in the order of the ceremony."""
    season = own_season(reading(), season_id)
    return page("office/payments.html", season=season, payments=payments(reading(), season.id))


@bp.post("/seasons/<season_id>/money/prizes.<any(pdf, docx, xlsx):kind>")
def prize_money_list(season_id: str, kind: str) -> Response:
    """The list to sign for prize money, by given name or in the order of the ceremony. A POST: taking it is on record."""
    ceremony = request.form.get("order") == "ceremony"
    outcome = act(
        lambda s: service.take_prize_money(
            s, own_season(s, season_id), ceremony=ceremony, by=actor(), at=now()
        )
    )
    return _sent(outcome, season_id, kind, "ky-nhan-tien-thuong")


@bp.post("/seasons/<season_id>/money/fees.<any(pdf, docx, xlsx):kind>")
def fee_list(season_id: str, kind: str) -> Response:
    """The list to sign for judges' fees."""
    outcome = act(lambda s: service.take_fees(s, own_season(s, season_id), by=actor(), at=now()))
    return _sent(outcome, season_id, kind, "ky-nhan-thu-lao")


def _sent(outcome: Outcome[SignList], season_id: str, kind: str, name: str) -> Response:
    if isinstance(outcome, Refused):
        return answer(outcome, url_for(".money", season_id=season_id))
    if kind == "xlsx":
        return attached(sheets.to_bytes(lists.sheet(outcome.value)), sheets.MEDIA_TYPE, f"{name}.xlsx")
    paper = lists.paper(outcome.value, demo=runtime().config.demo)
    if kind == "docx":
        return attached(word.to_bytes(paper), word.MEDIA_TYPE, f"{name}.docx")
    return attached(official.to_bytes(paper), PDF, f"{name}.pdf")
