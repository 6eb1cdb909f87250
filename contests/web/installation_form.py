"""The fields of what holds for the whole installation: its public address, mail or none."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, ValidationError

from contests.kernel.web.answers import Form
from contests.kernel.web.fields import MailField, SecretField, TextField, WholeField
from contests.people.installing import MailFacts


class InstallationFields(Form):
    """Public address and mail server; with `mail` unticked the server's fields are left aside."""

    public_address = TextField(_l("Địa chỉ công khai"), most=200, required=False)
    mail = BooleanField(_l("Gửi thư điện tử qua máy chủ thư của đơn vị"))
    mail_host = TextField(_l("Máy chủ thư"), most=253, required=False)
    mail_port = WholeField(_l("Cổng"), least=1, most=65535, required=False, default=587)
    mail_from = MailField(_l("Địa chỉ gửi đi"))
    mail_user = TextField(_l("Tên đăng nhập máy chủ thư"), required=False)
    mail_password = SecretField(_l("Mật khẩu máy chủ thư"), required=False)

    def validate_mail_port(self, field: WholeField) -> None:
        """A port is needed where there is a server."""
        if self.mail.data and field.data is None:
            raise ValidationError(_("Đề nghị nhập cổng của máy chủ thư, thường là 587."))

    def mail_facts(self, *, keep_password: bool = False) -> MailFacts | None:
        """The server as typed; None for no mail. An empty password keeps the old one where there is one."""
        if not self.mail.data:
            return None
        password = self.mail_password.data
        return MailFacts(
            self.mail_host.data,
            self.mail_port.data or 0,
            self.mail_from.data,
            self.mail_user.data,
            None if keep_password and not password else password,
        )
