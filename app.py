"""The application and its command line: the only file that knows all."""

import sys
from pathlib import Path

from flask import Flask, request
from flask_babel import Babel
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from contests.kernel.config import Config
from contests.kernel.db import make_engine
from contests.kernel.sealed import sealed_engine
from contests.kernel.sessions import Transactions
from contests.kernel.storage import LocalStorage
from contests.kernel.web.display import init_display
from contests.kernel.web.failures import init_failures
from contests.kernel.web.form_cookie import FormCookies
from contests.kernel.web.headers import init_headers
from contests.kernel.web.runtime import Runtime
from contests.kernel.web.sizes import init_sizes
from contests.kernel.web.tracing import init_tracing
from contests.web import author, identity, inspector, office, public, unit
from contests.web.frame import init_frame
from contests.web.identity.loader import init_loader
from judging import web as judge
from workers import tables  # noqa: F401 (foreign keys need every table)
from workers.commands import configured, main

HERE = Path(__file__).resolve().parent
LANGUAGES = ("vi", "en")


def make_runtime(config: Config) -> Runtime:
    """The connections of one process."""
    return Runtime(
        config=config,
        main=Transactions(make_engine(config.database_url), secret=config.secret_key),
        sealed=Transactions(sealed_engine(config.judging_url)),
        storage=LocalStorage(config.files),
    )


def create_app(config: Config | None = None, runtime: Runtime | None = None) -> Flask:
    """The WSGI application for one installation; without arguments, the one the environment names."""
    runtime = runtime or make_runtime(config or configured())
    app = Flask("bangvang", root_path=str(HERE), template_folder="templates", static_folder="static")
    _configure(app, runtime.config)
    app.session_interface = FormCookies()
    runtime.bind(app)
    if runtime.config.behind_tls:
        app.wsgi_app = ProxyFix(app.wsgi_app)  # type: ignore[method-assign]  # Flask's own way to wrap it
    init_sizes(app)
    Babel(app, locale_selector=_language, default_translation_directories=str(HERE / "translations"))
    CSRFProtect(app)
    init_tracing(app)
    init_failures(app)
    init_headers(app)
    init_display(app)
    init_loader(app)
    init_frame(app)
    _register(app)
    return app


def _register(app: Flask) -> None:
    """One blueprint an audience."""
    app.register_blueprint(identity.bp)
    app.register_blueprint(office.bp)
    app.register_blueprint(judge.bp)
    app.register_blueprint(inspector.bp)
    app.register_blueprint(public.bp)
    app.register_blueprint(unit.bp)
    app.register_blueprint(author.bp)


def _configure(app: Flask, config: Config) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.config.update(
        SECRET_KEY=config.secret_key,
        SESSION_COOKIE_NAME="bv_form",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.behind_tls,
        WTF_CSRF_TIME_LIMIT=None,
        MAX_FORM_MEMORY_SIZE=4 * 1024 * 1024,
        BABEL_DEFAULT_LOCALE="vi",
        BABEL_DEFAULT_TIMEZONE="Asia/Ho_Chi_Minh",
    )


def _language() -> str:
    chosen = request.cookies.get("bv_language", "")
    return chosen if chosen in LANGUAGES else "vi"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], make_runtime))
