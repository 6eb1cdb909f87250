"""A definition with nothing missing, and hypothesis' idea of any definition."""

import dataclasses
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from contests.kernel.text import one_line
from contests.seasons.parts import (
    CriterionPart,
    Definition,
    DivisionPart,
    FieldPart,
    ItemPart,
    SettingPart,
    TierPart,
)
from contests.seasons.reading import passage
from contests.seasons.recognition.parts import FeePart, HonourPart, SpecialPart
from contests.seasons.recognition.terms import (
    AUTHOR_ROLES,
    RULES_OF,
    SEAT_ROLES,
    Pool,
    SpecialKind,
    SpecialRule,
)
from contests.seasons.settings import CATALOGUE, Known
from contests.seasons.terms import FILE_TYPES, ContestKind, Level, Origin

WHOLE = Definition(
    kind=ContestKind.YOUTH,
    contest="Cuộc thi Sáng tạo Thanh thiếu niên, Nhi đồng tỉnh Tuyên Quang",
    level=Level.PROVINCE,
    edition=17,
    title="Cuộc thi Sáng tạo Thanh thiếu niên, Nhi đồng tỉnh Tuyên Quang lần thứ 17, năm 2026",
    years="2026",
    introduction="Cuộc thi được tổ chức hằng năm.",
    rules="Điều 1. Đối tượng dự thi\n\nThiếu niên, nhi đồng trên địa bàn tỉnh.",
    legal_bases=("Quyết định số 165/2006/QĐ-TTg ngày 14/7/2006",),
    registration_from=datetime(2026, 11, 1, 1, 0, tzinfo=UTC),
    registration_until=datetime(2026, 12, 15, 10, 0, tzinfo=UTC),
    supplement_until=datetime(2026, 12, 25, 10, 0, tzinfo=UTC),
    judging_until=datetime(2027, 1, 20, 10, 0, tzinfo=UTC),
    ceremony_on=date(2027, 2, 1),
    fields=(FieldPart("HT", "Đồ dùng dành cho học tập"), FieldPart("PM", "Phần mềm tin học")),
    divisions=(DivisionPart("CHUNG", "Bảng chung", date(2007, 8, 1), date(2020, 7, 31)),),
    items=(
        ItemPart("PHIEU", "Phiếu đăng ký tham dự"),
        ItemPart("TM", "Bản thuyết minh", to_judges=True, types=("pdf", "docx"), most_files=2),
    ),
    criteria=(
        CriterionPart("MOI", "Tính mới, tính sáng tạo", "", 120),
        CriterionPart("HQ", "Hiệu quả", "", 280),
    ),
    tiers=(
        TierPart("NHAT", "Giải Nhất", 1, 9000, 5_000_000),
        TierPart("KK", "Giải Khuyến khích", None, 6000, 1_000_000, "Nghị quyết số 125/2018/NQ-HĐND, Điều 2"),
    ),
    special_prizes=(
        SpecialPart("TRE", "Tác giả nhỏ tuổi nhất", SpecialKind.THEME, SpecialRule.YOUNGEST, money=3_000_000),
        SpecialPart(
            "TT",
            "Giải tập thể",
            SpecialKind.COLLECTIVE,
            SpecialRule.POINTS,
            money=0,
            basis="Điều 9 Thể lệ",
            per_received=1,
            per_eligible=2,
            per_tier=("NHAT=10", "KK=3"),
        ),
    ),
    honours=(
        HonourPart("BLDST", "Bằng Lao động sáng tạo", "Tổng Liên đoàn", "KK", roles=("lead", "co_lead")),
        HonourPart(
            "HH", "Huy hiệu", "", "NHAT", most_age=35, age_on=date(2026, 12, 31), source="Công văn 12"
        ),
    ),
    fees=(FeePart("chair", 150_000), FeePart("member", 100_000, "Quyết định 30/2018/QĐ-UBND")),
    settings=tuple(SettingPart(known.key, known.start, Origin.SOFTWARE) for known in CATALOGUE),
)
ALL_KEYS = frozenset(known.key for known in CATALOGUE)

LETTERS = st.characters(exclude_categories=("Cc", "Cs"))
ANYTHING = st.text(LETTERS | st.sampled_from("\n\t\"\\#'ớẹ"), max_size=40)
LINE = ANYTHING.map(one_line)
NAMED = LINE.filter(bool)
CODES = st.text("ABCDEFGHĐ0123456789", min_size=1, max_size=8)
WHEN = st.datetimes(datetime(2001, 1, 1), datetime(2099, 1, 1)).map(  # noqa: DTZ001
    lambda found: found.replace(microsecond=0, tzinfo=UTC) + timedelta()
)
DAY = st.dates(date(1950, 1, 1), date(2090, 1, 1))


UNTIL = WHOLE.registration_until or datetime.max.replace(tzinfo=UTC)


def changed(season: Definition, changes: dict[str, Any]) -> Definition:
    """The same definition with some of it different."""
    return dataclasses.replace(season, **changes)


def _origin(key: str, value: str) -> st.SearchStrategy[SettingPart]:
    cited = st.builds(SettingPart, st.just(key), st.just(value), st.just(Origin.CITED), NAMED)
    plain = st.sampled_from([Origin.SOFTWARE, Origin.ORGANISER])
    return cited | st.builds(SettingPart, st.just(key), st.just(value), plain, LINE)


def _setting(known: Known) -> st.SearchStrategy[SettingPart]:
    if known.is_part:
        return _origin(known.key, "")
    allowed = [
        *(known.choices or map(str, range(known.least, known.most + 1))),
        *([""] if known.unset else []),
    ]
    return st.sampled_from(allowed).flatmap(lambda value: _origin(known.key, value))


def _apart(rows: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(rows, max_size=3, unique_by=lambda row: row.code).map(tuple)


def _divisions() -> st.SearchStrategy:
    window = st.tuples(st.none() | DAY, st.none() | DAY).map(
        lambda both: tuple(sorted(filter(None, both))) if all(both) else both
    )
    return st.builds(lambda c, n, w: DivisionPart(c, n, *w), CODES, NAMED, window)


MONEY = st.none() | st.integers(0, 10_000_000_000)


def _special(tiers: list[str]) -> st.SearchStrategy[SpecialPart]:
    """A prize whose points, where it goes by points, are for works received and for tiers that there are."""
    ways = [(kind, rule) for kind, rules in RULES_OF.items() for rule in sorted(rules)]
    lines = st.lists(st.sampled_from(tiers), unique=True) if tiers else st.just([])
    return st.builds(
        lambda code, name, way, among, count, money, basis, points, codes: SpecialPart(
            code, name, way[0], way[1], among, count, money, basis, 1 + points, points, tuple(f"{one}={points}" for one in codes)
        ),
        CODES, NAMED, st.sampled_from(ways), st.sampled_from(Pool), st.integers(1, 1000), MONEY, LINE,
        st.integers(0, 900), lines,
    )  # fmt: skip


def _honour(tiers: list[str]) -> st.SearchStrategy[HonourPart]:
    roles = st.sets(st.sampled_from(AUTHOR_ROLES)).map(
        lambda some: tuple(role for role in AUTHOR_ROLES if role in some)
    )
    age = st.none() | st.integers(1, 120)
    return st.builds(
        HonourPart,
        CODES,
        NAMED,
        LINE,
        st.sampled_from(tiers),
        st.booleans(),
        roles,
        age,
        st.none() | DAY,
        LINE,
    )


def _with_lists_beside(season: Definition) -> st.SearchStrategy[Definition]:
    tiers = [tier.code for tier in season.tiers]
    fees = st.builds(FeePart, st.sampled_from(SEAT_ROLES), st.integers(0, 10**9), LINE)
    return st.builds(
        lambda specials, honours, paid: dataclasses.replace(
            season, special_prizes=specials, honours=honours, fees=paid
        ),
        _apart(_special(tiers)), _apart(_honour(tiers)) if tiers else st.just(()), _apart(fees),
    )  # fmt: skip


DEFINITIONS = st.builds(
    Definition,
    kind=st.sampled_from(ContestKind),
    contest=NAMED,
    level=st.sampled_from(Level),
    edition=st.none() | st.integers(1, 999),
    title=LINE,
    years=LINE,
    introduction=ANYTHING.map(passage),
    rules=ANYTHING.map(passage),
    legal_bases=st.lists(NAMED, max_size=3).map(tuple),
    registration_from=st.none() | WHEN,
    registration_until=st.none() | WHEN,
    supplement_until=st.none() | WHEN,
    judging_until=st.none() | WHEN,
    ceremony_on=st.none() | DAY,
    fields=_apart(st.builds(FieldPart, CODES, NAMED)),
    divisions=_apart(_divisions()),
    items=_apart(
        st.builds(
            ItemPart,
            code=CODES,
            title=NAMED,
            help=LINE,
            required=st.booleans(),
            to_judges=st.booleans(),
            types=st.sets(st.sampled_from(FILE_TYPES), min_size=1).map(
                lambda kinds: tuple(kind for kind in FILE_TYPES if kind in kinds)
            ),
            most_files=st.integers(1, 50),
            most_bytes=st.integers(1000, 500_000_000),
            article=LINE,
        )
    ),
    criteria=_apart(st.builds(CriterionPart, CODES, NAMED, LINE, st.integers(1, 4000))),
    tiers=_apart(
        st.builds(
            TierPart,
            CODES,
            NAMED,
            st.none() | st.integers(0, 10_000),
            st.none() | st.integers(0, 100_000),
            MONEY,
            LINE,
            st.none() | st.integers(0, 10_000),
            st.none() | st.integers(0, 10_000),
            st.booleans(),
            st.booleans(),
        )
    ),
    settings=st.tuples(*map(_setting, CATALOGUE)),
).flatmap(_with_lists_beside)
"""Any definition a person could make, quotes, backslashes and combining marks included."""
