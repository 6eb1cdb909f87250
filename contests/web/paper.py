"""Answering with a paper."""

from io import BytesIO

from flask import send_file
from werkzeug.wrappers import Response


def pdf(content: bytes, name: str) -> Response:
    """A PDF to open in the browser; `name` is what it is saved as."""
    return send_file(BytesIO(content), mimetype="application/pdf", download_name=name)
