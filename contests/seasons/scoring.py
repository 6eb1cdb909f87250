"""The working values of a season as numbers and words. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from contests.seasons.settings import BLIND, CATALOGUE, MADE_SINCE


@dataclass(frozen=True, slots=True)
class ScoringValues:
    """The working values that scoring and registration go by; `made_since` is None where any year will do."""

    steps_per_point: int
    judges_per_panel: int
    least_sheets: int
    assignment: str
    judges_per_piece: int
    anchors: int
    minutes_per_piece: int
    aggregation: str
    ties: str
    rounding: str
    ranking: str
    spread_limit: int
    quorum: str
    majority: str
    verdict: str
    advice: str
    extremes: str
    made_since: int | None
    team_max: int
    blind: bool


def scoring_values(values: Mapping[str, str]) -> ScoringValues:
    """The values as numbers and words; one that a season lacks is the software's default."""
    values = {known.key: values.get(known.key, known.start) for known in CATALOGUE}
    return ScoringValues(
        steps_per_point=int(values["steps_per_point"]),
        judges_per_panel=int(values["judges_per_panel"]),
        least_sheets=int(values["least_sheets"]),
        assignment=values["assignment"],
        judges_per_piece=int(values["judges_per_piece"]),
        anchors=int(values["anchors"]),
        minutes_per_piece=int(values["minutes_per_piece"]),
        aggregation=values["aggregation"],
        ties=values["ties"],
        rounding=values["rounding"],
        ranking=values["ranking"],
        spread_limit=int(values["spread_limit"]),
        quorum=values["quorum"],
        majority=values["majority"],
        verdict=values["verdict"],
        advice=values["advice"],
        extremes=values["extremes"],
        made_since=int(values[MADE_SINCE]) if values[MADE_SINCE] else None,
        team_max=int(values["team_max"]),
        blind=values[BLIND] == "yes",
    )
