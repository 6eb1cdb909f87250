"""The declaration as the judge fills it in: free rows by kind, typed from memory; no list to choose from."""

from typing import Any

import wtforms
from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FormField

from contests.kernel.text import N_
from contests.kernel.web.answers import Form, said
from contests.kernel.web.fields import TextField
from contests.kernel.web.messages import MESSAGES, FormMessages
from judging.declarations.rules import LONGEST, DeclaredFacts, faults
from judging.declarations.terms import DeclaredKind

ONE_OF_TWO = N_("Đề nghị ghi ít nhất một dòng, hoặc đánh dấu nếu không có gì phải khai báo.")
NOT_BOTH = N_("Đã ghi nội dung khai báo thì không đánh dấu mục này.")
ROWS = 20
"""Rows of one kind that one page takes."""


class Row(wtforms.Form):
    """A row of a declaration; one left empty is not sent."""

    class Meta:
        def get_translations(self, _form: wtforms.Form) -> FormMessages:
            return MESSAGES

    kind = DeclaredKind.KIN
    """What the row is judged as; the form says which kind it is."""

    def facts(self, kind: DeclaredKind) -> DeclaredFacts:
        """What was typed, tidy."""
        parts = {name: field.data or "" for name, field in self._fields.items()}
        return DeclaredFacts(kind, **parts).tidy()

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether every part can be taken; what is wrong stands beside its part."""
        if not super().validate(extra_validators):
            return False
        facts = self.facts(self.kind)
        found = list(faults([facts])) if facts.said else []
        for reason in found:
            self[(reason.field or "").partition("-")[2]].errors = [said(reason)]
        return not found


def _text(label: Any) -> TextField:
    return TextField(label, most=LONGEST, required=False)


class UnitRow(Row):
    """A unit where the judge works now."""

    name = _text(_l("Tên đầy đủ của đơn vị"))


class PastUnitRow(UnitRow):
    """A unit where the judge worked in the past five years."""

    note = _text(_l("Từ năm nào đến năm nào"))


class KinRow(Row):
    """Somebody of the family who might enter."""

    name = _text(_l("Họ và tên"))
    note = _text(_l("Quan hệ"))
    place = _text(_l("Trường hoặc nơi công tác"))


class OtherRow(Row):
    """A pupil or a partner who might enter."""

    name = _text(_l("Họ và tên"))
    place = _text(_l("Trường hoặc nơi công tác"))


class PhoneRow(Row):
    """A telephone number of the judge's own."""

    kind = DeclaredKind.PHONE
    name = _text(_l("Số điện thoại khác của Quý vị"))


class AddressRow(Row):
    """Where the judge lives."""

    name = _text(_l("Nơi ở hiện nay"))


def _rows(row: type[Row]) -> Any:
    return FieldList(FormField(row), min_entries=1, max_entries=ROWS)


class DeclarationForm(Form):
    """Rows by kind, or the tick that there are none."""

    unit_now = _rows(UnitRow)
    unit_past = _rows(PastUnitRow)
    kin = _rows(KinRow)
    pupil = _rows(OtherRow)
    partner = _rows(OtherRow)
    phone = _rows(PhoneRow)
    address = _rows(AddressRow)
    nothing = BooleanField(_l("Tôi không có gì phải khai báo trong các mục trên."))

    def facts(self) -> list[DeclaredFacts]:
        """The rows in which something was typed."""
        rows = [entry.form.facts(kind) for kind in DeclaredKind for entry in self[kind.value].entries]
        return [facts for facts in rows if facts.said]

    def add_row(self) -> bool:
        """Whether a button asked for one more row; then the row is there, and nothing typed is lost."""
        kind = request.form.get("add", "") if self.sent else ""
        if kind not in set(DeclaredKind):
            return False
        if len(self[kind].entries) < ROWS:
            self[kind].append_entry()
        return True

    def ready(self) -> bool:
        """Whether either rows or the tick were given, and every row can be taken."""
        return super().ready() and self._one_of_two()

    def _one_of_two(self) -> bool:
        typed = bool(self.facts())
        if typed and self.nothing.data:
            self.nothing.errors = [_(NOT_BOTH)]
        elif not typed and not self.nothing.data:
            self.form_errors.append(_(ONE_OF_TWO))
        return typed is not bool(self.nothing.data)
