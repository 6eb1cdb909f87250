"""What a panel fills in when it deliberates: who is there, what is moved, how one votes, why a piece is marked again."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectMultipleField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from contests.kernel.text import N_
from contests.kernel.web.answers import Form
from contests.kernel.web.fields import ChoiceField, LongTextField
from judging.deliberation.meeting import LONGEST
from judging.deliberation.terms import Choice

NO_PRIZE = "-"
"""Stands for "no prize" among the tiers of a form."""
CHOICES = {
    Choice.YES: N_("Tán thành"),
    Choice.NO: N_("Không tán thành"),
    Choice.ABSTAIN: N_("Không có ý kiến"),
}


class JudgesField(SelectMultipleField):
    """The judges of a panel as check boxes; none is an answer too."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class AttendanceForm(Form):
    """Who of the panel is there."""

    present = JudgesField(_l("Giám khảo có mặt"))


class MotionForm(Form):
    """A question in words."""

    text = LongTextField(_l("Nội dung biểu quyết"), most=LONGEST)


class TierMotionForm(Form):
    """A tier for one piece, and why."""

    tier = ChoiceField(_l("Hạng giải"), blank=_l("Chọn hạng giải"))
    text = LongTextField(_l("Lý do"), most=LONGEST)


class CallForm(Form):
    """Why a piece is to be marked again."""

    reason = LongTextField(_l("Lý do chấm lại"), most=LONGEST)


class VoteForm(Form):
    """One vote."""

    choice = RadioField(_l("Ý kiến của Quý vị"), [InputRequired()])

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.choice.choices = [(one.value, _(text)) for one, text in CHOICES.items()]
