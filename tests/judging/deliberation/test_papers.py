"""Minutes and sheets to sign, read back from the files: numbers, codes, votes, the ledger's head, and nobody's name."""

import zipfile
from io import BytesIO

import pytest
from docx import Document
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy.orm import Session

from contests.kernel.sessions import value_of
from contests.kernel.web.runtime import Runtime
from judging import ledger
from judging import service as judging
from judging.numbers.heads import heads
from tests.factories import NOON
from tests.factories_deliberation import CHAIR, attend, draw, end_marking, make_panel, move_tier, vote
from tests.factories_judging import OF, Made
from tests.judging.deliberation.test_panel_pages import MEMBER, url
from tests.judging.deliberation.test_remarking import WHY, again, call, end
from tests.judging.desk import post, sit_down


@pytest.fixture
def made(runtime: Runtime) -> Made:
    """A panel that met, marked a piece again, voted, and drew its lines."""

    def meet(session: Session) -> Made:
        made = make_panel(session)
        attend(session, made, 0, 1, 2, 3)
        value_of(call(session, made))
        value_of(again(session, made, 2, "25", "25", "35"))
        value_of(end(session, made))
        end_marking(session, made)
        vote(session, made, move_tier(session, made, 2, "KK"), ["yes", "yes", "yes", "no"])
        value_of(draw(session, made, {"NHAT": 8500, "NHI": 7050}))
        return made

    return runtime.main.do(meet)


def flat(text: str) -> str:
    return " ".join(text.split())


def text_of_pdf(content: bytes) -> str:
    return flat(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages))


def text_of_docx(content: bytes) -> str:
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return flat(" ".join([*(one.text for one in document.paragraphs), *cells]))


def print_minutes(client: FlaskClient, made: Made, kind: str) -> bytes:
    answer = post(client, url(made, f"/minutes.{kind}"))
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f'attachment; filename="bien-ban.{kind}"'
    return answer.data


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_the_minutes_say_what_the_panel_did(
    client: FlaskClient, runtime: Runtime, made: Made, kind: str
) -> None:
    sit_down(client, runtime, made.judges[CHAIR])
    content = print_minutes(client, made, kind)
    text = text_of_pdf(content) if kind == "pdf" else text_of_docx(content)
    with runtime.main.reading() as session:
        last = list(ledger.rows(session, made.round_id))[-1]
        (left,) = heads(session, made.round_id)
    assert "BIÊN BẢN" in text
    assert "Họp Tổ Học tập, Vòng sơ khảo" in text
    assert all(piece.code in text for piece in made.pieces)
    assert "GK 5" in text
    assert "vắng" in text
    assert WHY in text
    assert f"Bài {made.pieces[2].code}: Giải Khuyến khích" in text
    assert "Thông qua" in text
    assert "30 *" in text
    assert "85,00" in text
    assert f"{last.seq}: {last.hash[:8]} {last.hash[8:16]}" in text
    assert (left.seq, left.hash, left.way.value) == (last.seq, last.hash, "paper")


def test_a_word_file_names_nobody_in_its_properties(
    client: FlaskClient, runtime: Runtime, made: Made
) -> None:
    sit_down(client, runtime, made.judges[CHAIR])
    with zipfile.ZipFile(BytesIO(print_minutes(client, made, "docx"))) as packed:
        core = packed.read("docProps/core.xml").decode()
        whole = b" ".join(packed.read(name) for name in packed.namelist())
    assert "python-docx" not in core
    assert "2000-01-01" in core
    assert made.judges[CHAIR].encode() not in whole


def test_only_chair_and_secretary_print_and_only_with_figures(client: FlaskClient, runtime: Runtime) -> None:
    early = runtime.main.do(make_panel)
    sit_down(client, runtime, early.judges[CHAIR])
    assert post(client, url(early, "/minutes.pdf")).status_code == 404
    runtime.main.do(lambda s: end_marking(s, early))
    assert "Tải biên bản Word" in client.get(url(early)).text
    assert post(client, url(early, "/minutes.pdf")).status_code == 200
    sit_down(client, runtime, early.judges[MEMBER])
    assert post(client, url(early, "/minutes.pdf")).status_code == 404
    assert "Tải biên bản Word" not in client.get(url(early)).text


def test_a_panel_that_did_nothing_has_minutes_all_the_same(client: FlaskClient, runtime: Runtime) -> None:
    made = runtime.main.do(make_panel)
    runtime.main.do(lambda s: end_marking(s, made))
    sit_down(client, runtime, made.judges[CHAIR])
    text = text_of_pdf(print_minutes(client, made, "pdf"))
    assert "Không có việc nào đưa ra biểu quyết." in text
    assert "Các bài đã chấm lại" not in text
    assert "4. Sổ của vòng chấm" in text


def test_a_judges_own_sheets_and_nobody_elses(client: FlaskClient, runtime: Runtime) -> None:
    made = runtime.main.do(lambda s: make_panel(s, filled=False))
    sit_down(client, runtime, made.judges[MEMBER])
    assert client.get("/judge/sheets.pdf").status_code == 404
    who, what = made.judges[MEMBER], made.pieces[0].piece_id
    marks = dict(zip(made.criteria, ("11,5", "12", "33"), strict=True))

    def give(session: Session) -> None:
        saved = value_of(judging.save_marks(session, who, what, marks, "Mô hình chạy ổn định", 0, at=NOON))
        value_of(judging.submit_sheet(session, who, what, saved.version, at=NOON))

    runtime.main.do(give)
    answer = client.get("/judge/sheets.pdf")
    text = text_of_pdf(answer.data)
    assert "Giám khảo số 4, Vòng sơ khảo" in text
    assert f"{made.pieces[0].code} 11,5 12 33 56,5 Mô hình chạy ổn định" in text
    assert made.pieces[1].code not in text
    assert "TC1: Tính mới, tính sáng tạo (tối đa 30)" in text
    assert "/judge/sheets.pdf" in client.get("/judge/").text


def test_who_left_after_marking_keeps_a_column_and_no_place(client: FlaskClient, runtime: Runtime) -> None:
    def met(session: Session) -> Made:
        made = make_panel(session)
        value_of(judging.end_judge(session, made.judges[4], "Chuyển công tác", **OF))
        end_marking(session, made)
        return made

    made = runtime.main.do(met)
    sit_down(client, runtime, made.judges[CHAIR])
    text = text_of_pdf(print_minutes(client, made, "pdf"))
    assert "GK 5" in text
    assert text.count("chưa ghi") == 4
    shown = client.get(url(made)).text
    assert "GK 5" in shown
    assert "Giám khảo số 5" not in shown
