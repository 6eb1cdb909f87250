import dataclasses

import pytest
from werkzeug.datastructures import MultiDict

from contests.kernel.sessions import value_of
from contests.kernel.web.runtime import Runtime
from contests.people.model import Account
from contests.seasons.model import Season
from contests.seasons.parts import CriterionPart, FieldPart, TierPart
from contests.seasons.rules import Dates, dates_of
from contests.seasons.service import confirm, confirmed_keys
from contests.seasons.settings import CATALOGUE
from contests.web.form_rows import filled, pressed, rearranged
from tests.contests.web.season_pages import (
    actor,
    config,
    definition,
    edit,
    fields_of,
    head,
    made,
    row,
)
from tests.factories import NOON
from tests.web_client import csrf_of

__all__ = ["config", "head"]
PARTS = (
    "general",
    "dates",
    "legal",
    "fields",
    "divisions",
    "dossier",
    "rubric",
    "tiers",
    "special_prizes",
    "honours",
    "fees",
    "settings",
)


@pytest.fixture
def season(runtime: Runtime, head: Account) -> str:
    return made(runtime, head)


@pytest.mark.parametrize("part", [part for part in PARTS if part != "dossier"])
def test_a_form_sent_as_it_stands_changes_nothing(client, runtime, season, part) -> None:
    before = definition(runtime, season)
    assert edit(client, season, part).status_code == 303
    after = definition(runtime, season)
    settings = {one.key: one.value for one in before.settings}
    assert {one.key: one.value for one in after.settings} == settings
    assert dataclasses.replace(after, settings=()) == dataclasses.replace(before, settings=())


@pytest.mark.parametrize("part", PARTS)
def test_a_stale_form_is_refused(client, runtime, season, part) -> None:
    answer = edit(client, season, part, version="99")
    assert answer.status_code == 422
    assert "đã được người khác thay đổi" in answer.text


@pytest.mark.parametrize("part", PARTS)
def test_a_form_without_its_token_is_not_taken(client, season, part) -> None:
    assert client.post(f"/office/seasons/{season}/edit/{part}", data={"version": "1"}).status_code in {
        400,
        422,
    }


def test_general_words_are_changed(client, runtime, season) -> None:
    edit(client, season, "general", title="Cuộc thi  mới", rules="Điều 1.\r\nMột", years="2026-2027")
    kept = definition(runtime, season)
    assert (kept.title, kept.rules, kept.years) == ("Cuộc thi mới", "Điều 1.\nMột", "2026-2027")


@pytest.mark.parametrize(
    ("changes", "message"),
    [({"title": ""}, "field-error"), ({"edition": "1000"}, "từ 1 đến 999"), ({"level": "xã"}, "field-error")],
)
def test_general_words_that_are_wrong_are_refused(client, runtime, season, changes, message) -> None:
    answer = edit(client, season, "general", introduction="Lời giới thiệu đã gõ", **changes)
    assert answer.status_code == 422
    assert message in answer.text
    assert "Lời giới thiệu đã gõ" in answer.text


def test_dates_are_read_as_vietnamese_write_them(client, runtime, season) -> None:
    edit(client, season, "dates", registration_from="02/11/2026 8h00", registration_until="16/12/2026")
    found = dates_of(definition(runtime, season))
    assert str(found.registration_from) == "2026-11-02 01:00:00+00:00"
    assert str(found.registration_until) == "2026-12-16 16:59:00+00:00"


def test_all_dates_may_be_empty_before_opening(client, runtime, season) -> None:
    empty = dict.fromkeys(Dates.__slots__, "")
    assert edit(client, season, "dates", **empty).status_code == 303
    assert dates_of(definition(runtime, season)) == Dates()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"registration_until": "31/02/2026"}, "field-error"),
        ({"registration_until": "hôm nào cũng được"}, "field-error"),
        ({"registration_until": "01/01/2026"}, "Hạn nộp hồ sơ phải sau ngày bắt đầu nhận hồ sơ."),
        ({"judging_until": "16/12/2026 00:00"}, "Hạn chấm thi không được trước hạn bổ sung hồ sơ."),
    ],
)
def test_dates_that_cannot_be_are_refused_and_stay_as_typed(
    client, runtime, season, changes, message
) -> None:
    answer = edit(client, season, "dates", **changes)
    assert answer.status_code == 422
    assert message in answer.text
    assert all(typed in answer.text for typed in changes.values())


def test_legal_bases_are_lines(client, runtime, season) -> None:
    edit(client, season, "legal", lines="Quyết định một\r\n\r\n  Nghị quyết hai  ")
    assert definition(runtime, season).legal_bases == ("Quyết định một", "Nghị quyết hai")


def test_a_row_is_added_and_nothing_saved_until_it_is_sent(client, runtime, season) -> None:
    shown = edit(client, season, "fields", **{"change": "add", "rows-0-name": "Đang sửa dở"})
    assert shown.status_code == 200
    assert "Lĩnh vực 3" in shown.text
    assert "Đang sửa dở" in shown.text
    assert definition(runtime, season).fields[0].name == "Đồ dùng dành cho học tập"
    sent = {**fields_of(shown), "rows-2-code": "MT", "rows-2-name": "Môi trường"}
    client.post(f"/office/seasons/{season}/edit/fields", data=sent)
    assert definition(runtime, season).fields[2] == FieldPart("MT", "Môi trường")


def test_a_row_is_moved_up_and_another_taken_out(client, runtime, season) -> None:
    url = f"/office/seasons/{season}/edit/fields"
    raised = edit(client, season, "fields", change="up-1")
    assert fields_of(raised)["rows-0-code"] == "PM"
    taken = client.post(url, data={**fields_of(raised), "change": "remove-1"})
    client.post(url, data=fields_of(taken))
    assert definition(runtime, season).fields == (FieldPart("PM", "Phần mềm tin học"),)


def test_a_row_in_which_nothing_was_typed_is_left_out(client, runtime, season) -> None:
    answer = edit(client, season, "fields", **{"rows-2-code": "", "rows-2-name": " "})
    assert answer.status_code == 303
    assert len(definition(runtime, season).fields) == 2


@pytest.mark.parametrize(
    ("part", "changes", "message"),
    [
        ("fields", {"rows-0-name": ""}, "field-error"),
        ("fields", {"rows-0-code": "X" * 21}, "tối đa là 20"),
        ("fields", {"rows-1-code": "HT"}, "Hai dòng cùng mang mã HT."),
        ("divisions", {"rows-0-born_from": "01/01/2021"}, "ngày sinh từ phải trước ngày sinh đến"),
        ("divisions", {"rows-0-born_from": "năm 2010"}, "field-error"),
        ("dossier", {"rows-0-types": "exe"}, "field-error"),
        ("dossier", {"rows-0-most_files": "0"}, "Số này phải từ 1 đến 50."),
        ("dossier", {"rows-0-megabytes": "99999"}, "Số này phải từ 1 đến 500."),
        ("rubric", {"rows-0-most_quarters": "12,3"}, "Đề nghị nhập số từ 0 đến 1000, lẻ tới 1/4."),
        ("rubric", {"rows-0-most_quarters": "nhiều"}, "Đề nghị nhập số từ 0 đến 1000, lẻ tới 1/4."),
        ("rubric", {"rows-0-most_quarters": "12,25"}, "phải là bội số của bước điểm"),
        ("rubric", {"rows-0-most_quarters": ""}, "field-error"),
        ("rubric", {"rows-0-most_quarters": "0"}, "phải lớn hơn 0"),
        ("tiers", {"rows-0-money": "-5"}, "Số tiền phải từ 0 đến 10.000.000.000 đồng, ví dụ 20.000.000."),
        ("tiers", {"rows-0-money": "hai chục"}, "Đề nghị nhập số tiền bằng đồng, ví dụ 20.000.000."),
        ("tiers", {"rows-0-money": "20 triệu"}, "Giải Nhất, Tiền thưởng mỗi giải</a>: Đề nghị nhập"),
        ("tiers", {"rows-0-name": "", "rows-0-quota": "vài"}, "dòng 1, Số lượng</a>"),
        ("tiers", {"rows-0-quota": "vài"}, "field-error"),
        ("tiers", {"rows-0-least_hundredths": "66,666"}, "lẻ tới 1/100"),
        ("settings", {"team_max": "0"}, "Số này phải từ 1 đến 50."),
        ("settings", {"team_max": ""}, "field-error"),
        ("settings", {"made_since": "1899"}, "Số này phải từ 1990 đến 2100."),
        ("settings", {"rounding": "xuống"}, "field-error"),
        ("settings", {"least_sheets": "6"}, "không được lớn hơn số giám khảo"),
    ],
)
def test_what_a_form_cannot_take_is_said_beside_it_and_kept(
    client, runtime, season, part, changes, message
) -> None:
    before = definition(runtime, season)
    answer = edit(client, season, part, **changes)
    assert answer.status_code == 422
    assert message in answer.text
    assert definition(runtime, season) == before


def test_points_and_money_are_typed_with_commas_and_dots(client, runtime, season) -> None:
    edit(client, season, "rubric", **{"rows-0-most_quarters": "30,5"})
    edit(client, season, "tiers", **{"rows-0-money": "50.000.000", "rows-0-least_hundredths": "66,5"})
    kept = definition(runtime, season)
    assert kept.criteria[0] == CriterionPart("MOI", "Tính mới, tính sáng tạo", "", 122)
    assert kept.tiers[0] == TierPart("NHAT", "Giải Nhất", 1, 6650, 50_000_000)
    assert fields_of(client.get(f"/office/seasons/{season}/edit/tiers"))["rows-0-money"] == "50.000.000"


@pytest.mark.parametrize(
    "typed",
    [
        "20.000.000 đ",
        "20 000 000",
        "20.000.000 đồng",
        "20,000,000",
        "20000000",
        "20.000.000 VNĐ",
        "20.000.000₫",
    ],
)
def test_money_is_read_as_people_write_it(client, runtime, season, typed) -> None:
    assert edit(client, season, "tiers", **{"rows-0-money": typed}).status_code == 303
    assert definition(runtime, season).tiers[0].money == 20_000_000


def test_a_dossier_item_goes_to_judges_only_when_marked(client, runtime, season) -> None:
    edit(client, season, "dossier", **{"rows-0-to_judges": "y"})
    assert [item.to_judges for item in definition(runtime, season).items] == [True, True]
    url = f"/office/seasons/{season}/edit/dossier"
    sent = {**fields_of(client.get(url)), "rows-0-types": "pdf", "rows-1-types": "pdf"}
    del sent["rows-0-to_judges"], sent["rows-1-to_judges"]
    client.post(url, data=sent)
    assert [item.to_judges for item in definition(runtime, season).items] == [False, False]


def test_a_rubric_that_nobody_changed_stays_to_be_confirmed_until_it_is_saved(
    client, runtime, season
) -> None:
    assert "rubric" not in confirmed(runtime, season)
    client.get(f"/office/seasons/{season}/edit/rubric")
    assert "rubric" not in confirmed(runtime, season)
    edit(client, season, "rubric")
    assert "rubric" in confirmed(runtime, season)


def test_values_that_wait_are_counted_in_one_line_and_a_single_one_is_named(
    client, runtime, head, season
) -> None:
    page = f"/office/seasons/{season}"
    assert f"Còn {len(CATALOGUE)} giá trị làm việc chưa được xác nhận." in client.get(page).text
    keys, by = [known.key for known in CATALOGUE[1:]], actor(runtime, head)
    runtime.main.do(lambda s: value_of(confirm(s, s.get_one(Season, season), keys, by=by, at=NOON)))
    assert "Chưa xác nhận: Danh mục lĩnh vực." in client.get(page).text


def confirmed(runtime, season: str) -> frozenset[str]:
    with runtime.main.reading() as session:
        return confirmed_keys(session, session.get_one(Season, season))


def test_the_token_of_one_form_is_asked_for(client, season) -> None:
    assert csrf_of(client.get(f"/office/seasons/{season}/edit/general"))


def test_buttons_of_a_list_renumber_what_was_sent() -> None:
    sent = MultiDict([("rows-0-code", "A"), ("rows-3-code", "B"), ("version", "1"), ("change", "up-1")])
    assert pressed(sent) == "up-1"
    assert dict(rearranged(sent, 60)) == {"version": "1", "rows-0-code": "B", "rows-1-code": "A"}


@pytest.mark.parametrize("deed", ["remove-9", "up-0", "up-x", "remove--1", "boom-1", "add-"])
def test_a_button_that_is_not_there_takes_nothing_away(deed) -> None:
    sent = MultiDict([("rows-0-code", "A"), ("change", deed)])
    assert rearranged(sent, 60)["rows-0-code"] == "A"


def test_no_more_rows_than_the_list_may_have() -> None:
    sent = MultiDict([(f"rows-{n}-code", "A") for n in range(60)] + [("change", "add")])
    assert len(rearranged(sent, 60)) == 60
    assert dict(filled(MultiDict([("rows-5-code", ""), ("rows-7-name", "B")]))) == {"rows-0-name": "B"}


def test_the_version_moves_with_every_saved_form(client, runtime, season) -> None:
    before = row(runtime, season).version
    edit(client, season, "legal", lines="Một")
    assert row(runtime, season).version == before + 1
