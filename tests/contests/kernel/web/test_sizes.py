"""Nobody fills the disk without having signed in; whoever has may send files where files are taken."""

from io import BytesIO

import pytest

from contests.kernel.access import Role
from contests.kernel.web.sizes import FORM
from tests.factories import make_account, make_organiser
from tests.web_client import sign_in_as

DOSSIER = "/unit/entries/x/dossier/y"


@pytest.fixture
def config(sqlite_config):
    return sqlite_config


def sent(client, url):
    return client.post(url, data={"file": (BytesIO(b"x" * (FORM + 1)), "anh.jpg")}).status_code


@pytest.mark.parametrize("url", ["/sign-in", "/sign-out", "/judge/pieces/x/sheet", DOSSIER])
def test_nobody_sends_more_than_a_form(client, url):
    assert sent(client, url) == 413


def test_the_signed_in_send_files_where_files_are_taken_and_nowhere_else(client, runtime):
    sign_in_as(client, runtime, runtime.main.do(lambda s: make_account(s, Role.UNIT, make_organiser(s))))
    assert sent(client, "/sign-out") == 413
    assert sent(client, DOSSIER) == 400  # read, and refused for its missing token


def test_files_of_somebody_whose_sign_in_ended_are_not_called_too_large(client):
    body = {"file": (BytesIO(b"x" * (FORM + 1)), "anh.jpg")}
    assert "Phiên đăng nhập đã hết hạn" in client.post(DOSSIER, data=body).text
    body = {"file": (BytesIO(b"x" * (FORM + 1)), "anh.jpg")}
    assert "Tệp gửi lên quá lớn" in client.post("/sign-in", data=body).text
