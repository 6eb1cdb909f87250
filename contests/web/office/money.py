"""A season's money for people: the budget line with what goes to whom, what is missing, and the lists to sign."""

from flask import request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.awards.money import lists
from contests.awards.money.lists import Issuer, SignList
from contests.awards.money.queries import (
    budget_line,
    by_name,
    fee_lines,
    lacks,
    payments,
    tier_money,
)
from contests.awards.release import released
from contests.awards.special.queries import special_board
from contests.kernel.documents import official, sheets, word
from contests.kernel.web.answers import Page, found, page
from contests.kernel.web.runtime import reading, runtime
from contests.people.model import Unit
from contests.seasons.model import Season
from contests.seasons.words import SEAT_ROLES
from contests.web.office.desk import bp, own_season
from contests.web.paper import attached, pdf


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


def _issuer(session: Session, season: Season) -> Issuer:
    return Issuer(session.get_one(Unit, season.organiser_id).name, season.title)


@bp.get("/seasons/<season_id>/money/prizes.<any(pdf, docx, xlsx):kind>")
def prize_money_list(season_id: str, kind: str) -> Response:
    """The list to sign for prize money, by given name or in the order of the ceremony; none before the release."""
    season = own_season(reading(), season_id)
    rows = payments(reading(), season.id)
    found(rows or None)
    ordered = rows if request.args.get("order") == "ceremony" else by_name(rows)
    return _file(lists.prize_money(ordered, _issuer(reading(), season)), kind, "ky-nhan-tien-thuong")


@bp.get("/seasons/<season_id>/money/fees.<any(pdf, docx, xlsx):kind>")
def fee_list(season_id: str, kind: str) -> Response:
    """The list to sign for judges' fees; none before the envelopes are open."""
    season = own_season(reading(), season_id)
    rows = fee_lines(reading(), season.id)
    found(rows or None)
    return _file(lists.fees(rows, _issuer(reading(), season)), kind, "ky-nhan-thu-lao")


def _file(listed: SignList, kind: str, name: str) -> Response:
    if kind == "xlsx":
        return attached(sheets.to_bytes(lists.sheet(listed)), sheets.MEDIA_TYPE, f"{name}.xlsx")
    paper = lists.paper(listed, demo=runtime().config.demo)
    if kind == "docx":
        return attached(word.to_bytes(paper), word.MEDIA_TYPE, f"{name}.docx")
    return pdf(official.to_bytes(paper), f"{name}.pdf")
