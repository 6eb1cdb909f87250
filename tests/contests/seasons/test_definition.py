import dataclasses
import tomllib
import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings

from contests.kernel.errors import Done, Refused
from contests.kernel.sessions import value_of
from contests.seasons.definition import MOST_BYTES, dump, load
from contests.seasons.parts import Definition, SettingPart
from contests.seasons.settings import CATALOGUE, MADE_SINCE
from contests.seasons.terms import Origin
from tests.contests.seasons.sample import DEFINITIONS, WHOLE


def said(content: bytes | str) -> list[str]:
    """The sentences with which a file is refused."""
    outcome = load(content if isinstance(content, bytes) else content.encode())
    assert isinstance(outcome, Refused)
    return [str(reason) for reason in outcome.reasons]


def altered(old: str, new: str) -> str:
    text = dump(WHOLE).decode()
    assert old in text
    return text.replace(old, new, 1)


@given(DEFINITIONS)
@settings(max_examples=150, deadline=None)
def test_what_is_written_reads_back_and_writes_the_same_bytes(definition: Definition) -> None:
    written = dump(definition)
    assert load(written) == Done(definition)
    assert dump(definition) == written


@pytest.mark.parametrize(
    "text", ['a """ b\nc', 'một\n""""hai"""', "\\\n\\", 'một\n"', '"""\n"""', "tab\tvà\ndòng", "\\u0000\nx"]
)
def test_quotes_and_backslashes_stay_what_they_are(text: str) -> None:
    definition = dataclasses.replace(WHOLE, rules=text, introduction=text.replace("\n", ""))
    assert load(dump(definition)) == Done(definition)


def test_a_file_is_utf_8_in_composed_letters() -> None:
    mac = unicodedata.normalize("NFD", dump(WHOLE).decode()).encode()
    assert load(mac) == Done(WHOLE)
    assert unicodedata.is_normalized("NFC", dump(WHOLE).decode())


def test_moments_are_written_as_a_clock_in_vietnam_shows_them() -> None:
    assert "registration_until = 2026-12-15T17:00:00\n" in dump(WHOLE).decode()


def test_a_deadline_without_an_hour_lasts_to_the_end_of_its_day() -> None:
    outcome = load(altered("2026-12-15T17:00:00", "2026-12-15").encode())
    assert isinstance(outcome, Done)
    assert outcome.value.registration_until == datetime(2026, 12, 15, 16, 59, 59, tzinfo=UTC)


def test_points_are_exact_quarters() -> None:
    written = dump(
        dataclasses.replace(WHOLE, criteria=(dataclasses.replace(WHOLE.criteria[0], most_quarters=49),))
    )
    assert b"points = 12.25\n" in written
    assert said(written.replace(b"12.25", b"12.3")) == [
        "Mục criteria[1].points phải là số từ 0 đến 1000, lẻ tới 1/4.",
        "Mục criteria[1].points phải lớn hơn 0.",
    ]


def test_windows_line_ends_do_not_matter() -> None:
    assert load(dump(WHOLE).replace(b"\n", b"\r\n")) == Done(WHOLE)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("format = 1", "format = 2", "Mục format phải là số nguyên từ 1 đến 1."),
        ('kind = "youth"', 'kind = "sport"', "Mục contest.kind phải là một trong: youth, technical, award."),
        ('kind = "youth"', "kind = 5", "Mục contest.kind phải là một trong: youth, technical, award."),
        ("edition = 17", 'edition = "17"', "Mục season.edition phải là số nguyên từ 1 đến 999."),
        ("edition = 17", "edition = true", "Mục season.edition phải là số nguyên từ 1 đến 999."),
        ("edition = 17", "number = 17", "Không có mục nào tên là season.number."),
        ('years = "2026"', "years = 2026", "Mục season.years phải là chữ, đặt trong dấu ngoặc kép."),
        ('years = "2026"', f'years = "{"9" * 41}"', "Mục season.years dài quá 40 ký tự."),
        (
            'years = "2026"',
            'years = "20\\u000026"',
            "Mục season.years có ký tự điều khiển không in được.",
        ),
        ("2027-02-01", '"mùng một Tết"', "Mục dates.ceremony_on phải là ngày, ví dụ 2026-07-31."),
        (
            "2026-12-15T17:00:00",
            "2026-12-15T17:00:00Z",
            "Mục dates.registration_until phải là ngày giờ Việt Nam, ví dụ 2026-07-31T17:00:00.",
        ),
        (
            "2026-12-15T17:00:00",
            "0001-01-01T00:00:00",
            "Mục dates.registration_until phải là ngày giờ Việt Nam, ví dụ 2026-07-31T17:00:00.",
        ),
        ('code = "PM"', 'code = "HT"', "Mục fields có hai dòng cùng mã HT."),
        ('code = "PM"', 'code = ""', "Mục fields[2].code còn trống."),
        ('types = ["pdf"]', 'types = ["exe"]', "Mục dossier[1].types chỉ gồm: pdf, docx, jpeg, png, mp4."),
        ("required = true", 'required = "có"', "Mục dossier[1].required phải là true hoặc false."),
        ("money = 5_000_000", "money = 5.5", "Mục tiers[1].money phải là số nguyên từ 0 đến 10000000000."),
        (
            "least_mark = 90",
            "least_mark = nan",
            "Mục tiers[1].least_mark phải là số từ 0 đến 1000, lẻ tới 1/100.",
        ),
        (
            "least_mark = 90",
            "least_mark = 1e999999999",
            "Mục tiers[1].least_mark phải là số từ 0 đến 1000, lẻ tới 1/100.",
        ),
        (
            "least_mark = 90",
            f"least_mark = 90.01{'0' * 40}1",
            "Mục tiers[1].least_mark phải là số từ 0 đến 1000, lẻ tới 1/100.",
        ),
        ('value = "2"', 'value = "3"', "Giá trị ở settings.steps_per_point.value không dùng được."),
        ('value = "5"', 'value = "005"', "Giá trị ở settings.judges_per_panel.value không dùng được."),
        (
            'origin = "software"',
            'origin = "cited"',
            "Mục settings.fields.source phải ghi rõ văn bản được dẫn.",
        ),
        (
            "born_from = 2007-08-01",
            "born_from = 2022-01-01",
            "Ở divisions[1], ngày sinh từ phải trước ngày sinh đến.",
        ),
        (
            'rule = "points"',
            'rule = "youngest"',
            "Giải tập thể: cách xét này không dùng cho loại giải đã chọn.",
        ),
        ('"KK=3"', '"KK"', "Giải tập thể: điểm theo hạng giải ghi mỗi hạng một dòng, ví dụ NHAT=10."),
        ('"KK=3"', '"C=3"', "Giải tập thể: mùa thi không có hạng giải mã C."),
        ('least_tier = "KK"', 'least_tier = "C"', "Bằng Lao động sáng tạo: mùa thi không có hạng giải mã C."),
        (
            'roles = ["lead", "co_lead"]',
            'roles = ["boss"]',
            "Bằng Lao động sáng tạo: vai trò tác giả không dùng được.",
        ),
        ('role = "chair"', 'role = "guest"', "Mục fees[1].role phải là một trong: chair, secretary, member."),
    ],
)
def test_a_fault_is_refused_by_a_sentence_that_names_its_place(old: str, new: str, sentence: str) -> None:
    assert sentence in said(altered(old, new))


def test_a_file_older_than_the_lists_beside_the_tiers_still_loads() -> None:
    bare = dataclasses.replace(
        WHOLE,
        tiers=tuple(dataclasses.replace(tier, basis="") for tier in WHOLE.tiers),
        special_prizes=(),
        honours=(),
        fees=(),
    )
    older = "\n".join(line for line in dump(bare).decode().split("\n") if not line.startswith("# "))
    assert not {"special_prizes", "honours", "fees", "basis"} & set(older.split())
    assert load(older.encode()) == Done(bare)


def test_all_faults_are_named_at_once() -> None:
    broken = altered('kind = "youth"', "kind = 1").replace("edition = 17", "edition = 0")
    assert len(said(broken)) == 2


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe", "Tệp không phải văn bản UTF-8."),
        (b"format = ", "Tệp không đúng cú pháp TOML."),
        (b"a = " + b"[" * 20_000, "Tệp không đúng cú pháp TOML."),
        (b"a = " + b"9" * 20_000, "Tệp không đúng cú pháp TOML."),
        (b"#" * (MOST_BYTES + 1), "Tệp lớn quá 256 kB."),
        (b"", "Mục contest.kind phải là một trong: youth, technical, award."),
        (b"fields = 3", "Mục fields phải là danh sách không quá 60 bảng."),
        (b"[[fields]]\n" * 61, "Mục fields phải là danh sách không quá 60 bảng."),
        (b"season = 1", "Mục season phải là một bảng."),
    ],
)
def test_a_hostile_file_is_refused(content: bytes, sentence: str) -> None:
    assert sentence in said(content)


def test_a_definition_states_every_working_value() -> None:
    written = tomllib.loads(dump(WHOLE).decode())
    assert list(written["settings"]) == [known.key for known in CATALOGUE]


def test_a_file_older_than_a_working_value_gets_the_default_of_the_software() -> None:
    own = [dataclasses.replace(one, origin=Origin.ORGANISER) for one in WHOLE.settings]
    older = dataclasses.replace(WHOLE, settings=tuple(one for one in own if one.key != "team_max"))
    read = value_of(load(dump(older)))
    assert [one.key for one in read.settings] == [known.key for known in CATALOGUE]
    assert [one for one in read.settings if one.origin is not Origin.ORGANISER] == [
        SettingPart("team_max", "5", Origin.SOFTWARE)
    ]


@pytest.mark.parametrize("year", ["", "2019"])
def test_a_look_back_year_is_written_whether_there_is_one_or_not(year: str) -> None:
    own = SettingPart(MADE_SINCE, year, Origin.ORGANISER)
    settings = tuple(own if one.key == MADE_SINCE else one for one in WHOLE.settings)
    definition = dataclasses.replace(WHOLE, settings=settings)
    assert tomllib.loads(dump(definition).decode())["settings"][MADE_SINCE]["value"] == year
    assert dump(value_of(load(dump(definition)))) == dump(definition)


def test_a_cited_value_keeps_its_source() -> None:
    cited = dataclasses.replace(WHOLE.settings[-1], origin=Origin.CITED, source="Thể lệ “năm 2024”")
    definition = dataclasses.replace(WHOLE, settings=(*WHOLE.settings[:-1], cited))
    assert load(dump(definition)) == Done(definition)
