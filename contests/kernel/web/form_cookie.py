"""The cookie of forms and messages: the judge's desk has one of its own, so that nothing said elsewhere shows there."""

from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from contests.kernel.web.runtime import JUDGE_PATH, at_judges_desk


class FormCookies(SecureCookieSessionInterface):
    """Flask's signed cookie, one for each side of the wall."""

    def get_cookie_name(self, app: Flask) -> str:
        """The judge's cookie under the judge's path."""
        name = super().get_cookie_name(app)
        return f"{name}_judge" if at_judges_desk() else name

    def get_cookie_path(self, app: Flask) -> str:
        """Where the browser sends it back."""
        return JUDGE_PATH if at_judges_desk() else super().get_cookie_path(app)
