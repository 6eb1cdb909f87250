"""Choosing a password: the two fields that every such page has."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from contests.kernel.web.answers import Form
from contests.kernel.web.fields import SecretField


class NewPassword(Form):
    """A new password, typed twice; what a password must be is the rules' to say."""

    password = SecretField(_l("Mật khẩu mới"))
    again = SecretField(_l("Nhập lại mật khẩu mới"))

    def validate_again(self, field: SecretField) -> None:
        """Both must be the same."""
        if field.data != self.password.data:
            raise ValidationError(_("Hai lần nhập mật khẩu không giống nhau."))
