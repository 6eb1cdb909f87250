"""What pages tell in words: where one is, whose names they are, which signs cannot be printed."""

import re

import pytest

from contests.kernel.access import Role
from tests.factories import make_account
from tests.factories_awards import make_decided, make_published
from tests.web_client import sign_in_as

NAMES = ["Nguyễn Thị Ngọc Ánh", "H’Hen Niê"]


@pytest.fixture
def config(sqlite_config):
    """What a page shows does not depend on the database."""
    return sqlite_config


@pytest.mark.parametrize(
    "place", ["awards", "publication", "publication/publish", "certificates", "nomination", "report"]
)
def test_every_page_of_a_season_leads_back_to_it(client, runtime, place):
    decided = runtime.main.do(make_decided)
    sign_in_as(client, runtime, runtime.main.do(lambda s: make_account(s, Role.HEAD, decided.organiser)))
    text = client.get(f"/office/seasons/{decided.season.id}/{place}").text
    trail = text.split('class="breadcrumbs"')[1].split("</nav>")[0]
    assert f'href="/office/seasons/{decided.season.id}"' in trail


def test_names_side_by_side_are_parted_by_a_comma(app):
    with app.test_request_context():
        macro = app.jinja_env.get_template("macros/honour.html").module.winner
        text = re.sub(r"<[^>]+>", "", str(macro("Máy tưới rau", NAMES)))
    assert "Nguyễn Thị Ngọc Ánh, H’Hen Niê" in " ".join(text.split())


@pytest.mark.parametrize(("title", "warned"), [("Máy đo ☃ tự động", True), ("Máy đo độ ẩm", False)])
def test_signs_that_no_face_has_are_told_before_certificates_are_issued(client, runtime, title, warned):
    def make(session):
        published = make_published(session)
        session.merge(published.entries[0]).title = title
        return published

    published = runtime.main.do(make)
    sign_in_as(client, runtime, runtime.main.do(lambda s: make_account(s, Role.HEAD, published.organiser)))
    text = client.get(f"/office/seasons/{published.season.id}/certificates/issue").text
    assert ("Có ký tự không in được" in text) is warned
    assert ("<strong>☃</strong>" in text) is warned
