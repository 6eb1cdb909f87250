"""Rows of the forms in which the office writes special prizes, honours and judges' fees."""

import wtforms
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from contests.kernel.text import one_line
from contests.kernel.web.fields import ChoiceField, DayField, LongTextField, TextField, WholeField
from contests.kernel.web.messages import MESSAGES, FormMessages
from contests.seasons.definition import MOST_MONEY
from contests.seasons.recognition.parts import FeePart, HonourPart, SpecialPart
from contests.seasons.recognition.rules import MOST_POINTS
from contests.seasons.recognition.terms import Pool, SpecialKind, SpecialRule
from contests.seasons.words import AUTHOR_ROLES, POOLS, SEAT_ROLES, SPECIAL_KINDS, SPECIAL_RULES
from contests.web.office.seasons_fields import MoneyField, WordsField


class Line(wtforms.Form):
    """One row of a list; a row that says nothing is left out."""

    class Meta:
        def get_translations(self, _form: wtforms.Form) -> FormMessages:
            return MESSAGES


class Row(Line):
    """A row that is known by a code of its own."""

    code = TextField(_l("Mã"), most=20)


class SpecialRow(Row):
    """A special prize: its kind says who receives it, its rule how that one is found."""

    name = TextField(_l("Tên giải"), most=300)
    kind = ChoiceField(_l("Loại giải"), [(one.value, _l(said)) for one, said in SPECIAL_KINDS.items()])
    rule = ChoiceField(_l("Cách xét"), [(one.value, _l(said)) for one, said in SPECIAL_RULES.items()])
    among = ChoiceField(
        _l("Xét trong"), [(one.value, _l(said)) for one, said in POOLS.items()], default=Pool.ELIGIBLE.value
    )
    count = WholeField(_l("Số giải"), least=1, most=1000, default=1)
    money = MoneyField(_l("Tiền thưởng mỗi giải"), most=MOST_MONEY, required=False)
    basis = TextField(_l("Văn bản quy định mức thưởng"), most=300, required=False)
    per_received = WholeField(_l("Điểm mỗi hồ sơ đã nhận"), most=MOST_POINTS, default=0)
    per_eligible = WholeField(_l("Điểm mỗi hồ sơ đủ điều kiện"), most=MOST_POINTS, default=0)
    per_tier = LongTextField(_l("Điểm mỗi giải pháp đạt giải, mỗi hạng một dòng"), most=1000, required=False)

    def part(self) -> SpecialPart:
        """As the service takes it."""
        lines = (one_line(line).replace(" ", "") for line in self.per_tier.data.split("\n"))
        return SpecialPart(
            code=self.code.data,
            name=self.name.data,
            kind=SpecialKind(self.kind.data),
            rule=SpecialRule(self.rule.data),
            among=Pool(self.among.data),
            count=self.count.data or 1,
            money=self.money.data,
            basis=self.basis.data,
            per_received=self.per_received.data or 0,
            per_eligible=self.per_eligible.data or 0,
            per_tier=tuple(filter(None, lines)),
        )


class HonourRow(Row):
    """An honour of another body: from which tier up, for whom, up to which age."""

    name = TextField(_l("Tên hình thức tôn vinh"), most=300)
    giver = TextField(_l("Cơ quan tặng"), most=300, required=False)
    least_tier = TextField(_l("Từ hạng giải (mã) trở lên"), most=20)
    to_works = BooleanField(_l("Dành cho giải pháp, không xét từng tác giả"))
    roles = WordsField(_l("Vai trò tác giả (không chọn là mọi tác giả)"), words=AUTHOR_ROLES)
    most_age = WholeField(_l("Tuổi cao nhất"), least=1, most=120, required=False)
    age_on = DayField(_l("Tính tuổi đến ngày"), required=False)
    source = TextField(_l("Văn bản, nguồn"), most=500, required=False)

    def part(self) -> HonourPart:
        """As the service takes it."""
        return HonourPart(
            code=self.code.data,
            name=self.name.data,
            giver=self.giver.data,
            least_tier=self.least_tier.data,
            to_works=self.to_works.data,
            roles=tuple(self.roles.data or ()),
            most_age=self.most_age.data,
            age_on=self.age_on.data,
            source=self.source.data,
        )


class FeeRow(Line):
    """What a judge of one role gets for each sheet."""

    code = ChoiceField(
        _l("Vai trò"), [(one, _l(said)) for one, said in SEAT_ROLES.items()], blank=_l("Chọn vai trò")
    )
    money = MoneyField(_l("Mức mỗi phiếu chấm"), most=MOST_MONEY)
    basis = TextField(_l("Văn bản quy định mức chi"), most=300, required=False)

    def part(self) -> FeePart:
        """As the service takes it."""
        return FeePart(self.code.data, self.money.data or 0, self.basis.data)
