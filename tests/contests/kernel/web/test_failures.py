"""Every failure answers with a sentence, its number, and an id that the log knows; none of them asks a database."""

import logging
import sqlite3

import pytest
import werkzeug.exceptions as wrong
from flask import Flask, abort
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from contests.kernel.storage import StorageFull
from contests.kernel.web.failures import SPOKEN
from contests.kernel.web.headers import POLICY
from contests.kernel.web.runtime import Runtime
from contests.kernel.web.tracing import HEADER, LINE, with_id

SENTENCES = {
    400: "Yêu cầu không hợp lệ",
    403: "Không được phép thực hiện",
    404: "Không tìm thấy trang",
    405: "Không thực hiện được theo cách này",
    413: "Tệp gửi lên quá lớn",
    422: "Nội dung gửi lên chưa xử lý được",
    429: "Thao tác quá nhiều lần trong thời gian ngắn",
}


class FullDisk(sqlite3.OperationalError):
    sqlite_errorcode = sqlite3.SQLITE_FULL


@pytest.fixture
def config(sqlite_config):
    return sqlite_config


@pytest.fixture
def failing(app: Flask) -> FlaskClient:
    """A browser before an application with addresses that fail in every way, at the judge's desk too."""

    def fail(error: Exception):
        def view() -> str:
            raise error

        return view

    ways = {
        "bug": RuntimeError("Nguyễn Thị Ngọc Ánh"),
        "store": StorageFull(),
        "disk": OperationalError("INSERT", {}, FullDisk("database or disk is full")),
        "locked": OperationalError("INSERT", {}, sqlite3.OperationalError("database is locked")),
        "teapot": wrong.ImATeapot(),
        "unavailable": wrong.ServiceUnavailable(),
    }
    for name, error in ways.items():
        for place in ("", "/judge"):
            app.add_url_rule(f"{place}/fails/{name}", f"{place}{name}", fail(error))
    app.add_url_rule("/fails/<int:code>", "status", abort)
    return app.test_client()


@pytest.mark.parametrize("status", SENTENCES)
def test_a_refusal_says_what_happened_and_under_which_id(failing: FlaskClient, status: int) -> None:
    answer = failing.get(f"/fails/{status}")
    assert answer.status_code == status
    assert SENTENCES[status] in answer.text
    assert answer.headers[HEADER] in answer.text


@pytest.mark.parametrize(
    ("way", "status", "sentence"),
    [
        ("bug", 500, "Hệ thống gặp sự cố"),
        ("locked", 500, "Hệ thống gặp sự cố"),
        ("store", 507, "Hệ thống đã hết chỗ lưu trữ"),
        ("disk", 507, "Hệ thống đã hết chỗ lưu trữ"),
        ("teapot", 418, "Yêu cầu không hợp lệ"),
        ("unavailable", 503, "Hệ thống gặp sự cố"),
    ],
)
@pytest.mark.parametrize("place", ["", "/judge"])
def test_a_fault_says_so_everywhere(failing: FlaskClient, place: str, way: str, status: int, sentence: str):
    answer = failing.get(f"{place}/fails/{way}")
    assert answer.status_code == status
    assert sentence in answer.text
    assert answer.headers["Content-Security-Policy"] == POLICY


def test_every_status_that_is_spoken_of_has_a_page(app: Flask) -> None:
    pages = {name for name in app.jinja_env.list_templates() if name.startswith("errors/")}
    assert {f"errors/{status}.html" for status in SPOKEN} <= pages


def test_a_fault_shows_nothing_of_what_was_inside(failing: FlaskClient) -> None:
    assert "Ngọc Ánh" not in failing.get("/fails/bug").text


def test_two_requests_have_two_ids(failing: FlaskClient) -> None:
    assert failing.get("/nowhere").headers[HEADER] != failing.get("/nowhere").headers[HEADER]


def test_the_log_has_the_fault_under_the_id_of_the_answer(failing: FlaskClient, app: Flask, caplog) -> None:
    caplog.handler.addFilter(with_id)
    caplog.handler.setFormatter(logging.Formatter(LINE))
    answer = failing.get("/fails/bug")
    assert f"ERROR [{answer.headers[HEADER]}] bangvang: " in caplog.text
    assert "RuntimeError" in caplog.text


def test_a_line_outside_a_request_belongs_to_none() -> None:
    record = logging.makeLogRecord({"msg": "Đã khởi động."})
    assert with_id(record)
    assert logging.Formatter("[%(request_id)s]").format(record) == "[-]"


@pytest.mark.parametrize("path", ["/office/nowhere", "/judge/nowhere", "/nowhere", "/fails/bug"])
def test_no_failure_asks_the_database(
    failing: FlaskClient, count_queries: list[str], path: str, runtime: Runtime
) -> None:
    failing.set_cookie("bv_session", "x" * 43)
    failing.get(path)
    assert count_queries == []


def test_the_way_back_leads_to_the_desk_one_was_at(failing: FlaskClient) -> None:
    assert 'href="/office/"' in failing.get("/office/nowhere").text
    assert 'href="/office/"' not in failing.get("/nowhere").text


def test_a_form_without_its_token_is_told_that_the_page_has_expired(failing: FlaskClient) -> None:
    answer = failing.post("/sign-out")
    assert answer.status_code == 400
    assert "Trang đã hết hiệu lực" in answer.text


def test_a_form_of_too_many_bytes_is_told_the_limit(app: Flask, failing: FlaskClient) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 1000
    answer = failing.post("/sign-in", data={"login": "x" * 2000})
    assert (answer.status_code, "Tệp gửi lên quá lớn" in answer.text) == (413, True)
