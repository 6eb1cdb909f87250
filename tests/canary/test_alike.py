"""What is another's and what is not there at all: the same statements, the same bytes but for the request's id."""

import re

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from contests.kernel.codes import new_id
from contests.kernel.config import Config
from contests.kernel.web.runtime import Runtime
from tests.canary.season import fill
from tests.canary.test_crawl import TABLES, WORDS
from tests.factories_judging import Made, exhibit, make_round, stored_page
from tests.judging.desk import post, sit_down

REQUEST_ID = re.compile(r"\b[a-z2-7]{16}\b")


@pytest.fixture
def config(sqlite_config: Config) -> Config:
    """Both databases get the same statements from the same code."""
    return sqlite_config


@pytest.fixture
def rounds(runtime: Runtime) -> tuple[Made, Made]:
    """Two rounds with pieces of pages: one's own and another's."""
    pages = [stored_page(runtime.storage)]
    mine, other = (
        runtime.main.do(lambda s: make_round(s, exhibits=[exhibit(1, pages=pages), exhibit(2, pages=pages)]))
        for _ in range(2)
    )
    return mine, other


def targets(app: Flask) -> list[tuple[str, str]]:
    """Every (method, address with a hole) of the desk that takes an id of a piece or a panel."""
    found = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("judge.") and rule.arguments & set(TABLES):
            found += [(method, rule.rule) for method in sorted((rule.methods or set()) & {"GET", "POST"})]
    return found


def address(rule: str, values: dict[str, str]) -> str:
    filled = re.sub(
        r"<(?:[^:<>]+:)?(\w+)>", lambda match: values.get(match[1], WORDS.get(match[1], ("1",))[0]), rule
    )
    return filled.replace("(pdf, docx)", "")


def said(answer: TestResponse, values: dict[str, str]) -> str:
    """The answer without the id that was asked for and the ids that every request makes anew."""
    text = f"{answer.status}\n{answer.headers}\n{answer.text}"
    for value in values.values():
        text = text.replace(value, "…")
    text = re.sub(r"(bv_form_judge=)[^;]*", r"\1…", text)
    return re.sub(r'value="[^"]{60,}"', "", REQUEST_ID.sub("…", text))


def asked(
    app: Flask, runtime: Runtime, judge_id: str, method: str, rule: str, values: dict[str, str]
) -> tuple[str, list[str]]:
    """What is answered, and the statements that were run for it."""
    client = app.test_client()
    sit_down(client, runtime, judge_id)
    statements: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        statements.append(statement)

    engines = {runtime.main.engine, runtime.sealed.engine}
    for engine in engines:
        sa.event.listen(engine, "before_cursor_execute", note)
    try:
        url = address(rule, values)
        answer = client.get(url) if method == "GET" else post(client, url, {"version": "1"})
    finally:
        for engine in engines:
            sa.event.remove(engine, "before_cursor_execute", note)
    return said(answer, values), statements


def difference(one: tuple[str, list[str]], other: tuple[str, list[str]]) -> list[str]:
    """The lines and statements that only one of the two has."""
    said_by = [{*answer.splitlines(), *statements} for answer, statements in (one, other)]
    return sorted(said_by[0] ^ said_by[1])


def test_anothers_is_answered_like_what_is_not_there(
    app: Flask, runtime: Runtime, rounds: tuple[Made, Made]
) -> None:
    mine, other = rounds
    foreign = {"piece_id": other.pieces[0].piece_id, "panel_id": other.panel_id}
    missing = {name: new_id() for name in TABLES}
    differing: list[str] = []
    for method, rule in targets(app):
        there = asked(app, runtime, mine.judges[0], method, rule, missing | foreign)
        nowhere = asked(app, runtime, mine.judges[0], method, rule, missing)
        if there != nowhere:
            differing += [f"{method} {rule}", *difference(there, nowhere)]
    assert not differing, "\n".join(differing)


def test_ones_own_is_answered_otherwise(app: Flask, runtime: Runtime, rounds: tuple[Made, Made]) -> None:
    mine, _ = rounds
    own, missing = {"piece_id": mine.pieces[0].piece_id}, {"piece_id": new_id()}
    rule = "/judge/pieces/<piece_id>"
    there = asked(app, runtime, mine.judges[0], "GET", rule, own)
    nowhere = asked(app, runtime, mine.judges[0], "GET", rule, missing)
    assert there[0] != nowhere[0]
    assert there[1] != nowhere[1]


def test_every_id_of_an_address_is_tried(app: Flask, runtime: Runtime) -> None:
    runtime.main.do(lambda s: fill(s, runtime.storage, "marking"))
    used = {
        name
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("judge.")
        for name in rule.arguments
    }
    assert used <= set(TABLES) | set(WORDS)
