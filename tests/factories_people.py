"""People who can sign in, committed, with the rows that page tests stand on."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from contests.envelopes.model import Appointment
from contests.kernel.access import Role
from contests.kernel.sessions import value_of
from contests.kernel.settings import installation
from contests.kernel.web.runtime import Runtime
from contests.people import credentials
from contests.people.model import Account, AccountRole, Unit
from judging import service as judging
from tests.factories import NOON, make_account, make_organiser, make_season, make_unit
from tests.factories_judging import FACTS, OF

PASSWORD = "trời xanh mây trắng"
HASH = credentials.hashed(PASSWORD)
ADDRESS = "https://sangtao.tuyenquang.vn"


@dataclass(frozen=True)
class Cast:
    """Two organisers, each with a head, and of the first: a secretary and a school with a clerk."""

    organiser: Unit
    school: Unit
    head: Account
    secretary: Account
    clerk: Account
    other: Unit
    other_head: Account
    other_school: Unit


def cast(runtime: Runtime) -> Cast:
    """The cast, committed; everybody's password is PASSWORD."""
    return runtime.main.do(_cast)


def _cast(s: Session) -> Cast:
    one, two = make_organiser(s), make_organiser(s)
    school, other_school = make_unit(s, organiser=one), make_unit(s, organiser=two)
    made = Cast(
        one,
        school,
        make_account(s, Role.HEAD, one, "Nguyễn Thị Ngọc Ánh"),
        make_account(s, Role.SECRETARY, one, "Lê Thị Hồng Gấm"),
        make_account(s, Role.UNIT, school, "H’Hen Niê"),
        two,
        make_account(s, Role.HEAD, two, "Đặng Trần Côn"),
        other_school,
    )
    installation(s).founder_id = one.id
    for account in (made.head, made.secretary, made.clerk, made.other_head):
        account.password_hash = HASH
    return made


def with_role(runtime: Runtime, account: Account, role: Role, unit: Unit) -> None:
    """One more role, committed."""
    runtime.main.do(lambda s: s.add(AccountRole(account_id=account.id, role=role, unit_id=unit.id)))


def appoint(runtime: Runtime, account: Account, organiser: Unit, seasons: int = 1) -> list[str]:
    """Appoint an account as a judge of so many seasons; the ids by which judging knows it."""

    def make(s: Session) -> str:
        season = make_season(s, organiser)
        judge_id = value_of(judging.add_judge(s, value_of(judging.open_round(s, FACTS, **OF)).id, **OF))
        row = {"season_id": season.id, "account_id": account.id, "judge_id": judge_id}
        s.add(Appointment(**row, appointed_at=NOON))
        return judge_id

    return [runtime.main.do(make) for _ in range(seasons)]


def with_address(runtime: Runtime, **settings: object) -> None:
    """Give the installation a public address, and further settings."""

    def change(s: Session) -> None:
        row = installation(s)
        for name, value in {"public_address": ADDRESS, **settings}.items():
            setattr(row, name, value)

    runtime.main.do(change)
