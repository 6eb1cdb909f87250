"""The forms in which the office writes a season."""

from collections.abc import Mapping

import wtforms
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, FieldList, FormField
from wtforms.validators import InputRequired

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
from contests.seasons.changes import General
from contests.seasons.definition import MOST_FILE, MOST_MONEY
from contests.seasons.parts import CriterionPart, DivisionPart, FieldPart, ItemPart, TierPart
from contests.seasons.rules import Dates
from contests.seasons.settings import WORKING, Known
from contests.seasons.terms import Level
from contests.seasons.words import LEVELS
from contests.web.office.decision_form import DecisionForm
from contests.web.office.seasons_beside import FeeRow, HonourRow, Row, SpecialRow
from contests.web.office.seasons_fields import FigureField, MoneyField, TypesField, UntilField

_MEGA = 1_000_000


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
    levels = LongTextField(_l("Mô tả các mức điểm, mỗi mức một dòng"), most=3000, required=False)

    def part(self) -> CriterionPart:
        most, levels = self.most_quarters.data, self.levels.data
        return CriterionPart(self.code.data, self.title.data, self.help.data, most, levels)


class TierRow(Row):
    name = TextField(_l("Tên hạng giải"), most=300)
    quota = WholeField(_l("Số lượng"), most=10_000, required=False)
    least_hundredths = FigureField(_l("Điểm tối thiểu"), per_one=100, most=1000, required=False)
    field_quota = WholeField(_l("Số lượng mỗi lĩnh vực"), most=10_000, required=False)
    least_share = FigureField(_l("Tỷ lệ phiếu tối thiểu (%)"), per_one=100, most=100, required=False)
    by_hand = BooleanField(_l("Chỉ xếp bằng tay"))
    once = BooleanField(_l("Mỗi tác giả chỉ một giải trong các hạng được đánh dấu"))
    money = MoneyField(_l("Tiền thưởng mỗi giải"), most=MOST_MONEY, required=False)
    basis = TextField(_l("Văn bản quy định mức thưởng"), most=300, required=False)

    def part(self) -> TierPart:
        return TierPart(
            code=self.code.data,
            name=self.name.data,
            quota=self.quota.data,
            least_hundredths=self.least_hundredths.data,
            money=self.money.data,
            basis=self.basis.data,
            field_quota=self.field_quota.data,
            least_share=self.least_share.data,
            by_hand=self.by_hand.data,
            once=self.once.data,
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


class SpecialsForm(Form):
    version = VersionField()
    rows = FieldList(FormField(SpecialRow), max_entries=60)


class HonoursForm(Form):
    version = VersionField()
    rows = FieldList(FormField(HonourRow), max_entries=60)


class FeesForm(Form):
    version = VersionField()
    rows = FieldList(FormField(FeeRow), max_entries=60)


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
