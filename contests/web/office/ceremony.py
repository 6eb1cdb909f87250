"""The papers of the ceremony, as Word and PDF; none before the results are released."""

from io import BytesIO

from flask import send_file
from werkzeug.wrappers import Response

from contests.awards.release import released
from contests.kernel.documents import official, word
from contests.kernel.web.answers import found
from contests.kernel.web.runtime import reading, runtime
from contests.publication import ceremony
from contests.publication.ceremony_facts import ceremony_facts
from contests.web.office.desk import bp, own_season

PAPERS = {"script": ceremony.script, "receiving": ceremony.receiving_list}


@bp.get("/seasons/<season_id>/ceremony/<any(receiving, script):paper>.<any(docx, pdf):form>")
def ceremony_paper(season_id: str, paper: str, form: str) -> Response:
    """The script, or the list to be signed, lowest tier first."""
    season = own_season(reading(), season_id)
    found(season if released(reading(), season.id) else None)
    made = PAPERS[paper](ceremony_facts(reading(), season), demo=runtime().config.demo)
    content = word.to_bytes(made) if form == "docx" else official.to_bytes(made)
    media_type = word.MEDIA_TYPE if form == "docx" else "application/pdf"
    name = f"{paper}.{form}"
    return send_file(BytesIO(content), mimetype=media_type, as_attachment=form == "docx", download_name=name)
