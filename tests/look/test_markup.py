"""What every page of the gallery keeps to, whatever its browser."""

import re
from pathlib import Path

import pytest
from flask import render_template
from flask.testing import FlaskClient

from contests.web.navigation import PLACES
from tests.look.gallery import AUDIENCES, ROOT, make_gallery
from tests.look.reading import elements, values

PAGES = ("forms", "list", "parts", "honour", "desk", "piece")
CODES = (400, 403, 404, 405, 413, 422, 429, 500)
SPRITE = (ROOT / "static/vendor/bootstrap-icons/sprite.svg").read_text(encoding="utf-8")
TEMPLATES = [ROOT / "templates/base.html", ROOT / "templates/judge_base.html"]
TEMPLATES += sorted((ROOT / "templates/macros").glob("*.html")) + sorted(
    (ROOT / "templates/errors").glob("*.html")
)


@pytest.fixture(params=[f"/office/{page}" for page in PAGES] + [f"/error/{code}" for code in CODES])
def html(request: pytest.FixtureRequest, gallery: FlaskClient) -> str:
    return gallery.get(request.param).text


def test_a_page_holds_nothing_inline(html: str) -> None:
    assert values(html, "style") == []
    assert elements(html, "style") == []
    assert all("src" in found for _, found in elements(html, "script"))
    assert not any(name.startswith("on") for _, found in elements(html) for name in found)


def test_a_page_has_one_heading_of_the_first_level(html: str) -> None:
    assert len(elements(html, "h1")) == 1


def test_an_id_stands_once(html: str) -> None:
    ids = values(html, "id")
    assert sorted(ids) == sorted(set(ids))


def test_what_a_page_refers_to_is_on_it(html: str) -> None:
    ids = set(values(html, "id"))
    for attribute in ("aria-describedby", "aria-labelledby", "for", "data-dialog", "popovertarget"):
        assert {name for value in values(html, attribute) for name in value.split()} <= ids


def test_every_icon_is_in_the_sprite(html: str) -> None:
    names = {href.partition("#")[2] for href in values(html, "href", "use")}
    assert {name for name in names if f'id="{name}"' not in SPRITE} == set()


def test_every_icon_that_a_template_or_the_navigation_names_is_in_the_sprite() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.html")]
    called = re.compile(r"""\b(?:icon\(|icon_name=|submit_icon=)["']([a-z0-9-]+)["']""")
    names = {name for text in texts for name in called.findall(text)} | {place.icon for place in PLACES}
    assert {name for name in names if f'id="{name}"' not in SPRITE} == set()


def test_an_error_page_needs_nothing_from_anyone() -> None:
    app = make_gallery()
    with app.test_request_context("/"):
        html = render_template("errors/500.html")
    assert "Hệ thống gặp sự cố" in html


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_audience_has_a_frame(gallery: FlaskClient, audience: str) -> None:
    html = gallery.get(f"/{audience}/list").text
    assert f"desk-{audience}" in values(html, "class", "body")[0]
    assert 'href="#main"' in html
    assert "DỮ LIỆU MẪU" in html


def test_only_open_desks_offer_the_other_language(gallery: FlaskClient) -> None:
    offered = {audience for audience in AUDIENCES if "/language/en?" in gallery.get(f"/{audience}/list").text}
    assert offered == {"public", "identity"}


def test_the_judges_desk_names_no_organiser(gallery: FlaskClient) -> None:
    assert (
        "Tuyên Quang" in gallery.get("/office/desk").text or "Tuyên Quang" in gallery.get("/office/list").text
    )
    assert "Tuyên Quang" not in gallery.get("/judge/desk").text


def test_a_refused_form_links_each_message_to_its_field(gallery: FlaskClient) -> None:
    html = gallery.post("/unit/forms").text
    summary = html[html.index('class="error-summary"') :]
    targets = [href[1:] for href in values(summary[: summary.index("</ul>")], "href", "a")]
    assert targets == ["title", "field_code", "born_on", "share", "level-0", "description", "pledge"]
    assert set(targets) <= set(values(html, "id"))


def test_a_refused_field_says_so_to_everyone(gallery: FlaskClient) -> None:
    html = gallery.post("/unit/forms").text
    found = next(field for _, field in elements(html, "input") if field.get("id") == "title")
    assert found["aria-invalid"] == "true"
    assert found["aria-describedby"] == "title-hint title-error"


def test_what_was_typed_is_shown_again(gallery: FlaskClient) -> None:
    html = gallery.post("/unit/forms", data={"title": 'Máy "bóc" <lạc>', "born_on": "31/02/2010"}).text
    assert "Máy &#34;bóc&#34; &lt;lạc&gt;" in html
    assert "31/02/2010" in values(html, "value", "input")


def test_a_date_is_typed_the_vietnamese_way(gallery: FlaskClient) -> None:
    field = next(
        found
        for _, found in elements(gallery.get("/unit/forms").text, "input")
        if found.get("id") == "born_on"
    )
    assert field["type"] == "text"
    assert field["inputmode"] == "numeric"


def test_sorting_keeps_the_search_and_starts_again_at_page_one(gallery: FlaskClient) -> None:
    html = gallery.get("/office/list?q=lũ&state=sent&page=3&sort=title").text
    link = next(found["href"] for _, found in elements(html, "a") if found.get("class") == "sort")
    assert link == "/office/list?q=l%C5%A9&state=sent&sort=-title"
    assert "ascending" in values(html, "aria-sort")


def test_turning_the_page_keeps_search_and_order(gallery: FlaskClient) -> None:
    html = gallery.get("/office/list?q=lũ&sort=-mark&page=2").text
    link = next(found["href"] for _, found in elements(html, "a") if found.get("rel") == "next")
    assert link == "/office/list?q=l%C5%A9&sort=-mark&page=3"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_sentence_is_marked_for_translation(path: Path) -> None:
    text = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    unmarked = re.sub(r"""\b_\((?:"[^"]*"|'[^']*')""", "", text)
    words = {"Thanh thiếu niên", "Nhi đồng", "Sáng tạo", "Kỹ thuật", "Khoa học", "Công nghệ"}
    words |= {"Cuộc thi", "Hội thi", "Giải thưởng", "lần thứ", "Tiếng Việt"}
    for word in words:
        unmarked = unmarked.replace(f'"{word}"', "")
    assert re.findall(r"\w*[ăâđêôơưĂÂĐÊÔƠƯàáèéìíòóùúýÀÁÈÉÌÍÒÓÙÚÝ\u1ea0-\u1ef9]\w*", unmarked) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_stays_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 150
