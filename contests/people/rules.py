"""What a login, a password, a unit must be; how long guessing waits; who may hand out whose access."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from contests.kernel.access import Actor, Role
from contests.kernel.errors import Reason
from contests.kernel.text import N_, fold
from contests.people.terms import UnitKind

SHORTEST_PASSWORD = 10
LOGIN = re.compile(r"[a-z0-9][a-z0-9._@-]{2,59}")
GUARDED = frozenset({Role.HEAD, Role.SECRETARY, Role.INSPECTOR})
"""Roles that only a head may give, or hand a new way in to: whoever may open envelopes, since two persons open them."""
ASKED_TWICE = GUARDED | {Role.JUDGE}
"""Roles whose sign-in asks for a second factor (ASVS 5.0, 6.3.3)."""
OF_THE_ORGANISER = frozenset({Role.HEAD, Role.SECRETARY, Role.INSPECTOR, Role.JUDGE, Role.AUTHOR})
"""Roles held for the organiser itself; a clerk's role is held for a unit."""
FORGOTTEN = timedelta(hours=1)
COMMON = frozenset(
    fold(word)
    for word in (
        "1234567890", "0123456789", "0987654321", "1111111111", "0000000000", "12345678910", "123456789a",
        "qwertyuiop", "password123", "password1234", "passw0rd123", "matkhau123", "matkhau1234", "matkhau12345",
        "abc1234567", "abcd123456", "iloveyou123", "vietnam123", "vietnam1234", "sangtao123", "sangtao2026",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """A unit as the office typed it; `parent_id` None puts it right under the organiser."""

    kind: UnitKind
    name: str
    parent_id: str | None = None
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """An account as the office typed it."""

    login: str
    name: str
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Pace:
    """How failures slow the next attempt: `free` of them cost nothing, then 1, 2, 4 … up to `longest` seconds."""

    free: int
    longest: int

    def wait(self, failures: int, last_at: datetime, at: datetime) -> int:
        """Seconds until the next attempt is looked at; 0 when it may come now."""
        if failures <= self.free or at - last_at > FORGOTTEN:
            return 0
        pause = min(2 ** min(failures - self.free - 1, 16), self.longest)
        return max(0, -int((at - last_at - timedelta(seconds=pause)) // timedelta(seconds=1)))


PAIR = Pace(free=5, longest=300)
"""One account name from one address: where a guesser sits."""
ADDRESS = Pace(free=30, longest=60)
"""One address: a whole school may share it."""
ACCOUNT = Pace(free=20, longest=8)
"""One account name from everywhere: slows a guesser with many addresses, keeps nobody out for long."""


def plain_login(typed: str) -> str:
    """A login as it is compared: lower case without diacritics or spaces."""
    return fold(typed).replace(" ", "")


def login_objections(login: str) -> Iterator[Reason]:
    """What speaks against a login."""
    if not LOGIN.fullmatch(plain_login(login)):
        yield Reason(
            N_("Tên đăng nhập gồm 3 đến 60 chữ cái không dấu, chữ số, dấu chấm, gạch ngang hoặc @."), "login"
        )


def password_objections(password: str, own: Iterable[str]) -> Iterator[Reason]:
    """What speaks against a password; `own` are the login and the name, which anybody may guess."""
    folded = fold(password).replace(" ", "")
    if len(password) < SHORTEST_PASSWORD:
        yield Reason(
            N_("Mật khẩu phải có ít nhất %(least)s ký tự. Có thể dùng một câu dễ nhớ."),
            "password",
            values={"least": SHORTEST_PASSWORD},
        )
    elif folded in {plain_login(text) for text in own if text}:
        yield Reason(
            N_("Mật khẩu không được trùng với tên đăng nhập hoặc họ tên. Đề nghị chọn mật khẩu khác."),
            "password",
        )
    elif folded in COMMON or len(set(folded)) < 4:
        yield Reason(N_("Mật khẩu này quá dễ đoán. Đề nghị chọn mật khẩu khác."), "password")


def role_objections(by: Actor, role: Role, organiser_id: str) -> Iterator[Reason]:
    """Whether `by` may give this role for the organiser."""
    if role in GUARDED and organiser_id not in by.acts_for(Role.HEAD):
        yield Reason(N_("Chỉ Lãnh đạo Ban Tổ chức được cấp vai trò lãnh đạo, thư ký hoặc giám sát."), "role")


def access_objections(by: Actor, held: Collection[tuple[Role, str]]) -> Iterator[Reason]:
    """Whether `by` may hand out a way into, block or unblock an account with these (role, organiser) pairs.

    Whoever holds a new link to an account can act as it: so the office reaches no account that another
    organiser also relies on, and only a head reaches a head, a secretary or an inspector.
    """
    office = by.acts_for(Role.HEAD, Role.SECRETARY)
    if any(organiser not in office for _, organiser in held):
        yield Reason(
            N_(
                "Tài khoản này còn có vai trò ở Ban Tổ chức khác. Đề nghị người dùng liên hệ nơi đã lập tài khoản."
            )
        )
    elif any(role in GUARDED and organiser not in by.acts_for(Role.HEAD) for role, organiser in held):
        yield Reason(
            N_("Chỉ Lãnh đạo Ban Tổ chức được quản lý tài khoản của lãnh đạo, thư ký hoặc giám sát.")
        )
