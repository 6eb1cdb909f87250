"""What the season after this one starts with. Pure."""

import dataclasses
import re

from contests.seasons.parts import Definition, SettingPart
from contests.seasons.settings import MADE_SINCE
from contests.seasons.terms import Origin


def next_edition(season: Definition) -> Definition:
    """The season after this one: dates, the look-back year, legal bases and money are asked anew, all else is kept.

    Working values become the organiser's own and name the season they come from; like all of a new season they
    are confirmed again, because the rules of each edition are a document of its own.
    """
    edition = season.edition + 1 if season.edition else None
    return dataclasses.replace(
        season,
        edition=edition,
        title=_renumbered(season.title, season.edition),
        years="",
        legal_bases=(),
        registration_from=None,
        registration_until=None,
        supplement_until=None,
        judging_until=None,
        ceremony_on=None,
        divisions=tuple(
            dataclasses.replace(one, born_from=None, born_until=None) for one in season.divisions
        ),
        tiers=tuple(dataclasses.replace(tier, money=None, basis="") for tier in season.tiers),
        special_prizes=tuple(dataclasses.replace(one, money=None, basis="") for one in season.special_prizes),
        honours=tuple(dataclasses.replace(one, age_on=None) for one in season.honours),
        fees=(),
        settings=tuple(_handed_on(setting, season.title) for setting in season.settings),
    )


def _renumbered(title: str, edition: int | None) -> str:
    """The title up to its number, with the next number; the years after it are asked anew."""
    found = re.search(rf"^(.*lần thứ )({edition})\b", title) if edition else None
    return f"{found[1]}{int(found[2]) + 1}" if found else title


def _handed_on(setting: SettingPart, title: str) -> SettingPart:
    if setting.key == MADE_SINCE:
        return SettingPart(MADE_SINCE, "", Origin.SOFTWARE)
    cited = setting.origin is Origin.CITED
    return setting if cited else dataclasses.replace(setting, origin=Origin.ORGANISER, source=title)
