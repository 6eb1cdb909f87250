"""With chance fixed, other names of authors, units and accounts change no byte that a judge gets."""

import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from sqlalchemy.orm import Session

import app as application
from contests.kernel import codes
from contests.kernel.web.runtime import Runtime
from contests.people.model import Account, Person, Unit
from judging import admission
from tests import factories, factories_envelopes
from tests.canary.hearing import heard
from tests.canary.season import TITLES
from tests.conftest import make_config
from tests.factories_envelopes import mark_all, sealed
from tests.judging.desk import sit_down

AT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
FIRST = ("Nguyễn Thị Ngọc Ánh", "H’Hen Niê", "Đặng Trần Côn", "Ma Thị Lả", "Ánh")
SECOND = ("Trịnh Công Vinh", "Y Wang Mlô", "Phùng Khắc Khoan", "Sùng A Páo", "Bảy")
TOKEN = re.compile(rb'name="csrf_token"[^>]*value="[^"]+"')


class Chance(random.Random):
    """Chance that falls the same way every time, as `secrets` gives it."""

    def token_bytes(self, count: int = 32) -> bytes:
        return self.randbytes(count)

    def randbelow(self, end: int) -> int:
        return self.randrange(end)

    def token_urlsafe(self, count: int = 32) -> str:
        return self.randbytes(count).hex()


@pytest.fixture(autouse=True)
def still() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


def answers(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, data: Path, names: tuple[str, ...]
) -> tuple[dict[str, bytes], set[str]]:
    """Everything that the judges get of a season with these authors, and the names that its tables of people hold."""
    chance = Chance(20261122)
    monkeypatch.setattr(codes, "secrets", chance)
    monkeypatch.setattr(admission, "secrets", chance)
    monkeypatch.setattr(factories, "NAMES", names)
    monkeypatch.setattr(factories_envelopes, "NAMES", names)
    data.mkdir()
    runtime = application.make_runtime(make_config(request, "sqlite", data))
    scene = runtime.main.do(lambda s: story(s, runtime, names))
    shown = application.create_app(runtime=runtime)
    found: dict[str, bytes] = {}
    for judge in scene.judges:
        client = shown.test_client()
        sit_down(client, runtime, judge.judge_id)
        for url in walked(client):
            found[f"{judge.judge_id} {url}"] = TOKEN.sub(b"", client.get(url).data)
    with runtime.main.reading() as session:
        people = {person.full_name for person in session.query(Person)}
    return found, people


def story(session: Session, runtime: Runtime, names: tuple[str, ...]) -> factories_envelopes.Scene:
    scene = sealed(session, runtime.storage, titles=TITLES, judges=3)
    mark_all(session, scene, but=[scene.judges[-1].judge_id])
    for unit in session.query(Unit).filter(Unit.id != Unit.organiser_id):
        unit.name = f"Trường THCS {names[0]}"
    for account in session.query(Account):
        account.name = f"{names[1]} {account.name}"
    return scene


def walked(client) -> list[str]:
    """The pages of the desk that links lead to, and the pictures on them."""
    seen: list[str] = []
    waiting = ["/judge/", "/judge/appointment"]
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        seen.append(url)
        answer = client.get(url)
        if answer.mimetype == "text/html":
            waiting += re.findall(r'(?:href|src)="(/judge/[^"#?]*)"', answer.text)
    return seen


def test_renaming_everybody_changes_no_byte_that_a_judge_gets(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    once, people = answers(request, monkeypatch, tmp_path / "one", FIRST)
    again, renamed = answers(request, monkeypatch, tmp_path / "two", SECOND)
    assert people.isdisjoint(renamed)
    assert len(once) > 15
    assert once == again
    assert set().union(*(heard(body, people | renamed) for body in once.values())) == set()


def test_another_title_does_change_something(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    once, _ = answers(request, monkeypatch, tmp_path / "one", FIRST)
    monkeypatch.setattr("tests.canary.test_renaming.TITLES", ("Máy tuốt lúa", *TITLES[1:]))
    other, _ = answers(request, monkeypatch, tmp_path / "two", FIRST)
    assert once != other
