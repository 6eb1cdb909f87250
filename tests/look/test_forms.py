"""The form macros with the shapes of fields that pages really have."""

import pytest
from flask import Flask, render_template_string
from flask_wtf import FlaskForm
from wtforms import FieldList, Form, FormField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import DataRequired
from wtforms.widgets import CheckboxInput, ListWidget

from tests.look.gallery import make_gallery
from tests.look.reading import values


class AuthorForm(Form):
    name = StringField("Họ và tên", [DataRequired("Xin nhập họ và tên.")])


class TeamForm(FlaskForm):  # type: ignore[misc]  # flask_wtf carries no types
    authors = FieldList(FormField(AuthorForm), min_entries=2)
    fields = SelectMultipleField(
        "Lĩnh vực",
        choices=[SelectChoice("1", "Cơ khí"), SelectChoice("2", "Y dược")],
        widget=ListWidget(),
        option_widget=CheckboxInput(),
    )


@pytest.fixture
def app() -> Flask:
    return make_gallery()


def shown(app: Flask, template: str, **data: str) -> str:
    with app.test_request_context("/", method="POST", data=data):
        form = TeamForm()
        form.validate()
        return render_template_string(
            '{% from "macros/forms.html" import error_summary, field %}' + template, form=form
        )


def test_the_summary_reaches_into_repeated_groups(app: Flask) -> None:
    html = shown(app, "{{ error_summary(form) }}", **{"authors-0-name": "Nguyễn Thị Ngọc Ánh"})
    assert values(html, "href", "a") == ["#authors-1-name"]


def test_a_message_of_the_whole_form_stands_in_the_summary(app: Flask) -> None:
    with app.test_request_context("/"):
        form = TeamForm()
        form.form_errors.append("Tổng tỷ lệ đóng góp phải bằng 100.")
        html = render_template_string(
            '{% from "macros/forms.html" import error_summary %}{{ error_summary(form) }}', form=form
        )
    assert "<li>Tổng tỷ lệ đóng góp phải bằng 100.</li>" in html


def test_a_choice_of_several_is_a_group_of_check_boxes(app: Flask) -> None:
    html = shown(app, "{{ field(form.fields) }}", fields="2")
    assert values(html, "type", "input") == ["checkbox", "checkbox"]
    assert "<legend" in html


def test_what_a_person_typed_cannot_become_markup(app: Flask) -> None:
    html = shown(app, "{{ field(form.authors[0].form.name) }}", **{"authors-0-name": '"><script>'})
    assert "<script" not in html
