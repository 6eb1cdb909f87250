"""Marks, money and sizes as people write them: a decimal comma, dots between thousands. Pure, so that rules may say them too."""


def hundredths(value: int | None) -> str:
    """A mark kept in hundredths of a point, with two decimals and a comma: 8325 as "83,25"."""
    if value is None:
        return "–"
    return f"{'−' if value < 0 else ''}{abs(value) // 100},{abs(value) % 100:02d}"


def signed(value: int | None) -> str:
    """A difference in hundredths of a point with its sign: 125 as "+1,25", -40 as "−0,40"."""
    return f"+{hundredths(value)}" if value and value > 0 else hundredths(value)


def steps(value: int | None, per_point: int) -> str:
    """A mark kept in steps, as people write it: 33 halves as "16,5"."""
    if value is None:
        return "–"
    whole, rest = divmod(value, per_point)
    return f"{whole},{rest * 100 // per_point:02d}".rstrip("0").rstrip(",") if rest else str(whole)


def dong(amount: int | None) -> str:
    """Money in đồng with dots between thousands: "15.000.000 đ"."""
    return "–" if amount is None else f"{number(amount)} đ"


def million(amount: int | None) -> str:
    """Money in millions of đồng with a decimal comma: 23.100.000 as "23,1"."""
    if amount is None:
        return "–"
    whole, rest = divmod(abs(amount), 1_000_000)
    decimals = f"{rest:06d}".rstrip("0")
    return ("-" if amount < 0 else "") + number(whole) + (f",{decimals}" if decimals else "")


def number(value: int | None) -> str:
    """A count with dots between thousands."""
    return "–" if value is None else f"{value:,}".replace(",", ".")


def size(count: int) -> str:
    """Bytes as people read them, cut and never rounded up: "1,4 MB", "20 MB"."""
    for unit, power in (("MB", 1_000_000), ("kB", 1_000)):
        if count >= power:
            whole, tenths = divmod(count * 10 // power, 10)
            return f"{whole},{tenths} {unit}" if tenths else f"{whole} {unit}"
    return f"{count} B"
