"""What a list page reads from its address."""

import enum
from typing import TypeVar

from flask import request

E = TypeVar("E", bound=enum.StrEnum)
LONGEST_SEARCH = 100


def asked_page() -> int:
    """`?page=`, from 1; nonsense is the first page."""
    typed = request.args.get("page", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 1


def asked_search() -> str:
    """`?q=`, not longer than anybody types."""
    return request.args.get("q", "")[:LONGEST_SEARCH]


def asked_order() -> str:
    """`?sort=`, "key" or "-key"; the query knows which keys there are."""
    return request.args.get("sort", "")


def asked_choice(name: str, kind: type[E]) -> E | None:
    """A filter by one of an enumeration's values; None for none and for nonsense."""
    typed = request.args.get(name, "")
    return kind(typed) if typed in {member.value for member in kind} else None
