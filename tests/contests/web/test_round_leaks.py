"""Before the envelopes are open no answer of the office's pages holds a code beside what tells whose it is."""

from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from contests.envelopes import service
from contests.envelopes.model import Bar, Envelope, ExhibitPage
from contests.envelopes.redaction_model import ExhibitFinding
from contests.envelopes.terms import BarSource
from contests.kernel import jobs
from contests.kernel.access import Role
from contests.kernel.sessions import value_of
from contests.kernel.web.runtime import Runtime
from contests.people.model import Account
from judging import service as judging
from judging.model import Judge, Piece
from tests.factories_envelopes import Scene, mark_all, opened, round_id_of, seal_results, sealed
from tests.web_client import csrf_of, sign_in_as

MODULES = {
    f"contests.web.office.{name}"
    for name in (
        "panels",
        "exhibits",
        "redaction",
        "exhibit_files",
        "conflicts",
        "declarations",
        "judges",
        "board",
        "standings",
        "envelopes",
        "timetable",
    )
}
MODULES.add("contests.web.inspector.envelopes")
TITLES = ("Nôi ru kiểu Hrê", "Bẫy chuột không lò xo", "Đèn đọc sách bằng tre", "Gậy dò đường biết nói")


@pytest.fixture
def config(sqlite_config):
    """What a page shows does not depend on the database."""
    return sqlite_config


def fill(session: Session, storage) -> Scene:
    """A round in the middle of its marking, with a conflict, a late one, and a judge who is behind."""
    scene = sealed(session, storage, titles=TITLES, judges=5)
    for place, entry in enumerate(scene.entries):
        entry.number = 70_001 + 1_111 * place
    first, second = scene.judges[:2]
    mark_all(session, scene, but=[second.judge_id])
    value_of(service.bar(session, scene.season, scene.entries[0].id, first.id, BarSource.KIN, **scene.by()))
    return scene


def close(session: Session, scene: Scene) -> None:
    panel_id, owing = next(iter(scene.panels.values())), scene.judges[1].judge_id
    value_of(service.waive_judge(session, scene.season, panel_id, owing, "Nghỉ ốm", **scene.by()))
    value_of(service.close_round(session, scene.season, **scene.by()))


def compute(session: Session, scene: Scene) -> None:
    value_of(service.ask_aggregation(session, scene.season, **scene.by()))
    value_of(judging.compute_standings(session, round_id_of(session, scene), **scene.by()))


def confirm(role: Role) -> Callable[[Session, Scene], None]:
    def step(session: Session, scene: Scene) -> None:
        value_of(service.give_opening(session, scene.season, **scene.by(role)))

    return step


STEPS = (close, compute, seal_results, confirm(Role.HEAD))


def ids(session: Session, scene: Scene) -> dict[str, list[str]]:
    """Every value that a place in an address may take."""
    own = sa.select(Piece.id).where(Piece.round_id == round_id_of(session, scene))
    return {
        "season_id": [scene.season.id],
        "entry_id": [entry.id for entry in scene.entries],
        "page_id": list(session.scalars(sa.select(ExhibitPage.id))),
        "panel_id": list(scene.panels.values()),
        "judge_id": list(session.scalars(sa.select(Judge.id))),
        "piece_id": list(session.scalars(own)),
        "appointment_id": [one.id for one in scene.judges],
        "bar_id": list(session.scalars(sa.select(Bar.id))),
        "deed": ["keep"],
        "finding_id": list(session.scalars(sa.select(ExhibitFinding.id))) or ["0" * 16],
        "video_id": ["0" * 16],
        "file_id": ["0" * 16],
        "word": ["release"],
        "showing": ["present"],
        "number": ["1"],
        "place": ["summary"],
    }


def addresses(app: Flask, values: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """(method, address) of every view of these pages, with every value in every place."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if app.view_functions[rule.endpoint].__module__ not in MODULES:
            continue
        for chosen in combinations(sorted(rule.arguments), values):
            for method in {"GET", "POST"} & set(rule.methods or ()):
                yield method, adapter.build(rule.endpoint, chosen, method=method)


def combinations(names: list[str], values: dict[str, list[str]]) -> Iterator[dict[str, str]]:
    if not names:
        yield {}
        return
    for rest in combinations(names[1:], values):
        for value in values[names[0]]:
            yield {names[0]: value, **rest}


def walked(
    client: FlaskClient, app: Flask, runtime: Runtime, scene: Scene, account: Account
) -> Iterator[tuple[str, TestResponse]]:
    """Every page, every query that lists take, and what a refused button says; nothing of it changes anything."""
    sign_in_as(client, runtime, account)
    desk = "/inspector/" if account.id == scene.inspector.id else "/office/"
    token = csrf_of(client.get(desk))
    with runtime.main.reading() as session:
        values = ids(session, scene)
    for method, address in addresses(app, values):
        if not address.startswith(desk):
            continue
        if method == "GET":
            for extra in ("", "?q=a&page=2&sort=-title&field=HT&state=looked"):
                yield address + extra, client.get(address + extra)
        elif not address.endswith(
            ("/envelopes/open", "/board/close", "/board/results", "/aggregate", "/lift", "/waive")
        ):
            answer = client.post(address, data={"csrf_token": token})
            yield address, answer
            if answer.status_code == 303:
                yield answer.location, client.get(answer.location)


def text_of(answer: TestResponse) -> str:
    return answer.get_data().decode("utf-8", "replace") + str(answer.headers) + str(answer.request.path)


def joined(client: FlaskClient, app: Flask, runtime: Runtime, scene: Scene, account: Account) -> list[str]:
    """The addresses whose answer holds a code (or the id of its piece) and what tells whose it is."""
    with runtime.main.reading() as session:
        pairs = session.execute(
            sa.select(Envelope.piece_id, Envelope.entry_id, Piece.code).join(
                Piece, Piece.id == Envelope.piece_id
            )
        ).all()
        known = {entry.id: entry for entry in scene.entries}
    found = []
    for address, answer in walked(client, app, runtime, scene, account):
        text = text_of(answer)
        for piece_id, entry_id, code in pairs:
            entry = known[entry_id]
            marks = (entry.title, str(entry.number), entry.id, entry.receipt_code or entry.id)
            if any(sign in text for sign in (code, piece_id)) and any(mark in text for mark in marks):
                found.append(address)
    return found


@pytest.mark.parametrize("who", ["secretary", "head", "inspector"])
def test_no_page_joins_a_code_to_an_entry_before_the_opening(client, app, runtime, who):
    scene = runtime.main.do(lambda s: fill(s, runtime.storage))
    account = getattr(scene, who)
    assert joined(client, app, runtime, scene, account) == [], "while the judges mark"
    for step in STEPS:
        runtime.main.do(lambda s, step=step: step(s, scene))
        assert joined(client, app, runtime, scene, account) == [], step.__name__
    runtime.main.do(lambda s: confirm(Role.INSPECTOR if who != "inspector" else Role.SECRETARY)(s, scene))
    assert joined(client, app, runtime, scene, account), "the same walk finds the pairs once they are open"


def test_the_walk_meets_every_view_and_sees_codes_and_titles(client, app, runtime):
    scene = runtime.main.do(lambda s: opened(s, runtime.storage, titles=TITLES))
    views = {name for name, view in app.view_functions.items() if view.__module__ in MODULES}
    assert len(views) >= 24
    seen = "".join(text_of(answer) for _, answer in walked(client, app, runtime, scene, scene.secretary))
    with runtime.main.reading() as session:
        codes = session.scalars(sa.select(Piece.code)).all()
    assert all(word in seen for word in (*codes, *TITLES, *(str(entry.number) for entry in scene.entries)))


def test_no_row_that_the_office_reads_joins_them_either(client, app, runtime):
    """The audit and the jobs are shown on other pages: their rows hold no code and no id of a piece."""
    scene = runtime.main.do(lambda s: fill(s, runtime.storage))
    for step in STEPS:
        runtime.main.do(lambda s, step=step: step(s, scene))
    with runtime.main.reading() as session:
        rows = session.execute(sa.text("SELECT subject || ' ' || detail FROM deed")).scalars().all()
        rows += [
            str((job.args, job.result, job.title, job.key)) for job in session.scalars(sa.select(jobs.Job))
        ]
        signs = [*session.scalars(sa.select(Piece.id)), *session.scalars(sa.select(Piece.code))]
    assert len(rows) > 10
    assert not [row for row in rows if any(sign in row for sign in signs)]
    assert any(scene.entries[0].id in row for row in rows)


def test_numbers_of_sheets_do_not_tell_whose_conflict_it_was(client, app, runtime):
    """One entry has a conflict that the office noted; before the opening no page counts the sheets of one code."""
    scene = runtime.main.do(lambda s: fill(s, runtime.storage))
    for step in STEPS[:3]:
        runtime.main.do(lambda s, step=step: step(s, scene))
    text = "".join(text_of(answer) for _, answer in walked(client, app, runtime, scene, scene.head))
    assert "Số phiếu</th>" not in text
    for role in (Role.HEAD, Role.SECRETARY):
        runtime.main.do(lambda s, role=role: confirm(role)(s, scene))
    text = "".join(text_of(answer) for _, answer in walked(client, app, runtime, scene, scene.head))
    assert "Số phiếu</th>" in text
