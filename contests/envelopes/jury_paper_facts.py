"""What the decision on the jury is made of: who was appointed, and on which panel each sits."""

from sqlalchemy.orm import Session

from contests.envelopes.juries import round_of
from contests.envelopes.jury_papers import Juror, JuryFacts
from contests.envelopes.queries import judge_rows
from contests.seasons.model import Season
from judging import service as judging
from judging.terms import SeatRole

DUTIES = {SeatRole.CHAIR: "Tổ trưởng", SeatRole.SECRETARY: "Thư ký", SeatRole.MEMBER: "Ủy viên"}
UNSEATED = "Giám khảo"


def jury_facts(session: Session, season: Season) -> JuryFacts:
    """The appointed judges with their seats; those whose duty has ended are left out."""
    names = {row.judge_id: row.name for row in judge_rows(session, season.id) if row.ended_at is None}
    order = {judge_id: at for at, judge_id in enumerate(names)}
    ranks = {role: at for at, role in enumerate(DUTIES)}
    round_ = round_of(session, season.id)
    panels = judging.panel_rows(session, round_.round_id) if round_ else []
    seated = [
        Juror(names[seat.judge_id], panel.name, DUTIES[seat.role])
        for panel in panels
        for seat in sorted(
            (seat for seat in panel.seats if seat.judge_id in names),
            key=lambda seat: (ranks[seat.role], order[seat.judge_id]),
        )
    ]
    placed = {seat.judge_id for panel in panels for seat in panel.seats}
    others = [Juror(name, "", UNSEATED) for judge_id, name in names.items() if judge_id not in placed]
    return JuryFacts(season.title, tuple(season.legal_bases), (*seated, *others))
