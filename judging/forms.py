"""What judges fill in besides the score sheet: the declaration, and the yes to what cannot be undone."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from contests.kernel.text import N_
from contests.kernel.web.answers import Form
from contests.kernel.web.fields import LongTextField, VersionField
from judging.marking import LONGEST_COMMENT

ONE_OF_TWO = N_("Đề nghị ghi nội dung khai báo, hoặc đánh dấu nếu không có gì phải khai báo.")
NOT_BOTH = N_("Đã ghi nội dung khai báo thì không đánh dấu mục này.")


class DeclarationForm(Form):
    """Own units and kin in words, or the tick that there are none."""

    text = LongTextField(_l("Đơn vị và người thân có liên quan"), most=LONGEST_COMMENT, required=False)
    nothing = BooleanField(_l("Tôi không có đơn vị, người thân nào liên quan đến các bài dự thi."))

    def ready(self) -> bool:
        """Whether exactly one of the two was given."""
        return super().ready() and self._one_of_two()

    def _one_of_two(self) -> bool:
        if self.text.data and self.nothing.data:
            self.nothing.errors = [_l(NOT_BOTH)]
        elif not self.text.data and not self.nothing.data:
            self.text.errors = [_l(ONE_OF_TWO)]
        return not self.text.errors and not self.nothing.errors


class ConfirmForm(Form):
    """A yes; `version` is the version of the sheet that was looked at."""

    version: Any = VersionField()
