"""What holds for the whole installation: public address, mail. Seen by the office, changed by a head of its founder."""

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from contests.kernel.clock import now
from contests.kernel.settings import Installation, installation
from contests.kernel.web.answers import Page, found, onward, page
from contests.kernel.web.fields import VersionField
from contests.kernel.web.runtime import act, actor, reading
from contests.people import installing
from contests.web.installation_form import InstallationFields
from contests.web.office.desk import bp, own_organiser


class SettingsForm(InstallationFields):
    """The settings with the version that the page showed."""

    version = VersionField()


@bp.get("/installation")
def installation_settings() -> Page:
    """The settings as they are."""
    return page(
        "office/installation.html",
        settings=installation(reading()),
        head=installing.keeps_installation(reading(), actor()),
    )


@bp.route("/installation/edit", methods=["GET", "POST"])
def edit_installation() -> Page | Response:
    """Change the settings."""
    found(installing.keeps_installation(reading(), actor()) or None)
    kept = installation(reading())
    form = SettingsForm(obj=_without_secret(kept), mail=bool(kept.mail_host))
    if form.ready():
        outcome = act(
            lambda s: installing.change_installation(
                s,
                form.public_address.data,
                form.mail_facts(keep_password=True),
                own_organiser(s).id,
                version=form.version.data,
                by=actor(),
                at=now(),
            )
        )
        if form.accepts(outcome):
            return onward(url_for(".installation_settings"), _("Đã lưu cài đặt."))
    return page("office/installation_form.html", form=form, has_password=bool(kept.mail_password))


def _without_secret(kept: Installation) -> Installation:
    """The row without the mail password, which no page shows."""
    return Installation(
        public_address=kept.public_address,
        mail_host=kept.mail_host,
        mail_port=kept.mail_port,
        mail_user=kept.mail_user,
        mail_from=kept.mail_from,
        mail_password="",
        version=kept.version,
    )
