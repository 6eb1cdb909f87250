"""The frame around every page: which desk this is, where one can go from here, who is looking."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from flask import Flask, current_app, g, request, url_for
from flask_babel import get_locale, gettext
from flask_login import current_user

from contests.kernel.access import Actor, Role
from contests.kernel.web.runtime import at_judges_desk, reading, runtime
from contests.people.queries import only_organiser
from contests.web.labels import ROLES
from contests.web.navigation import HOMES, PLACES, Place

SITE_NAME = "Bảng Vàng"
AUDIENCES = frozenset(HOMES)
ROLES_OF = {
    "office": (Role.HEAD, Role.SECRETARY),
    "unit": (Role.UNIT,),
    "author": (Role.AUTHOR,),
    "inspector": (Role.INSPECTOR,),
}


@dataclass(frozen=True)
class Link:
    """One entry of the navigation as the templates show it."""

    label: str
    url: str
    current: bool
    icon: str
    group: str = ""
    badge: int = 0


@dataclass(frozen=True)
class Looker:
    """Who is looking, as the head of the page says it."""

    name: str
    role_label: str


def init_frame(app: Flask) -> None:
    """Give the templates of `app` the frame's values."""
    app.context_processor(context)


def context() -> dict[str, Any]:
    """The frame's values. At the judge's desk only plain ones: no sign-in of the office is read there."""
    audience = _audience()
    actor = None if audience == "judge" else _actor()
    return {
        "audience": audience,
        "navigation": list(_links(audience)),
        "viewer": _looker(actor, audience),
        "is_demo": runtime().config.demo,
        "site_name": SITE_NAME,
        "brand_line": _brand_line(audience),
        "current_language": str(get_locale() or "vi"),
        "home_url": _home(audience),
        "sign_out_url": known_url("identity.sign_out") if actor else "",
    }


def speak_for(organisers: Iterable[str]) -> None:
    """Put the organiser of what a page shows in its head; of several none, and without one leave it as it is."""
    names = set(organisers)
    if names:
        g.brand_line = names.pop() if len(names) == 1 else ""


def role_name(role: Role) -> str:
    """What a role is called in the reader's language."""
    return str(gettext(ROLES[role]))


def _audience() -> str:
    if at_judges_desk():
        return "judge"
    return request.blueprint if request.blueprint in AUDIENCES else "public"


def _actor() -> Actor | None:
    return current_user.actor if current_user.is_authenticated else None


def _looker(actor: Actor | None, audience: str) -> Looker | None:
    if actor is None:
        return None
    held = next((role for role in ROLES_OF.get(audience, tuple(Role)) if actor.has(role)), None)
    return Looker(actor.name, role_name(held) if held else "")


def _brand_line(audience: str) -> str:
    """The organiser's name. At a desk the sign-in brings it; elsewhere the page says it, or there is one organiser."""
    if audience == "judge":
        return ""
    if "brand_line" in g:
        return str(g.brand_line)
    if audience not in ROLES_OF or not current_user.is_authenticated:
        return only_organiser(reading())
    names = {name for role, name in current_user.organisers if role in ROLES_OF[audience]}
    return names.pop() if len(names) == 1 else ""


def _home(audience: str) -> str:
    return known_url(HOMES[audience]) or "/"


def _links(audience: str) -> Iterator[Link]:
    for place in PLACES:
        url = _place_url(place) if place.audience == audience else ""
        if url:
            group = gettext(place.group) if place.group else ""
            yield Link(gettext(place.label), url, request.endpoint in place.all_endpoints, place.icon, group)


def _place_url(place: Place) -> str:
    """The address of a place; empty when the application has no such page, or the request no such season."""
    values = request.view_args or {}
    if not place.within:
        return known_url(place.endpoint)
    return known_url(place.endpoint, {place.within: values[place.within]}) if place.within in values else ""


def known_url(endpoint: str, values: Mapping[str, Any] = MappingProxyType({})) -> str:
    """The address of a page; "" when the application has no such page."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else ""
