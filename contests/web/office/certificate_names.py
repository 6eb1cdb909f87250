"""The proof list at the office: which names units have confirmed, which they want corrected, of which nothing was said."""

from contests.certificates.names import name_rows
from contests.certificates.terms import NameState
from contests.kernel.text import N_
from contests.kernel.web.answers import Page, page
from contests.kernel.web.runtime import reading
from contests.web.office.desk import bp, own_season

SAID = {
    NameState.CONFIRMED: (N_("Đã xác nhận đúng"), "good"),
    NameState.WRONG: (N_("Đề nghị sửa"), "bad"),
    None: (N_("Chưa trả lời"), "neutral"),
}


@bp.get("/seasons/<season_id>/certificates/names")
def certificate_names(season_id: str) -> Page:
    """Every name that is still to be printed, what wants correcting first."""
    season = own_season(reading(), season_id)
    rows = name_rows(reading(), season_id=season.id)
    order = (NameState.WRONG, None, NameState.CONFIRMED)
    rows.sort(key=lambda row: order.index(row.state))
    counts = {state: sum(row.state is state for row in rows) for state in order}
    return page("office/certificate_names.html", season=season, rows=rows, counts=counts, said=SAID)
