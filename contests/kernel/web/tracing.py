"""An id for every request: on the answer, on error pages and in the log, so that a report finds its line."""

import logging
from typing import TextIO, cast

from flask import Flask, Response, g, has_request_context
from flask.logging import wsgi_errors_stream

from contests.kernel.codes import new_id

HEADER = "X-Request-ID"
NOBODY = "-"
LINE = "%(asctime)s %(levelname)s [%(request_id)s] %(name)s: %(message)s"


def init_tracing(app: Flask) -> None:
    """Give each request of `app` its id, and the lines of its log too."""
    app.after_request(_say)
    handler = logging.StreamHandler(cast("TextIO", wsgi_errors_stream))
    handler.setFormatter(logging.Formatter(LINE))
    handler.addFilter(with_id)
    app.logger.handlers[:] = [handler]


def request_id() -> str:
    """The id of this request: random, made when it is first asked for."""
    if "request_id" not in g:
        g.request_id = new_id()
    known: str = g.request_id
    return known


def with_id(record: logging.LogRecord) -> bool:
    """A log filter that lets everything pass, with the id of the request it belongs to."""
    record.request_id = request_id() if has_request_context() else NOBODY
    return True


def _say(response: Response) -> Response:
    response.headers[HEADER] = request_id()
    return response
