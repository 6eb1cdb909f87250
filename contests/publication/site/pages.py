"""The pages of a static site, drawn from templates/site: facts in, files by their paths out. Pure but for the templates."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from contests.kernel.calendar import local
from contests.kernel.figures import dong, number, size, steps
from contests.kernel.manifests import readable
from contests.kernel.signing import PublicKey
from contests.publication.site import charts, opendata
from contests.publication.site.facts import SeasonFacts, SiteFacts
from contests.seasons.outline import outlined
from contests.seasons.words import FILE_TYPES, LEVELS

TEMPLATES = Path(__file__).resolve().parents[3] / "templates"
STATIC = Path(__file__).resolve().parents[3] / "static"
_ASSETS = ("css/fonts.css", "css/tokens.css", "css/honour.css", "site/site.css", "img/mark.svg")
_PROGRAM = "site/verify.py"
_FONTS = "vendor/be-vietnam-pro"
Files = dict[str, bytes]


def day(value: date | datetime | None) -> str:
    """dd/mm/yyyy in Vietnam; a dash for nothing."""
    if value is None:
        return "–"
    return (local(value) if isinstance(value, datetime) else value).strftime("%d/%m/%Y")


def moment(value: datetime | None) -> str:
    """dd/mm/yyyy hh:mm, 24 hours, in Vietnam."""
    return "–" if value is None else local(value).strftime("%d/%m/%Y %H:%M")


@cache
def environment() -> Environment:
    """The templates as a job uses them: strict, escaping, in Vietnamese, without an application around them."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, extensions=["jinja2.ext.i18n"]
    )  # fmt: skip
    made.install_null_translations(newstyle=True)  # type: ignore[attr-defined]  # the extension's own method
    for show in (day, moment, dong, number, size, steps):
        made.filters[show.__name__] = show
    return made


def drawn(template: str, path: str, facts: SiteFacts, **values: Any) -> bytes:
    """A page that will stand at `path`; `up` leads from there to the site's root."""
    up = "../" * path.count("/")
    return environment().get_template(f"site/{template}").render(up=up, site=facts, **values).encode()


def root_files(facts: SiteFacts) -> Files:
    """What belongs to no season: the first page, the keys, how to check signatures, and how everything looks."""
    pages = {
        path: drawn(path, path, facts, archive=_archive(facts.seasons))
        for path in ("index.html", "check.html")
    }
    return {**pages, "keys.json": readable(published_keys(facts.keys)), **_assets()}


def published_keys(keys: Sequence[PublicKey]) -> list[dict[str, str | None]]:
    """The public keys as every page of the site that needs them gives them, the newest first."""
    return [
        {
            "key": key.raw.hex(),
            "fingerprint": key.fingerprint,
            "made_at": key.made_at.isoformat(),
            "retired_at": key.retired_at.isoformat() if key.retired_at else None,
        }
        for key in keys
    ]


def season_files(facts: SiteFacts, season: SeasonFacts) -> Files:
    """The pages and the data of one season, by their paths from its own folder."""
    return dict(_season_files(facts, season))


def _season_files(facts: SiteFacts, season: SeasonFacts) -> Iterator[tuple[str, bytes]]:
    def page(template: str, path: str, **values: Any) -> tuple[str, bytes]:
        return path, drawn(template, f"seasons/{season.id}/{path}", facts, season=season, **values)

    rules = list(outlined(season.definition.rules))
    words = {"levels": LEVELS, "types": FILE_TYPES}
    yield page("season.html", "index.html", rules=rules, words=words)
    if season.prizes is None:
        return
    prizes = season.prizes
    yield page("prizes.html", "prizes.html", prizes=prizes)
    yield page("figures.html", "figures.html", prizes=prizes, charts=_charts(season))
    if prizes.works_out:
        for work in season.works:
            yield page("work.html", f"works/{work.entry_id}.html", prizes=prizes, work=work)
    yield "data/prizes.csv", opendata.prizes_csv(prizes)
    yield "data/prizes.json", opendata.prizes_json(prizes)
    yield "data/prizes.schema.json", opendata.schema_json()


def _charts(season: SeasonFacts) -> Mapping[str, Sequence[charts.Bar]]:
    works = season.works
    return {"tier": charts.by_tier(works), "field": charts.by_field(works), "unit": charts.by_unit(works)}


def _archive(seasons: Sequence[SeasonFacts]) -> dict[str, list[SeasonFacts]]:
    """The seasons by contest, each contest's latest first."""
    found: dict[str, list[SeasonFacts]] = {}
    for season in seasons:
        found.setdefault(season.contest, []).append(season)
    return found


@cache
def _assets() -> Files:
    fonts = sorted(path.relative_to(STATIC).as_posix() for path in (STATIC / _FONTS).iterdir())
    found = {path: (STATIC / path).read_bytes() for path in (*_ASSETS, *fonts)}
    return {**found, "verify.py": (STATIC / _PROGRAM).read_bytes()}
