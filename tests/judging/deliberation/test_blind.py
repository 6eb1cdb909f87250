"""The panel's pages and papers name nobody: a judge is a number, a work a code; the main tables hold the names."""

import zipfile
from io import BytesIO

from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy.orm import Session

from contests.kernel.sessions import value_of
from contests.kernel.web.runtime import Runtime
from judging import service as judging
from tests.factories import NOON
from tests.factories_deliberation import CHAIR, attend, draw, end_marking, make_panel, move_tier, vote
from tests.factories_judging import OF, Made
from tests.judging.deliberation.test_panel_pages import of_piece, url
from tests.judging.deliberation.test_papers import text_of_pdf
from tests.judging.deliberation.test_remarking import again, call, end
from tests.judging.desk import post, sit_down
from tests.judging.test_leaks import canaries as canaries
from tests.judging.test_leaks import sings, walk, whole


def met(session: Session) -> Made:
    made = make_panel(session)
    attend(session, made)
    value_of(call(session, made))
    value_of(again(session, made, 2, "25", "25", "35"))
    return made


def text_of_docx(content: bytes) -> str:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return " ".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def test_no_page_and_no_paper_of_a_panel_sings(
    client: FlaskClient, runtime: Runtime, canaries: set[str]
) -> None:
    made = runtime.main.do(met)
    sit_down(client, runtime, made.judges[CHAIR])
    seen = {**walk(client), "refused": post(client, of_piece(made, 2, "/tier"), {"tier": "?"})}
    runtime.main.do(lambda s: value_of(end(s, made)))
    runtime.main.do(lambda s: end_marking(s, made))
    runtime.main.do(lambda s: vote(s, made, move_tier(s, made, 2, "KK"), ["yes"] * 5))
    runtime.main.do(lambda s: value_of(draw(s, made, {"NHAT": 8500})))
    later = {f"{address} later": answer for address, answer in walk(client).items()}
    pages = {address: whole(answer) for address, answer in (seen | later).items()}
    assert any(url(made, "/verdict") in address for address in pages)
    assert any("/motions/" in address for address in pages)
    assert any("/again" in address for address in pages)
    pdf = post(client, url(made, "/minutes.pdf")).data
    pages["pdf"] = text_of_pdf(pdf) + str(PdfReader(BytesIO(pdf)).metadata)
    pages["docx"] = text_of_docx(post(client, url(made, "/minutes.docx")).data)
    pages["sheets"] = text_of_pdf(client.get("/judge/sheets.pdf").data)
    assert {address: found for address, text in pages.items() if (found := sings(text, canaries))} == {}


def test_a_name_that_slipped_into_a_paper_would_be_heard(
    client: FlaskClient, runtime: Runtime, canaries: set[str]
) -> None:
    name = next(one for one in sorted(canaries) if " " in one)
    made = runtime.main.do(make_panel)
    runtime.main.do(lambda s: attend(s, made))
    runtime.main.do(lambda s: end_marking(s, made))
    sit_down(client, runtime, made.judges[CHAIR])
    runtime.main.do(lambda s: move_text(s, made, f"Cộng điểm cho em {name}"))
    assert name in sings(text_of_pdf(post(client, url(made, "/minutes.pdf")).data), canaries)
    assert name in sings(text_of_docx(post(client, url(made, "/minutes.docx")).data), canaries)
    assert name in sings(whole(client.get(url(made))), canaries)


def move_text(session: Session, made: Made, text: str) -> str:
    return value_of(judging.move(session, made.judges[CHAIR], made.panel_id, text, at=NOON))


def test_who_is_kept_from_a_piece_cannot_read_its_rank_off_the_others(session: Session) -> None:
    made = make_panel(session)
    kept, free = made.judges[3], made.judges[4]
    value_of(judging.bar(session, {(kept, made.pieces[0].piece_id)}, **OF))
    end_marking(session, made)

    def ranks(judge_id: str) -> list[int | None]:
        seat = judging.sitting(session, judge_id, made.panel_id)
        assert seat is not None
        return sorted((row.rank for row in judging.pieces_beside(session, seat)), key=lambda rank: rank or 0)

    assert ranks(free) == [1, 2, 3]
    assert ranks(kept) == [None, None]
