"""How a design prints, with the longest words of its season: as a picture beside the form, as a PDF to try the printer."""

import tempfile
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from flask import request, send_file
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from contests.certificates.design import written
from contests.certificates.design.parts import Design
from contests.certificates.design.presets import NAMES, preset
from contests.certificates.design.rules import faults
from contests.certificates.queries import picture_rows
from contests.certificates.sample import sample_pdf
from contests.kernel import sandbox
from contests.kernel.clock import now, today
from contests.kernel.storage import StorageFault
from contests.kernel.web.answers import found
from contests.kernel.web.runtime import reading, runtime
from contests.seasons.model import Season
from contests.web.office.design_fields import PaperForm, TextForm
from contests.web.office.designs import ONE, UNDER, own_design, with_text
from contests.web.office.desk import bp, own_season
from contests.web.paper import pdf

WIDTH, SMALL = 1100, 480


@bp.get(f"{ONE}/preview.png")
def design_picture(season_id: str, design_id: str) -> Response:
    """The design as it prints; what a form has typed and not yet saved may stand in the address."""
    row = own_design(reading(), season_id, design_id)
    season = own_season(reading(), season_id)
    typed = _typed(reading(), season.id, written.read(row.body))
    return _png(_sample(season, typed, marked=False), WIDTH)


@bp.get(f"{ONE}/preview.pdf")
def design_sample(season_id: str, design_id: str) -> Response:
    """The same as a paper, marked as a sample."""
    row = own_design(reading(), season_id, design_id)
    content = _sample(own_season(reading(), season_id), written.read(row.body))
    return pdf(content, f"{row.name}-mau.pdf")


@bp.get(f"{UNDER}/presets/<any({', '.join(repr(name) for name in NAMES)}):name>.png")
def preset_picture(season_id: str, name: str) -> Response:
    """What a preset looks like, in this season's words."""
    return _png(_sample(own_season(reading(), season_id), preset(name), marked=False), SMALL)


def _sample(season: Season, design: Design, *, marked: bool = True) -> bytes:
    try:
        return sample_pdf(reading(), runtime().storage, season, design, today(now()), marked=marked)
    except StorageFault as fault:
        raise NotFound from fault


def _typed(session: Session, season_id: str, kept: Design) -> Design:
    """The design with what the form beside the picture holds; without it where that is no design."""
    if not request.args:
        return kept
    design = _with_text(kept) if "at" in request.args else _with_paper(session, season_id, kept)
    return kept if design is None or any(faults(design)) else design


def _with_text(kept: Design) -> Design | None:
    at = request.args.get("at", type=int) or 0
    form = TextForm(formdata=request.args, meta={"csrf": False})
    return with_text(kept, at, form.part()) if form.validate() and 1 <= at <= len(kept.texts) + 1 else None


def _with_paper(session: Session, season_id: str, kept: Design) -> Design | None:
    form = PaperForm(formdata=request.args, meta={"csrf": False})
    form.offer([(one.sha256, one.title) for one in picture_rows(session, season_id)])
    return form.design(kept.texts) if form.validate() else None


def _png(content: bytes, width: int) -> Response:
    """The first page as a picture; private, because it holds a name."""
    shot = send_file(BytesIO(found(_pixels(content, width))), mimetype="image/png")
    shot.headers["Cache-Control"] = "private, no-cache"
    return shot


@lru_cache(maxsize=16)
def _pixels(content: bytes, width: int) -> bytes | None:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as paper:
        paper.write(content)
        paper.flush()
        drawn = sandbox.run("contests.certificates.redrawing:preview", Path(paper.name), {"width": width})
    return None if isinstance(drawn, sandbox.Failure) else drawn.blobs[0]
