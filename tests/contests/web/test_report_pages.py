"""The report's pages: blanks lead to where they are filled, what is typed is kept with its name, files and lists leave."""

import csv
from io import StringIO

import pytest

from contests.kernel.audit import Deed
from contests.reports.model import ReportValue
from contests.reports.rules import ASKED
from tests.contests.web.test_office_after import of, signed_in
from tests.factories import make_entry, make_unit
from tests.factories_awards import make_decided, make_judged
from tests.web_client import csrf_of, send


@pytest.fixture
def config(sqlite_config):
    return sqlite_config


@pytest.fixture
def decided(runtime, client):
    return signed_in(client, runtime, runtime.main.do(make_decided))


def typed(client, judged, value="leaflets", **fields):
    return send(client, of(judged, f"report/values/{value}"), **{"version": "0", **fields})


def rows(runtime):
    with runtime.main.reading() as session:
        kept = session.query(ReportValue).order_by(ReportValue.turn)
        return [(row.key, row.turn, row.number, row.text, row.left_out) for row in kept]


def test_each_blank_leads_to_the_page_that_fills_it(client, decided):
    text = client.get(of(decided, "report/text")).text
    for value in ("leaflets", "labour_honours", "remarks"):
        assert f'href="{of(decided, f"report/values/{value}")}"' in text
    assert f'href="{of(decided, "budget")}"' in text


@pytest.mark.parametrize("value", list(ASKED))
def test_every_value_that_is_asked_has_its_page(client, decided, value):
    answer = client.get(of(decided, f"report/values/{value}"))
    assert answer.status_code == 200
    assert ASKED[value].label in answer.text


def test_a_value_that_nobody_asks_is_not_there(client, decided):
    assert client.get(of(decided, "report/values/secrets")).status_code == 404


def test_a_typed_number_stands_in_the_report_with_who_and_when(runtime, client, decided):
    answer = typed(client, decided, number="3.000", source="Sổ phát hành")
    assert answer.location == of(decided, "report/text")
    text = client.get(answer.location).text
    assert "đã phát hành 3.000 tờ rơi" in text
    assert "Lê Thị Hồng Gấm" in text
    assert rows(runtime) == [("leaflets", 1, 3000, "", False)]


def test_a_later_word_stands_over_the_earlier_one_which_stays_on_record(runtime, client, decided):
    typed(client, decided, number="3000")
    typed(client, decided, version="1", number="3200")
    assert "3.200 tờ rơi" in client.get(of(decided, "report/text")).text
    history = client.get(of(decided, "report/values/leaflets")).text
    assert "3.200" in history
    assert "3.000" in history
    with runtime.main.reading() as session:
        deeds = session.query(Deed).filter_by(verb="report.value").order_by(Deed.at, Deed.id)
        assert {deed.detail["number"] for deed in deeds} == {3000, 3200}


def test_who_typed_over_somebody_elses_word_unseen_is_told_and_nothing_typed_is_lost(
    runtime, client, decided
):
    typed(client, decided, number="3000")
    answer = typed(client, decided, number="9999")
    assert answer.status_code == 422
    assert "người khác thay đổi" in answer.text
    assert 'value="9999"' in answer.text
    assert rows(runtime) == [("leaflets", 1, 3000, "", False)]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"number": "5", "left_out": "y"}, "không nêu trong báo cáo thì đề nghị để trống ô này"),
        ({"number": "-5"}, "phải từ 0"),
        ({"number": "rất nhiều"}, "Đề nghị nhập một số nguyên"),
        ({"number": "1" * 20}, "phải từ 0"),
    ],
)  # fmt: skip
def test_a_number_that_cannot_be_taken_is_refused_beside_its_field(runtime, client, decided, fields, said):
    answer = typed(client, decided, **fields)
    assert answer.status_code == 422
    assert said in answer.text
    assert rows(runtime) == []


def test_money_is_taken_as_people_write_it_and_refused_in_its_own_words(client, decided):
    typed(client, decided, "raised", number="30.000.000 đồng")
    said = "vận động được là 30.000.000 đồng (Ba mươi triệu đồng)"
    assert said in client.get(of(decided, "report/text")).text
    answer = typed(client, decided, "raised", version="1", number="ba mươi triệu")
    assert "Đề nghị nhập số tiền bằng đồng" in answer.text


def test_a_text_is_typed_and_printed_as_it_is(runtime, client, decided):
    typed(client, decided, "remarks", text="Ưu điểm: <b>nhiều</b> em nữ.\nHạn chế: ít xã tham gia.")
    text = client.get(of(decided, "report/text")).text
    assert "Ưu điểm: &lt;b&gt;nhiều&lt;/b&gt; em nữ.</p>" in text
    assert "Hạn chế: ít xã tham gia.</p>" in text


def test_a_value_left_out_takes_its_sentence_along(client, decided):
    typed(client, decided, left_out="y")
    text = client.get(of(decided, "report/text")).text
    assert "tờ rơi tuyên truyền" not in text


def test_nought_is_a_figure_and_nothing_is_none(client, decided):
    typed(client, decided, number="0")
    assert "đã phát hành 0 tờ rơi" in client.get(of(decided, "report/text")).text
    typed(client, decided, version="1", number="")
    assert "chưa có số liệu: số tờ rơi" in client.get(of(decided, "report/text")).text


def test_a_report_before_the_release_says_missing_and_never_nought(runtime, client):
    judged = signed_in(client, runtime, runtime.main.do(make_judged))
    text = client.get(of(judged, "report")).text
    assert "chưa có số liệu" in text
    assert "None" not in text
    prose = client.get(of(judged, "report/text")).text
    assert "……… (chưa có số liệu: đạt giải) hồ sơ đạt giải" in prose.lower()


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx"])
def test_the_report_leaves_as_a_file(client, decided, kind):
    answer = client.get(of(decided, f"report.{kind}"))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="bao-cao.{kind}"'
    assert answer.data[:2] in {b"PK", b"%P"}


def exported(client, judged, name, **asked):
    token = csrf_of(client.get(of(judged, "entries")))
    return client.post(of(judged, name), data={"csrf_token": token}, query_string=asked)


def lines(answer):
    return list(csv.reader(StringIO(answer.data.decode("utf-8-sig"), newline="")))


def test_the_list_of_entries_leaves_as_it_is_filtered(runtime, client, decided):
    def add(session):
        other = make_unit(session, "Trường THPT Chu Văn An", decided.organiser)
        make_entry(session, session.merge(decided.season), other, title="=HYPERLINK(1)")
        return other.id

    other = runtime.main.do(add)
    assert len(lines(exported(client, decided, "entries.csv"))) == 14
    found = lines(exported(client, decided, "entries.csv", unit=other))
    assert [row[1] for row in found] == ["Giải pháp", "'=HYPERLINK(1)"]
    page = client.get(of(decided, f"entries?unit={other}")).text
    assert f'action="{of(decided, f"entries.csv?unit={other}")}"' in page


def test_the_prizes_leave_as_excel_and_csv(client, decided):
    assert exported(client, decided, "prizes.xlsx").data.startswith(b"PK")
    assert [row[0] for row in lines(exported(client, decided, "prizes.csv"))[:2]] == [
        "Hạng giải",
        "Giải Nhất",
    ]


def test_prizes_that_are_not_released_do_not_leave_and_the_page_says_why(runtime, client):
    judged = signed_in(client, runtime, runtime.main.do(make_judged))
    answer = exported(client, judged, "prizes.csv")
    assert (answer.status_code, answer.location) == (303, of(judged, "awards"))
    assert "Chưa có kết quả được phép đưa ra ngoài" in client.get(answer.location).text
