"""The fields of a document that founds a step, for every office page that needs one."""

from flask_babel import lazy_gettext as _l

from contests.decisions.rules import DecisionFacts
from contests.decisions.terms import DecisionKind
from contests.kernel.web.answers import Form
from contests.kernel.web.fields import DayField, TextField


class DecisionForm(Form):
    """Number and symbol, date, signer, subject. Show it with `decision_fields` of macros/decision.html."""

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
        )
