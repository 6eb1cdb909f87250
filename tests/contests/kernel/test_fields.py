"""Form fields: what people type, what comes out, what is refused in Vietnamese."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask_babel import Babel, force_locale
from werkzeug.datastructures import MultiDict

from contests.kernel.web.answers import Form
from contests.kernel.web.fields import (
    ChoiceField,
    DayField,
    LongTextField,
    MailField,
    MomentField,
    PhoneField,
    SecretField,
    TextField,
    VersionField,
    WholeField,
)


class Sample(Form):
    """One of each."""

    name = TextField("Tên", most=10, least=2, required=False)
    text = LongTextField("Nội dung", most=20, required=False)
    mail = MailField("Thư")
    phone = PhoneField("Điện thoại")
    secret = SecretField("Mật khẩu", required=False)
    day = DayField("Ngày", required=False)
    moment = MomentField("Thời điểm", required=False)
    amount = WholeField("Số tiền", least=0, most=10**9, required=False)
    kind = ChoiceField("Loại", [("a", "A")], blank="Chọn", required=False)
    version = VersionField()


class Needed(Form):
    """What must be given."""

    name = TextField("Tên")
    text = LongTextField("Nội dung")
    secret = SecretField("Mật khẩu")
    day = DayField("Ngày")
    moment = MomentField("Thời điểm")
    amount = WholeField("Số")
    kind = ChoiceField("Loại", [("a", "A")], blank="Chọn")


@pytest.fixture
def site() -> Flask:
    site = Flask("fields")
    site.config.update(SECRET_KEY="x", WTF_CSRF_ENABLED=False, BABEL_DEFAULT_LOCALE="vi")
    Babel(site)
    return site


@pytest.mark.parametrize("text", ["01/01/0001", "31/12/1899", "01/01/2201", "31/12/9999"])
@pytest.mark.parametrize("field", ["day", "moment"])
def test_a_year_that_nobody_means_is_refused(site: Flask, field: str, text: str) -> None:
    form = typed(site, **{field: text})
    assert [str(error) for error in form[field].errors] == [
        "Năm phải từ 1900 đến 2200. Đề nghị kiểm tra lại."
    ]


def typed(site: Flask, form_class: type[Form] = Sample, /, **fields: str) -> Form:
    with site.test_request_context(method="POST"):
        form = form_class(formdata=MultiDict({"kind": "", **fields}))
        form.validate()
        return form


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("name", "  Á\u0301nh ", "Á\u0301nh"),
        ("name", "A\u0301nh\tMai\n", "Ánh Mai"),
        ("name", "A\x00nh\x08", "Anh"),
        ("name", "", ""),
        ("text", "một\r\nhai\n", "một\nhai"),
        ("mail", "vanthu@donvi.vn", "vanthu@donvi.vn"),
        ("phone", "0912 345.678", "0912345678"),
        ("secret", " a\u0301 b ", " á b "),
        ("day", "05/09/2026", date(2026, 9, 5)),
        ("day", "5/9/2026", date(2026, 9, 5)),
        ("day", "05-09-2026", date(2026, 9, 5)),
        ("moment", "05/09/2026 17:00", datetime(2026, 9, 5, 10, 0, tzinfo=UTC)),
        ("moment", "05/09/2026  17h30", datetime(2026, 9, 5, 10, 30, tzinfo=UTC)),
        ("moment", "05/09/2026", datetime(2026, 9, 4, 17, 0, tzinfo=UTC)),
        ("amount", "15.000.000", 15_000_000),
        ("amount", "15 000 000", 15_000_000),
        ("amount", "0", 0),
        ("kind", "a", "a"),
        ("version", "12", 12),
        ("version", "-1", None),
        ("version", "١٢", None),
    ],
)
def test_what_is_typed_is_understood(site: Flask, field: str, text: str, value: object) -> None:
    form = typed(site, **{field: text})
    assert form.errors == {}
    assert form[field].data == value


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("name", "A", "Nội dung phải có ít nhất 2 ký tự."),
        ("name", "x" * 11, "Nội dung dài 11 ký tự, tối đa là 10."),
        ("text", "x" * 21, "Nội dung dài 21 ký tự, tối đa là 20."),
        ("mail", "a@b", "Địa chỉ thư điện tử không đúng dạng, ví dụ vanthu@donvi.vn."),
        ("mail", "a b@c.vn", "Địa chỉ thư điện tử không đúng dạng, ví dụ vanthu@donvi.vn."),
        ("phone", "123", "Số điện thoại gồm 8 đến 15 chữ số, ví dụ 0912 345 678."),
        ("day", "2026-09-05", "Đề nghị nhập ngày/tháng/năm, ví dụ 05/09/2026."),
        ("day", "31/02/2026", "Không có ngày 31/02/2026 trong lịch. Đề nghị kiểm tra lại."),
        ("day", "5/9/26", "Đề nghị nhập ngày/tháng/năm, ví dụ 05/09/2026."),
        ("moment", "31/04/2026 17:00", "Không có ngày 31/04/2026 trong lịch. Đề nghị kiểm tra lại."),
        ("day", "05/09/26", "Đề nghị nhập ngày/tháng/năm, ví dụ 05/09/2026."),
        ("moment", "05/09/2026 25:00", "Đề nghị nhập ngày và giờ, ví dụ 05/09/2026 17:00."),
        ("amount", "1,5", "Đề nghị nhập một số nguyên."),
        ("amount", "mười", "Đề nghị nhập một số nguyên."),
        ("amount", "-1", "Số này phải từ 0 đến 1000000000."),
        ("amount", "9" * 30, "Số này phải từ 0 đến 1000000000."),
        ("kind", "b", "Lựa chọn này không có trong danh sách. Đề nghị chọn lại."),
    ],
)
def test_what_is_refused(site: Flask, field: str, text: str, said: str) -> None:
    form = typed(site, **{field: text})
    assert form.errors == {field: [said]}


@pytest.mark.parametrize(
    ("field", "text"), [("day", "31/02/2026"), ("amount", "mười"), ("moment", "lúc nào đó")]
)
def test_what_is_refused_stays_in_the_box(site: Flask, field: str, text: str) -> None:
    form = typed(site, **{field: text})
    with site.test_request_context():
        assert text in str(form[field]())


def test_what_is_missing_is_asked_for(site: Flask) -> None:
    form = typed(site, Needed, name="  ", text="\n")
    assert set(form.errors) == {"name", "text", "secret", "day", "moment", "amount", "kind"}
    assert {message for messages in form.errors.values() for message in messages} == {"Đề nghị nhập mục này."}


def test_length_counts_composed_letters(site: Flask) -> None:
    assert typed(site, name="Tra\u0302\u0300n Quo\u0302\u0301c").errors == {}


def test_a_moment_is_shown_in_vietnamese_time(site: Flask) -> None:
    with site.test_request_context():
        form = Sample(formdata=None, data={"moment": datetime(2026, 9, 5, 10, 0, tzinfo=UTC)})
        assert 'value="05/09/2026 17:00"' in str(form.moment())


def test_in_english_the_librarys_own_words_stand(site: Flask) -> None:
    with site.test_request_context(method="POST"), force_locale("en"):
        form = Needed(formdata=MultiDict())
        form.validate()
        assert form.errors["name"] == ["This field is required."]


def test_a_number_box_takes_dots_between_thousands(site: Flask) -> None:
    box = str(typed(site, amount="15.000.000").amount())
    assert 'type="text"' in box
    assert 'inputmode="numeric"' in box
    assert 'value="15.000.000"' in box


@pytest.mark.parametrize("field", ["name", "text"])
@pytest.mark.parametrize(
    "unseen", ["\u202e", "\u2066", "\u200b", "\u00ad", "\ufeff", "\uffff", "\x85", "\U000e0041"]
)
def test_a_sign_that_shows_nothing_or_turns_the_line_around_is_not_kept(
    site: Flask, field: str, unseen: str
) -> None:
    assert typed(site, **{field: f"{unseen}Đá{unseen}nh{unseen}"}).data[field] == "Đánh"


def test_a_text_of_unseen_signs_only_is_no_text(site: Flask) -> None:
    assert typed(site, Needed, name="\u200b\u200b").name.errors


def test_a_joiner_between_two_pictures_is_kept(site: Flask) -> None:
    assert typed(site, name="👩\u200d👧").name.data == "👩\u200d👧"
