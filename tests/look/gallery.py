"""A small application that shows every macro with sample data, under the strict policy of the product."""

from dataclasses import dataclass
from pathlib import Path

from flask import Flask, Response, flash, jsonify, render_template, request
from flask_babel import Babel
from flask_wtf import CSRFProtect
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined

from tests.look.sample import EntryForm, entries, navigation, states, viewer

ROOT = Path(__file__).parents[2]
AUDIENCES = ("public", "author", "unit", "office", "inspector", "judge", "identity")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@dataclass
class Frame:
    """What the web kernel gives every template."""

    audience: str
    demo: bool = True

    def context(self) -> dict[str, object]:
        signed_in = self.audience not in ("public", "identity")
        return {
            "audience": self.audience,
            "navigation": navigation(self.audience),
            "viewer": viewer(self.audience) if signed_in else None,
            "sign_out_url": "/sign-out",
            "home_url": "/",
            "is_demo": self.demo,
            "site_name": "Bảng Vàng",
            "brand_line": "Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh Tuyên Quang"
            if self.audience != "identity"
            else "",
            "current_language": "vi",
        }


def make_gallery() -> Flask:
    """The application: /<audience>/<page> for every gallery page, /error/<code>, /job.json."""
    app = Flask(__name__, static_folder=str(ROOT / "static"), template_folder=str(ROOT / "templates"))
    app.config.update(SECRET_KEY="gallery", BABEL_DEFAULT_LOCALE="vi", WTF_CSRF_CHECK_DEFAULT=False)
    Babel(app)
    CSRFProtect(app)
    app.jinja_options = {"autoescape": True, "undefined": StrictUndefined}
    app.jinja_loader = ChoiceLoader(
        [FileSystemLoader(ROOT / "templates"), FileSystemLoader(Path(__file__).parent / "templates")]
    )
    _add_routes(app)
    app.after_request(_strict)
    return app


def _strict(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    return response


def _add_routes(app: Flask) -> None:
    app.add_url_rule("/<audience>/<page>", view_func=_page, methods=["GET", "POST"])
    app.add_url_rule("/error/<int:code>", view_func=_error)
    app.add_url_rule("/job.json", view_func=_job)


def _page(audience: str, page: str) -> str:
    form = EntryForm()
    if page == "forms" and request.method == "POST":
        form.validate()
    if page == "parts":
        flash("Đã lưu hồ sơ.", "success")
        flash("Còn 3 hồ sơ chưa có phiếu đăng ký.", "warning")
    sample = {"form": form, "entries": entries(), "states": states()}
    return render_template(f"gallery/{page}.html", **sample, **Frame(audience).context())


def _error(code: int) -> str:
    return render_template(
        f"errors/{code}.html", request_id="7F3K-92QD", **Frame("public", demo=False).context()
    )


def _job() -> Response:
    return jsonify(state="running", done=61, total=102, text="Đã cấp 61/102 giấy chứng nhận", url=None)
