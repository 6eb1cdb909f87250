"""What judges fill in besides the score sheet and the declaration: the yes to what cannot be undone."""

from typing import Any

from contests.kernel.web.answers import Form
from contests.kernel.web.fields import VersionField


class ConfirmForm(Form):
    """A yes; `version` is the version of the sheet that was looked at."""

    version: Any = VersionField()
