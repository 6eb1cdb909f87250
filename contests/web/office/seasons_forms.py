"""The forms in which the office writes a season."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import wtforms
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, FieldList, FormField, SelectMultipleField, StringField
from wtforms.form import BaseForm
from wtforms.validators import InputRequired, Optional, StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from contests.kernel.text import one_line
from contests.kernel.web.answers import Form
from contests.kernel.web.fields import (
    ChoiceField,
    DayField,
    LongTextField,
    MomentField,
    TextField,
    VersionField,
    WholeField,
)
from contests.kernel.web.messages import MESSAGES, FormMessages
from contests.seasons.changes import General
from contests.seasons.definition import MOST_FILE, MOST_MONEY
from contests.seasons.parts import CriterionPart, DivisionPart, FieldPart, ItemPart, TierPart
from contests.seasons.rules import Dates
from contests.seasons.settings import WORKING, Known
from contests.seasons.terms import Level
from contests.seasons.words import FILE_TYPES, LEVELS
from contests.web.office.decision_form import DecisionForm

_DECIMAL = re.compile(r"([0-9]{1,6})(?:[.,]([0-9]{1,4}))?")
_MEGA = 1_000_000
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


class TypesField(SelectMultipleField):
    """Kinds of files, as check boxes."""

    widget = ListWidget()
    option_widget = CheckboxInput()

    def __init__(self, label: str, validators: Sequence[Any], **more: Any) -> None:
        super().__init__(label, list(validators), choices=[], **more)
        self.choices = [(kind, gettext(said)) for kind, said in FILE_TYPES.items()]


class StartForm(Form):
    """What a new season needs to be told from its pattern."""

    contest = TextField(_l("Tên cuộc thi"), most=200)
    edition = WholeField(_l("Lần thứ"), least=1, most=999)
    title = TextField(_l("Tên đầy đủ của mùa thi"), most=300)
    years = TextField(_l("Năm tổ chức"), most=40)


class ImportForm(Form):
    """A definition from a file."""

    file = FileField(_l("Tệp định nghĩa mùa thi"), [FileRequired()])


class GeneralForm(Form):
    """What a season is called and what is said of it."""

    version = VersionField()
    title = TextField(_l("Tên đầy đủ của mùa thi"), most=300)
    years = TextField(_l("Năm tổ chức"), most=40)
    edition = WholeField(_l("Lần thứ"), least=1, most=999)
    level = ChoiceField(_l("Cấp"), [(level.value, _l(label)) for level, label in LEVELS.items()])
    introduction = LongTextField(_l("Giới thiệu"), most=10_000, required=False)
    rules = LongTextField(_l("Thể lệ"), most=60_000, required=False)

    def facts(self) -> General:
        """As the service takes it."""
        return General(
            title=self.title.data,
            years=self.years.data,
            edition=self.edition.data or 0,
            level=Level(self.level.data),
            introduction=self.introduction.data,
            rules=self.rules.data,
        )


class DatesForm(Form):
    """The windows; all may be left empty while the season is being prepared."""

    version = VersionField()
    registration_from = MomentField(_l("Bắt đầu nhận hồ sơ"), required=False)
    registration_until = UntilField(_l("Hạn nộp hồ sơ"), required=False)
    supplement_until = UntilField(_l("Hạn bổ sung hồ sơ"), required=False)
    judging_until = UntilField(_l("Hạn chấm thi"), required=False)
    ceremony_on = DayField(_l("Ngày trao giải"), required=False)

    def facts(self) -> Dates:
        """As the service takes it."""
        return Dates(**{name: self[name].data for name in Dates.__slots__})


class ExtensionForm(DatesForm, DecisionForm):
    """New windows and the decision they rest on."""


class LegalForm(Form):
    """One legal basis a line."""

    version = VersionField()
    lines = LongTextField(_l("Các căn cứ pháp lý"), most=20_000, required=False)

    def facts(self) -> tuple[str, ...]:
        """As the service takes it."""
        return tuple(line for line in map(one_line, self.lines.data.split("\n")) if line)


class BudgetForm(Form):
    """The budget in đồng."""

    version = VersionField()
    allocated = MoneyField(_l("Kinh phí được giao"), most=MOST_MONEY * 100, required=False)
    used = MoneyField(_l("Kinh phí đã sử dụng"), most=MOST_MONEY * 100, required=False)


class Row(wtforms.Form):
    """One row of a list; a row that says nothing is left out."""

    class Meta:
        def get_translations(self, _form: wtforms.Form) -> FormMessages:
            return MESSAGES

    code = TextField(_l("Mã"), most=20)


class FieldRow(Row):
    name = TextField(_l("Tên lĩnh vực"), most=300)

    def part(self) -> FieldPart:
        return FieldPart(self.code.data, self.name.data)


class DivisionRow(Row):
    name = TextField(_l("Tên bảng"), most=300)
    born_from = DayField(_l("Sinh từ ngày"), required=False)
    born_until = DayField(_l("Sinh đến ngày"), required=False)

    def part(self) -> DivisionPart:
        return DivisionPart(self.code.data, self.name.data, self.born_from.data, self.born_until.data)


class ItemRow(Row):
    title = TextField(_l("Tên thành phần hồ sơ"), most=300)
    help = TextField(_l("Hướng dẫn cho người nộp"), most=1000, required=False)
    required = BooleanField(_l("Bắt buộc phải có"))
    to_judges = BooleanField(_l("Chuyển cho giám khảo (không dùng cho phiếu và giấy tờ có tên tác giả)"))
    types = TypesField(_l("Loại tệp nhận"), [InputRequired()])
    most_files = WholeField(_l("Số tệp tối đa"), least=1, most=50)
    megabytes = WholeField(_l("Dung lượng tối đa mỗi tệp (MB)"), least=1, most=MOST_FILE // _MEGA)
    article = TextField(_l("Điều khoản trong thể lệ"), most=100, required=False)

    def part(self) -> ItemPart:
        return ItemPart(
            code=self.code.data,
            title=self.title.data,
            help=self.help.data,
            required=self.required.data,
            to_judges=self.to_judges.data,
            types=tuple(self.types.data or ()),
            most_files=self.most_files.data or 0,
            most_bytes=(self.megabytes.data or 0) * _MEGA,
            article=self.article.data,
        )


class CriterionRow(Row):
    title = TextField(_l("Tên tiêu chí"), most=300)
    help = TextField(_l("Hướng dẫn chấm"), most=1000, required=False)
    most_quarters = FigureField(_l("Điểm tối đa"), per_one=4, most=1000)

    def part(self) -> CriterionPart:
        return CriterionPart(self.code.data, self.title.data, self.help.data, self.most_quarters.data)


class TierRow(Row):
    name = TextField(_l("Tên hạng giải"), most=300)
    quota = WholeField(_l("Số lượng"), most=10_000, required=False)
    least_hundredths = FigureField(_l("Điểm tối thiểu"), per_one=100, most=1000, required=False)
    money = MoneyField(_l("Tiền thưởng mỗi giải"), most=MOST_MONEY, required=False)

    def part(self) -> TierPart:
        return TierPart(
            self.code.data, self.name.data, self.quota.data, self.least_hundredths.data, self.money.data
        )


class FieldsForm(Form):
    version = VersionField()
    rows = FieldList(FormField(FieldRow), max_entries=60)


class DivisionsForm(Form):
    version = VersionField()
    rows = FieldList(FormField(DivisionRow), max_entries=60)


class ItemsForm(Form):
    version = VersionField()
    rows = FieldList(FormField(ItemRow), max_entries=60)


class CriteriaForm(Form):
    version = VersionField()
    rows = FieldList(FormField(CriterionRow), max_entries=60)


class TiersForm(Form):
    version = VersionField()
    rows = FieldList(FormField(TierRow), max_entries=60)


def _working(known: Known) -> wtforms.Field:
    if known.choices is None:
        return WholeField(_l(known.label), least=known.least, most=known.most, required=not known.unset)
    return ChoiceField(_l(known.label), [(value, _l(said)) for value, said in known.choices.items()])


class SettingsForm(Form):
    """The working values that are set one by one."""

    version = VersionField()

    def facts(self) -> Mapping[str, str]:
        """As the service takes it."""
        typed = {known.key: self[known.key].data for known in WORKING}
        return {key: "" if value is None else str(value) for key, value in typed.items()}


for known in WORKING:
    setattr(SettingsForm, known.key, _working(known))
