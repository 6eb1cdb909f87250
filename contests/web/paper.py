"""Answering with a file that was made for this answer."""

from io import BytesIO

from flask import send_file
from werkzeug.wrappers import Response


def pdf(content: bytes, name: str) -> Response:
    """A PDF to open in the browser; `name` is what it is saved as."""
    return send_file(BytesIO(content), mimetype="application/pdf", download_name=name)


def attached(content: bytes, media_type: str, name: str) -> Response:
    """A file to be saved as `name`."""
    made = Response(content, mimetype=media_type)
    made.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return made
