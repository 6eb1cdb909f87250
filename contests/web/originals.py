"""How a file of a dossier goes to a browser: never as a page of ours, never kept by anyone on the way."""

from flask import send_file
from werkzeug.wrappers import Response

from contests.entries.dossier import area_of
from contests.entries.model import DossierFile
from contests.kernel.web.runtime import runtime

CLOSED = (
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
)
SANDBOX = f"sandbox; {CLOSED}"
SHOWN = {"image/jpeg": SANDBOX, "image/png": SANDBOX, "video/mp4": SANDBOX, "application/pdf": CLOSED}
"""What may be shown in place, under which policy.

Chromium 156, tried headless, shows a PDF with and without the sandbox and keeps of the policy only who may frame
the page; other browsers were not tried. A dossier takes no PDF with scripts.
"""


def original(file: DossierFile, organiser_id: str, *, inline: bool = False) -> Response:
    """The bytes as they came in; `inline` shows what can be shown, everything else is saved."""
    shown = inline and file.media_type in SHOWN
    content = runtime().storage.open(file.sha256, area=area_of(organiser_id))
    response = send_file(
        content, mimetype=file.media_type, as_attachment=not shown, download_name=file.name, etag=False
    )
    response.headers["Content-Security-Policy"] = SHOWN[file.media_type] if shown else SANDBOX
    response.headers["Cache-Control"] = "no-store"
    return response
