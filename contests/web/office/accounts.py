"""Accounts and their roles: the list, one account, adding, changing, blocking."""

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.kernel.access import Role
from contests.kernel.clock import now
from contests.kernel.errors import Done, Outcome
from contests.kernel.web.answers import Form, Page, answer, found, onward, page
from contests.kernel.web.fields import ChoiceField, MailField, PhoneField, TextField, VersionField
from contests.kernel.web.runtime import act, actor, reading
from contests.people import factors, queries, service
from contests.people.model import Account
from contests.people.rules import ASKED_TWICE, GUARDED, AccountFacts
from contests.web.identity.judging import close_judging
from contests.web.labels import ROLES
from contests.web.listing import asked_choice, asked_order, asked_page, asked_search
from contests.web.office.desk import bp, own_organiser, own_organisers
from contests.web.office.units import own_unit

GIVEN = (Role.SECRETARY, Role.UNIT, Role.JUDGE, Role.INSPECTOR, Role.HEAD)


class RoleForm(Form):
    """A role, and the unit of a clerk."""

    role = ChoiceField(_l("Vai trò"), blank=_l("Chọn vai trò"))
    unit_id = ChoiceField(_l("Đơn vị"))

    def place(self, session: Session) -> str:
        """The unit for which the role is held: the chosen one for a clerk, the organiser for the others."""
        return str(self.unit_id.data) if self.role.data == Role.UNIT else own_organiser(session).id


class AccountForm(RoleForm):
    """A new account with its first role."""

    name = TextField(_l("Họ và tên"), most=80)
    login = TextField(_l("Tên đăng nhập"), most=60)
    email = MailField(_l("Thư điện tử"))
    phone = PhoneField(_l("Điện thoại"))

    def facts(self) -> AccountFacts:
        """What was typed."""
        return AccountFacts(self.login.data, self.name.data, self.email.data, self.phone.data)


class PersonForm(Form):
    """Name and addresses of an account."""

    name = TextField(_l("Họ và tên"), most=80)
    email = MailField(_l("Thư điện tử"))
    phone = PhoneField(_l("Điện thoại"))
    version = VersionField()

    def facts(self) -> AccountFacts:
        """What was typed."""
        return AccountFacts("", self.name.data, self.email.data, self.phone.data)


def own_account(session: Session, account_id: str) -> Account:
    """An account that holds a role with one's own organiser, or 404."""
    return found(queries.own_account(session, account_id, own_organisers()))


@bp.get("/accounts")
def accounts() -> Page:
    """Everybody who signs in for the organiser or its units; authors with a slip are not listed."""
    organiser = own_organiser(reading())
    listed = queries.account_page(
        reading(),
        organiser.id,
        search=asked_search(),
        role=asked_choice("role", Role),
        order=asked_order(),
        page=asked_page(),
    )
    held = queries.role_rows(reading(), [row.id for row in listed.rows], organiser.id)
    return page("office/accounts.html", listed=listed, held=held, roles=_role_choices(), labels=role_labels())


@bp.route("/accounts/new", methods=["GET", "POST"])
def new_account() -> Page | Response:
    """Add an account, for `?unit=` a clerk's; its invitation is made on its own page."""
    unit = request.args.get("unit", "")
    form = AccountForm(data={"role": Role.UNIT.value, "unit_id": unit} if unit else None)
    _offer(form)
    if form.ready():
        outcome = act(lambda s: _add(s, form))
        if form.accepts(outcome) and isinstance(outcome, Done):
            made = _("Đã lập tài khoản. Bước tiếp theo: lập liên kết mời và gửi cho người dùng.")
            return onward(url_for(".account", account_id=outcome.value.id), made)
    return page("office/account_form.html", form=form)


@bp.get("/accounts/<account_id>")
def account(account_id: str) -> Page:
    """One account: who, for what, and its way in."""
    shown = own_account(reading(), account_id)
    held = queries.role_rows(reading(), [shown.id], own_organiser(reading()).id)
    asked = any(row.role in ASKED_TWICE for row in held)
    return page(
        "office/account.html",
        account=shown,
        held=held,
        labels=role_labels(),
        own=_is_me(shown),
        asked_twice=asked,
        factor=factors.factor_of(reading(), shown.id),
        left=factors.codes_left(reading(), shown.id),
    )


@bp.route("/accounts/<account_id>/edit", methods=["GET", "POST"])
def edit_account(account_id: str) -> Page | Response:
    """Change name and addresses."""
    shown = own_account(reading(), account_id)
    form = PersonForm(obj=shown)
    if form.ready():
        outcome = act(lambda s: _change(s, account_id, form))
        if form.accepts(outcome):
            return onward(url_for(".account", account_id=account_id), _("Đã lưu thay đổi."))
    return page("office/account_edit.html", form=form, account=shown)


@bp.route("/accounts/<account_id>/roles/new", methods=["GET", "POST"])
def new_role(account_id: str) -> Page | Response:
    """Give one more role."""
    shown = own_account(reading(), account_id)
    form = RoleForm()
    _offer(form)
    if form.ready():
        outcome = act(lambda s: _give(s, account_id, form))
        if form.accepts(outcome):
            return onward(url_for(".account", account_id=account_id), _("Đã thêm vai trò."))
    return page("office/account_role.html", form=form, account=shown)


@bp.post("/accounts/<account_id>/roles/<role_id>/end")
def end_role(account_id: str, role_id: str) -> Response:
    """Take a role away."""
    own_account(reading(), account_id)
    outcome = act(lambda s: _take(s, account_id, role_id))
    back = url_for(".account", account_id=account_id)
    still = queries.own_account(reading(), account_id, own_organisers())
    return answer(outcome, back if still else url_for(".accounts"), _("Đã bớt vai trò."))


@bp.get("/accounts/<account_id>/block")
def ask_block(account_id: str) -> Page:
    """What blocking does, before it is done."""
    return page("office/account_block.html", account=own_account(reading(), account_id))


@bp.post("/accounts/<account_id>/block")
def block_account(account_id: str) -> Response:
    """Shut an account out of every desk, the judge's too."""
    own_account(reading(), account_id)
    outcome = act(lambda s: _block(s, account_id))
    return answer(outcome, url_for(".account", account_id=account_id), _("Đã khóa tài khoản."))


@bp.post("/accounts/<account_id>/unblock")
def unblock_account(account_id: str) -> Response:
    """Let an account in again."""
    own_account(reading(), account_id)
    outcome = act(
        lambda s: service.unblock(s, own_account(s, account_id), own_organiser(s).id, by=actor(), at=now())
    )
    return answer(outcome, url_for(".account", account_id=account_id), _("Đã mở khóa tài khoản."))


def _add(session: Session, form: AccountForm) -> Outcome[Account]:
    unit = own_unit(session, form.place(session))
    return service.add_account(session, form.facts(), Role(form.role.data), unit, by=actor(), at=now())


def _change(session: Session, account_id: str, form: PersonForm) -> Outcome[Account]:
    changed, organiser_id = own_account(session, account_id), own_organiser(session).id
    return service.change_account(
        session, changed, form.facts(), organiser_id, version=form.version.data, by=actor(), at=now()
    )


def _give(session: Session, account_id: str, form: RoleForm) -> Outcome[Account]:
    unit = own_unit(session, form.place(session))
    given = own_account(session, account_id)
    return service.give_role(session, given, Role(form.role.data), unit, by=actor(), at=now())


def _take(session: Session, account_id: str, role_id: str) -> Outcome[Account]:
    outcome = service.take_role(session, own_account(session, account_id), role_id, by=actor(), at=now())
    if isinstance(outcome, Done):
        close_judging(session, account_id)
    return outcome


def _block(session: Session, account_id: str) -> Outcome[Account]:
    blocked = own_account(session, account_id)
    outcome = service.block(session, blocked, own_organiser(session).id, by=actor(), at=now())
    if isinstance(outcome, Done):
        close_judging(session, account_id)
    return outcome


def _offer(form: RoleForm) -> None:
    form.role.offer(_role_choices())
    form.unit_id.offer(queries.unit_choices(reading(), own_organiser(reading()).id))


def _role_choices() -> list[tuple[str, str]]:
    """The roles that the asking person may give."""
    mine = actor().has(Role.HEAD)
    return [(role.value, _(ROLES[role])) for role in GIVEN if mine or role not in GUARDED]


def role_labels() -> dict[str, str]:
    return {role.value: _(label) for role, label in ROLES.items()}


def _is_me(shown: Account) -> bool:
    return shown.id == actor().account_id
