"""What was typed into a form whose sign-in had ended: kept through the sign-in page and sent again after it.

The bundle is sealed by this site and names the account, the address and the hour. It is made only after the form's
own token was found good, so that no other site can plant one; it is opened only for the same account. Secrets and
files are not kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import request

from contests.kernel.clock import now
from contests.kernel.web.runtime import reading
from contests.people import queries
from contests.web.identity.desk import sealed, unsealed
from contests.web.identity.loader import COOKIE

LIFETIME = timedelta(hours=12)
_PURPOSE = "kept"
_SECRETS = ("password", "secret", "csrf_token")


@dataclass(frozen=True)
class Kept:
    """A form that waits: where it goes, what it says, whose it is. `files` were chosen and must be chosen again."""

    path: str
    fields: list[tuple[str, str]]
    account_id: str
    files: list[str]


def bundle() -> str:
    """The request's form as a sealed bundle; "" where it is not known whose sign-in has ended."""
    token = request.cookies.get(COOKIE)
    account_id = queries.whose_sign_in(reading(), token) if token else None
    if account_id is None:
        return ""
    files = [file.filename for file in request.files.values() if file.filename]
    path = request.full_path.rstrip("?")
    return sealed(_PURPOSE, [path, list(_fields()), account_id, files, (now() + LIFETIME).isoformat()])


def passages() -> str:
    """What was typed in words, to be copied where it is not known whose sign-in has ended; chosen values are left out."""
    return "\n\n".join(value.strip() for _name, value in _fields() if len(value.split()) > 1)


def opened(text: str, account_id: str) -> Kept | None:
    """The bundle, when it is ours, not too old, and this account's."""
    values = unsealed(_PURPOSE, text)
    if not isinstance(values, list):
        return None
    path, fields, owner, files, until = values
    if owner != account_id or datetime.fromisoformat(until) < now():
        return None
    return Kept(path, [(name, value) for name, value in fields], owner, files)


def _fields() -> Iterator[tuple[str, str]]:
    for name, value in request.form.items(multi=True):
        if not any(secret in name for secret in _SECRETS):
            yield name, value
