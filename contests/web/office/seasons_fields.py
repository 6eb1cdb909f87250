"""Fields of a season's forms that take figures, money, ends of windows and kinds of files as people write them."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import wtforms
from flask_babel import gettext
from wtforms import SelectMultipleField, StringField
from wtforms.form import BaseForm
from wtforms.validators import InputRequired, Optional, StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from contests.kernel.text import one_line
from contests.kernel.web.fields import MomentField, WholeField
from contests.seasons.words import FILE_TYPES

_DECIMAL = re.compile(r"([0-9]{1,6})(?:[.,]([0-9]{1,4}))?")
_COMMAS = re.compile(r"(?<=\d),(\d{3})(?=\D|$)")
_UNIT = re.compile(r"\s*(?:đồng|đ|₫|vnđ|vnd)\.?$", re.IGNORECASE)


class FigureField(StringField):
    """A figure as people write it ("12,5"), in code the whole number of its parts (`per_one` to the whole)."""

    def __init__(self, label: str, *, per_one: int, most: int, required: bool = True, **more: Any) -> None:
        self.per_one, self.bound = per_one, most
        super().__init__(label, [InputRequired() if required else Optional()], **more)

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = one_line(valuelist[0]) if valuelist else ""
        self.data: Any = _counted(typed, self.per_one, self.bound) if typed else None
        if typed and self.data is None:
            raise ValueError(
                gettext(
                    "Đề nghị nhập số từ 0 đến %(most)s, lẻ tới 1/%(parts)s.",
                    most=self.bound,
                    parts=self.per_one,
                )
            )

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else _written(self.data, self.per_one)


def _counted(typed: str, per_one: int, most: int) -> int | None:
    found = _DECIMAL.fullmatch(typed)
    if not found:
        return None
    decimals = found[2] or ""
    count, rest = divmod(int(found[1] + decimals) * per_one, 10 ** len(decimals))
    return count if rest == 0 and count <= most * per_one else None


def _written(count: int, per_one: int) -> str:
    whole, rest = divmod(count, per_one)
    return f"{whole},{rest * 100 // per_one:02d}".rstrip("0") if rest else str(whole)


class MoneyField(WholeField):
    """Đồng as people write it ("20.000.000 đ", "20 000 000", "20.000.000 đồng"), shown with dots between thousands."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        bare = [_COMMAS.sub(r"\1", _UNIT.sub("", one_line(value))) for value in valuelist]
        try:
            super().process_formdata(bare)
        except ValueError as unreadable:
            message = gettext("Đề nghị nhập số tiền bằng đồng, ví dụ 20.000.000.")
            raise ValueError(message) from unreadable

    def _within(self, _form: BaseForm, field: wtforms.Field) -> None:
        if field.data is not None and not self.least <= field.data <= self.most:
            most = f"{self.most:,}".replace(",", ".")
            raise StopValidation(gettext("Số tiền phải từ 0 đến %(most)s đồng, ví dụ 20.000.000.", most=most))

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data:,}".replace(",", ".")


class UntilField(MomentField):
    """The end of a window; a date alone lasts to the last minute of its day."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        super().process_formdata(valuelist)
        if isinstance(self.data, datetime) and not re.search(r"\d[:h]\d", " ".join(valuelist)):
            self.data = self.data.replace(hour=23, minute=59)


class WordsField(SelectMultipleField):
    """Some of a few words, as check boxes; `words` maps each value to what it is called."""

    widget = ListWidget()
    option_widget = CheckboxInput()

    def __init__(
        self, label: str, validators: Sequence[Any] = (), *, words: Mapping[str, str], **more: Any
    ) -> None:
        super().__init__(label, list(validators), choices=[], **more)
        self.choices = [(value, gettext(said)) for value, said in words.items()]


class TypesField(WordsField):
    """Kinds of files, as check boxes."""

    def __init__(self, label: str, validators: Sequence[Any], **more: Any) -> None:
        super().__init__(label, validators, words=FILE_TYPES, **more)
