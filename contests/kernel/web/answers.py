"""How a view answers: a page, the next page, or the refusal with everything that was typed."""

from typing import Any, TypeVar

from flask import flash, redirect, render_template, request
from flask_babel import gettext
from flask_wtf import FlaskForm
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from contests.kernel.errors import Done, Outcome, Reason, Refused
from contests.kernel.web.messages import MESSAGES, FormMessages

T = TypeVar("T")
Page = tuple[str, int]


def said(reason: Reason) -> str:
    """A reason in the reader's language, with its article where it has one."""
    text = gettext(reason.message) % reason.values if reason.values else gettext(reason.message)
    return f"{text} ({reason.article})" if reason.article else text


class Form(FlaskForm):
    """A form whose refusals stand beside their fields."""

    class Meta(FlaskForm.Meta):
        def get_translations(self, _form: FlaskForm) -> FormMessages:
            return MESSAGES

    @property
    def sent(self) -> bool:
        """Whether the request sent this form; validate with `ready`."""
        return request.method == "POST"

    def ready(self) -> bool:
        """Whether it was sent and every field can be read."""
        return bool(self.sent and self.validate())

    def accepts(self, outcome: Outcome[Any]) -> bool:
        """True for what was done; a refusal's reasons are put beside their fields, the rest on top."""
        if isinstance(outcome, Done):
            return True
        for reason in outcome.reasons:
            self._put(reason)
        return False

    def _put(self, reason: Reason) -> None:
        target = self._fields.get(reason.field or "")
        if target is None:
            self.form_errors.append(said(reason))
        else:
            target.errors = [*target.errors, said(reason)]

    @property
    def status(self) -> int:
        """422 for a form that is shown again with messages."""
        return 422 if self.errors or self.form_errors else 200


def page(template: str, status: int = 200, **values: Any) -> Page:
    """A rendered page; a form among the values decides the status."""
    form = values.get("form")
    return render_template(template, **values), form.status if isinstance(
        form, Form
    ) and status == 200 else status


def onward(url: str, message: str = "") -> Response:
    """To the next page, with a sentence said there."""
    if message:
        flash(message, "success")
    return redirect(url, 303)


def answer(outcome: Outcome[Any], done: str, message: str = "", *, again: str | None = None) -> Response:
    """For a button without a form: onward when done; back with the reasons when refused."""
    if isinstance(outcome, Refused):
        for reason in outcome.reasons:
            flash(said(reason), "error")
        return redirect(again or done, 303)
    return onward(done, message)


def found(thing: T | None) -> T:
    """The thing, or 404: what is missing and what is another's look alike."""
    if thing is None:
        raise NotFound
    return thing
