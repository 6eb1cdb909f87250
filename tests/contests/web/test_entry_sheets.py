"""Sending a sheet: the template, what it would do, doing it; a unit's clerk and the office, and nobody else's sheets."""

import io
import re

import pytest
import sqlalchemy as sa

from contests.entries.model import Entry
from contests.entries.sheets.model import EntrySheet
from contests.kernel.access import Role
from contests.people.model import Account
from contests.seasons.queries import fields_of
from tests.contests.entries.sheets.books import book
from tests.contests.web.unit_desk import Desk, config, desk
from tests.factories import make_account, make_unit
from tests.web_client import csrf_of, sign_in_as

__all__ = ["config", "desk"]
KEYS = ("title", "field", "author")


def here(desk: Desk, rest: str, door: str = "unit") -> str:
    return f"/{door}/seasons/{desk.place.season.id}/{rest}"


def rows(desk: Desk, *more: list[object]) -> list[list[object]]:
    field = desk.do(lambda s: fields_of(s, desk.place.season.id)[0].name)
    return [["Máy tưới rau", field, "Nguyễn Thị Ngọc Ánh"], *more]


def sent(desk: Desk, content: bytes, door: str = "unit", **fields: str):
    url = here(desk, "sheets/new", door)
    data = {
        "csrf_token": csrf_of(desk.client.get(url)),
        "sheet": (io.BytesIO(content), "hồ sơ.xlsx"),
        **fields,
    }
    return desk.client.post(url, data=data, content_type="multipart/form-data")


def looked(desk: Desk, content: bytes, **fields: str):
    answer = sent(desk, content, unit_id=desk.place.unit.id, **fields)
    assert answer.status_code == 303, answer.text
    return desk.client.get(answer.location)


def confirmed(desk: Desk, page):
    seen = re.search(r'name="seen"[^>]*value="([0-9a-f]{64})"', page.text)
    assert seen
    data = {"csrf_token": csrf_of(page), "seen": seen[1]}
    return desk.client.post(f"{page.request.path}/apply", data=data)


def test_the_way_from_the_template_to_the_entries(desk: Desk):
    assert here(desk, "sheets/new") in desk.client.get("/unit/").text
    template = desk.client.get(here(desk, "sheet.xlsx"))
    assert template.headers["Content-Disposition"] == 'attachment; filename="bang-ho-so.xlsx"'
    page = looked(desk, book(rows(desk), KEYS))
    assert "Máy tưới rau" in page.text
    assert desk.count(Entry) == 0
    done = confirmed(desk, page)
    assert desk.count(Entry) == 1
    assert "Đã nhập lúc" in desk.client.get(done.location).text


def test_faults_are_listed_by_line_and_column_and_nothing_can_be_confirmed(desk: Desk):
    page = looked(desk, book(rows(desk, ["Máy ép", "Thiên văn", "H’Hen Niê"]), KEYS))
    assert "Không có “Thiên văn” trong danh sách" in page.text
    assert 'name="seen"' not in page.text
    assert (
        desk.client.post(
            f"{page.request.path}/apply",
            data={"csrf_token": csrf_of(desk.client.get(here(desk, "sheets/new")))},
        ).status_code
        == 303
    )
    assert desk.count(Entry) == 0


def test_what_is_no_workbook_is_refused_beside_the_field(desk: Desk):
    answer = sent(desk, b"%PDF-1.7", unit_id=desk.place.unit.id)
    assert answer.status_code == 422
    assert "Tệp này không phải bảng Excel" in answer.text
    assert desk.count(EntrySheet) == 0


def test_another_units_name_cannot_be_chosen(desk: Desk):
    other = desk.do(lambda s: make_unit(s, organiser=desk.place.organiser).id)
    answer = sent(desk, book(rows(desk), KEYS), unit_id=other)
    assert answer.status_code == 422
    assert desk.count(EntrySheet) == 0


def test_somebody_elses_sheet_is_not_there(desk: Desk):
    page = looked(desk, book(rows(desk), KEYS))
    other: Account = desk.do(lambda s: make_account(s, Role.UNIT, desk.place.unit))
    sign_in_as(desk.client, desk.runtime, other)
    assert desk.client.get(page.request.path).status_code == 404
    token = csrf_of(desk.client.get(here(desk, "sheets/new")))
    assert desk.client.post(f"{page.request.path}/apply", data={"csrf_token": token}).status_code == 404
    assert desk.count(Entry) == 0


def test_the_office_sends_the_entries_of_many_units(desk: Desk):
    office = desk.do(lambda s: s.get_one(Account, desk.place.office.account_id))
    sign_in_as(desk.client, desk.runtime, office)
    other = desk.do(lambda s: make_unit(s, "Trường THCS Đặng Trần Côn", desk.place.organiser))
    both = [[desk.place.unit.name, *rows(desk)[0]], [other.name, "Máy ép", *rows(desk)[0][1:]]]
    page = desk.client.get(sent(desk, book(both, ("unit", *KEYS)), "office").location)
    assert confirmed(desk, page).status_code == 303
    found = desk.do(lambda s: set(s.scalars(sa.select(Entry.unit_id))))
    assert found == {desk.place.unit.id, other.id}


@pytest.mark.parametrize("rest", ["sheet.xlsx", "sheets/new"])
def test_a_season_of_another_organiser_takes_no_sheets(desk: Desk, rest: str):
    assert desk.client.get(here(desk, rest)).status_code == 200
    assert desk.client.get(f"/unit/seasons/khongco/{rest}").status_code == 404
