"""The office's designs, previews and prints; the proof list at the office and at the unit's desk."""

import io

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from contests.certificates.design import written
from contests.certificates.design.presets import NAMES, preset
from contests.certificates.model import DesignRow, NameCheck, PictureRow
from contests.certificates.terms import NameState
from contests.kernel.access import Role
from tests.factories import make_account
from tests.factories_awards import make_published, office_account
from tests.web_client import csrf_of, send, sign_in_as


@pytest.fixture
def published(runtime, client):
    judged = runtime.main.do(make_published)
    sign_in_as(client, runtime, runtime.main.do(lambda s: office_account(s, judged)))
    return judged


@pytest.fixture
def place(published) -> str:
    return f"/office/seasons/{published.season.id}/certificates"


def only(runtime, kind):
    with runtime.main.reading() as session:
        return session.query(kind).one()


@pytest.fixture
def design(runtime, client, place) -> str:
    """A design begun from the preset of the usual certificate."""
    send(client, f"{place}/designs/from/giay-chung-nhan", f"{place}/designs")
    return f"{place}/designs/{only(runtime, DesignRow).id}"


def shown(client, url) -> Image.Image:
    answer = client.get(url)
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    return Image.open(io.BytesIO(answer.data)).convert("RGB")


def form_of(client, url):
    """What the page's main form would send as it stands."""

    main = BeautifulSoup(client.get(url).text, "html.parser").find("form", id=True)
    values = {
        one["name"]: one.get("value", "") for one in main.find_all("input") if one.get("type") != "checkbox"
    }
    values |= {one["name"]: "y" for one in main.find_all("input", type="checkbox") if one.has_attr("checked")}
    values |= {one["name"]: one.text.strip("\r\n") for one in main.find_all("textarea")}
    for one in main.find_all("select"):
        chosen = one.find("option", selected=True) or one.find("option")
        values[one["name"]] = chosen["value"]
    return values


@pytest.mark.parametrize("name", NAMES)
def test_a_design_begins_from_a_preset_that_is_shown(runtime, client, place, name):
    assert shown(client, f"{place}/designs/presets/{name}.png").width == 480
    answer = send(client, f"{place}/designs/from/{name}", f"{place}/designs")
    assert answer.status_code == 303
    assert written.read(only(runtime, DesignRow).body) == preset(name)


def test_a_design_saved_as_it_is_shown_stays_as_it_was(runtime, client, design):
    assert send(client, design, **form_of(client, design)).status_code == 303
    assert written.read(only(runtime, DesignRow).body) == preset("giay-chung-nhan")


def test_a_text_saved_as_it_is_shown_stays_as_it_was(runtime, client, design):
    for at in range(1, len(preset("giay-chung-nhan").texts) + 1):
        assert (
            send(client, f"{design}/texts/{at}", **form_of(client, f"{design}/texts/{at}")).status_code == 303
        )
    assert written.read(only(runtime, DesignRow).body) == preset("giay-chung-nhan")


def test_a_text_is_changed_added_and_taken_away(runtime, client, design):
    values = form_of(client, f"{design}/texts/5") | {"size": "28,5", "x": "40"}
    assert send(client, f"{design}/texts/5", **values).status_code == 303
    part = written.read(only(runtime, DesignRow).body).texts[4]
    assert (part.size, part.box.x) == (285, 400)
    added = form_of(client, f"{design}/texts/new") | {"text": "Nhiệt liệt chúc mừng", "y": "20"}
    send(client, f"{design}/texts/new", **added)
    assert written.read(only(runtime, DesignRow).body).texts[-1].text == "Nhiệt liệt chúc mừng"
    send(client, f"{design}/texts/18/remove", design)
    assert len(written.read(only(runtime, DesignRow).body).texts) == 17
    assert client.get(f"{design}/texts/99").status_code == 404


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"text": "{ho ten}"}, "Không có chỗ điền tên “ho ten”"),
        ({"x": "12,55"}, "nhiều nhất một chữ số thập phân"),
        ({"x": "290"}, "Khung này nằm ra ngoài khổ giấy."),
        ({"colour": "đỏ"}, "Màu viết dạng #RRGGBB"),
        ({"size": "8", "least": "9"}, "cỡ nhỏ nhất không lớn hơn cỡ chữ"),
    ],
)
def test_a_bad_text_is_refused_beside_its_field_with_all_that_was_typed(client, design, changed, message):
    values = form_of(client, f"{design}/texts/5") | changed
    answer = send(client, f"{design}/texts/5", **values)
    assert answer.status_code == 422
    assert message in answer.text
    assert all(value.replace("{", "{").strip() in answer.text for value in changed.values())


def test_the_picture_follows_what_is_typed_before_it_is_saved(client, design):
    plain = shown(client, f"{design}/preview.png")
    assert plain.width == 1100
    values = form_of(client, f"{design}/texts/4") | {"colour": "#0000FF", "at": "4"}
    values.pop("csrf_token", None)
    typed = client.get(f"{design}/preview.png", query_string=values)
    blue = Image.open(io.BytesIO(typed.data)).convert("RGB")
    assert blue.tobytes() != plain.tobytes()
    broken = client.get(f"{design}/preview.png", query_string=values | {"x": "9999"})
    assert Image.open(io.BytesIO(broken.data)).convert("RGB").tobytes() == plain.tobytes()


def test_a_design_goes_out_as_a_file_and_comes_in_again(runtime, client, place, design):
    saved = client.get(f"{design}.toml")
    assert written.read_toml(saved.text) == preset("giay-chung-nhan")
    send(client, f"{design}/remove", design)
    file = (io.BytesIO(saved.data), "Mẫu năm trước.toml")
    assert send(client, f"{place}/designs/import", f"{place}/designs", file=file).status_code == 303
    row = only(runtime, DesignRow)
    assert (row.name, written.read(row.body)) == ("Mẫu năm trước", preset("giay-chung-nhan"))


@pytest.mark.parametrize("content", [b"", b"khong phai", b"\xff\xfe", b"format = 1"])
def test_a_file_that_is_no_design_is_refused_in_words(client, place, content):
    send(client, f"{place}/designs/import", f"{place}/designs", file=(io.BytesIO(content), "x.toml"))
    text = client.get(f"{place}/designs").text
    assert "Không đọc được tệp mẫu" in text or "Đề nghị chọn một tệp mẫu" in text


def test_a_picture_is_taken_in_and_stands_among_the_backgrounds(runtime, client, place, design):
    out = io.BytesIO()
    Image.new("RGB", (300, 200), (250, 240, 220)).save(out, "PNG")
    out.seek(0)
    page = f"{place}/designs"
    assert (
        send(client, f"{page}/pictures", page, title="Nền vàng", picture=(out, "nen.png")).status_code == 303
    )
    key = only(runtime, PictureRow).sha256
    values = form_of(client, design) | {"backdrop": "picture", "picture": key}
    assert send(client, design, **values).status_code == 303
    assert "con dấu vẽ sẵn là con dấu giả" in client.get(design).text
    shown(client, f"{design}/preview.png")
    refused = send(client, f"{page}/pictures", page, title="x", picture=(io.BytesIO(b"GIF89a"), "x.gif"))
    assert refused.status_code == 422
    assert "Không đọc được tệp này như một hình" in refused.text


def test_a_unit_confirms_its_names_and_the_office_sees_who_has_not(runtime, client, published, place):
    unit = runtime.main.do(lambda s: make_account(s, Role.UNIT, published.school))
    office = client.get(f"{place}/names").text
    assert "Chưa trả lời" in office
    sign_in_as(client, runtime, unit)
    page = "/unit/certificate-names"
    first = client.get(page)
    assert "Nguyễn Thị Ngọc Ánh" in first.text
    wrong = first.text.split("/unit/certificate-names/")[1].split("/")[0]
    answer = send(client, f"{page}/{wrong}/correct", wanted="")
    assert answer.status_code == 422
    send(client, f"{page}/{wrong}/correct", wanted="Sửa “Ảnh” thành “Ánh”")
    client.post(f"{page}/confirm", data={"csrf_token": csrf_of(first)})
    with runtime.main.reading() as session:
        states = [row.state for row in session.query(NameCheck)]
    assert states.count(NameState.WRONG) == 1
    assert states.count(NameState.CONFIRMED) == 9
    sign_in_as(client, runtime, runtime.main.do(lambda s: office_account(s, published)))
    assert "Sửa “Ảnh” thành “Ánh”" in client.get(f"{place}/names").text
