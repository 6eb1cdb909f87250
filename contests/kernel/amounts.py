"""Amounts of đồng in words, as papers and vouchers ask for them: "Năm triệu năm trăm nghìn đồng". Pure and exact."""

MOST = 10**15
"""The largest amount that is said; a province's budget has thirteen digits."""
_BILLION = 10**9
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ((10**6, "triệu"), (10**3, "nghìn"), (1, ""))


def in_words(amount: int) -> str:
    """An amount as it stands on a voucher, the first letter large, with "đồng" behind it."""
    words = spoken(amount)
    return f"{words[0].upper()}{words[1:]} đồng"


def spoken(number: int) -> str:
    """A whole number from 0 to 10^15 in small letters, as the schoolbooks read it: 1.005 is "một nghìn không trăm linh năm"."""
    if not 0 <= number <= MOST:
        raise ValueError(f"{number} is no amount that is said in words")
    return " ".join(_number(number)) or _DIGITS[0]


def _number(number: int) -> list[str]:
    """What stands before "tỷ" is a number of its own: a thousand billion is "một nghìn tỷ"."""
    billions, rest = divmod(number, _BILLION)
    said = [*_number(billions), "tỷ"] if billions else []
    for size, name in _GROUPS:
        group, rest = divmod(rest, size)
        if group:
            said += [*_hundreds(group, whole=bool(said)), *filter(None, [name])]
    return said


def _hundreds(group: int, *, whole: bool) -> list[str]:
    """A group of three digits; `whole`: its empty places are said too, because something stands before it."""
    hundreds, rest = divmod(group, 100)
    said = [_DIGITS[hundreds], "trăm"] if hundreds or whole else []
    tens, ones = divmod(rest, 10)
    if tens == 0:
        return [*said, *(["linh"] if said and ones else []), *([_DIGITS[ones]] if ones else [])]
    return [*said, *_tens(tens), *_ones(ones, tens)]


def _tens(tens: int) -> list[str]:
    return ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]


def _ones(ones: int, tens: int) -> list[str]:
    """The last digit behind a ten: một, bốn and năm change their sound (hai mươi mốt, hai mươi tư, mười lăm)."""
    if ones == 0:
        return []
    changed = {5: "lăm"} if tens == 1 else {1: "mốt", 4: "tư", 5: "lăm"}
    return [changed.get(ones, _DIGITS[ones])]
