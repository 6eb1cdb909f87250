"""Refusals as values: what a rule answers, and what a verb hands back."""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for a refusal: a Vietnamese sentence with %(name)s places, and what to do next.

    `field` names the form field it stands beside; `article` the article of the contest's regulation.
    """

    message: str
    field: str | None = None
    article: str | None = None
    values: Mapping[str, str | int] = dataclasses.field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.values if self.values else self.message


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """A verb did what it was asked; `value` is what it made."""

    value: T


@dataclass(frozen=True, slots=True)
class Refused:
    """A verb changed nothing, for these reasons."""

    reasons: tuple[Reason, ...]


Outcome: TypeAlias = Done[T] | Refused


def refuse(*reasons: Reason) -> Refused:
    """A refusal for one or more reasons."""
    return Refused(tuple(reasons))


def gathered(reasons: Iterable[Reason | None]) -> Refused | None:
    """All reasons at once, or None when there is none."""
    found = tuple(reason for reason in reasons if reason is not None)
    return Refused(found) if found else None


def because(message: str, field: str | None = None, **values: str | int) -> Refused:
    """A refusal for one reason."""
    return Refused((Reason(message, field, None, values),))


STALE = "Dữ liệu đã được người khác thay đổi trong lúc Quý vị đang làm. Đề nghị xem lại bản mới rồi thực hiện lại."
