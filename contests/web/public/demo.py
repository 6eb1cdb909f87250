"""How far the sample data are: asked by the front page's script while they are being made."""

from flask import jsonify
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contests.kernel.demo import demo_progress
from contests.kernel.web.runtime import reading
from contests.web.public.desk import bp


@bp.get("/demo/progress")
def demo_progress_figures() -> ResponseReturnValue:
    """The state of the demo's job; done where there is nothing to wait for."""
    found = demo_progress(reading())
    if found is None:
        return jsonify(state="done", done=0, total=0, text=_("Đã xong"), url=None)
    done, total = found
    return jsonify(
        state="running",
        done=done,
        total=total,
        text=_("%(done)s/%(total)s bước", done=done, total=total),
        url=None,
    )
