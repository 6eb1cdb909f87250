"""The fields of a document that founds a step, for every office page that needs one."""

from collections.abc import Sequence

from flask import request
from flask_babel import lazy_gettext as _l

from contests.decisions.model import Draft
from contests.decisions.rules import DecisionFacts
from contests.decisions.terms import DecisionKind
from contests.kernel.web.answers import Form
from contests.kernel.web.fields import ChoiceField, DayField, TextField


class DecisionForm(Form):
    """Number and symbol, date, signer, subject. Show it with `decision_fields` of macros/decision.html."""

    draft = ChoiceField(
        _l("Soạn từ dự thảo"), required=False, blank=_l("Văn bản không soạn ở đây"), default=""
    )
    symbol = TextField(_l("Số, ký hiệu"), most=60)
    issued_on = DayField(_l("Ngày ban hành"))
    signer_name = TextField(_l("Người ký"), most=80)
    signer_title = TextField(_l("Chức vụ người ký"), most=120)
    about = TextField(_l("Trích yếu"), most=500, required=False)

    def decision(self, kind: DecisionKind) -> DecisionFacts:
        """The document as typed; call it when the form is ready."""
        issued_on = self.issued_on.data
        if issued_on is None:
            raise ValueError("the form was not ready")
        return DecisionFacts(
            kind,
            self.symbol.data,
            issued_on,
            self.signer_name.data,
            self.signer_title.data,
            self.about.data,
            self.draft.data or None,
        )

    def offer(self, drafts: Sequence[Draft]) -> None:
        """The drafts that may have become this document; what the one asked for (`?draft=`), or the only one, says is filled in."""
        self.draft.offer([(one.id, f"{one.subject} ({one.drafted_at:%d/%m/%Y})") for one in drafts])
        asked = request.args.get("draft", "")
        chosen = next((one for one in drafts if one.id == asked or len(drafts) == 1), None)
        if chosen is not None and not self.is_submitted():
            self.draft.data = chosen.id
            self.about.data, self.signer_name.data = chosen.subject, chosen.signer_name
            self.signer_title.data = chosen.signer_title.splitlines()[-1]
