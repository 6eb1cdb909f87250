"""How values are shown: Vietnamese dates, money, marks, file sizes."""

from datetime import date, datetime

from flask import Flask

from contests.kernel.clock import local
from contests.kernel.codes import spelled
from contests.kernel.figures import hundredths, signed, size, steps


def day(value: date | datetime | None) -> str:
    """dd/mm/yyyy in Vietnam; a dash for nothing."""
    if value is None:
        return "–"
    return (local(value) if isinstance(value, datetime) else value).strftime("%d/%m/%Y")


def moment(value: datetime | None) -> str:
    """dd/mm/yyyy hh:mm, 24 hours, in Vietnam."""
    return "–" if value is None else local(value).strftime("%d/%m/%Y %H:%M")


def dong(amount: int | None) -> str:
    """Money in đồng with dots between thousands: "15.000.000 đ"."""
    return "–" if amount is None else f"{amount:,}".replace(",", ".") + " đ"


def million(amount: int | None) -> str:
    """Money in millions of đồng with a decimal comma: 23.100.000 as "23,1"."""
    if amount is None:
        return "–"
    whole, rest = divmod(abs(amount), 1_000_000)
    decimals = f"{rest:06d}".rstrip("0")
    return ("-" if amount < 0 else "") + f"{whole:,}".replace(",", ".") + (f",{decimals}" if decimals else "")


def number(value: int | None) -> str:
    """A count with dots between thousands."""
    return "–" if value is None else f"{value:,}".replace(",", ".")


def init_display(app: Flask) -> None:
    """Give the templates these filters."""
    for show in (day, moment, dong, million, hundredths, signed, steps, number, size, spelled):
        app.jinja_env.filters[show.__name__] = show
