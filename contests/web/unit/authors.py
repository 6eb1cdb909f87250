"""The forms for who made a work: authors with their consents, mentors. Rows come and go without a script too."""

from collections.abc import Callable
from typing import Any

import wtforms
from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response
from wtforms import BooleanField, FieldList, FormField, HiddenField

from contests.entries import authors as verbs
from contests.entries import facts as queries
from contests.entries.authors import MOST, WORDINGS
from contests.entries.facts import MentorFacts
from contests.entries.filed import AuthorFacts
from contests.entries.model import Entry
from contests.entries.service import AUTHORS
from contests.entries.terms import AuthorRole
from contests.entries.words import AUTHOR_ROLES, GENDERS
from contests.kernel.clock import now
from contests.kernel.errors import Outcome
from contests.kernel.web.answers import Form, Page, onward, page
from contests.kernel.web.fields import ChoiceField, DayField, PhoneField, TextField, VersionField, WholeField
from contests.kernel.web.messages import MESSAGES, FormMessages
from contests.kernel.web.runtime import act, actor, reading
from contests.people.terms import Consenter, ConsentPurpose, Gender
from contests.web.form_rows import pressed, rearranged
from contests.web.unit.desk import bp, own_entry
from contests.web.unit.gate import shut_page

MOST_MENTORS = 10
CONSENTS = {
    "take_part_self": (ConsentPurpose.TAKE_PART, Consenter.SELF),
    "take_part_guardian": (ConsentPurpose.TAKE_PART, Consenter.GUARDIAN),
    "publish_self": (ConsentPurpose.PUBLISH_NAME, Consenter.SELF),
    "publish_guardian": (ConsentPurpose.PUBLISH_NAME, Consenter.GUARDIAN),
}
"""The boxes of a row and what ticking each says; none is ticked beforehand."""


class Row(wtforms.Form):
    """A row of a form in Vietnamese."""

    class Meta:
        def get_translations(self, _form: wtforms.Form) -> FormMessages:
            return MESSAGES


def _consent(name: str) -> BooleanField:
    return BooleanField(_l(WORDINGS[CONSENTS[name]]))


class AuthorRow(Row):
    """One author."""

    id = HiddenField()
    name = TextField(_l("Họ và tên"), most=80)
    born_on = DayField(_l("Ngày sinh"), required=False)
    gender = ChoiceField(_l("Giới tính"), [(one.value, _l(label)) for one, label in GENDERS.items()], required=False, blank=_l("Không khai"))  # fmt: skip
    role = ChoiceField(_l("Vai trò"), [(one.value, _l(label)) for one, label in AUTHOR_ROLES.items()], blank=_l("Chọn vai trò"))  # fmt: skip
    share = WholeField(_l("Tỷ lệ đóng góp"), least=1, most=100)
    occupation = TextField(_l("Lớp, trường hoặc chức vụ, nơi công tác"), most=200, required=False)
    guardian_name = TextField(_l("Họ và tên người giám hộ"), most=80, required=False)
    guardian_phone = PhoneField(_l("Điện thoại người giám hộ"))
    take_part_self = _consent("take_part_self")
    take_part_guardian = _consent("take_part_guardian")
    publish_self = _consent("publish_self")
    publish_guardian = _consent("publish_guardian")

    def facts(self) -> AuthorFacts:
        """What was typed."""
        return AuthorFacts(
            name=self.name.data,
            share=self.share.data or 0,
            role=AuthorRole(self.role.data),
            born_on=self.born_on.data,
            gender=Gender(self.gender.data) if self.gender.data else None,
            occupation=self.occupation.data,
            guardian_name=self.guardian_name.data,
            guardian_phone=self.guardian_phone.data,
            consents=frozenset(pair for box, pair in CONSENTS.items() if self[box].data),
            id=self.id.data or None,
        )


class AuthorsForm(Form):
    """All authors of an entry."""

    rows = FieldList(FormField(AuthorRow, _l("Tác giả")), _l("Danh sách tác giả"), max_entries=MOST)
    version = VersionField()


class MentorRow(Row):
    """One mentor."""

    name = TextField(_l("Họ và tên"), most=80)
    workplace = TextField(_l("Nơi công tác"), most=200, required=False)


class MentorsForm(Form):
    """All mentors of an entry."""

    rows = FieldList(
        FormField(MentorRow, _l("Người hướng dẫn")), _l("Người hướng dẫn"), max_entries=MOST_MENTORS
    )
    version = VersionField()


@bp.route("/entries/<entry_id>/authors", methods=["GET", "POST"])
def edit_authors(entry_id: str) -> Page | Response:
    """Who made the work, with what share, and what each and their guardian agreed to."""
    return _edited(entry_id, AuthorsForm, _author_values, _set_authors, "unit/authors.html", MOST)


@bp.route("/entries/<entry_id>/mentors", methods=["GET", "POST"])
def edit_mentors(entry_id: str) -> Page | Response:
    """Who guided the authors."""
    return _edited(entry_id, MentorsForm, _mentor_values, _set_mentors, "unit/mentors.html", MOST_MENTORS)


def _edited(
    entry_id: str,
    kind: Callable[..., Any],
    values: Callable[[Entry], list[dict[str, Any]]],
    verb: Callable[[Session, str, Any], Outcome[Entry]],
    template: str,
    most: int,
) -> Page | Response:
    entry = own_entry(reading(), entry_id)
    if stopped := shut_page(entry, AUTHORS):
        return stopped
    sent: MultiDict[str, str] | None = request.form if request.method == "POST" else None
    moving = sent is not None and bool(pressed(sent))
    if sent is not None and moving:
        sent = rearranged(sent, most)
    form = kind(formdata=sent, data={"rows": values(entry), "version": entry.version})
    if not moving and form.ready():
        outcome = act(lambda s: verb(s, entry_id, form))
        if form.accepts(outcome):
            return onward(url_for(".entry", entry_id=entry_id), _("Đã lưu."))
    return page(template, form=form, entry=entry)


def _author_values(entry: Entry) -> list[dict[str, Any]]:
    rows = [_author_value(facts) for facts in queries.authors_of(reading(), entry.id)]
    return rows or [{"role": AuthorRole.LEAD.value, "share": 100}]


def _author_value(facts: AuthorFacts) -> dict[str, Any]:
    plain = ("id", "name", "born_on", "share", "occupation", "guardian_name", "guardian_phone")
    return {
        **{name: getattr(facts, name) for name in plain},
        "role": facts.role.value,
        "gender": facts.gender.value if facts.gender else "",
        **{box: pair in facts.consents for box, pair in CONSENTS.items()},
    }


def _mentor_values(entry: Entry) -> list[dict[str, Any]]:
    rows = queries.mentors_of(reading(), entry.id)
    return [{"name": one.name, "workplace": one.workplace} for one in rows] or [{}]


def _set_authors(session: Session, entry_id: str, form: AuthorsForm) -> Outcome[Entry]:
    people = [row.form.facts() for row in form.rows]
    return verbs.set_authors(
        session, own_entry(session, entry_id), people, version=form.version.data, by=actor(), at=now()
    )


def _set_mentors(session: Session, entry_id: str, form: MentorsForm) -> Outcome[Entry]:
    mentors = [MentorFacts(row.form.name.data, row.form.workplace.data) for row in form.rows]
    return verbs.set_mentors(
        session, own_entry(session, entry_id), mentors, version=form.version.data, by=actor(), at=now()
    )
