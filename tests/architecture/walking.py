"""Walks the addresses of the application: every route, filled with one's own things, another's, or nothing's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import AnyConverter, Rule
from werkzeug.test import TestResponse

from contests.kernel.access import Role
from contests.kernel.codes import new_id
from contests.kernel.web.headers import POLICY
from contests.kernel.web.runtime import Runtime
from contests.kernel.web.tracing import HEADER
from judging.web.desk import COOKIE as JUDGE_COOKIE
from tests.factories_world import World
from tests.web_client import TOKEN, csrf_of, sign_in_as

OPEN = frozenset({"public", "identity", "static"})
"""Blueprints that anyone may enter. Every other one is closed, to those in DOORS."""
DOORS: Mapping[str, frozenset[Role]] = {
    "office": frozenset({Role.HEAD, Role.SECRETARY}),
    "inspector": frozenset({Role.INSPECTOR}),
    "unit": frozenset({Role.UNIT}),
    "author": frozenset({Role.AUTHOR}),
}
DESK = "judge"
"""The blueprint whose door knows no roles: a session of judging's own opens it."""
GONE = frozenset(
    {
        ("office.end_role", "role_id"),
        ("office.drop_opener", "row_id"),
        ("office.drop_award_person", "row_id"),
        ("office.take_back_paper", "paper_id"),
        ("office.lift_conflict", "bar_id"),
        ("office.waive", "panel_id"),
    }
)
"""What someone else may have taken away a moment ago: the answer says so in a sentence, and says the same of
another's as of what never was."""
WORDS = {
    "part": "fields",
    "key": "ttnnd",
    "code": "vi",
    "token": "x" * 43,
    "filename": "css/tokens.css",
    "position": "1",
    "version": "1",
    "kind": "vote",
    "number": "1",
    "value": "leaflets",
    "year": "2026",
    "at": "1",
}
"""Parts of addresses that name nobody's thing: the same for every organiser."""
MOMENTS: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "judge.panel", "judge.motion", "judge.new_motion", "judge.piece_beside", "judge.call_remark",
            "judge.new_tier_motion", "judge.own_sheets_file", "judge.corrections", "judge.correction",
        ),
        "meeting",
    ),
    "judge.mark_again": "again",
    "judge.verdict": "figures",
    "judge.results": "figures",
    "judge.advice": "figures",
}  # fmt: skip
"""Pages of the judge's desk that are there at one moment of a round only, with the desk where it is that moment."""
PROMISED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@dataclass(frozen=True)
class Visitor:
    """A browser with tokens for the forms of the judge's desk and of all others."""

    client: FlaskClient
    token: str
    desk_token: str

    def token_for(self, url: str) -> str:
        return self.desk_token if url.startswith("/judge") else self.token


@dataclass(frozen=True)
class House:
    """An application with two organisers in it. `writes` gathers the statements that changed something."""

    app: Flask
    runtime: Runtime
    ours: World
    theirs: World
    writes: list[str]
    known: dict[tuple[Role | None, bool, str], Visitor] = field(default_factory=dict)

    def visitor(self, role: Role | None = None, *, at_desk: bool = False, moment: str = "") -> Visitor:
        """Someone of our organiser: signed in with a role, at a judge's desk, or nobody; tokens in hand."""
        if (role, at_desk, moment) not in self.known:
            client = self.app.test_client()
            secret = self.ours.desks[moment].token if moment else self.ours.judge_token
            client.set_cookie(JUDGE_COOKIE, secret, path="/judge")
            desk_token = csrf_of(client.get("/judge/appointment"))
            if not at_desk:
                client.delete_cookie(JUDGE_COOKIE, path="/judge")
            if role is not None:
                sign_in_as(client, self.runtime, self.ours.accounts[role])
            self.known[role, at_desk, moment] = Visitor(client, csrf_of(client.get("/sign-in")), desk_token)
        return self.known[role, at_desk, moment]

    def routes(self, *blueprints: str) -> list[Rule]:
        """The routes of some blueprints, in order."""
        rules = (rule for rule in self.app.url_map.iter_rules() if blueprint_of(rule) in blueprints)
        return sorted(rules, key=lambda rule: (rule.rule, sorted(rule.methods or ())))

    def closed(self) -> list[Rule]:
        """Every route that is not open to anyone."""
        everyone = {blueprint_of(rule) for rule in self.app.url_map.iter_rules()}
        return self.routes(*(everyone - OPEN))

    def address(self, rule: Rule, ids: Mapping[str, str]) -> str:
        """The address of a route with its parts filled in."""
        values = {name: ids.get(name) or word(rule, name) or "1" for name in rule.arguments}
        with self.app.test_request_context():
            built = self.app.url_map.bind("localhost").build(rule.endpoint, values, append_unknown=False)
        return str(built)


def blueprint_of(rule: Rule) -> str:
    return rule.endpoint.partition(".")[0]


def methods(rule: Rule) -> list[str]:
    """The methods a page is asked by."""
    return [name for name in ("GET", "POST") if name in (rule.methods or ())]


def owned(rule: Rule, world: World) -> list[str]:
    """Parts of the address that name somebody's thing."""
    return sorted(name for name in rule.arguments if name in world.ids)


def ids_of(world: World, rule: Rule) -> dict[str, str]:
    """A world's ids as they stand in the addresses of the route's desk."""
    if blueprint_of(rule) != DESK:
        return world.ids
    moment = MOMENTS.get(rule.endpoint)
    return world.ids | (world.desks[moment].ids if moment else world.at_desk)


def unknown(rule: Rule, world: World) -> list[str]:
    """Parts of the address that this walk cannot fill."""
    return sorted(name for name in rule.arguments if name not in world.ids and not word(rule, name))


def word(rule: Rule, name: str) -> str:
    """A part of an address that is a word: one that its rule lists, or one of ours."""
    converter = rule._converters[name]
    return min(converter.items) if isinstance(converter, AnyConverter) else WORDS.get(name, "")


def reaching(rule: Rule, world: World, others: Mapping[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Our own ids with one, then all, exchanged for others'; each with what was exchanged."""
    names = [name for name in owned(rule, world) if name in others]
    own = ids_of(world, rule)
    for name in names:
        yield name, own | {name: others[name]}
    if len(names) > 1:
        yield "all", own | {name: others[name] for name in names}


def missing(world: World) -> dict[str, str]:
    """One id that is nobody's, for whatever is asked."""
    return dict.fromkeys(world.ids, new_id())


def ask(visitor: Visitor, method: str, url: str) -> TestResponse:
    """Ask for a page, or send an empty form with a good token; what every answer promises is looked at."""
    data = {"csrf_token": visitor.token_for(url)} if method == "POST" else None
    answer = visitor.client.open(url, method=method, data=data)
    answer.close()
    faults = promises_broken(answer)
    assert not faults, f"{method} {url}: {faults}"
    return answer


def promises_broken(answer: TestResponse) -> list[str]:
    """Headers that are missing or wrong, and what stands inline in a page."""
    wrong = [name for name, value in PROMISED.items() if answer.headers.get(name) != value]
    policy = answer.headers.get("Content-Security-Policy", "")
    is_page = answer.mimetype == "text/html"
    strict = policy == POLICY or (not is_page and "default-src 'none'" in policy and "script" not in policy)
    wrong += [] if strict else ["Content-Security-Policy"]
    wrong += [HEADER] if not re.fullmatch(r"[a-z2-7]{16}", answer.headers.get(HEADER, "")) else []
    return wrong + (inline(answer.text) if is_page else [])


def inline(html: str) -> list[str]:
    """Elements and attributes that the policy would keep from working."""
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            names = {name for name, _ in attrs}
            found.extend(f"{name}= on <{tag}>" for name in names if name == "style" or name.startswith("on"))
            if tag == "style" or (tag == "script" and "src" not in names):
                found.append(f"<{tag}>")

    Reader().feed(html)
    return found


def bare(answer: TestResponse, ids: Mapping[str, str]) -> tuple[int, str, str]:
    """What an answer says, without what differs between any two: the request's id, the token, the ids asked for."""
    text = TOKEN.sub("", answer.text).replace(answer.headers[HEADER], "")
    where = answer.headers.get("Location", "")
    for value in sorted(set(ids.values()), key=len, reverse=True):
        if len(value) == 16:
            text, where = text.replace(value, "ID"), where.replace(value, "ID")
    return answer.status_code, where, text
