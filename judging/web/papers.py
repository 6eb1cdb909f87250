"""Papers at the judge's desk: the panel's minutes as Word and PDF, and the judge's own sheets to sign."""

from flask import url_for
from werkzeug.wrappers import Response

from contests.kernel.clock import now
from contests.kernel.documents import official, word
from contests.kernel.errors import Refused
from contests.kernel.web.answers import answer, found
from contests.kernel.web.runtime import reading, runtime
from judging import seen
from judging.deliberation.minutes import take_minutes
from judging.deliberation.own import own_sheets
from judging.deliberation.papers import Frame, minutes_paper, sheets_paper
from judging.numbers.heads import head_now
from judging.web.deliberating import done
from judging.web.desk import bp, desk

PDF = "application/pdf"


@bp.post("/panels/<panel_id>/minutes.<any(pdf, docx):kind>")
def minutes(panel_id: str, kind: str) -> Response:
    """The panel's minutes by number and code. A POST: the ledger's head leaves on them, and that is on record."""
    outcome = done(lambda s: take_minutes(s, desk().judge_id, panel_id, at=now()))
    if isinstance(outcome, Refused):
        return answer(outcome, url_for("judge.panel", panel_id=panel_id))
    paper = minutes_paper(outcome.value, Frame(demo=runtime().config.demo))
    if kind == "docx":
        return file(word.to_bytes(paper), word.MEDIA_TYPE, "bien-ban.docx")
    return file(official.to_bytes(paper), PDF, "bien-ban.pdf")


@bp.get("/sheets.pdf")
def own_sheets_file() -> Response:
    """The judge's own submitted sheets; 404 while there is none."""
    sheets = own_sheets(reading(), desk().judge_id)
    found(sheets or None)
    rubric = seen.rubric(reading(), desk().round_id, desk().per_point)
    head = head_now(reading(), desk().round_id)
    paper = sheets_paper(desk().number, desk().round_title, rubric, sheets, head, demo=runtime().config.demo)
    return file(official.to_bytes(paper), PDF, "phieu-cham.pdf")


def file(content: bytes, media_type: str, name: str) -> Response:
    """A file under a neutral name, to be saved."""
    made = Response(content, mimetype=media_type)
    made.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return made
