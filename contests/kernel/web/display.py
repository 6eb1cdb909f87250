"""How values are shown: Vietnamese dates, money, marks, file sizes."""

from datetime import date, datetime

from flask import Flask

from contests.kernel.amounts import in_words
from contests.kernel.clock import local
from contests.kernel.codes import spelled
from contests.kernel.figures import dong as dong
from contests.kernel.figures import hundredths, signed, size, steps
from contests.kernel.figures import million as million
from contests.kernel.figures import number as number


def day(value: date | datetime | None) -> str:
    """dd/mm/yyyy in Vietnam; a dash for nothing."""
    if value is None:
        return "–"
    return (local(value) if isinstance(value, datetime) else value).strftime("%d/%m/%Y")


def moment(value: datetime | None) -> str:
    """dd/mm/yyyy hh:mm, 24 hours, in Vietnam."""
    return "–" if value is None else local(value).strftime("%d/%m/%Y %H:%M")


def init_display(app: Flask) -> None:
    """Give the templates these filters."""
    for show in (day, moment, dong, million, hundredths, signed, steps, number, size, spelled, in_words):
        app.jinja_env.filters[show.__name__] = show
