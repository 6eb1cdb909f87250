"""A season's definition as a TOML file and back: the same definition is always the same bytes."""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, time
from decimal import Decimal
from typing import TypeVar

from contests.kernel.errors import Done, Outcome, Reason, Refused, because, gathered
from contests.kernel.text import N_
from contests.seasons.moments import at_local, local_of
from contests.seasons.parts import (
    CriterionPart,
    Definition,
    DivisionPart,
    FieldPart,
    ItemPart,
    SettingPart,
)
from contests.seasons.reading import Table
from contests.seasons.recognition import toml as recognition
from contests.seasons.recognition.rules import fee_faults, honour_faults, special_faults
from contests.seasons.settings import CATALOGUE, KNOWN, Known
from contests.seasons.terms import FILE_TYPES, ContestKind, Level, Origin
from contests.seasons.tiers import tier, tier_row
from contests.seasons.writing import Value, figure, table, table_list

FORMAT = 1
MOST_BYTES = 256 * 1024
MOST_FILE = 500_000_000
MOST_MONEY = 10_000_000_000
_DAY_BEGINS, _DAY_ENDS = time(), time(23, 59, 59)
_HEAD = """\
# Định nghĩa mùa thi, phần mềm Bảng Vàng. Mục nào chưa có thì không ghi.
# Ngày giờ theo giờ Việt Nam; tiền tính bằng đồng; điểm tính bằng điểm."""
T = TypeVar("T")


def load(content: bytes) -> Outcome[Definition]:
    """The definition in a TOML file, or every fault of the file in Vietnamese, each naming its place."""
    if len(content) > MOST_BYTES:
        return because(N_("Tệp lớn quá %(most)s kB."), most=MOST_BYTES // 1024)
    try:
        values = tomllib.loads(content.decode("utf-8-sig"), parse_float=Decimal)
    except UnicodeDecodeError:
        return because(N_("Tệp không phải văn bản UTF-8."))
    except (ValueError, RecursionError, ArithmeticError):
        return because(N_("Tệp không đúng cú pháp TOML."))
    faults: list[Reason] = []
    found = _definition(Table("", values, faults))
    return gathered(faults) or (Done(found) if found else Refused(()))


def _definition(top: Table) -> Definition | None:
    if top.number("format", FORMAT, FORMAT) is None:
        top.fault(N_("Tệp phải ghi format = 1."))
    contest, season, dates = top.table("contest"), top.table("season"), top.table("dates")
    kind = contest.choice("kind", [kind.value for kind in ContestKind])
    level = season.choice("level", [level.value for level in Level])
    definition = Definition(
        kind=ContestKind(kind or ContestKind.YOUTH),
        contest=contest.line("name", 200, required=True),
        level=Level(level or Level.PROVINCE),
        edition=season.number("edition", 1, 999),
        title=season.line("title"),
        years=season.line("years", 40),
        introduction=season.text("introduction", 10_000),
        rules=season.text("rules"),
        legal_bases=season.lines("legal_bases"),
        registration_from=_moment(dates, "registration_from", _DAY_BEGINS),
        registration_until=_moment(dates, "registration_until", _DAY_ENDS),
        supplement_until=_moment(dates, "supplement_until", _DAY_ENDS),
        judging_until=_moment(dates, "judging_until", _DAY_ENDS),
        ceremony_on=dates.day("ceremony_on"),
        fields=_apart(top, "fields", [_field(row) for row in top.tables("fields")]),
        divisions=_apart(top, "divisions", [_division(row) for row in top.tables("divisions")]),
        items=_apart(top, "dossier", [_item(row) for row in top.tables("dossier")]),
        criteria=_apart(top, "criteria", [_criterion(row) for row in top.tables("criteria")]),
        tiers=_apart(top, "tiers", [tier(row) for row in top.tables("tiers")]),
        special_prizes=_listed(top, "special_prizes", recognition.special),
        honours=_listed(top, "honours", recognition.honour),
        fees=_listed(top, "fees", recognition.fee),
        settings=_settings(top.table("settings")),
    )
    for read in (contest, season, dates, top):
        read.close()
    top.note(_unfit(definition))
    return definition


def _unfit(season: Definition) -> Iterator[Reason]:
    """Lists that name what the season does not have."""
    tiers = [tier.code for tier in season.tiers]
    yield from special_faults(season.special_prizes, tiers)
    yield from honour_faults(season.honours, tiers)
    yield from fee_faults(season.fees)


def _moment(dates: Table, key: str, hour: time) -> datetime | None:
    found = dates.local_moment(key, hour)
    return at_local(found) if found else None


def _apart(top: Table, name: str, rows: list[T]) -> tuple[T, ...]:
    codes = [str(getattr(row, "code", "")) for row in rows]
    for code in sorted({code for code in codes if code and codes.count(code) > 1}):
        top.fault(N_("Mục %(place)s có hai dòng cùng mã %(code)s."), name, code=code)
    return tuple(rows)


def _listed(top: Table, name: str, part: Callable[[Table], T]) -> tuple[T, ...]:
    return _apart(top, name, [part(row) for row in top.tables(name)])


def _code(row: Table) -> str:
    return row.line("code", 20, required=True)


def _field(row: Table) -> FieldPart:
    return FieldPart(_code(row), row.line("name", required=True))


def _division(row: Table) -> DivisionPart:
    part = DivisionPart(
        _code(row), row.line("name", required=True), row.day("born_from"), row.day("born_until")
    )
    if part.born_from and part.born_until and part.born_from > part.born_until:
        row.fault(N_("Ở %(place)s, ngày sinh từ phải trước ngày sinh đến."))
    return part


def _item(row: Table) -> ItemPart:
    return ItemPart(
        code=_code(row),
        title=row.line("title", required=True),
        help=row.line("help", 1000),
        required=row.flag("required", True),
        to_judges=row.flag("to_judges", False),
        types=_types(row),
        most_files=row.number("most_files", 1, 50) or 1,
        most_bytes=row.number("most_bytes", 1000, MOST_FILE) or 20_000_000,
        article=row.line("article", 100),
    )


def _types(row: Table) -> tuple[str, ...]:
    found = row.lines("types")
    if not found or not set(found) <= set(FILE_TYPES):
        row.fault(N_("Mục %(place)s chỉ gồm: %(allowed)s."), "types", allowed=", ".join(FILE_TYPES))
    return tuple(kind for kind in FILE_TYPES if kind in found)


def _criterion(row: Table) -> CriterionPart:
    code, title, text = _code(row), row.line("title", required=True), row.line("help", 1000)
    points = row.parts_of_one("points", 4, 1000)
    if not points:
        row.fault(N_("Mục %(place)s phải lớn hơn 0."), "points")
    return CriterionPart(code, title, text, points or 1, row.text("levels", 3000))


def _settings(rows: Table) -> tuple[SettingPart, ...]:
    found = tuple(
        _setting(rows.table(known.key), known.key) if rows.has(known.key) else _default(known)
        for known in CATALOGUE
    )
    rows.close()
    return found


def _default(known: Known) -> SettingPart:
    """What a file that is older than the working value means."""
    return SettingPart(known.key, known.start, Origin.SOFTWARE)


def _setting(row: Table, key: str) -> SettingPart:
    raw = "" if KNOWN[key].is_part else row.take("value")
    value = str(raw) if type(raw) in {int, str} else ""
    if not KNOWN[key].allows(value):
        row.fault(N_("Giá trị ở %(place)s không dùng được."), "value")
    origin = row.choice("origin", [origin.value for origin in Origin])
    part = SettingPart(key, value, Origin(origin or Origin.SOFTWARE), row.line("source", 500))
    if part.origin is Origin.CITED and not part.source:
        row.fault(N_("Mục %(place)s phải ghi rõ văn bản được dẫn."), "source")
    row.close()
    return part


def dump(definition: Definition) -> bytes:
    """The canonical TOML file of a definition: UTF-8, NFC, dates as on a clock in Vietnam."""
    return ("\n".join([_HEAD, f"format = {FORMAT}", "", *_blocks(definition)]).rstrip("\n") + "\n").encode()


def _blocks(season: Definition) -> Iterable[str]:
    yield table("contest", {"kind": season.kind, "name": season.contest}, "kind: youth, technical, award")
    yield table("season", _season(season), "level: base, province, nation")
    yield table("dates", _dates(season))
    yield table_list("fields", ({"code": f.code, "name": f.name} for f in season.fields), "Lĩnh vực")
    yield table_list("divisions", map(_division_row, season.divisions), "Bảng, theo ngày sinh")
    yield table_list(
        "dossier", map(_item_row, season.items), "Thành phần hồ sơ; to_judges: chuyển cho giám khảo"
    )
    yield table_list("criteria", map(_criterion_row, season.criteria), "Tiêu chí chấm, điểm tối đa")
    yield table_list("tiers", map(tier_row, season.tiers), "Cơ cấu giải thưởng, từ cao xuống thấp")
    yield from recognition.blocks(season.special_prizes, season.honours, season.fees)
    for setting in season.settings:
        yield table(f"settings.{setting.key}", _setting_row(setting))


def _season(season: Definition) -> Mapping[str, Value]:
    names = ("level", "edition", "title", "years", "introduction", "rules", "legal_bases")
    return {name: getattr(season, name) for name in names}


def _dates(season: Definition) -> Mapping[str, Value]:
    names = ("registration_from", "registration_until", "supplement_until", "judging_until")
    moments: dict[str, Value] = {name: _local(getattr(season, name)) for name in names}
    return {**moments, "ceremony_on": season.ceremony_on}


def _local(moment: datetime | None) -> datetime | None:
    return local_of(moment) if moment else None


def _division_row(part: DivisionPart) -> Mapping[str, Value]:
    return {
        "code": part.code,
        "name": part.name,
        "born_from": part.born_from,
        "born_until": part.born_until,
    }


def _item_row(part: ItemPart) -> Mapping[str, Value]:
    names = ("code", "title", "help", "required", "to_judges", "types", "most_files", "most_bytes", "article")
    return {name: getattr(part, name) for name in names}


def _criterion_row(part: CriterionPart) -> Mapping[str, Value]:
    return {
        "code": part.code,
        "title": part.title,
        "help": part.help,
        "points": figure(part.most_quarters, 4),
        **({"levels": part.levels} if part.levels else {}),
    }


def _setting_row(part: SettingPart) -> Mapping[str, Value]:
    value: Value = None if KNOWN[part.key].is_part else part.value
    return {"value": value, "origin": part.origin, "source": part.source}
