"""Form fields that take Vietnamese as people type it and refuse in Vietnamese."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from flask_babel import gettext
from markupsafe import Markup
from wtforms import (
    DateField,
    DateTimeField,
    Field,
    HiddenField,
    IntegerField,
    PasswordField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.form import BaseForm
from wtforms.validators import DataRequired, InputRequired, Optional, StopValidation
from wtforms.widgets import TextInput

from contests.kernel.clock import VIETNAM, local
from contests.kernel.text import nfc, one_line, visible

EMAIL = re.compile(r"[^@\s,;<>\"']{1,64}@[^@\s,;<>\"']+\.[^@\s,;<>\"'.]{2,}")
PHONE = re.compile(r"\+?[0-9]{8,15}")
YEARS = (1900, 2200)
_DAYS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]
_DATE = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})(?![0-9])")
_MOMENTS = ["%d/%m/%Y %H:%M", "%d/%m/%Y %Hh%M", "%d-%m-%Y %H:%M", "%d/%m/%Y"]


def _tidy(text: str | None) -> str:
    return one_line(visible(text or ""))


def _tidy_lines(text: str | None) -> str:
    return nfc(visible(text or "").replace("\r\n", "\n").replace("\r", "\n"))


class Span:
    """Refuse text that is shorter or longer than its place; counts composed letters."""

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def __call__(self, _form: BaseForm, field: Field) -> None:
        long = len(field.data or "")
        if long > self.most:
            raise StopValidation(
                gettext("Nội dung dài %(long)s ký tự, tối đa là %(most)s.", long=long, most=self.most)
            )
        if 0 < long < self.least:
            raise StopValidation(gettext("Nội dung phải có ít nhất %(least)s ký tự.", least=self.least))


class Shape:
    """Refuse text that does not have the shape; the message says which, with an example."""

    def __init__(self, pattern: re.Pattern[str], message: str) -> None:
        self.pattern, self.message = pattern, message

    def __call__(self, _form: BaseForm, field: Field) -> None:
        if field.data and not self.pattern.fullmatch(field.data):
            raise StopValidation(gettext(self.message))


def _needed(required: bool) -> Any:
    return DataRequired() if required else Optional()


def _given(required: bool) -> Any:
    """As `_needed`, for fields that parse: what could not be read keeps its own message."""
    return InputRequired() if required else Optional()


def _year_meant(_form: BaseForm, field: Field) -> None:
    """Refuse a year that is a slip of the hand; the earliest have no moment in UTC at all."""
    if field.data is not None and not YEARS[0] <= field.data.year <= YEARS[1]:
        least, most = YEARS
        raise StopValidation(
            gettext("Năm phải từ %(least)s đến %(most)s. Đề nghị kiểm tra lại.", least=least, most=most)
        )


class TextField(StringField):
    """One line of text: NFC, single spaces, `least` to `most` characters; "" where nothing was given."""

    data: str

    def __init__(
        self,
        label: str,
        *,
        most: int = 200,
        least: int = 0,
        required: bool = True,
        validators: Sequence[Any] = (),
        **more: Any,
    ) -> None:
        rules = [_needed(required), Span(least, most), *validators]
        super().__init__(label, rules, filters=[_tidy], **more)


class LongTextField(TextAreaField):
    """Text of several lines: NFC, "\\n" between lines."""

    data: str

    def __init__(self, label: str, *, most: int = 4000, required: bool = True, **more: Any) -> None:
        super().__init__(label, [_needed(required), Span(0, most)], filters=[_tidy_lines], **more)


class MailField(TextField):
    """An e-mail address."""

    def __init__(self, label: str, *, required: bool = False, **more: Any) -> None:
        shape = Shape(EMAIL, "Địa chỉ thư điện tử không đúng dạng, ví dụ vanthu@donvi.vn.")
        super().__init__(label, required=required, validators=[shape], **more)


class PhoneField(TextField):
    """A telephone number; dots and spaces between digits are taken out."""

    def __init__(self, label: str, *, required: bool = False, **more: Any) -> None:
        shape = Shape(PHONE, "Số điện thoại gồm 8 đến 15 chữ số, ví dụ 0912 345 678.")
        super().__init__(label, required=required, most=40, validators=[shape], **more)
        self.filters = [*self.filters, lambda text: re.sub(r"[ .\-()]", "", text)]


class SecretField(PasswordField):
    """A password: NFC, otherwise as typed; never sent back to the page."""

    data: str

    def __init__(self, label: str, *, required: bool = True, most: int = 200, **more: Any) -> None:
        rules = [InputRequired() if required else Optional(strip_whitespace=False), Span(0, most)]
        super().__init__(label, rules, filters=[_composed], **more)


def _composed(text: str | None) -> str:
    return unicodedata.normalize("NFC", text or "")


def _no_such_day(typed: str) -> ValueError | None:
    """What is wrong with a date that is written as one and is in no calendar."""
    found = _DATE.match(typed)
    if found is None:
        return None
    try:
        date(*(int(part) for part in reversed(found.groups())))
    except ValueError:
        return ValueError(gettext("Không có ngày %(day)s trong lịch. Đề nghị kiểm tra lại.", day=found[0]))
    return None


class DayField(DateField):
    """A date typed as dd/mm/yyyy (05/9/2026 and 05-09-2026 too)."""

    def __init__(self, label: str, *, required: bool = True, **more: Any) -> None:
        super().__init__(label, [_given(required), _year_meant], format=_DAYS, **more)

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = _tidy(" ".join(valuelist))
        try:
            super().process_formdata([typed] if typed else [])
        except ValueError as unreadable:
            raise _no_such_day(typed) or unreadable from unreadable


class MomentField(DateTimeField):
    """A moment typed in Vietnamese time as dd/mm/yyyy hh:mm; aware in code. A date alone is its 00:00."""

    def __init__(self, label: str, *, required: bool = True, **more: Any) -> None:
        super().__init__(label, [_given(required), _year_meant], format=_MOMENTS, **more)

    def process_formdata(self, valuelist: list[Any]) -> None:
        if not any(valuelist):
            self.data = None
            return
        typed = _tidy(" ".join(valuelist))
        try:
            super().process_formdata([typed])
        except ValueError as unreadable:
            raise _no_such_day(typed) or unreadable from unreadable
        if self.data is not None:
            self.data = self.data.replace(tzinfo=VIETNAM)

    def process_data(self, value: datetime | None) -> None:
        super().process_data(local(value) if value else None)


class _Digits(TextInput):
    """A text box with a keyboard of digits: a browser's own number box takes no dots between thousands."""

    def __call__(self, field: Field, **attributes: Any) -> Markup:
        return super().__call__(field, **{"inputmode": "numeric", **attributes})


class WholeField(IntegerField):
    """A whole number as people type it: "15.000.000" is fifteen million. `least` and `most` are allowed."""

    widget = _Digits()

    def __init__(
        self,
        label: str,
        *,
        least: int = 0,
        most: int = 10**12,
        required: bool = True,
        **more: Any,
    ) -> None:
        self.least, self.most = least, most
        super().__init__(label, [InputRequired() if required else Optional(), self._within], **more)

    def process_formdata(self, valuelist: list[Any]) -> None:
        super().process_formdata([re.sub(r"[.\s](?=\d{3}(\D|$))", "", value) for value in valuelist])

    def _within(self, _form: BaseForm, field: Field) -> None:
        if field.data is not None and not self.least <= field.data <= self.most:
            raise StopValidation(
                gettext("Số này phải từ %(least)s đến %(most)s.", least=self.least, most=self.most)
            )


class ChoiceField(SelectField):
    """One of a list of (value, label); with `blank` the first line asks to choose and stands for ""."""

    def __init__(
        self,
        label: str,
        choices: Sequence[tuple[str, str]] = (),
        *,
        required: bool = True,
        blank: str = "",
        **more: Any,
    ) -> None:
        self.blank = blank
        super().__init__(label, [_needed(required)], choices=[], **more)
        self.offer(choices)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Set the list, also when it is known only in the request."""
        self.choices = [*([("", self.blank)] if self.blank else []), *choices]


class VersionField(HiddenField):
    """The version of the row that the page showed; `data` is None where the page was tampered with."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = valuelist[0] if valuelist else ""
        plain = typed.isascii() and typed.isdigit() and len(typed) < 10
        self.data: Any = int(typed) if plain else None
