"""Paper sheets in the office: printed, keyed twice, differences settled; by label only, and each office its own."""

from io import BytesIO

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from contests.kernel.access import Role
from contests.kernel.web.runtime import Runtime
from judging import service as judging
from judging.model import Piece, Sheet
from judging.seen import rubric
from tests.contests.web.round_desk import enter, press, read, url
from tests.factories import make_account, make_organiser
from tests.factories_envelopes import Scene, make_scene, round_id_of, sealed
from tests.web_client import sign_in_as

FULL = ("20", "20,5", "30")


@pytest.fixture
def config(sqlite_config):
    """What pages show does not depend on the database; their services are tried on both."""
    return sqlite_config


@pytest.fixture
def scene(client: FlaskClient, runtime: Runtime) -> Scene:
    return enter(client, runtime, sealed)


@pytest.fixture
def fields(runtime: Runtime, scene: Scene):
    """A paper sheet of the first judge as a clerk types it."""

    def typed(*marks: str, label: str = "") -> dict[str, str]:
        def ask(session):
            criteria = [one.scale.field for one in rubric(session, round_id_of(session, scene), 2)]
            return session.query(Piece).order_by(Piece.code).first().code, criteria

        code, criteria = read(runtime, ask)
        return {"label": label or f"{code}-1", **dict(zip(criteria, marks or FULL, strict=False))}

    return typed


def as_clerk(client: FlaskClient, runtime: Runtime, scene: Scene, name: str) -> None:
    account = runtime.main.do(lambda s: make_account(s, Role.SECRETARY, scene.organiser, name))
    sign_in_as(client, runtime, account)


def submitted(runtime: Runtime) -> list[int | None]:
    return read(runtime, lambda s: [one.total for one in s.query(Sheet) if one.total is not None])


def test_two_clerks_key_a_sheet_and_it_counts(
    client: FlaskClient, runtime: Runtime, scene: Scene, fields
) -> None:
    once = press(client, scene, "papers/key", **fields()).text
    assert "Phiếu chờ người thứ hai nhập." in once
    listed = client.get(url(scene, "papers")).text
    assert "Chờ nhập lần hai" in listed
    assert "20,5" not in listed
    as_clerk(client, runtime, scene, "Y Blăm")
    assert "đã thành phiếu chấm" in press(client, scene, "papers/key", **fields()).text
    assert submitted(runtime) == [141]


def test_a_difference_is_settled_by_a_third(
    client: FlaskClient, runtime: Runtime, scene: Scene, fields
) -> None:
    press(client, scene, "papers/key", **fields())
    as_clerk(client, runtime, scene, "Y Blăm")
    press(client, scene, "papers/key", **fields("20", "25", "30"))
    paper = read(runtime, lambda s: judging.papers(s, round_id_of(s, scene)))[0].paper_id
    assert "người khác phải đối chiếu" in client.get(url(scene, f"papers/{paper}")).text
    as_clerk(client, runtime, scene, "H’Hen Niê")
    shown = client.get(url(scene, f"papers/{paper}")).text
    assert "<strong>20,5</strong>" in shown
    assert "<strong>25</strong>" in shown
    wanted = {key: text for key, text in fields().items() if key != "label"}
    assert "đã thành phiếu chấm" in press(client, scene, f"papers/{paper}", **wanted).text
    assert submitted(runtime) == [141]


def test_two_accounts_of_one_human_are_one_clerk(
    client: FlaskClient, runtime: Runtime, scene: Scene, fields
) -> None:
    press(client, scene, "papers/key", **fields())
    as_clerk(client, runtime, scene, scene.secretary.name)
    answer = press(client, scene, "papers/key", **fields())
    assert answer.status_code == 422
    assert "của cùng một người" in answer.text
    assert submitted(runtime) == []


def test_what_is_wrong_is_said_and_stays_typed(client: FlaskClient, scene: Scene, fields) -> None:
    answer = press(client, scene, "papers/key", **fields("31", "20", "x", label="PSWWQ-1"))
    assert answer.status_code == 422
    assert "Mã phiếu gồm mã phách" in answer.text
    assert 'value="31"' in answer.text
    assert 'value="PSWWQ-1"' in answer.text


def test_a_sheet_is_taken_back(client: FlaskClient, runtime: Runtime, scene: Scene, fields) -> None:
    press(client, scene, "papers/key", **fields())
    paper = read(runtime, lambda s: judging.papers(s, round_id_of(s, scene)))[0].paper_id
    assert "Đã rút lại" in press(client, scene, f"papers/{paper}/take-back", "papers").text
    assert "Chưa nhập phiếu giấy nào" in client.get(url(scene, "papers")).text


def test_empty_sheets_hold_no_work(client: FlaskClient, runtime: Runtime, scene: Scene) -> None:
    panel = next(iter(scene.panels.values()))
    answer = client.get(url(scene, f"papers/panels/{panel}.pdf"))
    assert answer.mimetype == "application/pdf"
    texts = [page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages]
    blank = read(runtime, lambda s: judging.blank_sheets(s, panel))
    assert all(judging.label(*pair) in text for pair, text in zip(blank.labels, texts, strict=True))
    assert all("PHIẾU CHẤM" in text and "Tính mới, tính sáng tạo" in text for text in texts)
    assert not any(entry.title in text for entry in scene.entries for text in texts)


def test_no_page_of_paper_names_a_work(client: FlaskClient, scene: Scene, fields) -> None:
    press(client, scene, "papers/key", **fields())
    for path in ("papers", "papers/key"):
        text = client.get(url(scene, path)).text
        assert not any(entry.title in text for entry in scene.entries)


def test_another_office_finds_nothing(client: FlaskClient, runtime: Runtime, scene: Scene) -> None:
    def foreign(session):
        return make_account(session, Role.SECRETARY, make_organiser(session, "Liên hiệp hội tỉnh khác"))

    panel = next(iter(scene.panels.values()))
    sign_in_as(client, runtime, runtime.main.do(foreign))
    for path in ("papers", "papers/key", f"papers/panels/{panel}.pdf"):
        assert client.get(url(scene, path)).status_code == 404


def test_there_is_no_paper_before_the_envelopes(client: FlaskClient, runtime: Runtime) -> None:
    early = enter(client, runtime, make_scene)
    assert "Chưa đánh phách" in client.get(url(early, "papers")).text
    assert client.get(url(early, "papers/key")).status_code == 404
