"""How a view answers: forms with their refusals beside the fields, buttons with theirs said on the next page."""

import pytest
from flask import get_flashed_messages
from werkzeug.exceptions import NotFound
from wtforms import StringField

from contests.kernel.errors import Done, Reason, because, refuse
from contests.kernel.web.answers import Form, answer, found, onward, said


class NameForm(Form):
    name = StringField("Tên")


@pytest.fixture
def config(sqlite_config):
    return sqlite_config


@pytest.fixture
def asked(app):
    """A request that sent a form."""
    app.config["WTF_CSRF_ENABLED"] = False
    with app.test_request_context("/", method="POST", data={"name": "Y Blăm"}):
        yield


def test_a_reason_is_said_with_its_values_and_its_article(asked):
    reason = Reason("Còn thiếu %(count)s mục.", None, "khoản 2 Điều 6", {"count": 3})
    assert said(reason) == "Còn thiếu 3 mục. (khoản 2 Điều 6)"


def test_a_reason_without_values_may_hold_a_per_cent_sign(asked):
    assert said(Reason("Tổng phải là 100%.")) == "Tổng phải là 100%."


def test_what_was_done_is_accepted(asked):
    form = NameForm()
    assert form.ready()
    assert form.accepts(Done(None))
    assert form.status == 200


def test_a_refusal_stands_beside_its_field_and_nothing_typed_is_lost(asked):
    form = NameForm()
    assert not form.accepts(because("Đã có đơn vị mang tên này.", "name"))
    assert form.name.errors == ["Đã có đơn vị mang tên này."]
    assert (form.name.data, form.status) == ("Y Blăm", 422)


@pytest.mark.parametrize("field", [None, "elsewhere"])
def test_a_refusal_without_a_field_on_the_page_stands_on_top(asked, field):
    form = NameForm()
    form.accepts(refuse(Reason("Hết hạn.", field), Reason("Thiếu tên.", "name")))
    assert list(form.form_errors) == ["Hết hạn."]
    assert form.name.errors == ["Thiếu tên."]


def test_a_button_leads_onward_with_its_sentence(asked):
    response = answer(Done(None), "/next", "Đã nộp hồ sơ.")
    assert (response.status_code, response.location) == (303, "/next")
    assert get_flashed_messages(with_categories=True) == [("success", "Đã nộp hồ sơ.")]


def test_a_refused_button_leads_back_with_every_reason(asked):
    response = answer(refuse(Reason("Một."), Reason("Hai.")), "/next", "Xong.", again="/back")
    assert (response.status_code, response.location) == (303, "/back")
    assert get_flashed_messages(with_categories=True) == [("error", "Một."), ("error", "Hai.")]


def test_going_onward_needs_no_sentence(asked):
    assert onward("/next").location == "/next"
    assert get_flashed_messages() == []


def test_nothing_found_is_not_there(asked):
    assert found("thing") == "thing"
    assert found(0) == 0
    with pytest.raises(NotFound):
        found(None)
