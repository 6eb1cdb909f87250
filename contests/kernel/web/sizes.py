"""How much a request may bring: a form's worth from anybody, files only from the signed-in where files are taken."""

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, current_app, g, request
from flask_login import current_user

View = TypeVar("View", bound=Callable[..., object])
FORM = 5 * 1024 * 1024
FILES = 520 * 1024 * 1024
"""Bytes of a whole request."""
_MARK = "takes_files"


def takes_files(view: View) -> View:
    """Mark a view to which files are sent; stands under its route."""
    setattr(view, _MARK, True)
    return view


def init_sizes(app: Flask) -> None:
    """Limit the requests of `app`. Goes before whatever reads a form, since reading keeps what was sent."""
    app.config["MAX_CONTENT_LENGTH"] = FORM
    app.before_request(_widen)


def _widen() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    if not getattr(view, _MARK, False):
        return
    if current_user.is_authenticated:
        request.max_content_length = FILES
    else:
        g.files_of_nobody = True


def files_of_nobody() -> bool:
    """Whether files came to a place that takes them from somebody who is not, or no longer, signed in."""
    return bool(g.get("files_of_nobody", False))
