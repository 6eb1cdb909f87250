"""The judge's pieces: the list, one piece beside its sheet, its pages as pictures."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import send_file
from werkzeug.wrappers import Response

from contests.kernel.figures import steps
from contests.kernel.web.answers import Page, found, page
from contests.kernel.web.runtime import reading, runtime
from judging import seen
from judging.deliberation.seen import my_sittings
from judging.marks import asked
from judging.marks.saving import Start
from judging.terms import SheetState, Stage
from judging.web.desk import bp, desk

AREA = "pieces"
FILM = "video/mp4"
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png"}


@dataclass(frozen=True)
class SheetSent:
    """The sheet as the browser sent it: marks by criterion id as typed, errors by form field, what it started from."""

    typed: Mapping[str, str]
    comment: str
    version: int
    errors: Mapping[str, str] = field(default_factory=dict)
    on_top: tuple[str, ...] = ()
    start: Start | None = None


@bp.get("/")
def home() -> Page:
    """The judge's pieces and own progress."""
    rows = seen.my_pieces(reading(), desk().judge_id)
    submitted = sum(row.state is SheetState.SUBMITTED for row in rows)
    begun = sum(row.state is SheetState.DRAFT for row in rows)
    criteria = len(seen.rubric(reading(), desk().round_id, desk().per_point))
    sittings = my_sittings(reading(), desk().judge_id) if submitted == len(rows) else []
    return page(
        "judge/home.html", rows=rows, submitted=submitted, begun=begun, criteria=criteria, sittings=sittings,
        asked=asked.has_waiting(reading(), desk().judge_id),
    )  # fmt: skip


@bp.get("/pieces/<piece_id>")
def piece(piece_id: str) -> Page:
    """One piece beside its score sheet."""
    shown = found(seen.my_piece(reading(), desk().judge_id, piece_id))
    marks = {key: steps(mark, desk().per_point) for key, mark in shown.sheet.marks.items()}
    return piece_page(shown, SheetSent(marks, shown.sheet.comment, shown.sheet.version))


def piece_page(shown: seen.PieceSeen, sent: SheetSent, status: int = 200) -> Page:
    """The page of a piece with its sheet filled in as given."""
    rubric = seen.rubric(reading(), desk().round_id, desk().per_point)
    before, after = seen.around(reading(), desk().judge_id, shown.piece_id)
    locked = shown.sheet.locked or desk().stage is not Stage.OPEN
    corrected = asked.corrections_of(reading(), desk().judge_id, shown.piece_id) if locked else []
    return page(
        "judge/piece.html", status, piece=shown, sent=sent, rubric=rubric, before=before, after=after, locked=locked,
        corrections=corrected,
    )  # fmt: skip


@bp.get("/pieces/<piece_id>/pages/<int(max=9999):position>")
def piece_file(piece_id: str, position: int) -> Response:
    """One rendered page under a neutral name; nothing in the answer joins it to anything."""
    file = found(seen.my_page(reading(), desk().judge_id, piece_id, position))
    if file.media_type == FILM:
        return _film(file.sha256, position)
    content = runtime().storage.within(AREA).read(file.sha256)
    answer = Response(content, mimetype=file.media_type)
    name = f"trang-{position:02d}.{_ENDINGS.get(file.media_type, 'bin')}"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


def _film(sha256: str, position: int) -> Response:
    """A stripped video under a neutral name, sent piece by piece."""
    content = runtime().storage.within(AREA).open(sha256)
    answer = send_file(content, mimetype=FILM, download_name=f"video-{position:02d}.mp4", etag=False)
    answer.headers["Cache-Control"] = "no-store"
    return answer
